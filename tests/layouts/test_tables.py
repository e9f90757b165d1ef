"""How tables reach a reader: every layout of LAYOUTS.md §1, read as the report that was laid out."""

import re

import pytest

import gov_info_report as gir
from tests.pages import LAYOUTS, lay_out

EDITIONS = (2021, 2019)
GLUED = ("glued cells", "one line, glued")


def joined(text):
    """A text without its line breaks and spaces, which a page on one line has not."""
    return "".join(text.split())


FEE_TWICE = (
    "6 1 1 and 12 356.5 356.5 are left undecided; their last cell stands twice, as does its header: 6 1, 12 356.5"
)
THOUSANDS = (
    "行政许可,8,-3,152 is left undecided, as if -3,152 were one number; the row has a cell for each of 8, -3, 152"
)
WAITING = {
    ("commas", 2019): THOUSANDS,
    ("commas, pandas", 2019): f"{THOUSANDS}; and {FEE_TWICE}",
    ("markdown, pandas", 2019): FEE_TWICE,
    ("merged cells repeated", 2019): FEE_TWICE,
}
"""What is not read yet, and how it is read instead."""

IN_EDITIONS = [
    pytest.param(
        layout,
        edition,
        marks=[pytest.mark.xfail(strict=True, reason=WAITING.get((layout, edition), ""))]
        * ((layout, edition) in WAITING),
    )
    for layout in LAYOUTS
    if layout not in GLUED
    for edition in EDITIONS
]


@pytest.mark.parametrize(("layout", "edition"), IN_EDITIONS)
def test_a_layout_is_read_as_the_report(layout, edition, report, source, figures_of):
    assert figures_of(gir.parse(source(edition, layout))) == figures_of(report(edition))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_reading_a_layout_leaves_no_absence_unnamed(layout, source, unnamed):
    assert unnamed(gir.read(source(2021, layout))) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_character_of_prose_is_kept(layout, report, source):
    read, meant = gir.parse(source(2021, layout)), report(2021)
    on_one_line = layout.startswith(("one line", "markdown, one cell"))

    def prose(of):
        texts = [of.title, of.preamble, of.overview.text, of.problems.text, of.other_matters.text]
        return list(map(joined, texts)) if on_one_line else texts

    assert prose(read) == prose(meant)


# Cells glued together


def test_glued_digits_are_cells_where_there_are_as_many_as_columns(report, source, differences):
    assert differences(gir.parse(source(2021, GLUED[0], times=1)), report(2021, times=1)) == {}


def test_glued_digits_are_nothing_where_they_could_be_cut_in_several_ways(source, unnamed):
    page = source(2021, GLUED[0], times=1).change("行政规范性文件318", "行政规范性文件3118")
    reading = gir.read(page)
    row = reading.report.proactive.normative_documents
    assert not any(isinstance(figure, int) for figure in (row.issued, row.repealed, row.in_force))
    assert unnamed(reading) == []


# Repeated lines removed


def lines_once(source):
    """A page of which a scraper kept only the first of several equal lines."""
    return "\n".join(dict.fromkeys(line for line in source.split("\n") if line))


@pytest.mark.parametrize(
    ("edition", "left"),
    [
        (2021, ["licensing.decisions", "penalties.decisions", "compulsory_measures.decisions", "fees.amount"]),
        (2019, ["procurement.items", "procurement.amount"]),
    ],
)
def test_repeated_lines_removed_leave_absences_with_findings_and_no_wrong_number(
    edition, left, report, source, unnamed
):
    reading = gir.read(lines_once(source(edition, "cell a line")))
    read = {record.path: record.value for record in gir.to_records(reading.report) if record.value is not None}
    assert read == {f"proactive.{path}": report(edition)[f"proactive.{path}"] for path in left}
    assert unnamed(reading) == []


# Tables that are pictures, or gone


@pytest.mark.parametrize("place_holder", ["", "[图片]", '<img src="/attach/table.png">'])
def test_headings_without_tables(place_holder, report, unnamed):
    page = lay_out(report())
    for section in page.sections:
        if section.rows:
            section.rows, section.text = [], place_holder
    layout = "html" if place_holder.startswith("<") else "tabs"
    reading = gir.read(LAYOUTS[layout].write(page).replace("&lt;img", "<img").replace("png&quot;&gt;", 'png">'))
    figures = [record for record in gir.to_records(reading.report) if record.value is not None]
    assert figures == []
    assert unnamed(reading) == []
    missing = {finding.paths for finding in gir.validate(reading) if finding.code == "table-missing"}
    assert missing == {("proactive",), ("requests",), ("disputes",)}
    assert reading.report.problems == report().problems


# Text of a PDF


def values_above(source):
    """Each row's values on the line above its label."""
    return re.sub(r"(?m)^(\D.*?) ((?:-?[\d.]+ ?)+)$", r"\2\n\1", source)


def values_below(source):
    return re.sub(r"(?m)^(\D.*?) ((?:-?[\d.]+ ?)+)$", r"\1\n\2", source)


TWO_COLUMNS = pytest.mark.xfail(
    strict=True,
    reason="12 356.5 beside 政府集中采购 is left undecided; it is 12 and 356.5, as the rows before it are read",
)


@pytest.mark.parametrize("edition", [2021, pytest.param(2019, marks=TWO_COLUMNS)])
@pytest.mark.parametrize("place", [values_above, values_below])
def test_labels_above_or_below_their_values(place, edition, report, source, differences):
    page = source(edition, "spaces")
    tables = page.index("二、主动公开"), page.index("五、存在的")
    text = page[: tables[0]] + place(page[slice(*tables)]) + page[tables[1] :]
    assert differences(gir.parse(text), report(edition)) == {}


PAGE_BREAKS = {
    "label split": ("（四）无法提供 ", "（四）无\n- 5 -\n法提供 "),
    "page number inside": ("\n（五）不予处理", "\n— 6 —\n（五）不予处理"),
    "page number after values": ("\n四、结转下年度", "\n第 7 页 共 9 页\n四、结转下年度"),
    "header again": (
        "\n（五）不予处理",
        "\n自然人 法人或其他组织 总计\n商业企业 科研机构 社会公益组织 法律服务机构 其他\n（五）不予处理",
    ),
    "vertical label": ("三、本年度办理结果 （一）予以公开", "三、\n本\n年\n度\n办\n理\n结\n果\n（一）予以公开"),
}


@pytest.mark.parametrize("change", PAGE_BREAKS.values(), ids=PAGE_BREAKS)
def test_a_table_over_a_page_break_as_text(change, report, source, differences):
    assert differences(gir.parse(source(2021, "spaces").change(*change)), report()) == {}


# Tables over pages, in formats that have tables

SPLIT = {
    "html": (
        '<tr><td rowspan="5" colspan="1">（五）不予处理',
        '</table><p>- 5 -</p><table><tr><td rowspan="5" colspan="1">（五）不予处理',
    ),
    "tabs": ("\n\t（五）不予处理", "\n\n- 5 -\n\n\t（五）不予处理"),
    "padded pipes": ("\n| （五）不予处理", "\n\n\n| （五）不予处理"),
}


@pytest.mark.parametrize(("layout", "change"), SPLIT.items(), ids=SPLIT)
def test_a_table_in_two_parts(layout, change, report, source, differences):
    assert differences(gir.parse(source(2021, layout).change(*change)), report()) == {}


# HTML


@pytest.mark.parametrize("rows", [20, 22, 25])
def test_outcomes_that_span_too_few_or_too_many_rows(rows, report, source, differences):
    page = source(2021, "html")
    span = re.search(r'<td rowspan="(\d+)" colspan="1">三、本年度办理结果', page)
    wrong = span[0].replace(f'rowspan="{span[1]}"', f'rowspan="{rows}"')
    assert differences(gir.parse(page.change(span[0], wrong)), report()) == {}


def test_word_pasted_into_a_layout_table(report, differences):
    word = LAYOUTS["html, runs"].write(lay_out(report()))
    body = word.removeprefix("<!DOCTYPE html><html><body>").removesuffix("</body></html>")
    cells = body.replace("<td ", '<td style="border:solid windowtext 1.0pt;mso-border-alt:solid" ')
    page = (
        "<html><head><title>x</title><style>p{margin:0}</style></head><body>"
        "<table><tr><td>首页 &gt; 政府信息公开</td></tr>"
        f'<tr><td><!--[if gte mso 9]><xml></xml><![endif]--><div class="TRS_Editor">{cells}</div></td></tr>'
        "<tr><td>主办：云溪县林业局</td></tr></table></body></html>"
    )
    read = gir.parse(page)
    meant = report()
    off = differences(read, meant)
    assert {name: text for name, text in off.items() if name not in ("preamble", "other_matters")} == {}


# Small variations

VARIATIONS = {
    "a cell a line, two blank lines": ("cell a line", lambda page: page.replace("\n", "\n\n\n")),
    "a cell a line, ideographic spaces": ("cell a line", lambda page: page.replace("\n", "\n\u3000\u3000")),
    "a cell a line, no-break spaces": ("cell a line", lambda page: page.replace("\n", "\n\xa0")),
    "a row opens with a pipe and its first cell": ("indented cells", lambda page: re.sub(r"\|\n {4}", "| ", page)),
    "open pipes without spaces": ("open pipes", lambda page: page.replace(" | ", "|")),
    "tabs, trailing": ("tabs", lambda page: re.sub(r"(?m)(\t.*)$", r"\1\t\t", page)),
    "tabs, no empty lines": ("tabs", lambda page: re.sub(r"\n+", "\n", page)),
    "html, cells with breaks": ("html", lambda page: re.sub("(结果|商业)(维持|企业)", r"\1<br/>\2", page)),
    "html, header cells": ("html", lambda page: re.sub(r"<td([^>]*)>(\D[^<]*)</td>", r"<th\1>\2</th>", page)),
    "html, empty paragraphs": ("html", lambda page: re.sub(r"(<td[^>]*>)([^<]*)", r"\1<p>&nbsp;</p><p>\2</p>", page)),
    "one line": ("html", lambda page: page.replace("\n", "")),
    "line ends of Windows": ("padded open pipes", lambda page: page.replace("\n", "\r\n")),
}  # fmt: skip


@pytest.mark.parametrize(("layout", "vary"), VARIATIONS.values(), ids=VARIATIONS)
def test_a_variation_of_a_layout(layout, vary, report, source, differences):
    assert differences(gir.parse(vary(source(2021, layout))), report()) == {}
