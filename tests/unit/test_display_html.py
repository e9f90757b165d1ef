"""What Jupyter shows, asked for as IPython asks."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from random import Random

import pytest
from attrs import evolve as changed
from IPython.core.formatters import DisplayFormatter

import gov_info_report as gir
from gov_info_report.balance import Change, Correction, Corrections, Deduction, Guess, Step
from gov_info_report.display import to_html
from gov_info_report.findings import find
from gov_info_report.testing import consistent_report

EXAMPLES = Path(__file__).parents[2] / "examples"
BLANK, NOT_APPLICABLE, MISSING = gir.Mark.BLANK, gir.Mark.NOT_APPLICABLE, gir.Mark.MISSING


def shown(thing):
    """The HTML that IPython takes from an object."""
    data, _ = DisplayFormatter().format(thing)
    return data["text/html"]


class Page(HTMLParser):
    """Elements with their attributes, and the cells of tables as (class, title, text)."""

    VOID = frozenset({"br"})

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.attributes, self.tables, self.texts = [], set(), [], [], []
        self.style = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(tag, *attribute) for attribute in attrs]
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append([dict(attrs).get("class"), dict(attrs).get("title"), ""])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] == ["style"]:
            self.style += data
            return
        self.texts.append(data)
        if "table" in self.open:
            self.tables[-1][-1][-1][2] += data

    @property
    def figures(self):
        """The cells of figures by their paths, as (class, notes, text)."""
        cells = (cell for table in self.tables for row in table for cell in row if cell[1])
        return {title.split("\n")[-1]: (look, title.split("\n")[:-1], text) for look, title, text in cells}

    @property
    def words(self):
        return [[[text for _, _, text in row] for row in table] for table in self.tables]


def disputes(**figures):
    """A report of table 4 alone; the first block has these figures, the others are 0."""
    blocks = ("reconsideration", "direct_litigation", "litigation_after_reconsideration")
    report = changed(gir.blank(), overview=None, proactive=None, requests=None, problems=None, other_matters=None)
    zeros = {f"disputes.{block}.{name}": 0 for block in blocks for name in gir.model.DisputeResults.__annotations__}
    return gir.evolve(report, zeros | {f"disputes.reconsideration.{name}": value for name, value in figures.items()})


DISPUTES = "四、政府信息公开行政复议、行政诉讼情况"
BROKEN = [
    "表四“行政复议”栏：各项结果之和为 3，总计为 4 "
    '(table 4, block "administrative reconsideration": the results add up to 3, the total is 4)',
]


# Tables


@pytest.mark.parametrize("seed", range(6))
def test_a_report_without_fault_shows_its_figures_bare_in_the_official_tables(seed):
    report = consistent_report(Random(seed))
    assert gir.parse(shown(report), "html").proactive == report.proactive
    assert gir.parse(shown(report), "html").requests == report.requests
    assert gir.parse(shown(report), "html").disputes == report.disputes
    figures = Page(shown(report)).figures
    assert {path: (notes, text) for path, (_, notes, text) in figures.items()} == {
        record.path: ([], str(record.value)) for record in gir.to_records(report)
    }
    assert {look for look, _, _ in figures.values()} <= {None, "gir-zero"}
    assert ("div", "class", "gir-l") not in Page(shown(report)).attributes


def test_the_layout_is_that_of_the_form():
    rows = Page(shown(disputes())).words[-1]
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    assert rows == [
        ["行政复议", "行政诉讼"],
        [*results, "未经复议直接起诉", "复议后起诉"],
        [*results, *results],
        ["0"] * 15,
    ]


def test_figures_of_a_broken_identity_are_marked_and_say_which():
    figures = Page(shown(disputes(upheld=3, total=4))).figures
    assert {name: figures[f"disputes.reconsideration.{name}"] for name in gir.model.DisputeResults.__annotations__} == {
        "upheld": ("gir-open", BROKEN, "≠ 3"),
        "corrected": ("gir-open", BROKEN, "≠ 0"),
        "other": ("gir-open", BROKEN, "≠ 0"),
        "pending": ("gir-open", BROKEN, "≠ 0"),
        "total": ("gir-open", BROKEN, "≠ 4"),
    }
    assert figures["disputes.direct_litigation.total"] == ("gir-zero", [], "0")


def test_a_figure_in_several_broken_identities_stands_out():
    figures = Page(shown(gir.parse(EXAMPLES / "wrong-cell.txt"))).figures
    wrong = {path: text for path, (look, _, text) in figures.items() if look == "gir-wrong"}
    assert wrong == {"requests.outcomes.unavailable.not_held.natural_person": "× 8"}
    assert sum(look == "gir-open" for look, _, _ in figures.values()) == 7 + 22 - 2


def test_an_impossible_number_is_marked():
    path = "proactive.licensing.decisions"
    report = gir.evolve(gir.parse(EXAMPLES / "tabs.txt"), {path: -3})
    assert Page(shown(report)).figures[path] == (
        "gir-wrong",
        [
            "表二“行政许可”行、本年处理决定数量列为负数：-3 "
            '(table 2, row "administrative licensing", column "decisions this year" is negative: -3)'
        ],
        "× -3",
    )


def test_every_mark_is_told_apart_and_explained():
    report = disputes(upheld=BLANK, corrected=NOT_APPLICABLE, other=MISSING, pending=gir.Unreadable("约 三"), total=9)
    figures = Page(shown(report)).figures
    assert {name: figures[f"disputes.reconsideration.{name}"] for name in gir.model.DisputeResults.__annotations__} == {
        "upheld": ("gir-blank", ["未填写 (blank)"], "空"),
        "corrected": ("gir-not-applicable", ["不适用 (not applicable)"], "/"),
        "other": ("gir-missing", ["原文无此格 (missing)"], "缺"),
        "pending": ("gir-unreadable", ["不是数字 (no figure)", "〔约 三〕"], "〔约 三〕"),
        "total": (None, [], "9"),
    }
    legend = "".join(Page(shown(report)).texts).rpartition("缺")[0]
    assert legend.endswith("空未填写 blank/不适用 not applicable")


def test_a_mark_in_a_broken_identity_says_both():
    figures = Page(shown(disputes(upheld=BLANK, corrected=5, total=4))).figures
    assert figures["disputes.reconsideration.upheld"] == (
        "gir-blank",
        [
            "未填写 (blank)",
            "表四“行政复议”栏：各项结果之和为 5，总计为 4 "
            '(table 4, block "administrative reconsideration": the results add up to 5, the total is 4)',
        ],
        "空",
    )


def test_sections_that_are_absent_are_said_to_be():
    texts = Page(shown(disputes())).texts
    for heading in ("一、总体情况", "二、主动公开政府信息情况", "六、其他需要报告的事项"):
        at = texts.index(heading)
        assert texts[at + 1 : at + 3] == ["原文无此部分 ", "the source has no such section"]
    assert texts[texts.index(DISPUTES) + 1] == "行政复议"


# The others


def test_a_reading_shows_what_reading_found_and_where():
    read = gir.read(EXAMPLES / "tabs.txt")
    row = [f"requests.outcomes.refused.state_secret.{name}" for name in gir.model.Applicants.__annotations__]
    finding = find("cell-reassigned", row, [read.spans[path] for path in row], detail="自然人")
    reading = gir.Reading(read.report, gir.Findings([finding]), read.spans, "text")
    page = Page(shown(reading))
    assert page.figures[row[0]] == (
        "gir-noted",
        [f"{finding.message} ({finding.render('en')})", str(reading.spans[row[0]])],
        "※ 0",
    )
    assert page.words[0][-1] == ["格式", "text"]
    assert page.words[-1][0] == ["程度", "位置", "问题", "代码"]
    assert page.words[-1][1:] == [
        ["警告", f"{reading.spans[row[0]]}等7处", finding.message + finding.render("en"), "cell-reassigned"]
    ]


def test_a_reading_shows_the_identities_that_its_report_breaks():
    page = Page(shown(gir.read(EXAMPLES / "wrong-cell.txt")))
    assert [(row[0], row[1], row[3]) for row in page.words[-1][1:]] == [
        ("错误", "第47行第25字等7处", "requests-row-total"),
        ("错误", "第37行第20字等22处", "requests-outcomes-total"),
    ]


def test_findings_are_listed_gravest_first():
    findings = gir.Findings([find("title-missing"), find("cell-blank", ["disputes.reconsideration.total"])])
    page = Page(shown(findings))
    assert page.texts[:2] == ["警告 1，提示 1 ", "warning 1, info 1"]
    assert page.tables == [
        [
            [["gir-over", None, word] for word in ("程度", "位置", "问题", "代码")],
            [
                ["gir-warning", None, "警告"],
                [None, None, ""],
                [
                    None,
                    None,
                    "有 1 格未填写：表四“行政复议”栏、总计列"
                    'left blank (1): table 4, block "administrative reconsideration", column "total"',
                ],
                [None, None, "cell-blank"],
            ],
            [
                ["gir-info", None, "提示"],
                [None, None, ""],
                [None, None, "没有标题the report has no title"],
                [None, None, "title-missing"],
            ],
        ]
    ]
    assert Page(shown(gir.Findings())).tables == []


def test_a_deduction_marks_what_was_deduced_and_says_why():
    step = Step(
        "disputes.reconsideration.total", 4, "各项之和，3 + 1 = 4", replaced=MISSING, english="the sum, 3 + 1 = 4"
    )
    page = Page(shown(Deduction(disputes(upheld=3, other=1, total=4), (step,))))
    assert page.figures[step.path] == (
        "gir-deduced",
        ["∴ 各项之和，3 + 1 = 4", "∴ the sum, 3 + 1 = 4", "原为 (was) 缺"],
        "∴ 4",
    )
    assert page.words[-1] == [
        ["数", "原为", "推出", "理由"],
        ["表四“行政复议”栏、总计列disputes.reconsideration.total", "缺", "4", "各项之和，3 + 1 = 4the sum, 3 + 1 = 4"],
    ]


def test_a_deduction_marks_what_is_contradicted():
    paths = tuple(f"disputes.reconsideration.{name}" for name in ("upheld", "total"))
    page = Page(shown(Deduction(disputes(upheld=3, other=BLANK, total=1), (), paths)))
    assert page.figures[paths[0]] == (
        "gir-open",
        [
            "与其他数相矛盾，未据此推算 (contradicts other figures; nothing was deduced through it)",
            "表四“行政复议”栏：各项结果之和为 3，总计为 1 "
            '(table 4, block "administrative reconsideration": the results add up to 3, the total is 1)',
        ],
        "≠ 3",
    )
    assert page.texts[-4:] == [
        "2 个数相互矛盾，未据此推算：表四“行政复议”栏、结果维持、总计列 ",
        "2 figures contradict each other; nothing was deduced through them",
        "没有可由勾稽关系推出的数 ",
        "the identities force no figure",
    ]


def test_corrections_show_each_change_before_and_after_with_the_guess():
    first = Change("disputes.reconsideration.total", 12, 21, Guess.DIGITS_SWAPPED)
    others = (Change("disputes.reconsideration.upheld", 3, (0, 8)), Change("no.such.path", BLANK, 2))
    page = Page(
        shown(Corrections([Correction((first,), 1.0, "digits-swapped"), Correction(others, 2.5)], truncated=True))
    )
    assert page.words == [
        [
            ["数", "报告为", "应为", "可能的原因"],
            [
                "表四“行政复议”栏、总计列disputes.reconsideration.total",
                "12",
                "21",
                "两位数字颠倒two digits are swapped",
            ],
        ],
        [
            ["数", "报告为", "应为", "可能的原因"],
            ["表四“行政复议”栏、结果维持列disputes.reconsideration.upheld", "3", "0–8", ""],
            ["no.such.pathno.such.path", "空", "2", ""],
        ],
    ]
    headings = [text for text in page.texts if "权重" in text]
    assert headings == ["1. 改 1 个数，权重 1：两位数字颠倒 (two digits are swapped)", "2. 改 2 个数，权重 2.5"]
    assert page.texts[:2] == [
        "使勾稽关系平衡的最小改法：2 种以上 ",
        "smallest sets of figures whose change balances it: 2 or more",
    ]


def test_no_corrections_and_lack_of_time_are_said():
    assert Page(shown(Corrections(timed_out=True))).texts == [
        "没有列出改法 ",
        "no corrections are listed",
        "时间用尽，可能有更小的改法 ",
        "time ran out; smaller ones may exist",
    ]


# What a document may hold

HOSTILE = (
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "</td></table></div></style><img src=http://example.com/x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#60;",
    "<!-- <![CDATA[ ]]> -->",
    "${alert(1)}{{1}} [x](javascript:alert(1))",
)
TAGS = {"div", "style", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "span", "br"}
ATTRIBUTES = {"class", "title", "rowspan", "colspan"}


def hostile_things(text):
    everything = changed(
        gir.evolve(gir.blank(), {record.path: gir.Unreadable(text) for record in gir.to_records(gir.blank())}),
        title=text,
        preamble=text,
        overview=gir.model.Overview(text),
        problems=gir.model.Problems(text),
        other_matters=gir.model.OtherMatters(text),
    )
    path = "disputes.reconsideration.total"
    finding = find("text-unplaced", [path, text], expected=text, actual=text, label=text, detail=text)
    change = Change(text, gir.Unreadable(text), 1)
    return {
        "report": everything,
        "reading": gir.Reading(everything, gir.Findings([finding]), {path: gir.document.Span(1, 1)}, text),
        "findings": gir.Findings([finding]),
        "deduction": Deduction(everything, (Step(path, 1, text, replaced=gir.Unreadable(text)),), (path, text)),
        "corrections": Corrections([Correction((change,), 1.0, text)]),
    }


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", hostile_things(""))
def test_whatever_a_document_holds_stays_text(kind, text):
    html = shown(hostile_things(text)[kind])
    plain = shown(hostile_things("甲")[kind])
    page, known = Page(html), Page(plain)
    assert page.tags <= TAGS
    assert {name for _, name, _ in page.attributes} <= ATTRIBUTES
    assert [(tag, name) for tag, name, _ in page.attributes] == [(tag, name) for tag, name, _ in known.attributes]
    assert page.style == known.style
    short = text if len(text) <= 24 else text[:24]
    assert any(short in said for said in page.texts)


def test_nothing_is_run_or_fetched():
    html = shown(gir.read(EXAMPLES / "lost-column.txt"))
    style = Page(html).style
    assert "script" not in html
    assert not any(word in style for word in ("url(", "@import", "http", "expression", "behavior"))
    selectors = [part.strip() for rule in style.split("}")[:-1] for part in rule.split("{")[0].split(",")]
    assert {selector.split()[0].split(":")[0] for selector in selectors} == {".gir"}


# How much is shown


def test_long_prose_is_shortened_with_how_much_is_left_out():
    report = changed(disputes(), title="县" * 300, preamble="前" * 5_000, problems=gir.model.Problems("题" * 2_000))
    texts = Page(shown(report)).texts
    assert "县" * 200 + "……〔另有 100 字未显示 (100 characters not shown)〕" in texts
    assert "前" * 2_000 + "……〔另有 3,000 字未显示 (3,000 characters not shown)〕" in texts
    assert "题" * 2_000 in texts


def test_a_long_cell_is_shortened_and_its_note_has_more():
    path = "disputes.reconsideration.upheld"
    figures = Page(shown(disputes(upheld=gir.Unreadable("约" * 400)))).figures
    assert figures[path] == (
        "gir-unreadable",
        ["不是数字 (no figure)", "〔" + "约" * 300 + "……〔另有 100 字未显示 (100 characters not shown)〕〕"],
        "〔" + "约" * 24 + "…〕",
    )


def test_long_lists_say_how_many_are_not_shown():
    findings = gir.Findings([find("title-missing")] * 1_234)
    assert len(Page(shown(findings)).words[0]) == 101
    assert Page(shown(findings)).texts[-2:] == ["另有 1,134 条未显示 ", "1,134 more are not shown"]
    change = Change("disputes.reconsideration.total", 1, 2)
    many = Corrections([Correction((change,) * 60, 60.0)] * 25)
    page = Page(shown(many))
    assert [len(table) for table in page.words] == [51] * 20
    assert page.texts.count("另有 10 条未显示 ") == 20
    assert page.texts[-2:] == ["另有 5 种改法未显示 ", "5 more are not shown"]
    step = Step("disputes.reconsideration.total", 0, "")
    page = Page(shown(Deduction(disputes(), (step,) * 150, ("disputes.reconsideration.total",) * 11)))
    assert len(page.words[-1]) == 101
    assert page.texts[-2:] == ["另有 50 条未显示 ", "50 more are not shown"]
    assert any(text.endswith("未据此推算：表四“行政复议”栏、总计列 ") for text in page.texts)


def test_a_long_message_is_shortened():
    texts = Page(shown(gir.Findings([find("text-unplaced", actual="题" * 600)]))).texts
    [message] = (text for text in texts if text.startswith("未能归入"))
    assert message == "未能归入表式的文字：" + "题" * 490 + "……〔另有 110 字未显示 (110 characters not shown)〕"


def test_a_figure_of_many_findings_says_how_many_more():
    path = "disputes.reconsideration.total"
    reading = gir.Reading(disputes(), gir.Findings([find("cell-reassigned", [path])] * 11))
    [*_, last] = Page(shown(reading)).figures[path][1]
    assert last == "另有 3 条 (3 more)"
    assert len(Page(shown(reading)).figures[path][1]) == 9


def test_a_display_stays_small_whatever_the_document_holds():
    hostile = hostile_things("&" * 100_000)
    assert max(len(shown(thing)) for thing in hostile.values()) < 1_500_000


# How it is loaded


def test_the_renderer_is_loaded_when_something_is_shown_and_needs_no_extra():
    code = """if True:
        import sys
        for extra in ("rich", "IPython", "click", "pandas", "pyarrow"):
            sys.modules[extra] = None
        import gov_info_report as gir
        assert "gov_info_report.display" not in sys.modules
        assert gir.blank()._repr_html_().startswith('<div class="gir"><style>')
        assert "gov_info_report.display" in sys.modules
    """
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_is_displayed_stays_slim_and_pickles():
    report = gir.parse(EXAMPLES / "tabs.txt")
    for thing in (report, gir.validate(report), Deduction(report), Corrections()):
        assert not hasattr(thing, "__dict__")
        assert pickle.loads(pickle.dumps(thing)) == thing


def test_only_our_own_classes_are_displayed():
    with pytest.raises(TypeError, match="int is nothing that is displayed"):
        to_html(3)


def test_a_display_in_english_has_no_chinese_but_what_the_document_says():
    report = gir.evolve(gir.parse(EXAMPLES / "wrong-cell.txt"), {"disputes.reconsideration.total": BLANK})
    report = changed(report, problems=None)
    things = [report, gir.Reading(report, gir.validate(report)), gir.validate(report)]
    things += [gir.locate(report), gir.deduce(report), gir.Report(title="甲", problems=gir.model.Problems(""))]
    for thing in things:
        page = Page(to_html(thing, "en"))
        shown_words = "".join(page.texts)
        prose = (report.title, report.preamble, report.overview.text, report.other_matters.text, report.institution)
        for text in (*prose, "甲"):
            shown_words = shown_words.replace(text, "")
        assert re.findall(r"[\u4e00-\u9fff]+", shown_words) == [], thing
