"""The command `check`: what reading and checking find in files, as tables or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from attrs import field, frozen

import gov_info_report as gir
from gov_info_report.cli.beside import Beside
from gov_info_report.cli.changes import span_as_data
from gov_info_report.cli.common import (
    CLEAN,
    ERRORS,
    FAILED,
    Language,
    complain,
    console,
    input_format,
    language,
    option,
    problem,
    read,
)
from gov_info_report.cli.explain import Explanation
from gov_info_report.cli.explain import explain as explained
from gov_info_report.display import counts, findings_listing
from gov_info_report.findings import CATALOGUE, Finding, Findings, Reading

if TYPE_CHECKING:
    import click

__all__ = ["command"]


def command() -> click.Command:
    """The command for click."""
    import click

    codes: dict[str, Any] = {"choices": list(CATALOGUE), "multiple": True, "metavar": "CODE"}
    return click.Command(
        "check",
        callback=check,
        short_help="列出发现的问题。 List what is found.",
        help="列出读取与核对中发现的问题。\n\n"
        "List what is found while reading and checking each FILE; with --explain also, for each broken identity, the "
        "cells to look at first.\n\n"
        "Exit status: 0 nothing reported is an error; 1 something is; 2 a FILE cannot be read, which "
        "outranks 1.",
        params=[
            click.Argument(["files"], nargs=-1, required=True, metavar="FILE..."),
            input_format(),
            language(),
            option("--explain", is_flag=True, help="指出先看哪些单元格。 Name the cells to look at first."),
            option(
                "--previous",
                metavar="FILE|DIR",
                help="上一年度的报告，或其所在目录。 Last year's report, or where it lies.",
            ),
            option("--parts", metavar="DIR", help="各部门报告所在目录。 The reports that FILE is the sum of."),
            option("--json", "as_json", is_flag=True, help="输出 JSON。 JSON, every figure named."),
            option("--pick", **codes, help="只报告此类，可重复。 Report only this; repeatable."),
            option("--skip", **codes, help="不报告此类，可重复。 Do not report this; repeatable."),
        ],
    )


_VERDICTS = {"zh": ("通过", "未通过"), "en": ("passed", "failed")}


@frozen
class _Checked:
    """A file with what reading and checking say of it, or with the reason why it cannot be read."""

    file: str
    reading: Reading | None = None
    findings: Findings = field(factory=Findings)
    explanation: Explanation | None = None
    problem: str | None = None

    @property
    def status(self) -> int:
        """The exit status that this file asks for."""
        if self.problem is not None:
            return FAILED
        return CLEAN if self.findings.ok else ERRORS


def check(
    files: Sequence[str],
    format: str | None,
    language: Language,
    explain: bool,
    previous: str | None,
    parts: str | None,
    as_json: bool,
    pick: Sequence[str],
    skip: Sequence[str],
) -> NoReturn:
    """Print the findings of each file, and exit with the highest of their statuses."""
    codes = (frozenset(pick) or CATALOGUE.keys()) - frozenset(skip)
    checked: list[_Checked] = []
    beside = Beside(previous, parts)
    for file in files:
        checked.append(_check(file, format, codes, explain, beside))
        if checked[-1].problem is not None:
            complain(file, checked[-1].problem)
        elif not as_json:
            _print_findings(checked[-1], language)
    if as_json:
        data = [_as_data(each, language) for each in checked]
        print(json.dumps(data, ensure_ascii=False, indent=2, default=str))
    sys.exit(max(each.status for each in checked))


def _check(file: str, format: str | None, codes: Collection[str], explain: bool, beside: Beside) -> _Checked:
    try:
        reading = read(file, format)
    except (gir.GovInfoReportError, OSError) as error:
        return _Checked(file, problem=problem(error))
    said = gir.validate(reading, previous=beside.previous_of(reading), parts=beside.parts)
    findings = (reading.findings + said).of(*codes)
    return _Checked(file, reading, findings, explained(reading) if explain else None)


def _as_data(checked: _Checked, language: Language) -> dict[str, Any]:
    reading, explanation = checked.reading, checked.explanation
    data: dict[str, Any] = {
        "file": checked.file,
        "format": reading and reading.format,
        "institution": reading and reading.report.institution,
        "year": reading and reading.report.year,
        "ok": checked.status == CLEAN,
        "problem": checked.problem,
        "findings": [_finding_as_data(finding, language) for finding in checked.findings],
    }
    if explanation is not None:
        data["explanation"] = explanation.as_data(language)
        for finding, told in zip(checked.findings, data["findings"], strict=True):
            told["look_first"] = explanation.finding_as_data(finding, language)
    return data


def _finding_as_data(finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.render(language),
        "paths": finding.paths,
        "spans": [span_as_data(span) for span in finding.spans],
        "expected": finding.expected,
        "actual": finding.actual,
    }


def _print_findings(checked: _Checked, language: Language) -> None:
    from rich.text import Text

    from gov_info_report.display.terminal import listing_table

    screen = console(wrap=True)
    ok = checked.findings.ok
    screen.print(
        Text.assemble(
            (checked.file, "bold"),
            "  ",
            (_VERDICTS[language][not ok], "bold green" if ok else "bold red"),
            f"  {counts(checked.findings, language)}",
        ),
        soft_wrap=True,
    )
    if checked.findings:
        screen.print(listing_table(findings_listing(checked.findings, language, whole=True), screen.width))
    if checked.explanation is not None:
        for line in checked.explanation.lines(checked.findings, language):
            screen.print(Text(line), soft_wrap=True)
