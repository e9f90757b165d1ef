"""What is said of reports as tables: findings, corrections and deductions."""

from decimal import Decimal

import attrs
import pyarrow as pa
import pytest

import gov_info_report as gir
from gov_info_report.balance import Change, Correction, Corrections, Deduction, Guess, Step
from gov_info_report.frames import schemas

TOTAL = "requests.received.total"

FINDINGS = gir.Findings(
    (
        gir.Finding(
            "requests-row-total",
            "error",
            ("requests.received.natural_person", TOTAL),
            (gir.document.Span(line=12, column=3), None),
            expected=14,
            actual=Decimal("15.50"),
            label="一、本年新收",
        ),
        gir.Finding("title-missing", "warning"),
    )
)


def test_findings():
    table = gir.to_arrow({"a.txt": FINDINGS, "b.txt": gir.Findings(), "c.txt": FINDINGS[1:]})
    table.validate(full=True)
    assert table.schema.equals(schemas.FINDINGS, check_metadata=True)
    second = {
        "source": "a.txt",
        "institution": None,
        "year": None,
        "code": "title-missing",
        "severity": "warning",
        "paths": [],
        "spans": [],
        "expected": None,
        "actual": None,
        "message": FINDINGS[1].message,
        "english": FINDINGS[1].render("en"),
    }
    assert table.to_pylist() == [
        {
            "source": "a.txt",
            "institution": None,
            "year": None,
            "code": "requests-row-total",
            "severity": "error",
            "paths": ["requests.received.natural_person", TOTAL],
            "spans": [
                {**dict.fromkeys(field.name for field in attrs.fields(gir.document.Span)), "line": 12, "column": 3},
                None,
            ],
            "expected": "14",
            "actual": "15.50",
            "message": FINDINGS[0].message,
            "english": FINDINGS[0].render("en"),
        },
        second,
        {**second, "source": "c.txt"},
    ]


def test_findings_of_a_reading_in_pandas_and_polars(source):
    reading = gir.read(source(2021).change("行政处罚", "26", "约26").text)
    findings = gir.validate(reading) + reading.findings
    codes = [finding.code for finding in findings]
    pandas, polars = gir.to_pandas(findings), gir.to_polars(findings)
    assert (pandas["code"].tolist(), polars["code"].to_list()) == (codes, codes)
    assert pandas["paths"].tolist() == [list(finding.paths) for finding in findings]
    assert [len(spans) for spans in polars["spans"]] == [len(finding.spans) for finding in findings]


def test_every_part_of_a_span_has_its_column():
    assert {field.name for field in schemas.FINDINGS.field("spans").type.value_type} == set(
        gir.document.Span.__slots__
    ) - {"__weakref__"}


CORRECTIONS = Corrections(
    (
        Correction((Change(TOTAL, 41, 14, Guess.DIGITS_SWAPPED),), 1.0, "digits-swapped"),
        Correction(
            (
                Change("requests.received.other", gir.Mark.BLANK, (0, 27)),
                Change("disputes.reconsideration.total", Decimal("2E+1"), 5),
                Change("disputes.reconsideration.upheld", gir.Unreadable("约三"), (3, 3)),
            ),
            2.5,
        ),
    ),
    truncated=True,
)


def test_corrections():
    table = gir.to_arrow([CORRECTIONS, Corrections()], sources=["a.txt", "b.txt"])
    table.validate(full=True)
    assert table.schema.equals(schemas.CORRECTIONS, check_metadata=True)
    names = ("rank", "weight", "path", "reported", "mark", "raw", "proposed", "lowest", "highest", "guess")
    assert [tuple(row[name] for name in names) for row in table.to_pylist()] == [
        (1, 1.0, TOTAL, 41, "", "", 14, 14, 14, "digits-swapped"),
        (2, 2.5, "requests.received.other", None, "blank", "", None, 0, 27, ""),
        (2, 2.5, "disputes.reconsideration.total", 20, "", "", 5, 5, 5, ""),
        (2, 2.5, "disputes.reconsideration.upheld", None, "unreadable", "约三", 3, 3, 3, ""),
    ]
    assert {(row["source"], row["truncated"], row["timed_out"]) for row in table.to_pylist()} == {
        ("a.txt", True, False)
    }


@pytest.mark.parametrize(("truncated", "timed_out"), [(True, False), (True, True), (False, True)])
def test_corrections_cut_short_before_the_first(truncated, timed_out):
    [row] = gir.to_arrow({"a.txt": Corrections((), truncated, timed_out)}).to_pylist()
    assert {name: value for name, value in row.items() if value is not None} == {
        "source": "a.txt",
        "truncated": truncated,
        "timed_out": timed_out,
    }


def test_deductions():
    given = Deduction(
        gir.blank(),
        (
            Step(TOTAL, 14, "9 + 5 = 14", (("requests-row-total", "一、本年新收"),), gir.Mark.MISSING, "9 and 5"),
            Step("requests.carried_in.total", 0, "…", (), Decimal("0.5")),
        ),
        ("disputes.reconsideration.total",),
    )
    table = gir.to_arrow(given)
    table.validate(full=True)
    assert table.schema.equals(schemas.DEDUCTIONS, check_metadata=True)
    assert table.to_pylist() == [
        {
            "source": "#0",
            **dict.fromkeys(("institution", "year")),
            "step": 1,
            "path": TOTAL,
            "value": 14,
            "reason": "9 + 5 = 14",
            "english": "9 and 5",
            "identities": [{"code": "requests-row-total", "label": "一、本年新收"}],
            "replaced": None,
            "mark": "missing",
            "raw": "",
            "contradicted": False,
        },
        {
            "source": "#0",
            **dict.fromkeys(("institution", "year")),
            "step": 2,
            "path": "requests.carried_in.total",
            "value": 0,
            "reason": "…",
            "english": "",
            "identities": [],
            "replaced": Decimal("0.5"),
            "mark": "",
            "raw": "",
            "contradicted": False,
        },
        {
            **dict.fromkeys(schemas.DEDUCTIONS.names),
            "source": "#0",
            "path": "disputes.reconsideration.total",
            "contradicted": True,
        },
    ]
    assert gir.to_pandas(given)["replaced"].tolist() == [None, Decimal("0.5"), None]


@pytest.mark.parametrize("things", [FINDINGS, CORRECTIONS, Deduction(gir.blank())], ids=lambda of: type(of).__name__)
def test_what_is_said_of_reports_is_no_report(things):
    with pytest.raises(gir.ParseError, match=r"it holds (findings|corrections|deductions), version 2; "):
        gir.from_arrow(gir.to_arrow(things))
    assert isinstance(gir.to_arrow(things, "wide"), pa.Table)
