"""Findings: their messages, lists of them, and the catalogue of their codes."""

import pickle
import re
from pathlib import Path

import attrs
import pytest

import gov_info_report as gir
from gov_info_report import CATALOGUE, Finding, Findings, Verdict
from gov_info_report.document import Span
from gov_info_report.findings import figures_name, find, line_name, span_name

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
        "label-approximate": ("reading", "info"),
        "row-unlabelled": ("reading", "warning"),
        "text-unplaced": ("reading", "info"),
        "character-replaced": ("reading", "warning"),
        "section-missing": ("validate", "error"),
        "table-missing": ("validate", "error"),
        "table-empty": ("validate", "error"),
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
        "institution-unknown": ("validate", "info"),
        "year-unknown": ("validate", "warning"),
        "year-mismatch": ("validate", "warning"),
        "period-impossible": ("validate", "warning"),
        "period-incomplete": ("validate", "warning"),
        "prose-differs": ("validate", "warning"),
        "template-text": ("validate", "warning"),
        "fee-unstated": ("validate", "warning"),
        "fee-doubtful": ("validate", "info"),
        "topic-missing": ("validate", "info"),
        "section-perfunctory": ("validate", "info"),
        "institution-differs": ("validate", "warning"),
        "year-in-prose": ("validate", "warning"),
        "year-unlikely": ("validate", "warning"),
        "regulations-unlikely": ("validate", "info"),
        "previous-unexpected": ("validate", "warning"),
        "carried-in-differs": ("validate", "warning"),
        "in-force-differs": ("validate", "warning"),
        "items-differ": ("validate", "info"),
        "prose-copied": ("validate", "warning"),
        "parts-unexpected": ("validate", "warning"),
        "parts-differ": ("validate", "warning"),
        "parts-unassessed": ("validate", "info"),
    }


@pytest.mark.parametrize("code", CODES)
def test_an_entry_is_whole(code):
    entry = CATALOGUE[code]
    assert entry.code == code
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", code)
    assert entry.meaning.endswith(".")
    assert entry.rule
    fields = {"label", "line", "table", "section", "count", "expected", "actual", "detail"}
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
            assert set(re.findall(r'(?<!\.)\bfind\(\s*"([^"]+)"', text)) <= set(CODES), file
    assert used == set(CODES)


# Findings


PATHS = ("requests.received.total", "requests.carried_in.total")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_messages_render_without_leftovers(code, language):
    finding = find(code, PATHS, expected=14, actual="15{x}", detail="细节{y}", label="称谓{z}")
    message = finding.render(language)
    entry = CATALOGUE[code]
    values = {
        "label": figures_name(PATHS, language),
        "line": {"zh": "表三总计列", "en": 'table 3, column "total"'}[language],
        "table": {"zh": "表三", "en": "table 3"}[language],
        "section": {"zh": "“三、收到和处理政府信息公开申请情况”", "en": "section 3 (requests)"}[language],
        "count": "2",
        "expected": "14",
        "actual": "15{x}",
        "detail": "细节{y}",
    }
    wanted = entry.chinese if language == "zh" else entry.english
    for name, value in values.items():
        wanted = wanted.replace(f"{{{name}}}", value)
    assert message == wanted
    assert (finding.message == message) == (language == "zh")
    assert "称谓" not in message


def test_english_is_english_throughout():
    for code, entry in CATALOGUE.items():
        message = find(code, PATHS, expected=14, actual=15, detail="", label="标签").render("en")
        chinese = set(re.findall(r"[\u4e00-\u9fff]+", message))
        assert chinese <= set(re.findall(r"[\u4e00-\u9fff]+", entry.english)) <= {"统计期限"}, message


def test_a_label_stands_for_what_has_no_path():
    assert find("row-repeated", label="说明", actual="3").message == "说明重复出现，未计入的一行为：3"


@pytest.mark.parametrize("code", CODES)
def test_severity_is_the_catalogues_unless_told_otherwise(code):
    assert find(code).severity == CATALOGUE[code].severity
    assert find(code, severity="error").severity == "error"


def test_an_unknown_code_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        find("invented-code")


@pytest.mark.parametrize(
    ("paths", "chinese", "english"),
    [
        (
            ("requests.received.total",),
            "表三“一、本年新收政府信息公开申请数量”行、总计列",
            'table 3, row "requests received this year", column "total"',
        ),
        (
            ("requests.received.other", "requests.received.enterprise", "requests.carried_in.other"),
            "表三“一、本年新收政府信息公开申请数量”行、其他、商业企业列，“二、上年结转政府信息公开申请数量”行、其他列",
            'table 3, row "requests received this year", columns "other", "enterprise"; '
            'row "requests carried in from last year", column "other"',
        ),
        (("requests.outcomes.refused",), "表三“（三）不予公开”行", 'table 3, row "refused"'),
        (("requests.outcomes",), "表三“三、本年度办理结果”行", 'table 3, row "outcomes"'),
        (
            ("requests.outcomes.refused.state_secret",),
            "表三“（三）不予公开—1.属于国家秘密”行",
            'table 3, row "refused - state secret"',
        ),
        (("requests.outcomes.partly_granted",), "表三“（二）部分公开”行", 'table 3, row "partly disclosed"'),
        (
            ("requests.outcomes.other.fee_unpaid",),
            "表三“（六）其他处理—2.申请人逾期未按收费通知要求缴纳费用、行政机…”行",
            'table 3, row "other - fee unpaid"',
        ),
        (("requests.outcomes.other.total",), "表三“（六）其他处理”行、总计列", 'table 3, row "other", column "total"'),
        (("proactive.licensing",), "表二“行政许可”行", 'table 2, row "administrative licensing"'),
        (
            ("proactive.licensing.items_change",),
            "表二“行政许可”行、本年增/减列",
            'table 2, row "administrative licensing", column "change this year"',
        ),
        (
            ("proactive.fees.amount",),
            "表二“行政事业性收费”行、本年收费金额列",
            'table 2, row "administrative fees", column "collected this year"',
        ),
        (
            ("disputes.direct_litigation.total",),
            "表四“行政诉讼—未经复议直接起诉”栏、总计列",
            'table 4, block "litigation without prior reconsideration", column "total"',
        ),
        (("requests", "requests.received"), "表三", "table 3"),
        (("overview",), "“一、总体情况”", "section 1 (overview)"),
        (("invented.path",), "invented.path", "invented.path"),
        (("requests.invented",), "表三requests.invented", "table 3, requests.invented"),
        (
            ("overview", "disputes", "other_matters"),
            "“一、总体情况”；表四；“六、其他需要报告的事项”",
            "section 1 (overview); table 4; section 6 (other matters)",
        ),
        (
            tuple(f"proactive.{row}" for row in ("regulations", "licensing", "penalties", "compulsory_measures")),
            "表二“规章”行，“行政许可”行，“行政处罚”行等 4 行 12 格",
            'table 2, row "regulations"; row "administrative licensing"; '
            'row "administrative penalties" … (4 rows, 12 cells)',
        ),
        ((), "", ""),
    ],
    ids=str,
)
def test_places_are_named_as_people_point_them_out(paths, chinese, english):
    assert figures_name(paths) == chinese
    assert figures_name(paths, "en") == english


@pytest.mark.parametrize("edition", [2021, 2019])
def test_a_whole_column_is_named_as_one(edition):
    of = gir.model.table("requests", edition)
    paths = tuple(f"{row.path}.other" for row in of.rows)
    assert figures_name(paths) == "表三其他列"
    assert figures_name((*paths, *(f"{row.path}.total" for row in of.rows[1:]))).endswith("格")
    assert figures_name(paths[1:]) == (
        "表三“二、上年结转政府信息公开申请数量”行、“（一）予以公开”行、“（二）部分公开”行"
        f"等 {len(paths) - 1} 行 {len(paths) - 1} 格、其他列"
    )
    assert figures_name(paths[:2], "en") == (
        'table 3, row "requests received this year"; row "requests carried in from last year", column "other"'
    )
    assert line_name(paths[1:]) == "表三其他列"
    assert line_name(of.rows[3].paths, "en") == 'table 3, row "partly disclosed"'


def test_every_figure_of_the_form_has_a_name_of_its_own():
    paths = {entry.path for entry in gir.form()}
    for language in ("zh", "en"):
        assert len({figures_name((path,), language) for path in paths}) == len(paths)


def test_a_finding_is_plain_frozen_data():
    finding = find("disputes-total", PATHS, expected=3, actual=4, label="行政复议")
    assert finding == Finding("disputes-total", "error", PATHS, (None, None), 3, 4, "行政复议", "")
    assert finding.message == "表三总计列：各项结果之和为 3，总计为 4"
    assert finding.render("en") == 'table 3, column "total": the results add up to 3, the total is 4'
    assert hash(finding) == hash(attrs.evolve(finding))
    assert pickle.loads(pickle.dumps(finding)) == finding
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        finding.code = "other"


def test_spans_run_parallel_to_paths():
    spans = (Span(line=1, column=2), None)
    assert find("cell-blank", PATHS, spans).spans == spans
    assert find("cell-blank", PATHS).spans == (None, None)
    assert find("title-missing").spans == ()


@pytest.mark.parametrize(
    ("span", "chinese", "english"),
    [
        (Span(line=12, column=3, start=40, end=41), "第12行第3字", "line 12, character 3"),
        (Span(table=2, row=5, column=4), "第2个表格第5行第4列", "table 2, row 5, column 4"),
        (Span(table=2, row=5, column=4, cell=2), "第2个表格第5行第2格", "table 2, row 5, cell 2"),
        (Span(block=7), "第7段", "paragraph 7"),
        (Span(block=7, page=3), "第3页第7段", "page 3, paragraph 7"),
        (Span(table=1, row=2, column=3, page=4), "第4页第1个表格第2行第3列", "page 4, table 1, row 2, column 3"),
        (Span(page=4), "第4页", "page 4"),
    ],
    ids=str,
)
def test_places_in_the_source_as_people_find_them(span, chinese, english):
    assert (span_name(span), span_name(span, "en")) == (chinese, english)


def test_a_finding_as_text_is_its_message_with_its_place():
    finding = find("disputes-total", PATHS, (Span(line=4, column=2), Span(line=5, column=2)), expected=3, actual=4)
    assert str(finding) == "表三总计列：各项结果之和为 3，总计为 4（第4行第2字等2处）"
    assert repr(finding) == f"<Finding disputes-total (error): {finding}>"
    assert str(find("cell-blank", PATHS[:1], [Span(line=4, column=2)])) == (
        "有 1 格未填写：表三“一、本年新收政府信息公开申请数量”行、总计列（第4行第2字）"
    )
    assert str(find("title-missing")) == "没有标题"
    long = repr(find("text-unplaced", actual="长\n" * 300))
    assert (len(long), long[:29], long[-3:]) == (200, "<Finding text-unplaced (info)", "长…>")


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


def test_the_verdict_is_that_of_the_gravest():
    assert [found.verdict for found in (ALL, ALL[1:], ALL[2:], Findings())] == [
        Verdict.FAILED,
        Verdict.REVIEW,
        Verdict.PASSED,
        Verdict.PASSED,
    ]
    assert [(each, each.render(), each.render("en")) for each in Verdict] == [
        ("failed", "未通过", "failed"),
        ("review", "请核对", "review"),
        ("passed", "通过", "passed"),
    ]


def test_findings_in_one_line():
    assert repr(Findings()) == "<Findings passed (0)>"
    assert repr(ALL + ALL[:1]) == "<Findings failed (4: row-missing 2, cell-blank, title-missing)>"
    assert len(repr(Findings(find(code) for code in CODES))) == 200


def test_readings_in_one_line():
    report = gir.Report(title="青禾县水利局2024年政府信息公开工作年度报告", problems=gir.model.Problems(""))
    assert repr(report) == "<Report: 青禾县水利局, 2024; problems>"
    assert repr(gir.Reading(report, ALL[1:], format="html")) == (
        "<Reading of html: <Report: 青禾县水利局, 2024; problems>, <Findings review (2: cell-blank, title-missing)>>"
    )
    long = attrs.evolve(gir.blank(), title="长" * 300 + "2024年政府信息公开工作年度报告")
    assert len(repr(long)) <= 200
    many = Findings(find(code) for code in CODES)
    assert len(repr(gir.Reading(long, many))) == 200


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
