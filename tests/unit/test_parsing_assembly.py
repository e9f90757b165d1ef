"""The accidents of real documents, each in the smallest document of our own: lines of a table into rows of the form."""

from decimal import Decimal

import pytest

import gov_info_report as gir
from gov_info_report import Mark, Unreadable
from gov_info_report.document import Span
from gov_info_report.findings import is_figure
from gov_info_report.model import table

HEADINGS = ("一、总体", "二、主动", "三、收到", "四、政府", "五、存在", "六、其他")


def told(reading):
    """What reading and checking say of a source, by code and paths, without what a consistent report is told."""
    findings = [*reading.findings, *gir.validate(reading)]
    return [(finding.code, *finding.paths) for finding in findings]


def of_row(path, edition=2021):
    return next(row.paths for row in table(path.split(".")[0], edition).rows if row.path == path)


@pytest.fixture
def same(figures_of, printed, prose):
    """Asserts that a reading has all figures and prose of the small report, but for some."""

    def check(reading, edition=2021, **changed):
        report = reading.report
        assert figures_of(report) == printed(edition) | changed
        for name in ("overview", "problems", "other_matters"):
            assert getattr(report, name).text == prose[name]

    return check


# The report as it should be


@pytest.mark.parametrize("edition", [2021, 2019])
def test_a_clean_report(edition, source, same):
    lines = source(edition)
    reading = gir.read(lines.text)
    same(reading, edition)
    assert told(reading) == []
    assert reading.format == "text"
    assert set(filter(is_figure, reading.spans)) == {record.path for record in gir.to_records(reading.report)}
    assert reading.report.title == lines[0]
    assert reading.report.preamble == lines[2]


@pytest.mark.parametrize("edition", [2021, 2019])
def test_every_figure_knows_its_place(edition, source, printed):
    lines = source(edition)
    reading = gir.read(lines.text)
    for path, figure in printed(edition).items():
        span = reading.spans[path]
        assert lines[span.line - 1][span.column - 1 :].split("\t")[0] == str(figure)
        assert lines.text[span.start : span.end] == str(figure)
    row = lines.at("一、本年新收")
    start = lines.text.index("\t9\t3\t0") + 1
    place = Span(line=row + 1, column=20, start=start, end=start + 1)
    assert reading.spans["requests.received.natural_person"] == place


# Tables cut another way


def piped(lines, start="| ", between=" | ", end=" |"):
    return type(lines)(f"{start}{between.join(line.split(chr(9)))}{end}" if "\t" in line else line for line in lines)


@pytest.mark.parametrize(
    ("start", "between", "end"),
    [("| ", " | ", " |"), ("|", "|", "|"), ("", " | ", " |"), ("", "|", "|"), ("| ", " | ", " | "), ("", " | ", "")],
    ids=repr,
)
@pytest.mark.parametrize("edition", [2021, 2019])
def test_pipes(edition, source, same, start, between, end):
    reading = gir.read(piped(source(edition), start, between, end).text, format="text")
    same(reading, edition)
    assert told(reading) == []


@pytest.mark.parametrize("edition", [2021, 2019])
def test_pipes_whose_rows_lack_the_empty_cells_of_spans_above(edition, source, same):
    lines = source(edition)
    for place, line in enumerate(lines):
        if "\t" in line:
            cells = [cell for cell in line.split("\t") if cell]
            lines[place] = f"| {' | '.join(cells)} | ||"
    reading = gir.read(lines.text)
    same(reading, edition)
    assert told(reading) == []


@pytest.mark.parametrize("edition", [2021, 2019])
def test_blank_lines_between_all_lines(edition, source, same):
    reading = gir.read("\n\n".join(source(edition)))
    assert told(reading) == []
    same(reading, edition)


@pytest.mark.parametrize("words", ["规章", "（一）予以公开", "1.属于国家秘密", "3.其他", "四、结转下年度"])
def test_a_table_broken_by_an_empty_line(words, source, same):
    lines = source()
    lines.insert(lines.at(words), "")
    reading = gir.read(lines.text)
    same(reading)
    assert told(reading) == []


@pytest.mark.parametrize(
    "path", ["requests.received", "requests.outcomes.granted", "requests.outcomes.other.miscellaneous"]
)
def test_values_on_the_line_after_their_label(path, source, same):
    label = {"received": "一、本年新收", "granted": "（一）予以公开", "miscellaneous": "3.其他"}[path.rsplit(".", 1)[1]]
    lines = source()
    place = lines.at(label)
    cells = lines[place].split("\t")
    lines[place : place + 1] = ["\t".join([*cells[:3], *[""] * 7]), "\t".join(["", *cells[3:]])]
    reading = gir.read(lines.text)
    same(reading)
    assert told(reading) == []
    assert reading.spans[f"{path}.natural_person"].line == place + 2


@pytest.mark.parametrize("shift", [1, 2])
@pytest.mark.parametrize("words", ["3.其他", "1.属于国家秘密", "2.重复申请"])
def test_labels_that_start_a_cell_to_the_left(shift, words, source, same):
    lines = source()
    place = lines.at(words)
    cells = lines[place].split("\t")
    label = [cell for cell in cells[:3] if cell]
    lines[place] = "\t".join([*label, *[""] * (2 - len(label)), *cells[3:], *[""] * shift])
    reading = gir.read(lines.text)
    same(reading)
    assert told(reading) == []


def test_rows_that_start_further_right(source, same):
    lines = source()
    for place in range(lines.at("（三）不予公开"), lines.at("（四）无法提供")):
        lines[place] = "\t\t" + lines[place]
    reading = gir.read(lines.text)
    same(reading)
    assert told(reading) == []


def test_padding_after_the_last_column_is_no_figure(source, same):
    lines = source()
    for place, line in enumerate(lines):
        if "\t" in line:
            lines[place] = line + "\t\t\t"
    reading = gir.read(lines.text)
    same(reading)
    assert told(reading) == []


# Blank cells and marks


def test_blank_cells_are_blank(source, same):
    lines = source().change("规章\t", "0\t0\t0", "0\t0\t")
    reading = gir.read(lines.text)
    same(reading, **{"proactive.regulations.in_force": Mark.BLANK})
    row = of_row("proactive.regulations")
    assert told(reading) == [("cell-doubtful", *row)]
    pipes = gir.read(piped(lines).text)
    assert (pipes.report, told(pipes)) == (reading.report, told(reading))


def test_only_the_first_cell_and_the_total_are_filled(source, same):
    lines = source()
    place = lines.at("2.重复申请")
    lines[place] = "\t\t2.重复申请\t0\t\t\t\t\t\t0"
    reading = gir.read(lines.text)
    columns = of_row("requests.outcomes.not_processed.repeated")
    same(reading, **dict.fromkeys(columns[1:6], Mark.BLANK))
    blank, unassessed = gir.validate(reading)
    assert (blank.code, blank.paths) == ("cell-blank", columns[1:6])
    assert (unassessed.code, unassessed.actual) == ("identity-unassessed", 5 + 1)


@pytest.mark.parametrize(
    ("printed_as", "figure", "code"),
    [
        ("/", Mark.NOT_APPLICABLE, "cell-not-applicable"),
        ("——", Mark.NOT_APPLICABLE, "cell-not-applicable"),
        ("无", Mark.NOT_APPLICABLE, "cell-not-applicable"),
        ("不适用", Mark.NOT_APPLICABLE, "cell-not-applicable"),
        ("", Mark.BLANK, "cell-blank"),
        ("〔缺〕", Mark.MISSING, "cell-missing"),
        ("〔约五〕", Unreadable("约五"), "cell-unreadable"),
        ("约五", Unreadable("约五"), "cell-unreadable"),
        ("5件左右", Unreadable("5件左右"), "cell-unreadable"),
        ("-5", -5, "value-negative"),
        ("5件", 5, None),
        ("５", 5, None),
        (" 5 ", 5, None),
    ],
    ids=repr,
)
def test_marks_in_a_cell(printed_as, figure, code, source, same):
    reading = gir.read(source().change("行政强制\t", "5", printed_as).text)
    path = "proactive.compulsory_measures.decisions"
    if printed_as == "":  # a row whose only cell is blank still has its cells
        assert reading.report[path] is Mark.BLANK
    same(reading, **{path: figure})
    assert told(reading) == (
        [(code, path)]
        if code in ("cell-blank", "cell-not-applicable", "cell-unreadable", "value-negative")
        else [("row-missing", "proactive.compulsory_measures")]
        if code
        else []
    )


# What is missing


@pytest.mark.parametrize("edition", [2021, 2019])
def test_a_lost_row_is_missing(edition, source, same):
    lines = source(edition)
    del lines[lines.at("2.重复申请")]
    reading = gir.read(lines.text)
    path = "requests.outcomes.not_processed.repeated"
    same(reading, edition, **dict.fromkeys(of_row(path), Mark.MISSING))
    assert ("row-missing", path) in told(reading)
    assert {code for code, *_ in told(reading)} == {"row-missing", "identity-unassessed"}
    assert not set(of_row(path)) & set(reading.spans)


@pytest.mark.parametrize("name", ["proactive", "requests", "disputes"])
@pytest.mark.parametrize("edition", [2021, 2019])
def test_a_heading_without_its_table(name, edition, source, same):
    lines = source(edition)
    heading = {"proactive": "二、主动", "requests": "三、收到", "disputes": "四、政府"}[name]
    part = lines.section(heading)
    lines[part] = [lines[part.start], ""]
    reading = gir.read(lines.text)
    section = getattr(reading.report, name)
    assert set(
        table(name, section.edition).figures(section) if name != "disputes" else table(name, 2021).figures(section)
    ) == {Mark.MISSING}
    assert told(reading) == [("table-missing", name)]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("一、总体", "overview"),
        ("二、主动", "proactive"),
        ("三、收到", "requests"),
        ("四、政府", "disputes"),
        ("五、存在", "problems"),
        ("六、其他", "other_matters"),
    ],
)
def test_a_section_that_is_not_there(heading, name, source):
    lines = source()
    whole = gir.parse(lines.text)
    del lines[lines.section(heading)]
    reading = gir.read(lines.text)
    assert {
        other: getattr(reading.report, other) == getattr(whole, other)
        for other in ("overview", "proactive", "requests", "disputes", "problems", "other_matters")
    } == {
        other: other != name for other in ("overview", "proactive", "requests", "disputes", "problems", "other_matters")
    }
    assert getattr(reading.report, name) is None
    assert told(reading) == [("section-missing", name)]


@pytest.mark.parametrize("heading", ["二、主动", "三、收到", "四、政府"])
def test_a_table_without_its_heading(heading, source, same):
    name = {"二": "proactive", "三": "requests", "四": "disputes"}[heading[0]]
    lines = source()
    del lines[lines.at(heading)]
    reading = gir.read(lines.text)
    same(reading)
    assert told(reading) == [("heading-missing", name)]


def test_no_title(source, same):
    reading = gir.read("\n".join(source()[2:]))
    same(reading)
    assert (reading.report.title, reading.report.institution, reading.report.year) == ("", None, 2024)
    assert told(reading) == [("title-missing",)]


# Repetition and order


def test_a_row_printed_twice(source, same):
    lines = source()
    place = lines.at("2.重复申请")
    lines.insert(place, lines[place])
    reading = gir.read(lines.text)
    same(reading)
    assert told(reading) == [("row-repeated", "requests.outcomes.not_processed.repeated")]
    assert reading.findings[0].spans[0].line == place + 2


def test_a_row_printed_twice_with_other_figures(source, same):
    lines = source()
    place = lines.at("2.重复申请")
    lines.insert(place + 1, lines[place].replace("0", "7"))
    reading = gir.read(lines.text)
    same(reading)
    assert told(reading) == [("row-contradicted", "requests.outcomes.not_processed.repeated")]
    assert reading.findings[0].actual == lines[place + 1].strip()
    assert not reading.findings.ok


@pytest.mark.parametrize(
    ("one", "other", "path"),
    [
        ("2.重复申请", "3.要求提供公开出版物", "requests.outcomes.not_processed."),
        ("行政处罚", "行政强制", "proactive."),
        ("一、本年新收", "二、上年结转", "requests."),
        ("（七）总计", "四、结转下年度", "requests."),
    ],
)
def test_rows_out_of_order(one, other, path, source, same):
    lines = source()
    first, second = lines.at(one), lines.at(other)
    lines[first], lines[second] = lines[second], lines[first]
    reading = gir.read(lines.text)
    same(reading)
    ((code, named),) = told(reading)
    assert code == "row-out-of-order"
    assert named.startswith(path)


@pytest.mark.parametrize(
    ("one", "other"),
    [("二、主动", "三、收到"), ("三、收到", "四、政府"), ("四、政府", "五、存在"), ("一、总体", "六、其他")],
)
def test_sections_swapped(one, other, source, same):
    lines = source()
    lines.append("")
    first, second = lines.section(one), lines.section(other)
    between = lines[first.stop : second.start]
    lines[first.start : second.stop] = [*lines[second], *between, *lines[first]]
    reading = gir.read(lines.text)
    same(reading)
    assert {code for code, *_ in told(reading)} == {"section-out-of-order"}


def test_a_table_before_its_heading(source, same):
    lines = source()
    heading = lines.pop(lines.at("四、政府"))
    lines.insert(lines.at("五、存在"), heading)
    reading = gir.read(lines.text)
    same(reading)
    assert told(reading) == [("section-out-of-order", "disputes")]


def test_a_report_pasted_twice(source, same):
    text = source().text
    reading = gir.read(text + "\n" + text)
    report = reading.report
    assert report.proactive == gir.parse(text).proactive
    assert report.requests == gir.parse(text).requests
    assert report.disputes == gir.parse(text).disputes
    assert report.overview == gir.parse(text).overview
    codes = [finding.code for finding in reading.findings]
    assert codes.count("row-repeated") == 6 + 25 + 3
    assert set(codes) == {"row-repeated", "section-repeated"}
    assert gir.validate(reading) == gir.Findings()


# Headings


def test_headings_at_drifting_levels(source, same):
    lines = source()
    for level, heading in enumerate(HEADINGS, start=1):
        place = lines.at(heading)
        lines[place] = f"{'#' * level} {lines[place]}"
    lines[0] = f"# {lines[0]}"
    reading = gir.read(lines.text)
    assert reading.format == "markdown"
    same(reading)
    assert told(reading) == []
    assert reading.report.title == lines[0].lstrip("# ")


@pytest.mark.parametrize(
    ("heading", "printed_as", "numeral"),
    [("二、主动", "一、主动公开政府信息情况", "一"), ("六、其他", "五、其他需要报告的事项", "五")],
)
def test_a_heading_with_another_numeral(heading, printed_as, numeral, source, same):
    lines = source()
    lines[lines.at(heading)] = printed_as
    reading = gir.read(lines.text)
    same(reading)
    (finding,) = reading.findings
    assert (finding.code, finding.severity, finding.expected, finding.actual) == (
        "heading-misnumbered",
        "info",
        heading[0],
        numeral,
    )


def test_a_heading_without_its_numeral(source, same):
    lines = source()
    lines[lines.at("三、收到")] = "收到和处理政府信息公开申请情况"
    reading = gir.read(lines.text)
    same(reading)
    assert told(reading) == []


# Text that has no place


def test_an_unknown_row_is_kept(source, same):
    lines = source()
    lines.insert(lines.at("行政规范性文件") + 1, "其他主动公开文件\t31\t4\t29")
    reading = gir.read(lines.text)
    same(reading)
    told = [(finding.code, finding.severity, finding.paths, finding.actual) for finding in reading.findings]
    assert told == [
        ("text-unplaced", "info", (), "其他主动公开文件 31 4 29"),
    ]  # nothing of the table is missing, so none of it can be a figure of the form
    assert {span.line for finding in reading.findings for span in finding.spans} == {lines.at("其他主动公开文件") + 1}
    assert gir.validate(reading) == gir.Findings()


def test_an_unknown_row_with_its_figures_on_the_next_line_takes_no_other_rows_place(source, same):
    lines = source()
    lines.insert(lines.at("行政规范性文件") + 1, "\t31\t4\t29")
    lines.insert(lines.at("行政规范性文件") + 1, "其他主动公开文件")
    reading = gir.read(lines.text)
    same(reading)
    assert [(finding.code, finding.severity, finding.actual) for finding in reading.findings] == [
        ("text-unplaced", "info", "其他主动公开文件 31 4 29")
    ]


@pytest.mark.parametrize("text", ["注：以上数据由各科室提供。", "注：含下属单位3家。", "（单位：件）"])
@pytest.mark.parametrize("after", ["行政事业性收费", "四、结转下年度", "3\t1\t0\t1\t5"])
def test_local_text_beside_a_table_with_all_its_figures_needs_no_look(text, after, source, same):
    lines = source()
    lines.insert(lines.at(after) + 1, text)
    reading = gir.read(lines.text)
    same(reading)
    assert [(finding.code, finding.severity, finding.actual) for finding in reading.findings] == [
        ("text-unplaced", "info", text)
    ]
    assert gir.validate(reading) == gir.Findings()


def test_a_page_number_inside_a_table(source, same):
    lines = source()
    lines.insert(lines.at("2.重复申请"), "- 5 -")
    reading = gir.read(lines.text)
    same(reading)
    assert [(finding.code, finding.actual) for finding in reading.findings] == [("text-unplaced", "- 5 -")]


def test_a_row_of_the_other_edition_is_kept_as_text(source, same):
    lines = source()
    lines.insert(lines.at("行政许可") + 1, "其他对外管理服务事项\t4\t0\t30")
    reading = gir.read(lines.text)
    same(reading)
    assert [(finding.code, finding.actual) for finding in reading.findings] == [
        ("text-unplaced", "其他对外管理服务事项\t4\t0\t30")
    ]


def test_a_zero_too_many_changes_nothing(source, printed, figures_of):
    lines = source()
    lines.change("2.重复申请", "\t0\t0\t0\t0\t0\t0\t0", "\t0\t0\t0\t0\t0\t0\t0\t0")
    reading = gir.read(lines.text)
    assert figures_of(reading.report) == printed()
    row = of_row("requests.outcomes.not_processed.repeated")
    told = [(finding.code, finding.severity, finding.paths, finding.actual) for finding in reading.findings]
    assert told == [
        ("cell-reassigned", "warning", row, lines[lines.at("2.重复申请")].strip()),
        ("text-unplaced", "warning", (), "0"),
    ]


# Editions


@pytest.mark.parametrize(
    ("two", "three"), [(2021, 2021), (2021, 2019), (2019, 2021), (2019, 2019)], ids=lambda edition: str(edition)
)
def test_each_table_has_its_own_edition(two, three, source, figures_of, printed):
    lines, other = source(two), source(three)
    lines[lines.section("三、收到")] = other[other.section("三、收到")]
    reading = gir.read(lines.text)
    assert (reading.report.proactive.edition, reading.report.requests.edition) == (two, three)
    wanted = {path: value for path, value in printed(two).items() if not path.startswith("requests.")}
    wanted |= {path: value for path, value in printed(three).items() if path.startswith("requests.")}
    assert figures_of(reading.report) == wanted
    assert reading.findings == gir.Findings()
    assert ("edition-mixed" in gir.validate(reading).codes) == (two != three)


@pytest.mark.parametrize("edition", [2021, 2019])
def test_a_table_without_figures_or_header_tells_its_edition_by_its_cells(edition, source):
    lines, other = source(edition), source(2019 if edition == 2021 else 2021)
    rows = [line.split("\t") for line in lines[lines.section("二、主动公开")]]
    cells = [
        f"<td>{row[0]}</td>" + "<td></td>" * sum(map(bool, row[1:])) for row in rows if row[-3:][0].strip("-").isdigit()
    ]
    page = "\n".join(["<h2>二、主动公开政府信息情况</h2><table>", *(f"<tr>{row}</tr>" for row in cells), "</table>"])
    prose = "".join(f"<p>{line}</p>" for line in other[other.section("三、收到")])
    reading = gir.read(page + prose)
    assert reading.report.proactive.edition == edition


@pytest.mark.parametrize("edition", [2021, 2019])
def test_a_table_of_labels_only(edition, source, figures_of, printed):
    lines = source(edition)
    for place in range(lines.at("一、本年新收"), lines.at("四、政府信息公开行政复议")):
        cells = lines[place].split("\t")
        lines[place] = "\t".join(cells[:3]).rstrip("\t")
    lines[lines.at("一、本年新收")] += "\t" * 9
    reading = gir.read(lines.text)
    assert reading.report.requests.edition == edition
    of_requests = {path: value for path, value in figures_of(reading.report).items() if path.startswith("requests.")}
    whole = dict.fromkeys(of_requests, Mark.BLANK)  # （六）其他处理 may be a row and may be the group of three
    assert of_requests == whole | dict.fromkeys(
        of_row("requests.outcomes.other", 2019) if edition == 2019 else (), Mark.MISSING
    )
    wanted = {path: value for path, value in printed(edition).items() if not path.startswith("requests.")}
    assert figures_of(reading.report) | wanted == figures_of(reading.report)


@pytest.mark.parametrize("edition", [2021, 2019])
def test_a_column_beside_those_of_table_2_is_a_column_that_the_form_has_not(edition, source, figures_of, printed):
    lines = source(edition)
    for place in range(lines.at("第二十条第（一）项"), lines.at("三、收到")):
        words = [cell for cell in lines[place].split("\t") if cell]
        if len(words) > 1:
            words.append("去年同期数" if words[0] == "信息内容" else "24")
        lines[place] = " ".join(words)
    reading = gir.read(lines.text)
    figures = figures_of(reading.report)
    read = {path: figure for path, figure in figures.items() if isinstance(figure, int)}
    assert read.items() <= printed(edition).items()
    assert reading.report.proactive.edition == edition


# Tabs where none belong


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("二、主动公开政府信息情况\n# 规章\t甲乙", ["甲乙"]),
        ("二、主动公开政府信息情况\n规章\t甲乙|丙丁", ["甲乙", "丙丁"]),
        ("二、主动公开政府信息情况\n规章 | 甲\t乙 | 丙丁", ["甲", "乙", "丙丁"]),
        ("三、收到和处理政府信息公开申请情况\n# 甲\t乙", ["甲", "乙"]),
        ("# 甲\t乙\n一、总体情况\n## 丙\t丁", ["甲", "乙", "丙", "丁"]),
        ("五、存在的主要问题及改进情况\n## 甲\t乙|丙", ["甲", "乙", "丙"]),
    ],
    ids=repr,
)
@pytest.mark.parametrize("format", ["text", "markdown"])
def test_tabs_in_headings_and_between_pipes_break_nothing_and_nothing_is_lost(text, kept, format):
    reading = gir.read(text, format=format)
    report = reading.report
    held = [report.title, report.preamble, *(finding.actual or "" for finding in reading.findings)]
    held += [section.text for section in (report.overview, report.problems) if section]
    held += [record.raw for record in gir.to_records(report)]
    assert [word for word in kept if word not in "\n".join(map(str, held))] == []


# Labels that could be a row's or a column's


@pytest.mark.parametrize(
    ("edition", "label", "short"),
    [
        (2021, "3.其他", "其他"),
        (2021, "（七）总计", "总计"),
        (2021, "（六）其他处理", "其他处理"),
        (2019, "（七）总计", "总计"),
        (2019, "（六）其他处理", "其他处理"),
        pytest.param(
            *(2019, "（六）其他处理", "其他"),
            marks=pytest.mark.xfail(
                strict=True, reason="its figures are read as 3.其他 of 2021; all other tables and the year are of 2019"
            ),
        ),
    ],
)
def test_labels_without_their_number_name_the_row_that_comes_next(label, short, edition, source, same):
    lines = source(edition)
    lines.change(label, label, short)
    reading = gir.read(lines.text)
    same(reading, edition)
    assert told(reading) == []


def test_figures_after_a_line_that_names_no_row_belong_to_none(source, same):
    lines = source()
    place = lines.at("（四）无法提供")
    lines[place:place] = ["（以下略）\t", "\t\t\t7\t0\t0\t0\t0\t0\t7"]
    reading = gir.read(lines.text)
    same(reading)
    assert [(finding.code, finding.actual) for finding in reading.findings] == [
        ("text-unplaced", "（以下略） 7 0 0 0 0 0 7"),
    ]


def test_a_group_with_figures_of_its_own_gives_them_to_no_row(source, same):
    lines = source()
    place = lines.at("（四）无法提供")
    lines.insert(place, "\t（四）无法提供\t\t3\t0\t0\t0\t0\t1\t4")
    reading = gir.read(lines.text)
    same(reading)
    assert [(finding.code, finding.severity, finding.actual) for finding in reading.findings] == [
        ("text-unplaced", "info", "3 0 0 0 0 1 4")
    ]


# Labels and their figures on several lines


FAR_AND_BROKEN = pytest.mark.xfail(
    strict=True,
    reason="its figures are unplaced or those of 本年新收; the label is broken, and still that of one row alone",
)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(broken, marks=FAR_AND_BROKEN)
        for broken in (
            "2.申请人逾期未按收费通知要求缴\n0 1 0 0 0 0 1\n纳费用、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴\n纳费用、行政机关不再处理其政府信\n息公开申请\n0 1 0 0 0 0 1",
            "2.申请人逾期未按收费通知要求缴\n度\n0 1 0 0 0 0 1\n纳费用、行政机关不再处理其政府信息公开申请",
            "(六) 其他 2.申请人逾期未按收费\n0 1 0 0 0 0 1",
        )
    ]
    + ["（六）其他处理 2.申请人逾期未按收费通知要求缴\n0 1 0 0 0 0 1\n纳费用、行政机关不再处理其政府信息公开申请"],
)
def test_a_label_broken_over_lines_with_its_figures_between(broken):
    report = gir.parse(f"三、收到和处理政府信息公开申请情况\n{broken}")
    figures = [record.value for record in gir.to_records(report) if ".fee_unpaid." in record.path]
    assert figures == [0, 1, 0, 0, 0, 0, 1]
    assert len([record for record in gir.to_records(report) if record.value is not None]) == 7


def test_figures_above_labels_of_one_column_are_theirs_alone():
    text = "二、主动公开政府信息情况\n0 0 1\n规章\n152\n行政许可\n26\n行政处罚\n5\n行政强制"
    proactive = gir.parse(text).proactive
    assert proactive.regulations == gir.model.DocumentsInForce(0, 0, 1)
    assert (proactive.licensing.decisions, proactive.penalties.decisions) == (152, 26)
    assert proactive.compulsory_measures.decisions == 5


@pytest.mark.xfail(strict=True, reason="7 2 and 3 are undecided; the pipes after them say which cells are empty")
def test_a_divider_at_the_end_of_a_row_has_an_empty_cell_after_it():
    text = "二、主动公开政府信息情况\n规章\n|\n7\n|\n2\n|\n行政规范性文件\n|\n3\n|\n|\n"
    proactive = gir.parse(text).proactive
    assert proactive.regulations == gir.model.DocumentsInForce(7, 2, Mark.BLANK)
    assert proactive.normative_documents == gir.model.DocumentsInForce(3, Mark.BLANK, Mark.BLANK)


@pytest.mark.xfail(
    strict=True, reason="数据4 stands among the figures, five of which are undecided; it is of the header"
)
def test_a_header_that_names_no_column_but_the_total_opens_no_row():
    text = (
        "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\t\t\t\t\t\t\t\n"
        "类别\t数据1\t数据2\t数据3\t数据4\t数据5\t数据6\t总计\n\t1\t0\t2\t0\t0\t0\t3"
    )
    report = gir.parse(text)
    read = {record.path: record.value for record in gir.to_records(report) if record.value is not None}
    assert list(read.values()) == [1, 0, 2, 0, 0, 0, 3]
    assert all(path.startswith("requests.received.") for path in read)


@pytest.mark.parametrize("row", ["行政许可 0 件", "行政许可 0件", "行政许可\n0 件"])
def test_a_unit_that_stands_apart_belongs_to_its_number(row):
    reading = gir.read(f"二、主动公开政府信息情况\n{row}")
    assert reading.report.proactive.licensing.decisions == 0
    assert reading.findings == gir.Findings()


@pytest.mark.xfail(
    strict=True, reason="all 15 are undecided; the two pipes before the 13 figures say that the first two are empty"
)
def test_dividers_before_the_first_figure_of_a_row_without_a_label_are_empty_cells():
    figures = ["", "", *map(str, range(13))]
    text = "四、政府信息公开行政复议、行政诉讼情况\n结果维持\n" + "\n|\n".join(figures).replace("\n\n", "\n").strip()
    disputes = gir.parse(text).disputes
    assert disputes.reconsideration == gir.model.DisputeResults(Mark.BLANK, Mark.BLANK, 0, 1, 2)
    assert disputes.litigation_after_reconsideration == gir.model.DisputeResults(8, 9, 10, 11, 12)


def test_thousands_that_stand_apart_on_a_line_of_their_own(source, printed, figures_of):
    lines = source().change("行政许可\t", "1520", "3 060")
    figures = figures_of(gir.parse(lines.text.replace("\t", "\n")))
    assert figures == {**printed(), "proactive.licensing.decisions": 3060}


@pytest.mark.xfail(strict=True, reason="9 0 0 1 1 14 is undecided and 约3 unplaced; 约3 is the second of seven figures")
def test_figures_above_their_labels_with_one_that_cannot_be_read(source, printed, figures_of):
    """The first line of figures tells that figures come first, though one of them is none."""
    lines = source()
    start, end = lines.at("一、本年新收"), lines.at("四、结转下年度")
    for place in range(start, end + 1):
        *labels, figures = lines[place].split("\t", 3)
        lines[place] = figures.replace("\t", " ") + "\n" + " ".join(filter(None, labels))
    first, _, rest = lines[start].split(" ", 2)
    lines[start] = f"{first} 约3 {rest}"
    wanted = {**printed(), "requests.received.enterprise": Unreadable("约3")}
    assert figures_of(gir.parse(lines.text)) == wanted


def test_a_full_row_without_a_label_does_not_replace_a_row_that_lost_cells(source, figures_of):
    lines = source()
    place = lines.at("2.重复申请")
    lines[place] = "\t\t2.重复申请\t5\t4"
    lines[place + 1] = "\t\t\t1\t2\t3\t0\t0\t0\t6"
    reading = gir.read(lines.text)
    repeated = [figures_of(reading.report)[path] for path in of_row("requests.outcomes.not_processed.repeated")]
    assert not {1, 2, 3, 6}.intersection(figure for figure in repeated if isinstance(figure, int))
    assert ("cell-undecided", *of_row("requests.outcomes.not_processed.repeated")) in told(reading)


def test_thousands_apart_by_thin_spaces_among_figures_apart_by_spaces(source, printed, figures_of):
    lines = source().change("行政许可\t", "行政许可\t1520", "行政许可 3\N{THIN SPACE}060")
    assert figures_of(gir.parse(lines.text)) == {**printed(), "proactive.licensing.decisions": 3060}


# Tables in part, and labels apart from their figures

DOCUMENTS = "二、主动公开政府信息情况\n信息内容 本年制发件数 本年废止件数 现行有效件数\n"
ACTIVE = "二、主动公开政府信息情况\n"
REQUESTS = "三、收到和处理政府信息公开申请情况\n"


def rows_read(text):
    """The rows of a table that have figures, without its name."""
    report, rows = gir.parse(text), {}
    for record in gir.to_records(report):
        _, row = record.path.rpartition(".")[0].split(".", 1)
        rows.setdefault(row, []).append(report[record.path])
    return {row: tuple(figures) for row, figures in rows.items() if set(figures) != {Mark.MISSING}}


def unplaced(text):
    return [(finding.code, finding.severity, finding.actual) for finding in gir.read(text).findings]


def test_a_table_that_prints_few_of_its_rows():
    text = (
        f"{REQUESTS}一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"
        "三、本年度办理结果\t（一）予以公开\t1\t0\t0\t0\t0\t0\t1\n"
        "（七）总计\t1\t0\t0\t0\t0\t0\t1\n四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0"
    )
    one, none = (1, 0, 0, 0, 0, 0, 1), (0, 0, 0, 0, 0, 0, 0)
    assert rows_read(text) == {"received": one, "outcomes.granted": one, "outcomes.total": one, "carried_forward": none}
    assert unplaced(text) == []


def test_a_table_of_one_row():
    text = "二、主动公开政府信息情况\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t12项\t356.5万元"
    assert rows_read(text) == {"procurement": (12, Decimal("356.5"))}
    assert unplaced(text) == [("unit-printed", "info", "356.5万元")]


@pytest.mark.parametrize(
    "label",
    [
        "其他主动公开文件",
        "2024年数据",
        pytest.param(
            "行政", marks=pytest.mark.xfail(strict=True, reason="行政 is read as 行政规范性文件; it begins four labels")
        ),
    ],
)
def test_figures_of_another_label_are_read_as_nothing(label):
    text = f"{DOCUMENTS}规章 0 0 0\n{label} 3 1 12"
    assert rows_read(text) == {"regulations": (0, 0, 0)}
    kept = " ".join(finding.actual for finding in gir.read(text).findings.of("text-unplaced"))
    assert kept == f"{label} 3 1 12"


def test_figures_above_labels_whose_words_are_broken():
    text = """三、收到和处理政府信息公开申请情况
自然人
总计
一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1
0 0 0 0 0 0 0
二、上年结转政府信息公开申请数量
三
、 （一）予以公开
1 0 0 0 0 0 1
（二）部分公开（区分处理的，只计这一情 形，不
0 0 0 0 0 0 0
计其他情形）"""
    one, none = (1, 0, 0, 0, 0, 0, 1), (0, 0, 0, 0, 0, 0, 0)
    assert rows_read(text) == {
        "received": one,
        "carried_in": none,
        "outcomes.granted": one,
        "outcomes.partly_granted": none,
    }


def test_figures_above_a_label_and_below_it_are_not_its_own_for_sure():
    """Are these the labels above their figures, with one row too many, or below them?"""
    text = f"{DOCUMENTS}规章\n0 0 1\n3 1 8\n行政规范性文件\n4 4 4"
    assert rows_read(text) == {
        "regulations": (Unreadable("0 0 1"),) * 3,
        "normative_documents": (Unreadable("3 1 8"),) * 3,
        "licensing": (Unreadable("4 4 4"),),
    }
    (finding,) = gir.read(text).findings
    assert (finding.code, finding.severity) == ("cell-undecided", "error")
    assert finding.actual == "规章\n0 0 1\n3 1 8\n行政规范性文件\n4 4 4"


def test_figures_that_stand_above_every_label():
    text = f"{DOCUMENTS}0 0 1\n规章\n3 1 8\n行政规范性文件"
    assert rows_read(text) == {"regulations": (0, 0, 1), "normative_documents": (3, 1, 8)}
    assert unplaced(text) == []


def test_a_number_before_the_figures_of_a_line_is_of_the_page():
    text = f"{DOCUMENTS}规章\n7\n1 0 3"
    assert rows_read(text) == {"regulations": (1, 0, 3)}
    assert unplaced(text) == [("text-unplaced", "warning", "7")]


@pytest.mark.parametrize("a_line", [True, False], ids=("a cell a line", "tabs"))
def test_a_total_named_above_all_others_is_the_last_number(a_line, source, printed, figures_of):
    """As where 申请人情况 stands over the names of the applicants, and 总计 beside it."""
    lines = source()
    start = lines.at("（本列数据")
    lines[start + 1] = "\t\t\t申请人情况\t\t\t\t\t\t总计\n\t\t\t自然人\t法人或其他组织\t\t\t\t\t"
    text = lines.text
    if a_line:
        text = "\n".join(cell for line in text.split("\n") for cell in line.split("\t") if cell)
    reading = gir.read(text)
    assert figures_of(reading.report) == printed()
    assert [finding.code for finding in reading.findings if finding.severity != "info"] == []


@pytest.mark.parametrize(("text", "severity"), [("注：含下属单位3家。", "warning"), ("注：由各科室提供。", "info")])
def test_text_beside_a_table_with_rows_missing_may_hold_one_of_them(text, severity, source):
    lines = source()
    lines[lines.at("2.重复申请")] = text
    assert [(f.code, f.severity, f.actual) for f in gir.read(lines.text).findings] == [
        ("text-unplaced", severity, text)
    ]


# Figures and labels apart


def test_a_page_number_does_not_replace_the_figures_above_a_label():
    text = f"{ACTIVE}规章\n0\n0\n1\n3\n1\n8\n行政规范性文件\n5\n行政许可\n152"
    assert rows_read(text) == {"regulations": (0, 0, 1), "normative_documents": (3, 1, 8), "licensing": (152,)}
    assert unplaced(text) == [("text-unplaced", "warning", "5")]


def test_figures_for_two_rows_below_the_label_of_the_first():
    text = f"{ACTIVE}规章\n0\n0\n1\n3\n1\n8\n行政许可\n152"
    assert rows_read(text) == {"regulations": (0, 0, 1), "normative_documents": (3, 1, 8), "licensing": (152,)}
    assert unplaced(text) == [("row-unlabelled", "warning", None)]


def test_a_line_of_figures_that_fills_no_row_is_not_cut_into_rows():
    text = f"{ACTIVE}7 7 7 7 7 7 7\n行政规范性文件 3 1"
    assert rows_read(text) == {"normative_documents": (Unreadable("3 1"),) * 3}
    assert unplaced(text) == [
        ("cell-undecided", "error", "行政规范性文件 3 1"),
        ("text-unplaced", "warning", "7 7 7 7 7 7 7"),
    ]


@pytest.mark.parametrize(
    ("rows", "penalties"),
    [
        ("规章\t0\t0\t1", 3),
        ("规章\t0\t0\t1\n行政规范性文件\t3\t1\t8", Unreadable("3")),
        ("0\t0\t1\t规章\n3\t1\t8\t行政规范性文件", Unreadable("3")),
    ],
    ids=("as many rows are so", "most rows have them beside", "most rows have them after"),
)
def test_a_figure_below_two_labels_is_the_lower_ones_unless_labels_stand_beside_figures(rows, penalties):
    assert rows_read(f"{ACTIVE}{rows}\n行政许可\n行政处罚\n3")["penalties"] == (penalties,)


def test_a_figure_above_a_label_is_doubted_with_the_row_before():
    """Is 6 the rest of the row above, and are the three those of 规章?"""
    text = f"{ACTIVE}规章\n6\n131\t9\t0\n行政规范性文件"
    assert rows_read(text) == {
        "regulations": (Unreadable("6"),) * 3,
        "normative_documents": (Unreadable("131 9 0"),) * 3,
    }


def test_a_character_alone_is_no_figure():
    text = f"{ACTIVE}行政许可\n录"
    assert rows_read(text) == {}
    assert unplaced(text) == [("text-unplaced", "info", "录")]


def test_a_number_among_words_is_none_of_the_figures_above():
    text = "四、政府信息公开行政复议、行政诉讼情况\n复议后起诉\n2\n3\n0\n12\n17\n共 5 件"
    assert rows_read(text) == {"litigation_after_reconsideration": (2, 3, 0, 12, 17)}
    assert unplaced(text) == [("text-unplaced", "info", "共\n件"), ("text-unplaced", "warning", "5")]


def test_a_word_after_a_row_that_was_left_empty_is_none_of_its_figures():
    text = f"{ACTIVE}行政事业性收费\t\t\n无"
    assert rows_read(text) == {"fees": (Mark.BLANK, Mark.BLANK)}
    assert unplaced(text) == [("text-unplaced", "info", "无")]


def test_a_number_between_an_empty_row_and_figures_makes_these_doubtful():
    text = f"{ACTIVE}规章\t\t\t\n56\n0\t0\t1"
    assert rows_read(text) == {"regulations": (0, 0, 1)}
    assert unplaced(text) == [("cell-doubtful", "warning", "规章\n0\t0\t1"), ("text-unplaced", "warning", "56")]


@pytest.mark.parametrize("between", ["\t", "\n"], ids=("beside", "below"))
def test_figures_of_a_group_are_no_other_rows(between):
    one = "1\t0\t0\t0\t0\t0\t1"
    text = f"{REQUESTS}（一）予以公开\t{one}\n（三）不予公开{between}{one}"
    assert rows_read(text) == {"outcomes.granted": (1, 0, 0, 0, 0, 0, 1)}
    assert unplaced(text) == [("text-unplaced", "warning", "1 0 0 0 0 0 1")]


def test_rows_after_figures_that_belong_to_nothing_are_open_where_a_row_beside_is_not_there():
    """The figures may be of 行政强制, and those of 行政处罚 of another row."""
    text = f"{ACTIVE}行政许可\t5\n3\t1\t8\n行政处罚\t26\n行政事业性收费\t1"
    assert rows_read(text) == {"licensing": (5,), "penalties": (Unreadable("26"),), "fees": (1,)}
    assert unplaced(text) == [
        ("cell-undecided", "error", "行政处罚\t26"),
        ("text-unplaced", "warning", "3\t1\t8"),
    ]


def test_a_row_after_one_of_the_offices_own_is_open_where_the_row_before_it_is_not_there():
    rows = "小计\t1\t0\t0\t0\t0\t0\t1\n（一）予以公开\t4\t0\t0\t0\t0\t0\t4\n（二）部分公开\t3\t0\t0\t0\t0\t0\t3"
    text = f"{REQUESTS}一、本年新收政府信息公开申请数量\t6\t2\t0\t0\t1\t0\t9\n{rows}"
    assert rows_read(text) == {
        "received": (6, 2, 0, 0, 1, 0, 9),
        "outcomes.granted": (Unreadable("4 0 0 0 0 0 4"),) * 7,
        "outcomes.partly_granted": (3, 0, 0, 0, 0, 0, 3),
    }


def test_an_empty_cell_between_the_name_and_the_figures_of_an_own_row_does_not_part_them():
    text = f"{ACTIVE}规章\t0\t0\t1\n小计\n|\n7 7 7 7\n行政许可\t5"
    assert rows_read(text) == {"regulations": (0, 0, 1), "licensing": (Unreadable("5"),)}
    assert unplaced(text) == [
        ("cell-undecided", "error", "行政许可\t5"),
        ("text-unplaced", "warning", "小计 7 7 7 7"),
    ]


def test_figures_without_a_label_that_are_too_many_for_their_row_are_open():
    text = f"{ACTIVE}3\t1\t0\t1\t5\n本年收费金额（单位：万元）"
    assert rows_read(text) == {"regulations": (Unreadable("3 1 0 1 5"),) * 3}
    assert unplaced(text) == [("cell-undecided", "error", "3\t1\t0\t1\t5")]


def test_a_figure_between_two_labels_is_not_the_lower_ones():
    text = f"{ACTIVE}行政规范性文件\n3\n行政许可"
    assert rows_read(text) == {"normative_documents": (Unreadable("3"),) * 3}
    assert unplaced(text) == [("cell-undecided", "error", "行政规范性文件\n3")]


def test_words_stand_for_figures_in_a_row_without_a_label():
    text = f"{ACTIVE}规章\t0\t0\t1\n3\t约一\t见附\n行政许可\t152"
    assert rows_read(text) == {
        "regulations": (0, 0, 1),
        "normative_documents": (3, Unreadable("约一"), Unreadable("见附")),
        "licensing": (152,),
    }
    assert unplaced(text) == [("row-unlabelled", "warning", None)]


def test_a_part_of_the_label_that_is_repeated_beside_it_is_no_figure():
    text = f"{ACTIVE}行政许可\t（行政）\t152"
    assert rows_read(text) == {"licensing": (152,)}
    assert unplaced(text) == []


def test_a_word_of_a_columns_name_among_figures_on_lines_of_their_own_stands_for_one():
    text = f"{ACTIVE}行政规范性文件\n3\n数量\n8"
    assert rows_read(text) == {"normative_documents": (3, Unreadable("数量"), 8)}


def test_a_long_remark_stands_for_no_figure():
    remark = "详见本局网站公开目录的说明页面"
    text = f"{ACTIVE}行政规范性文件\t3\t{remark}\t8"
    assert rows_read(text) == {"normative_documents": (Unreadable("3"),) * 3}
    assert unplaced(text)[-1] == ("text-unplaced", "warning", f"{remark} 8")


def test_a_line_drawn_below_a_label_is_no_figure():
    text = f"{ACTIVE}行政许可\n---"
    assert rows_read(text) == {}


def test_a_divider_alone_below_a_label_is_its_empty_cell():
    assert rows_read(f"{ACTIVE}行政许可\n|") == {"licensing": (Mark.BLANK,)}


def test_a_divider_before_the_first_cell_of_a_table_is_no_cell():
    assert unplaced(f"{ACTIVE}|\n0\n|\n0\n|\n1") == [("cell-undecided", "error", "0\n0\n1")]


def test_two_dividers_on_lines_of_their_own_have_an_empty_cell_between_them():
    text = f"{ACTIVE}规章\n|\n0\n|\n|\n1"
    assert rows_read(text) == {"regulations": (0, Mark.BLANK, 1)}
    assert unplaced(text) == []


@pytest.mark.parametrize(("tabs", "rows"), [(2, {}), (3, {"regulations": (Mark.BLANK,) * 3})])
def test_a_line_of_few_tabs_divides_others_and_is_no_row_of_empty_cells(tabs, rows):
    tab = "\t"
    assert rows_read(f"{ACTIVE}规章\n{tab * tabs}\n行政许可\n152") == {**rows, "licensing": (152,)}


def test_a_table_without_its_heading_whose_figures_stand_on_lines_of_their_own():
    title = "青禾县水利局2024年政府信息公开工作年度报告"
    text = f"{title}\n规章\n0\n0\n1\n行政许可\n152"
    assert gir.parse(text).title == title
    assert rows_read(text) == {"regulations": (0, 0, 1), "licensing": (152,)}
    assert unplaced(text) == [("heading-missing", "warning", None)]


def test_a_page_that_is_no_report():
    with pytest.raises(gir.ParseError) as raised:
        gir.parse("今日天气晴。")
    assert str(raised.value).endswith(
        "既没有年报的标题，也没有年报表格中的任何一行 (no such report: it has neither a heading nor a row of the form)"
    )
