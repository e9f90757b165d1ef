"""Which column a number belongs to, where cells were lost: by header, by position, by the identities, or undecided."""

from decimal import Decimal

import pytest

import gov_info_report as gir
from gov_info_report import Mark, Unreadable

COLUMNS = (
    "natural_person",
    "enterprise",
    "research_institute",
    "public_welfare",
    "legal_service",
    "other",
    "total",
)
LABELS = dict(
    zip(COLUMNS, ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"), strict=True)
)
NOT_HELD = "requests.outcomes.unavailable.not_held"
REPEATED = "requests.outcomes.not_processed.repeated"


def rewrite(lines, words, numbers):
    """Let the row with these words print other numbers, one after the other."""
    place = lines.at(words)
    lines[place] = "\t".join([*lines[place].split("\t")[:3], *map(str, numbers)])
    return lines


def without_the_column_other(lines, sub_rows, **rows):
    """A table 3 that lost 其他 from header and rows; rows of groups have only so many numbers, all 0."""
    start = lines.at("（本列数据")
    for place in range(start + 3, lines.at("四、结转下年度") + 1):
        cells = lines[place].split("\t")
        lines[place] = "\t".join([*cells[:3], *["0"] * (sub_rows if cells[2] else 6), ""])
    lines[start + 1] = "\t\t\t自然人\t法人或其他组织\t\t\t\t总计\t"
    lines[start + 2] = "\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t\t"
    for words, numbers in rows.items():
        rewrite(lines, words, numbers)
    return lines


def figures_of_rows(report):
    """The figures of table 3 row by row."""
    rows = {}
    for record in gir.to_records(report):
        path = record.path.rsplit(".", 1)[0]
        if path.startswith("requests."):
            rows.setdefault(path, []).append(report[record.path])
    return {path: tuple(figures) for path, figures in rows.items()}


def is_sub_row(path):
    return any(f".{group}." in path for group in ("refused", "unavailable", "not_processed", "other"))


def paths_of(row):
    return tuple(f"{row}.{column}" for column in COLUMNS)


def detail(columns):
    return "、".join(LABELS[column] for column in columns)


M = Mark.MISSING


@pytest.mark.parametrize("sub_rows", [5, 6])
def test_a_column_lost_from_header_and_rows(sub_rows, source):
    reading = gir.read(without_the_column_other(source(), sub_rows).text)
    rows = figures_of_rows(reading.report)
    assert rows == {path: (0, 0, 0, 0, 0, M, M if is_sub_row(path) and sub_rows == 5 else 0) for path in rows}
    told = [(finding.code, finding.paths, finding.detail) for finding in reading.findings]
    if sub_rows == 6:
        assert told == []
    else:
        assert told == [("cell-reassigned", paths_of(path), detail(COLUMNS[:5])) for path in rows if is_sub_row(path)]
    codes = gir.validate(reading).codes
    assert "column-missing" in codes
    assert gir.validate(reading).of("column-missing")[0].paths == tuple(f"{path}.other" for path in rows)


def test_a_number_that_is_not_zero_has_its_place_by_the_identities(source):
    lines = without_the_column_other(
        source(),
        5,
        **{
            "一、本年新收": (2, 0, 0, 0, 0, 2, ""),
            "1.本机关不掌握": (2, 0, 0, 0, 0, ""),
            "（七）总计": (2, 0, 0, 0, 0, 2, ""),
        },
    )
    reading = gir.read(lines.text)
    rows = figures_of_rows(reading.report)
    two = {
        "requests.received": (2, 0, 0, 0, 0, M, 2),
        "requests.outcomes.total": (2, 0, 0, 0, 0, M, 2),
        NOT_HELD: (2, 0, 0, 0, 0, M, M),
    }
    assert rows == {path: two.get(path, (0, 0, 0, 0, 0, M, M if is_sub_row(path) else 0)) for path in rows}
    assert {finding.code for finding in reading.findings} == {"cell-reassigned"}
    assert reading.findings.ok


def test_figures_that_contradict_each_other_leave_the_rows_undecided(source):
    lines = without_the_column_other(source(), 5, **{"1.本机关不掌握": (9, 0, 0, 0, 0, "")})
    reading = gir.read(lines.text)
    rows = figures_of_rows(reading.report)
    none = tuple(Unreadable("0") for _ in range(4))
    assert rows == {
        path: (Unreadable("9" if path == NOT_HELD else "0"), *none, M, M) if is_sub_row(path) else (0, 0, 0, 0, 0, M, 0)
        for path in rows
    }
    undecided = [(finding.code, finding.severity, finding.paths) for finding in reading.findings]
    assert undecided == [("cell-undecided", "error", paths_of(path)) for path in rows if is_sub_row(path)]


@pytest.mark.parametrize(
    ("words", "row", "numbers", "columns"),
    [
        ("1.本机关不掌握", NOT_HELD, (2, 0, 0, 0, 1, 3), None),
        (
            "1.本机关不掌握",
            NOT_HELD,
            (2, 0, 0, 1, 3),
            ("natural_person", "enterprise", "research_institute", "other", "total"),
        ),
        ("1.本机关不掌握", NOT_HELD, (2, 1, 3), ("natural_person", "other", "total")),
        ("1.本机关不掌握", NOT_HELD, (3,), ("total",)),
        ("1.本机关不掌握", NOT_HELD, (2, 1), ("natural_person", "other")),
        ("1.本机关不掌握", NOT_HELD, (2,), ("natural_person",)),
        ("1.本机关不掌握", NOT_HELD, (1,), ("other",)),
        ("1.本机关不掌握", NOT_HELD, (2, 0, 0, 0, 0, 1), COLUMNS[:6]),
        ("2.重复申请", REPEATED, (0, 0, 0, 0, 0), COLUMNS[:5]),
        ("2.重复申请", REPEATED, (0,), COLUMNS[:1]),
        (
            "一、本年新收",
            "requests.received",
            (9, 3, 1, 1, 14),
            ("natural_person", "enterprise", "legal_service", "other", "total"),
        ),
    ],
    ids=str,
)
def test_a_row_that_lost_cells_is_placed_where_the_identities_leave_one_table(
    words, row, numbers, columns, source, printed, figures_of
):
    """Several placements that complete to the same table: the numbers stand from the left."""
    reading = gir.read(rewrite(source(), words, numbers).text)
    figures = figures_of(reading.report)
    assert {path: figure for path, figure in figures.items() if not path.startswith(f"{row}.")} == {
        path: figure for path, figure in printed().items() if not path.startswith(f"{row}.")
    }
    columns = columns or ("natural_person", "enterprise", "research_institute", "public_welfare", "other", "total")
    placed = dict(zip(columns, numbers, strict=True))
    assert [figures[path] for path in paths_of(row)] == [placed.get(column, M) for column in COLUMNS]
    (finding,) = reading.findings
    assert (finding.code, finding.severity, finding.paths, finding.detail) == (
        "cell-reassigned",
        "warning",
        paths_of(row),
        detail(columns),
    )
    assert [span is not None for span in finding.spans] == [column in columns for column in COLUMNS]
    assert {path: reading.spans.get(path) for path in paths_of(row)} == dict(
        zip(paths_of(row), finding.spans, strict=True)
    )
    for path in paths_of(row):  # a number is where it was before, or the cell is empty
        assert figures[path] in (printed()[path], M)


@pytest.mark.parametrize(
    ("words", "paths", "numbers"),
    [
        (
            "行政规范性文件",
            tuple(f"proactive.normative_documents.{name}" for name in ("issued", "repealed", "in_force")),
            (3, 12),
        ),
        (
            "行政规范性文件",
            tuple(f"proactive.normative_documents.{name}" for name in ("issued", "repealed", "in_force")),
            (0,),
        ),
        ("1.本机关不掌握", paths_of(NOT_HELD), (5, 0, 0, 0, 5)),
        ("1.本机关不掌握", paths_of(NOT_HELD), (1, 2, 3)),
    ],
    ids=str,
)
def test_a_row_that_nothing_places_is_unreadable(words, paths, numbers, source, printed, figures_of):
    lines = source()
    place = lines.at(words)
    labels = [cell for cell in lines[place].split("\t") if cell and not cell.isdigit()]
    lines[place] = "\t".join([*labels, *map(str, numbers)])
    reading = gir.read(lines.text)
    figures = figures_of(reading.report)
    shown = [Unreadable(str(number)) for number in numbers]
    if len(paths) == 3:  # no identity excludes a way, so each column may hold any of the numbers
        shown = [Unreadable(" ".join(map(str, numbers)))] * 3
    assert [figures[path] for path in paths] == [*shown, *[M] * (len(paths) - len(shown))]
    assert {path: figure for path, figure in figures.items() if path not in paths} == {
        path: figure for path, figure in printed().items() if path not in paths
    }
    (finding,) = reading.findings
    assert (finding.code, finding.severity, finding.paths, finding.actual) == (
        "cell-undecided",
        "error",
        paths,
        lines[place].strip(),
    )


@pytest.mark.parametrize(
    ("words", "paths", "numbers", "figures"),
    [
        ("1.本机关不掌握", paths_of(NOT_HELD), "2 0 0 0 0 1 3 3", (2, 0, 0, 0, 0, 1, 3)),
        ("1.本机关不掌握", paths_of(NOT_HELD), "2 0 0 0 0 0 1 3", (2, 0, 0, 0, 0, 1, 3)),
        ("2.重复申请", paths_of(REPEATED), "0 0 0 0 0 0 0 0", (0,) * 7),
        ("（七）总计", paths_of("requests.outcomes.total"), "1 0 3 0 0 1 1 15", (10, 3, 0, 0, 1, 1, 15)),
    ],
    ids=str,
)
def test_a_number_too_many_is_left_out_or_joined_as_the_identities_say(
    words, paths, numbers, figures, source, printed, figures_of
):
    lines = source()
    place = lines.at(words)
    labels = [cell for cell in lines[place].split("\t") if cell and not cell.isdigit()]
    lines[place] = "\t".join([*labels, *numbers.split()])
    reading = gir.read(lines.text)
    read = figures_of(reading.report)
    assert tuple(read[path] for path in paths) == figures
    (finding,) = reading.findings
    assert (finding.code, finding.paths, finding.actual) == ("cell-reassigned", paths, lines[place].strip())


def test_two_rows_that_lost_cells_decide_each_other(source, printed, figures_of):
    lines = rewrite(source(), "1.本机关不掌握", (2, 0, 0, 1, 3))
    rewrite(lines, "（七）总计", (10, 3, 0, 1, 1, 15))
    reading = gir.read(lines.text)
    figures = figures_of(reading.report)
    for path, figure in figures.items():
        assert figure in (printed()[path], M)
    assert [finding.code for finding in reading.findings] == ["cell-reassigned", "cell-reassigned"]
    assert sum(figure is M for figure in figures.values()) == 2 + 1


@pytest.mark.parametrize("cells", [0, 1, 5, 14, 16], ids=str)
def test_table_4_with_other_than_fifteen_numbers(cells, source, figures_of):
    lines = source()
    lines[lines.at("3\t1\t0\t1\t5")] = "\t".join(["2"] * cells)
    reading = gir.read(lines.text)
    figures = [figure for path, figure in figures_of(reading.report).items() if path.startswith("disputes.")]
    assert not any(isinstance(figure, int) for figure in figures)
    words = "\n".join(str(finding.actual) for finding in reading.findings)
    assert words.count("2") == cells
    assert all(finding.code in ("cell-undecided", "text-unplaced") for finding in reading.findings)


def test_blocks_of_table_4_as_rows_with_labels(source, printed, figures_of):
    lines = source()
    part = lines.section("四、政府")
    lines[part] = [
        lines[part.start],
        "",
        "类别\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计",
        "行政复议\t3\t1\t0\t1\t5",
        "未经复议直接起诉\t1\t0\t0\t0\t1",
        "复议后起诉\t0\t0\t0\t0\t0",
        "",
    ]
    reading = gir.read(lines.text)
    assert figures_of(reading.report) == printed()


def html(rows):
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<h2>二、主动公开政府信息情况</h2><table>{cells}</table>"


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        (("规章", "1", "", "3"), (1, Mark.BLANK, 3)),
        (("规章", "", "", "3"), (Mark.BLANK, Mark.BLANK, 3)),
        (("规章", "1", "", ""), (1, Mark.BLANK, Mark.BLANK)),
        (("规章", "", "", ""), (Mark.BLANK, Mark.BLANK, Mark.BLANK)),
        (("规章", "1", "2", "3"), (1, 2, 3)),
        (("规章", "/", "2", "约三"), (Mark.NOT_APPLICABLE, 2, Unreadable("约三"))),
    ],
    ids=str,
)
def test_cells_of_a_true_table_stand_under_their_header(row, figures):
    header = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
    report = gir.parse(html([header, row]))
    names = ("issued", "repealed", "in_force")
    assert tuple(report[f"proactive.regulations.{name}"] for name in names) == figures


def test_columns_in_another_order_are_read_by_their_header():
    """Numbers go where the header says, whatever the form's own order."""
    header = ("信息内容", "现行有效件数", "本年废止件数", "本年制发件数")
    report = gir.parse(html([header, ("规章", "12", "1", "3")]))
    assert report.proactive.regulations == gir.model.DocumentsInForce(3, 1, 12)


def test_a_true_table_without_its_header_is_read_by_its_cells():
    """With true spans a row as wide as the form has a cell for every column, empty or not."""
    report = gir.parse(html([("规章", "", "1", ""), ("行政规范性文件", "", "", "3")]))
    assert report.proactive.regulations == gir.model.DocumentsInForce(Mark.BLANK, 1, Mark.BLANK)
    assert report.proactive.normative_documents == gir.model.DocumentsInForce(Mark.BLANK, Mark.BLANK, 3)


def test_blank_cells_of_table_4_keep_their_places(source):
    lines = source()
    lines[lines.at("3\t1\t0\t1\t5")] = "\t1\t\t1\t5\t1\t0\t0\t0\t1\t0\t0\t0\t0\t"
    disputes = gir.parse(lines.text).disputes
    assert disputes == gir.model.Disputes(
        gir.model.DisputeResults(Mark.BLANK, 1, Mark.BLANK, 1, 5),
        gir.model.DisputeResults(1, 0, 0, 0, 1),
        gir.model.DisputeResults(0, 0, 0, 0, Mark.BLANK),
    )


@pytest.mark.parametrize("cut", [1, 5, 10, 14])
def test_the_row_of_table_4_broken_over_two_lines(cut, source, printed, figures_of):
    lines = source()
    place = lines.at("3\t1\t0\t1\t5")
    cells = lines[place].split("\t")
    lines[place : place + 1] = ["\t".join(cells[:cut]), "\t".join(cells[cut:])]
    reading = gir.read(lines.text)
    assert figures_of(reading.report) == printed()
    assert reading.findings == gir.Findings()


# Numbers that slid left, with an empty cell left over at the end


@pytest.mark.parametrize(
    ("words", "row", "numbers", "columns"),
    [
        (
            "一、本年新收",
            "requests.received",
            (9, 3, 0, 1, 1, 14, ""),
            ("natural_person", "enterprise", "research_institute", "legal_service", "other", "total"),
        ),
        (
            "1.本机关不掌握",
            NOT_HELD,
            (2, 0, 1, 3, "", "", ""),
            ("natural_person", "enterprise", "other", "total"),
        ),
    ],
    ids=str,
)
def test_numbers_that_slid_are_put_back_where_the_identities_leave_one_table(
    words, row, numbers, columns, source, printed, figures_of
):
    reading = gir.read(rewrite(source(), words, numbers).text)
    figures = figures_of(reading.report)
    placed = dict(zip(columns, numbers, strict=False))
    assert [figures[path] for path in paths_of(row)] == [placed.get(column, M) for column in COLUMNS]
    assert {path: figure for path, figure in figures.items() if not path.startswith(f"{row}.")} == {
        path: figure for path, figure in printed().items() if not path.startswith(f"{row}.")
    }
    (finding,) = reading.findings
    assert (finding.code, finding.paths, finding.detail) == ("cell-reassigned", paths_of(row), detail(columns))


def test_empty_cells_at_the_end_are_blank_and_told_where_nothing_gainsays_them(source, printed, figures_of):
    reading = gir.read(rewrite(source(), "1.本机关不掌握", (2, 0, 0, 0, 0, 1, "")).text)
    figures = figures_of(reading.report)
    assert figures == {**printed(), f"{NOT_HELD}.total": Mark.BLANK}
    assert [(finding.code, finding.paths) for finding in reading.findings] == [("cell-doubtful", paths_of(NOT_HELD))]


@pytest.mark.parametrize(
    "numbers",
    [
        ("", 0, 0, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 0, ""),
        ("", "", "", "", "", 3, ""),
        (0, 0, "", 0, 0, 0, ""),
    ],
)
def test_numbers_that_may_have_slid_stand_as_printed_and_are_told(numbers, source):
    reading = gir.read(rewrite(source(), "2.重复申请", numbers).text)
    read = figures_of_rows(reading.report)[REPEATED]
    assert read == tuple(Mark.BLANK if number == "" else number for number in numbers)
    assert [(finding.code, finding.paths) for finding in reading.findings] == [("cell-doubtful", paths_of(REPEATED))]


@pytest.mark.parametrize("numbers", [(3, "", "", "", "", "", ""), (3, "", "", "", "", "", 3), (3, "", 0, 0, 0, 0, 3)])
def test_empty_cells_over_which_nothing_slid_are_not_told(numbers, source):
    reading = gir.read(rewrite(source(), "2.重复申请", numbers).text)
    assert reading.findings == gir.Findings()


def test_a_sum_that_the_office_got_wrong_leaves_the_numbers_beside_an_empty_cell_as_they_are_printed(source):
    lines = rewrite(source(), "2.重复申请", ("", 5, 0, 0, 0, 0, 9))
    assert figures_of_rows(gir.parse(lines.text))[REPEATED] == (Mark.BLANK, 5, 0, 0, 0, 0, 9)


def test_a_last_number_that_may_be_the_total_or_not_is_not_read(source, printed, figures_of):
    """Every row lost 其他 and has an empty cell at its end: where the sums stand no identity can tell."""
    lines = source()
    for path, words in (("received", "一、本年新收"), ("outcomes.total", "（七）总计")):
        row = [printed()[f"requests.{path}.{column}"] for column in COLUMNS]
        rewrite(lines, words, (row[0] + row[5], *row[1:5], row[6], ""))
    reading = gir.read(lines.text)
    figures = figures_of(reading.report)
    assert not any(isinstance(figures[f"requests.{row}.other"], int) for row in ("received", "outcomes.total"))
    assert {"cell-undecided", "cell-reassigned"} & {finding.code for finding in reading.findings}


def test_a_total_that_is_not_the_sum_beside_empty_cells_is_told(source):
    """With an empty cell at either end of what is lost, the last number may be that of another column."""
    reading = gir.read(rewrite(source(), "2.重复申请", ("", 0, "", 0, 0, 0, 7)).text)
    assert figures_of_rows(reading.report)[REPEATED] == (Mark.BLANK, 0, Mark.BLANK, 0, 0, 0, 7)
    assert [(finding.code, finding.paths) for finding in reading.findings] == [("cell-doubtful", paths_of(REPEATED))]


def test_where_many_rows_slid_another_empty_cell_does_not_hide_one_more(source):
    lines = source()
    slid = ("2.重复申请", "3.要求提供公开出版物", "5.要求行政机关确认")
    for words in slid:
        rewrite(lines, words, ("", 0, 0, 0, 0, 0, 0))
    rewrite(lines, "3.补正后", ("", 0, "", 0, 0, 0, 0))
    reading = gir.read(lines.text)
    told = [finding for finding in reading.findings if finding.code == "cell-doubtful"]
    assert len(told) == len(slid) + 1
    assert paths_of("requests.outcomes.unavailable.still_unclear") in [finding.paths for finding in told]


# A header that names other columns than the form


def with_a_last_column(lines, name):
    """A page of single lines whose header names one more column at its end; the rows have a number a column of ours."""
    text = []
    for line in lines:
        text += [cell for cell in line.split("\t") if cell] + ([name] if "商业企业" in line else [])
    return "\n".join(text)


@pytest.mark.parametrize(
    ("name", "told"), [("小计", True), ("外籍人士", True), ("备注", False), ("填报单位：水利局", False)]
)
def test_a_last_column_that_the_form_has_not_makes_full_rows_doubtful(name, told, source, printed, figures_of):
    """A row with a cell for each column of the form has lost one beside it; a note or room for remarks has none."""
    reading = gir.read(with_a_last_column(source(), name))
    assert figures_of(reading.report) == printed()
    doubtful = [finding for finding in reading.findings if finding.code == "cell-doubtful"]
    rows = figures_of_rows(reading.report)
    assert [finding.paths for finding in doubtful] == ([paths_of(row) for row in rows] if told else [])


@pytest.mark.parametrize(("received", "told"), [((9, 3, 0, 1, 1, 0, 14), False), ((0, 0, 0, 0, 0, 0, 0), True)])
def test_full_rows_under_a_header_that_lost_a_name_are_doubtful_unless_their_sums_hold(received, told, source):
    lines = source()
    start = lines.at("（本列数据")
    for place in range(start + 3, lines.at("四、结转下年度") + 1):
        cells = lines[place].split("\t")
        lines[place] = "\t".join([*cells[:3], *["0"] * 7])
    for words in ("一、本年新收", "（一）予以公开", "（七）总计"):
        rewrite(lines, words, received)
    lines[start + 2] = lines[start + 2].replace("社会公益组织", "")
    reading = gir.read(lines.text)
    rows = figures_of_rows(reading.report)
    assert rows["requests.received"] == received
    doubtful = [finding.paths for finding in reading.findings if finding.code == "cell-doubtful"]
    assert doubtful == ([paths_of(row) for row in rows] if told else [])


@pytest.mark.parametrize("a_cell_a_line", [True, False])
def test_a_total_named_above_all_others_is_the_last_number(a_cell_a_line, source, printed, figures_of):
    """As where 申请人情况 stands over the names of the applicants, and 总计 beside it."""
    lines = source()
    start = lines.at("（本列数据")
    lines[start + 1] = "\t\t\t申请人情况\t\t\t\t\t\t总计\n\t\t\t自然人\t法人或其他组织\t\t\t\t\t"
    text = lines.text
    if a_cell_a_line:
        text = "\n".join(cell for line in text.split("\n") for cell in line.split("\t") if cell)
    reading = gir.read(text)
    assert figures_of(reading.report) == printed()
    assert [finding.code for finding in reading.findings if finding.severity != "info"] == []


@pytest.mark.parametrize("before", [True, False])
def test_of_two_names_for_one_column_the_form_has_its_own(before):
    """合计 is another word for 总计; beside it, it is a column that the form has not."""
    names = [*LABELS.values()]
    names[1 if before else 6 : 1 if before else 6] = ["合计"]
    numbers = [2, 1, 0, 4, 0, 0, 7]
    numbers[1 if before else 6 : 1 if before else 6] = [5]
    page = html([("", *names), ("一、本年新收政府信息公开申请数量", *map(str, numbers))])
    reading = gir.read(page)
    assert figures_of_rows(reading.report)["requests.received"] == (2, 1, 0, 4, 0, 0, 7)
    assert "5" in [finding.actual for finding in reading.findings if finding.code == "text-unplaced"]


def doubtful_rows(reading):
    paths = [finding.paths[0] for finding in reading.findings if finding.code == "cell-doubtful"]
    return [path.rpartition(".")[0] for path in paths]


def test_rows_as_long_as_a_header_that_lost_a_column_are_doubtful_where_rows_of_fewer_labels_are_shorter(source):
    """Rows of groups lose their last cells first. Where others are shorter, more columns are gone than the header's."""
    lines = without_the_column_other(source(), 6)
    assert doubtful_rows(gir.read(lines.text)) == []
    for words in ("一、本年新收", "二、上年结转", "（一）予以公开"):
        rewrite(lines, words, (0, 0, 0, 0, 0))
    reading = gir.read(lines.text)
    assert {path for path in figures_of_rows(reading.report) if is_sub_row(path)} <= {*doubtful_rows(reading)}


def test_rows_whose_header_lost_the_total_are_doubtful(source):
    """Four numbers under four names may still be those of other columns when empty cells are dropped."""
    names = ("自然人", "社会公益组织", "法律服务机构", "其他")
    page = html([("", *names), ("一、本年新收政府信息公开申请数量", "3", "41", "21", "65")])
    assert doubtful_rows(gir.read(page)) == ["requests.received"]


# A cell too many


@pytest.mark.parametrize(
    ("printed_row", "path", "figure"),
    [
        ("行政许可\t15\t20", "proactive.licensing.decisions", 1520),
        ("行政许可\t1\t002", "proactive.licensing.decisions", 1002),
        ("行政事业性收费\t18\t.87", "proactive.fees.amount", Decimal("18.87")),
        ("行政事业性收费\t1\t8.5", "proactive.fees.amount", Decimal("18.5")),
        ("行政许可\t0\t20", "proactive.licensing.decisions", Unreadable("0 20")),
        ("行政许可\t约\t20", "proactive.licensing.decisions", Unreadable("约")),
    ],
)
def test_a_number_over_two_cells_of_a_row_with_one_column(printed_row, path, figure, source):
    lines = source()
    place = lines.at(printed_row.split("\t")[0])
    lines[place] = printed_row
    reading = gir.read(lines.text)
    assert reading.report[path] == figure
    (finding,) = reading.findings
    code = "cell-undecided" if isinstance(figure, Unreadable) else "cell-reassigned"
    assert (finding.code, finding.paths, finding.actual) == (code, (path,), printed_row)


def test_a_column_of_the_headers_own_is_left_out_where_cells_stand_on_lines(source, printed, figures_of):
    """小计 stands after 其他 in the header, and so in every row, though other places would add up as well."""
    lines = source()
    start, end = lines.at("一、本年新收"), lines.at("四、结转下年度")
    for place in range(start, end + 1):
        cells = lines[place].split("\t")
        lines[place] = "\t".join([*cells[:9], str(sum(map(int, cells[4:9]))), *cells[9:]])
    lines[lines.at("\t商业企业")] += "\t小计"
    table = lines.section("三、收到")
    lines[table] = [cell for line in lines[table] for cell in line.split("\t") if cell]
    reading = gir.read(lines.text)
    assert figures_of(reading.report) == printed()
    assert {finding.code for finding in reading.findings} == {"cell-reassigned", "text-unplaced"}


@pytest.mark.parametrize("a_line", [False, True])
def test_a_header_that_names_the_columns_in_another_order_is_followed(a_line, source, printed, figures_of):
    lines = source()
    start = lines.at("（本列数据")
    for place in range(start + 2, lines.at("四、结转下年度") + 1):
        cells = lines[place].split("\t")
        cells[5], cells[8] = cells[8], cells[5]
        lines[place] = "\t".join(cells)
    text = lines.text.replace("\t", "\n") if a_line else lines.text
    assert lines[start + 2].split("\t")[4:9] == ["商业企业", "其他", "社会公益组织", "法律服务机构", "科研机构"]
    assert figures_of(gir.parse(text)) == printed()


@pytest.mark.parametrize("header_lost_it_too", [True, False])
def test_a_row_with_a_number_for_each_column_is_doubtful_where_the_others_lost_one(header_lost_it_too, source):
    """It may have a number too many as well as all; that they add up, or are 0, is no proof."""
    lines = without_the_column_other(source(), 6)
    if not header_lost_it_too:
        start = lines.at("（本列数据")
        lines[start + 1 : start + 3] = source()[start + 1 : start + 3]
    rewrite(lines, "2.重复申请", (0, 0, 0, 0, 0, 1, 1))
    reading = gir.read(lines.text)
    assert figures_of_rows(reading.report)[REPEATED] == (0, 0, 0, 0, 0, 1, 1)
    assert doubtful_rows(reading) == [*figures_of_rows(reading.report)]  # nor is sure what the others have lost
