"""Tables that stand as the form has them are read by their shape: their labels, and where they have numbers."""

import pytest

import gov_info_report as gir
from gov_info_report.document import Cell, Limits
from gov_info_report.model import Mark, add_aliases, drop_aliases, table
from gov_info_report.parsing import printed
from gov_info_report.parsing.alignment import align
from gov_info_report.parsing.outline import Line
from gov_info_report.parsing.printed import Printed

HEADING = "四、政府信息公开行政复议、行政诉讼情况"


def lines_of(rows):
    return [
        Line(tuple(Cell(text, at, (number, at + 1, None, None, None)) for at, text in enumerate(row)), "\t".join(row))
        for number, row in enumerate(rows, 1)
    ]


def placed(name, *rows, edition=2021):
    """The rows of a table as printed: path, figures, the lines and columns of their cells, and the row as printed."""
    found = align(name, lines_of(rows), Limits().start())
    assert isinstance(found, Printed)
    return [
        (row.target.path, row.figures, [(cell.span.line, cell.span.column) for cell in row.cells], row.raw)
        for row in found.placed(table(name, edition))
    ]


def test_a_row_has_its_figures_its_cells_and_what_is_printed():
    assert placed("disputes", ["行政复议", "1", "0", "0", "1", "2"], ["复议后起诉", "0", "3", "0", "0", "3"]) == [
        ("disputes.reconsideration", (1, 0, 0, 1, 2), [(1, at) for at in range(2, 7)], "行政复议\t1\t0\t0\t1\t2"),
        (
            "disputes.litigation_after_reconsideration",
            (0, 3, 0, 0, 3),
            [(2, at) for at in range(2, 7)],
            "复议后起诉\t0\t3\t0\t0\t3",
        ),
    ]


def test_a_table_of_a_shape_that_was_read_has_its_own_figures():
    for first in ("1", "90000", "1,204", "/", "-3"):
        row = ["行政复议", first, "0", "0", "1", "2"]
        figure = {"/": Mark.NOT_APPLICABLE, "-3": -3, "1,204": 1204}.get(first) or int(first)
        assert placed("disputes", row) == [
            ("disputes.reconsideration", (figure, 0, 0, 1, 2), [(1, at) for at in range(2, 7)], "\t".join(row))
        ]


def test_labels_and_figures_in_one_cell_are_taken_apart():
    assert placed("disputes", ["行政复议 1 0 0 1 2"]) == [
        ("disputes.reconsideration", (1, 0, 0, 1, 2), [(1, 1)] * 5, "行政复议 1 0 0 1 2")
    ]


def test_a_label_above_its_figures_is_part_of_what_is_printed():
    assert placed("disputes", ["行政复议"], ["1", "0", "0", "1", "2"]) == [
        ("disputes.reconsideration", (1, 0, 0, 1, 2), [(2, at) for at in range(1, 6)], "行政复议\n1\t0\t0\t1\t2")
    ]


def test_figures_on_lines_of_their_own_need_their_sum():
    right, wrong = ([["行政复议"], *([figure] for figure in figures)] for figures in ("10012", "10013"))
    assert [figures for _, figures, _, _ in placed("disputes", *right)] == [(1, 0, 0, 1, 2)]
    assert placed("disputes", *wrong) == []


@pytest.mark.parametrize("row", [["行政复议", "1", "", "0", "1", "2"], ["行政复议", "1", "0", "0", "1"]])
def test_a_row_that_lacks_a_figure_is_not_placed_so(row):
    found = align("disputes", lines_of([row]), Limits().start())
    assert not (isinstance(found, Printed) and found.placed(table("disputes", 2021)))


def test_a_new_alias_is_known_in_shapes_that_were_read():
    source = f"{HEADING}\n行政复议\t1\t0\t0\t1\t2\n新的名称\t0\t3\t0\t0\t3"
    path = "disputes.litigation_after_reconsideration.total"
    assert gir.parse(source)[path] is Mark.MISSING
    add_aliases("disputes.litigation_after_reconsideration", "新的名称")
    try:
        assert gir.parse(source)[path] == 3
    finally:
        drop_aliases("disputes.litigation_after_reconsideration")
    assert gir.parse(source)[path] is Mark.MISSING


def test_the_shape_of_an_endless_table_is_not_kept(monkeypatch):
    monkeypatch.setattr(printed, "LARGEST", 5)
    row = ["行政复议", "1", "0", "0", "1", "2"]
    before = printed._plan.cache_info().currsize
    assert not isinstance(align("disputes", lines_of([row]), Limits().start()), Printed)
    assert printed._plan.cache_info().currsize == before
    assert gir.parse(f"{HEADING}\n" + "\t".join(row))["disputes.reconsideration.total"] == 2
