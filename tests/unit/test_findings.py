"""Findings: their messages, lists of them, and the catalogue of their codes."""

import pickle
import re
from pathlib import Path

import attrs
import pytest

import gov_info_report as gir
from gov_info_report import CATALOGUE, Finding, Findings
from gov_info_report.document import Span
from gov_info_report.findings import find

SOURCE = Path(gir.__file__).parent
CODES = list(CATALOGUE)


def test_the_codes_of_the_design_are_in_the_catalogue():
    design = [
        "section-missing",
        "section-out-of-order",
        "table-missing",
        "row-missing",
        "row-repeated",
        "row-out-of-order",
        "column-missing",
        "cell-blank",
        "cell-unreadable",
        "cell-doubtful",
        "cell-reassigned",
        "text-unplaced",
        "edition-mixed",
        "requests-row-total",
        "requests-balance",
        "requests-outcomes-total",
        "disputes-total",
        "value-negative",
        "value-fractional",
        "identity-unassessed",
        "year-mismatch",
    ]
    assert set(design) <= set(CODES)


def test_the_whole_catalogue():
    assert {code: (entry.source, entry.severity) for code, entry in CATALOGUE.items()} == {
        "section-out-of-order": ("reading", "warning"),
        "section-repeated": ("reading", "warning"),
        "heading-missing": ("reading", "warning"),
        "heading-misnumbered": ("reading", "info"),
        "row-out-of-order": ("reading", "warning"),
        "row-repeated": ("reading", "warning"),
        "row-contradicted": ("reading", "error"),
        "cell-doubtful": ("reading", "warning"),
        "cell-reassigned": ("reading", "warning"),
        "cell-undecided": ("reading", "error"),
        "unit-converted": ("reading", "warning"),
        "unit-printed": ("reading", "info"),
        "label-approximate": ("reading", "warning"),
        "text-unplaced": ("reading", "info"),
        "character-replaced": ("reading", "warning"),
        "section-missing": ("validate", "error"),
        "table-missing": ("validate", "error"),
        "row-missing": ("validate", "error"),
        "column-missing": ("validate", "error"),
        "cell-missing": ("validate", "error"),
        "cell-blank": ("validate", "warning"),
        "cell-not-applicable": ("validate", "info"),
        "cell-unreadable": ("validate", "error"),
        "requests-row-total": ("validate", "error"),
        "requests-balance": ("validate", "error"),
        "requests-outcomes-total": ("validate", "error"),
        "disputes-total": ("validate", "error"),
        "identity-unassessed": ("validate", "info"),
        "value-negative": ("validate", "error"),
        "value-fractional": ("validate", "error"),
        "edition-mixed": ("validate", "warning"),
        "edition-unexpected": ("validate", "warning"),
        "title-missing": ("validate", "info"),
        "year-unknown": ("validate", "warning"),
        "year-mismatch": ("validate", "warning"),
        "period-impossible": ("validate", "warning"),
        "period-incomplete": ("validate", "warning"),
    }


@pytest.mark.parametrize("code", CODES)
def test_an_entry_is_whole(code):
    entry = CATALOGUE[code]
    assert entry.code == code
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", code)
    assert entry.meaning.endswith(".")
    assert entry.rule
    fields = {"label", "expected", "actual", "detail"}
    for template in (entry.chinese, entry.english):
        assert set(re.findall(r"{(\w*)}", template)) <= fields
        assert template.count("{") == len(re.findall(r"{\w+}", template))
    assert set(re.findall(r"{(\w+)}", entry.chinese)) == set(re.findall(r"{(\w+)}", entry.english))


def test_every_code_of_the_source_is_in_the_catalogue_and_the_other_way_round():
    used = set()
    for file in SOURCE.rglob("*.py"):
        text = file.read_text("utf-8")
        if file.name != "catalogue.py":
            used |= {code for code in CODES if f'"{code}"' in text}
            assert set(re.findall(r'\bfind\(\s*"([^"]+)"', text)) <= set(CODES), file
    assert used == set(CODES)


# Findings


PATHS = ("requests.received.total", "requests.carried_in.total")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_messages_render_without_leftovers(code, language):
    finding = find(code, PATHS, expected=14, actual="15{x}", detail="细节{y}", label="标签{z}")
    message = finding.render(language)
    entry = CATALOGUE[code]
    template = entry.chinese if language == "zh" else entry.english
    wanted = template
    for name, value in (("label", "标签{z}"), ("expected", "14"), ("actual", "15{x}"), ("detail", "细节{y}")):
        wanted = wanted.replace(f"{{{name}}}", value)
    assert message == wanted
    assert (finding.message == message) == (language == "zh")


@pytest.mark.parametrize("code", CODES)
def test_severity_is_the_catalogues_unless_told_otherwise(code):
    assert find(code).severity == CATALOGUE[code].severity
    assert find(code, severity="error").severity == "error"


def test_an_unknown_code_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        find("invented-code")


@pytest.mark.parametrize(
    ("paths", "label"),
    [
        (("requests.received.total",), "一、本年新收政府信息公开申请数量 | 总计"),
        (("requests.received.other",), "一、本年新收政府信息公开申请数量 | 法人或其他组织 > 其他"),
        (("requests.outcomes.refused",), "（三）不予公开"),
        (("requests.outcomes",), "三、本年度办理结果"),
        (("requests.outcomes.refused.state_secret",), "三、本年度办理结果 > （三）不予公开 > 1.属于国家秘密"),
        (("proactive.licensing",), "第二十条第（五）项 > 行政许可"),
        (("disputes.direct_litigation",), "行政诉讼 > 未经复议直接起诉"),
        (("requests",), "三、收到和处理政府信息公开申请情况"),
        (("overview",), "一、总体情况"),
        (("invented.path",), "invented.path"),
        (
            ("overview", "problems", "other_matters"),
            "一、总体情况；五、存在的主要问题及改进情况；六、其他需要报告的事项",
        ),
        (
            ("overview", "proactive", "problems", "other_matters"),
            "一、总体情况；二、主动公开政府信息情况；五、存在的主要问题及改进情况 等4项",
        ),
        ((), ""),
    ],
    ids=str,
)
def test_labels_are_the_forms_own(paths, label):
    assert find("cell-blank", paths).message == f"未填写：{label}"
    assert find("cell-blank", paths).render("en") == f"left blank: {label}"


def test_a_finding_is_plain_frozen_data():
    finding = find("disputes-total", PATHS, expected=3, actual=4, label="行政复议")
    assert finding == Finding("disputes-total", "error", PATHS, (None, None), 3, 4, "行政复议", "")
    assert finding.message == "“行政复议”：各项结果之和为 3，总计为 4"
    assert finding.render("en") == "行政复议: the results add up to 3, 总计 is 4"
    assert hash(finding) == hash(attrs.evolve(finding))
    assert pickle.loads(pickle.dumps(finding)) == finding
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        finding.code = "other"


def test_spans_run_parallel_to_paths():
    spans = (Span(line=1, column=2), None)
    assert find("cell-blank", PATHS, spans).spans == spans
    assert find("cell-blank", PATHS).spans == (None, None)
    assert find("title-missing").spans == ()


# Lists


ERROR = find("row-missing", ["requests.received"])
WARNING = find("cell-blank", ["requests.carried_in.total"])
INFO = find("title-missing")
ALL = Findings((ERROR, WARNING, INFO))


def test_a_list_of_findings_is_a_sequence():
    assert list(ALL) == [ERROR, WARNING, INFO]
    assert (len(ALL), ALL[0], ALL[-1], ALL[1:]) == (3, ERROR, INFO, Findings((WARNING, INFO)))
    assert WARNING in ALL
    assert (ALL.index(INFO), ALL.count(INFO)) == (2, 1)
    assert list(reversed(ALL)) == [INFO, WARNING, ERROR]
    assert not Findings()
    assert Findings([ERROR]) == Findings((ERROR,))
    assert hash(Findings([ERROR])) == hash(Findings((ERROR,)))
    assert Findings([ERROR]) + Findings([WARNING, INFO]) == ALL
    assert Findings([ERROR]) + iter((WARNING, INFO)) == ALL
    assert Findings(iter(ALL)) == ALL
    assert pickle.loads(pickle.dumps(ALL)) == ALL
    with pytest.raises(IndexError):
        ALL[3]


def test_ok_means_no_error():
    assert not ALL.ok
    assert ALL[1:].ok
    assert Findings().ok
    assert ALL.errors == Findings([ERROR])
    assert Findings().errors == Findings()


def test_findings_by_code():
    assert ALL.codes == {"row-missing", "cell-blank", "title-missing"}
    assert ALL.of("cell-blank", "title-missing") == ALL[1:]
    assert ALL.of() == ALL.of("invented") == Findings()


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("requests.received.total", [ERROR]),
        ("requests.received", [ERROR]),
        ("requests", []),
        ("requests.carried_in.total", [WARNING]),
        ("requests.carried_in", []),
        ("requests.received_later.total", []),
    ],
)
def test_findings_about_a_figure(path, found):
    assert list(ALL.about(path)) == found


def test_findings_get_the_places_of_their_figures():
    span = Span(line=7, column=1)
    assert [finding.spans for finding in ALL.with_spans({"requests.carried_in.total": span})] == [
        (None,),
        (span,),
        (),
    ]
