"""Cells as printed, and a report's figures as records."""

from decimal import Decimal

import attrs
import pytest

import gov_info_report as gir
from gov_info_report import Mark, Unreadable
from gov_info_report.model import TABLES, table, tidy
from gov_info_report.recognise import is_figure, read_figure, write_figure

# Cells

NONE = Mark.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("0", 0),
        ("007", Unreadable("007")),
        ("12", 12),
        (" 12 ", 12),
        ("１２", 12),
        ("\u30001520", 1520),
        ("11,398,889", 11398889),
        ("11，398，889", 11398889),
        ("11 398 889", 11398889),
        ("-3", -3),
        ("−3", -3),
        ("减3", -3),
        ("减 3", -3),
        ("增3", 3),
        ("+3", 3),
        ("18.8710", Decimal("18.8710")),
        ("１８.５", Decimal("18.5")),
        ("-0.50", Decimal("-0.50")),
        ("1,234.5", Decimal("1234.5")),
        ("9" * 18, 10**18 - 1),
        ("", Mark.BLANK),
        (" ", Mark.BLANK),
        ("\u3000", Mark.BLANK),
        ("\xa0", Mark.BLANK),
        *((text, NONE) for text in ("/", "／", "\\", "-", "—", "——", "－", "–", "无", "不适用", "不涉及", " / ")),
        ("〔缺〕", Mark.MISSING),
        ("〔约三十〕", Unreadable("约三十")),
        ("〔〕", Unreadable("")),
        ("〔12〕", Unreadable("12")),
        (r"〔\u7f3a〕", Unreadable("缺")),
        ("约三十", Unreadable("约三十")),
        ("24①", Unreadable("24①")),
        ("24²", Unreadable("24²")),
        ("①", Unreadable("①")),
        ("²４", Unreadable("²４")),
        ("O", Unreadable("O")),
        ("12-13", Unreadable("12-13")),
        ("1.2.3", Unreadable("1.2.3")),
        ("1,23", Unreadable("1,23")),
        ("12,34,567", Unreadable("12,34,567")),
        ("9" * 19, Unreadable("9" * 19)),
        ("0." + "1" * 19, Unreadable("0." + "1" * 19)),
        (".5", Unreadable(".5")),
        ("5.", Unreadable("5.")),
        ("1e3", Unreadable("1e3")),
        ("nan", Unreadable("nan")),
        ("三", Unreadable("三")),
        ("２件左右", Unreadable("２件左右")),
        ("减", Unreadable("减")),
    ],
    ids=lambda value: repr(value)[:30] + (f"…{len(value)}" if isinstance(value, str) and len(value) > 25 else ""),
)
def test_what_a_cell_holds(text, figure):
    read = read_figure(text)
    assert read == figure
    assert type(read) is type(figure)
    if isinstance(figure, Decimal):
        assert str(read) == str(figure)


@pytest.mark.parametrize(
    ("text", "unit", "figure"),
    [
        ("0件", "件", 0),
        ("12 件", "件", 12),
        ("43.788万元", "万元", Decimal("43.788")),
        ("12项", "项", 12),
        ("12项", "件", 12),
        ("12元", "件", Unreadable("12元")),
        ("12件", "万元", Unreadable("12件")),
        ("152790元", "万元", Decimal("15.279")),
        ("0.1234元", "万元", Decimal("0.00001234")),
        (f"0.{'1' * 18}元", "万元", Unreadable(f"0.{'1' * 18}元")),
        ("152790元", "", 152790),
        ("43.788万元", "", Decimal("43.788")),
        ("12", "件", 12),
        ("/", "件", Mark.NOT_APPLICABLE),
        ("12人", "件", Unreadable("12人")),
    ],
    ids=repr,
)
def test_a_cell_may_print_a_unit_that_can_be_the_forms(text, unit, figure):
    assert read_figure(text, unit) == figure


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (0, "0"),
        (-3, "-3"),
        (Decimal("1.50"), "1.50"),
        (Decimal("2E+3"), "2000"),
        (Decimal("1E-18"), "0.000000000000000001"),
        (Mark.BLANK, ""),
        (Mark.NOT_APPLICABLE, "/"),
        (Mark.MISSING, "〔缺〕"),
        (Unreadable("约三十"), "〔约三十〕"),
        (Unreadable("24①"), "〔24①〕"),
        (Unreadable(""), "〔〕"),
        (Unreadable("缺"), r"〔\u7f3a〕"),
        (Unreadable("a b|c"), r"〔a\u0020b\u007cc〕"),
        (Unreadable("〔x〕\n\\"), r"〔\u3014x\u3015\u000a\u005c〕"),
    ],
    ids=repr,
)
def test_a_written_cell_and_back(figure, text):
    assert write_figure(figure) == text
    assert read_figure(text) == figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("0", True),
        ("12件", True),
        ("1520元", True),
        ("减3", True),
        ("/", True),
        ("无", True),
        ("〔缺〕", True),
        ("〔约三十〕", True),
        ("〔约", False),
        ("约三十", False),
        ("规章", False),
        ("1.属于国家秘密", False),
        ("2024年", False),
    ],
    ids=repr,
)
def test_whether_a_cell_holds_a_figure(text, figure):
    assert is_figure(text) is figure


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("一\n二", "一\n二"),
        ("一\t二", "一 二"),
        ("一\x00二\x7f\x85三", "一\ufffd二\ufffd\ufffd三"),
        ("\ud800", "\ufffd"),
    ],
    ids=ascii,
)
def test_tidy(text, clean):
    assert tidy(text) == clean


# Records


@pytest.mark.parametrize("edition", [2021, 2019])
def test_records_name_every_figure_once_in_the_forms_order(edition, consistent, printed):
    records = gir.to_records(consistent[edition])
    assert [(record.path, record.value) for record in records] == list(printed(edition).items())
    assert {(record.mark, record.raw) for record in records} == {("", "")}
    units = {entry.path: entry.unit for entry in gir.form() if edition in entry.editions}
    assert {record.path: record.unit for record in records} == units


@pytest.mark.parametrize("edition", [2021, 2019])
def test_the_figures_come_back_from_records(edition, consistent):
    report = consistent[edition]
    tables = attrs.evolve(report, title="", preamble="", overview=None, problems=None, other_matters=None)
    assert gir.from_records(gir.to_records(report)) == tables
    assert gir.from_records(reversed(gir.to_records(report))) == tables


MARKED = {
    "requests.received.total": Decimal("1.50"),
    "requests.received.other": Mark.BLANK,
    "requests.received.enterprise": Mark.NOT_APPLICABLE,
    "requests.received.legal_service": Mark.MISSING,
    "requests.received.natural_person": Unreadable("约三十"),
    "requests.received.public_welfare": Unreadable(""),
}


@pytest.mark.parametrize("edition", [2021, 2019])
def test_marks_in_records(edition):
    report = attrs.evolve(gir.evolve(gir.blank(edition), MARKED), overview=None, problems=None, other_matters=None)
    records = gir.to_records(report)
    assert [
        (record.column, record.value, record.mark, record.raw)
        for record in records
        if record.path in MARKED or record.path == "requests.received.research_institute"
    ] == [
        ("自然人", None, "unreadable", "约三十"),
        ("法人或其他组织 > 商业企业", None, "not_applicable", ""),
        ("法人或其他组织 > 科研机构", None, "blank", ""),
        ("法人或其他组织 > 社会公益组织", None, "unreadable", ""),
        ("法人或其他组织 > 法律服务机构", None, "missing", ""),
        ("法人或其他组织 > 其他", None, "blank", ""),
        ("总计", Decimal("1.50"), "", ""),
    ]
    assert gir.from_records(records) == report


def test_a_table_is_the_edition_that_has_its_records_and_absent_without_any():
    for name in TABLES:
        for edition in (2021, 2019):
            every = [record for record in gir.to_records(gir.blank(edition)) if record.path.startswith(f"{name}.")]
            back = gir.from_records(every)
            assert {other: getattr(back, other) is not None for other in TABLES} == {
                other: other == name for other in TABLES
            }
            assert table(name, edition).figures(getattr(back, name)) == (Mark.BLANK,) * len(every)


def record(path, value=1, mark=""):
    return gir.model.Record(path, "", "", "", value, mark, "")


def test_what_no_record_names_is_missing():
    report = gir.from_records([record("disputes.reconsideration.total", 2)])
    assert report == gir.Report(disputes=gir.model.Disputes(reconsideration=gir.model.DisputeResults(total=2)))
    assert report["disputes.reconsideration.upheld"] is Mark.MISSING


@pytest.mark.parametrize(
    ("records", "error", "message"),
    [
        ([], ValueError, "at least one of its six sections"),
        ([record("requests.invented.total")], gir.PathError, "first of those left over: 'requests.invented.total'"),
        (
            [record("proactive.regulations.issued"), record("proactive.regulations.made")],
            gir.PathError,
            "first of those left over: 'proactive.regulations.made'",
        ),
        (
            [record("requests.outcomes.other.total"), record("requests.outcomes.other.miscellaneous.total")],
            gir.PathError,
            "first of those left over: 'requests.outcomes.other.total'",
        ),
        (
            [record("requests.received.total", None)],
            ValueError,
            "record of 'requests.received.total' has neither a value nor a mark",
        ),
        ([record("requests.received.total", None, "lost")], ValueError, "'lost' is not a valid Mark"),
        ([record("requests.received.total", "1")], TypeError, "must be int, Decimal, Mark or Unreadable"),
    ],
    ids=["none", "no path", "two editions", "two editions of other", "no value", "no mark", "text"],
)
def test_records_that_are_no_report(records, error, message):
    with pytest.raises(error, match=message):
        gir.from_records(records)
