"""Digits without anything between them, cut where the form's sums allow."""

import pytest

import gov_info_report as gir
from gov_info_report.document import Cell
from gov_info_report.model import Applicants, Mark, table
from gov_info_report.parsing import glue
from gov_info_report.parsing.glue import cuts
from gov_info_report.parsing.hypotheses import target_of

CELL = Cell("", 3, (7, None, None, None, None))


def target(path, edition=2021):
    return target_of(path, table(path.split(".")[0], edition))


def cut(digits, path, lost=()):
    """Every way to cut the digits of a row, as numbers; a mark where the row has no figure."""
    found = cuts(digits, CELL, target(path), frozenset(lost))
    return found and [tuple(slot if isinstance(slot, Mark) else int(slot.text) for slot in slots) for slots in found]


@pytest.mark.parametrize(
    ("digits", "path", "found"),
    [
        ("0000000", "requests.received", [(0, 0, 0, 0, 0, 0, 0)]),
        ("2100003", "requests.received", [(2, 1, 0, 0, 0, 0, 3)]),
        ("120000012", "requests.received", [(12, 0, 0, 0, 0, 0, 12)]),
        ("9300101", "requests.received", []),
        ("000000", "requests.received", []),
        ("000001", "disputes.reconsideration", []),
        ("310155", "disputes.reconsideration", []),
        ("31015", "disputes.reconsideration", [(3, 1, 0, 1, 5)]),
        ("310151000100000", "disputes", [(3, 1, 0, 1, 5, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0)]),
        ("318", "proactive.normative_documents", [(3, 1, 8)]),
        ("152", "proactive.licensing", [(152,)]),
    ],
)
def test_a_row_is_cut_in_every_way_that_its_sums_allow(digits, path, found):
    assert cut(digits, path) == found


def test_a_row_without_sums_is_cut_in_every_way_and_no_figure_but_0_begins_with_a_0():
    assert sorted(cut("3118", "proactive.normative_documents")) == [(3, 1, 18), (3, 11, 8), (31, 1, 8)]
    assert sorted(cut("1020", "proactive.regulations")) == [(1, 0, 20), (10, 2, 0)]


def test_two_ways_whose_sums_hold_are_both_kept():
    assert sorted(cut("1100011", "disputes.reconsideration")) == [(1, 10, 0, 0, 11), (11, 0, 0, 0, 11)]


@pytest.mark.parametrize(
    ("digits", "lost", "found"),
    [
        ("210003", {5}, [(2, 1, 0, 0, 0, Mark.MISSING, 3)]),
        ("210000", {6}, [(2, 1, 0, 0, 0, 0, Mark.MISSING)]),
        ("21000", {5, 6}, [(2, 1, 0, 0, 0, Mark.MISSING, Mark.MISSING)]),
    ],
)
def test_columns_that_are_lost_have_no_digits(digits, lost, found):
    assert cut(digits, "requests.received", lost) == found


def test_every_figure_keeps_the_place_of_the_digits():
    (slots,) = cuts("31015", CELL, target("disputes.reconsideration"))
    assert {(slot.column, slot.place) for slot in slots} == {(CELL.column, CELL.place)}


@pytest.mark.parametrize("text", ["约3", "3.5", "1-2", "/"])
def test_what_is_no_digits_is_one_figure_or_none(text):
    assert cuts(text, CELL, target("requests.received")) == []
    assert cuts(text, CELL, target("proactive.licensing")) == [(CELL._replace(text=text),)]


def test_too_many_ways_are_none_at_all(monkeypatch):
    monkeypatch.setattr(glue, "MOST", 5)
    assert cuts("1" * 9, CELL, target("proactive.normative_documents")) is None


# In a report

PROACTIVE = "二、主动公开政府信息情况\n信息内容 本年制发件数 本年废止件数 现行有效件数\n"
REQUESTS = "三、收到和处理政府信息公开申请情况\n"
DOCUMENTS = ("issued", "repealed", "in_force")


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("规章103", (1, 0, 3)),
        ("规章1203", (gir.Unreadable("1203"), gir.Unreadable("1203"), 3)),
        ("规章1020", (gir.Unreadable("1020"),) * 3),
        ("规章10", (gir.Unreadable("10"),) * 3),
        ("规章 103", (gir.Unreadable("103"),) * 3),
    ],
)
def test_what_all_cuts_agree_on_is_read(line, read):
    """Digits apart from their label are one figure, and nothing says which of the three."""
    report = gir.parse(PROACTIVE + line)
    assert tuple(report[f"proactive.regulations.{name}"] for name in DOCUMENTS) == read


def test_glued_digits_of_which_the_sums_admit_one_cut():
    reading = gir.read(f"{REQUESTS}一、本年新收政府信息公开申请数量120000012")
    assert reading.report.requests.received == Applicants(12, 0, 0, 0, 0, 0, 12)
    assert reading.findings == gir.Findings()


def test_glued_digits_of_which_no_cut_adds_up_are_kept():
    reading = gir.read(f"{REQUESTS}一、本年新收政府信息公开申请数量9300101")
    assert reading.report.requests.received == Applicants(*[gir.Unreadable("9300101")] * 7)
    assert [(finding.code, len(finding.paths), finding.actual) for finding in reading.findings] == [
        ("cell-undecided", 7, "一、本年新收政府信息公开申请数量9300101")
    ]


def test_one_figure_against_its_label():
    report = gir.parse("二、主动公开政府信息情况\n信息内容本年处理决定数量\n行政许可9487")
    assert report["proactive.licensing.decisions"] == 9487
