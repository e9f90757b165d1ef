"""What a type checker knows of the public face: checked by mypy and pyright, never run.

`assert_type` holds what a user relies on. A line with an ignore is wrong on purpose: a checker that finds nothing there
complains of the ignore.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import assert_never, assert_type

import gov_info_report as gir
from gov_info_report.balance import Correction, Deduction, Step
from gov_info_report.model import Applicants, Overview, Period, ProcessingFee, Record, Requests


def reading() -> None:
    for source in ("the text itself", b"bytes", Path("a.docx")):
        assert_type(gir.parse(source), gir.Report)
        assert_type(gir.read(source), gir.Reading)
        assert_type(gir.check(source), gir.Findings)
    gir.read("text", "markdown", limits=gir.Limits(seconds=1.0))
    gir.read("text", "md")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    gir.read(12)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_report(report: gir.Report) -> None:
    assert_type(report.year, int | None)
    assert_type(report.institution, str | None)
    assert_type(report.period, Period | None)
    assert_type(report.requests, Requests | None)
    assert_type(report.overview, Overview | None)
    if report.requests is not None:
        assert_type(report.requests.received, Applicants)
    if report.other_matters is not None:
        assert_type(report.other_matters.processing_fee, ProcessingFee)
    report.title = "another"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def a_figure(report: gir.Report) -> int:
    figure = report["requests.received.total"]
    assert_type(report.number("requests.received.total"), int | Decimal | None)
    match figure:
        case int():
            return figure
        case Decimal():
            return int(figure)
        case gir.Mark():
            return 0
        case gir.Unreadable(raw):
            return len(raw)
        case _:
            assert_never(figure)


def writing(report: gir.Report) -> None:
    assert_type(gir.serialise(report, "markdown"), str)
    assert_type(gir.serialise(report, "json"), str)
    assert_type(gir.serialise(report, "docx"), bytes)
    gir.serialise(report, "pdf")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
    assert_type(gir.to_records(report), list[Record])
    assert_type(gir.from_records(gir.to_records(report)), gir.Report)


def checking(report: gir.Report, reading: gir.Reading) -> None:
    findings = gir.validate(reading, previous=report, parts=[report, reading], pick=["disputes-total"])
    assert_type(findings, gir.Findings)
    assert_type(findings.verdict, gir.Verdict)
    assert_type(findings[0], gir.Finding)
    assert_type(findings[:2], gir.Findings)
    assert_type(findings[0].render("en"), str)
    findings[0].render("fr")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def mending(report: gir.Report) -> None:
    assert_type(gir.evolve(report, {"requests.received.total": 14, "disputes": gir.Mark.BLANK}), gir.Report)
    assert_type(gir.locate(report)[0], Correction)
    assert_type(gir.deduce(report), Deduction)
    assert_type(gir.deduce(report).steps, tuple[Step, ...])


def together(report: gir.Report, reading: gir.Reading) -> None:
    assert_type(gir.compare(report, reading), gir.Comparison)
    assert_type(gir.statements(report), tuple[gir.Statement, ...])
    assert_type(gir.indicators(reading)["disclosure_rate"], gir.Indicator)
