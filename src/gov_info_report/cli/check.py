"""The command `check`: what reading and checking find in files, a folder at a time, in words or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from attrs import field, frozen

import gov_info_report as gir
from gov_info_report.balance import Corrections
from gov_info_report.cli.beside import Beside
from gov_info_report.cli.causes import causes, worst
from gov_info_report.cli.changes import span_as_data
from gov_info_report.cli.common import (
    CLEAN,
    ERRORS,
    FAILED,
    complain,
    input_format,
    language,
    option,
    problem,
    read,
)
from gov_info_report.cli.explain import Explanation, explain
from gov_info_report.cli.overview import is_many, print_overview
from gov_info_report.cli.screen import Screen
from gov_info_report.display import counts
from gov_info_report.findings import CATALOGUE, Finding, Findings, Language, Reading, Verdict, figures_name

if TYPE_CHECKING:
    import click

__all__ = ["command"]

SECONDS = 5.0
"""So long the smallest corrections of a report are looked for."""


def command() -> click.Command:
    """The command for click."""
    import click

    codes: dict[str, Any] = {"choices": list(CATALOGUE), "multiple": True, "metavar": "CODE"}
    return click.Command(
        "check",
        callback=check,
        short_help="核对年报，指出要改的地方。 Check reports, and say what to do.",
        help="核对年报，给出结论（通过、请核对、未通过），指出要看、要改的地方。\n\n"
        "Check each SOURCE, a file, a folder or a glob: the verdict, and what to do, the gravest first. Of folders, "
        "globs and many files an overview is printed, a line a file.\n\n"
        "Exit status: 0 passed, or to be reviewed; 1 failed (with --strict also what is to be reviewed); 2 a file "
        "cannot be read, which outranks 1.",
        params=[
            click.Argument(["files"], nargs=-1, required=True, metavar="SOURCE..."),
            option("--all", "every", is_flag=True, help="列出全部，包括提示。 List everything, hints included."),
            option("--explain", is_flag=True, help="列出可能有误的各单元格。 Name all cells that may be wrong."),
            option("--strict", is_flag=True, help="请核对也算未通过。 Exit with 1 on warnings, too."),
            option(
                "--previous",
                metavar="FILE|DIR",
                help="上一年度的报告，或其所在目录。 Last year's report, or where it lies.",
            ),
            option("--parts", metavar="DIR", help="各部门报告所在目录。 The reports that SOURCE is the sum of."),
            option("--json", "as_json", is_flag=True, help="输出 JSON。 JSON, every figure named."),
            option("--pick", **codes, help="只报告此类，可重复。 Report only this; repeatable."),
            option("--skip", **codes, help="不报告此类，可重复。 Do not report this; repeatable."),
            language(),
            input_format(),
        ],
    )


@frozen
class _Manner:
    """What was asked for."""

    language: Language
    codes: Collection[str]
    every: bool
    explain: bool
    strict: bool
    as_json: bool


@frozen
class _Checked:
    """A file with what reading and checking say of it, or with the error that kept it from being read."""

    file: str
    reading: Reading | None = None
    findings: Findings = field(factory=Findings)
    error: Exception | None = None

    def status(self, strict: bool) -> int:
        """The exit status that this file asks for."""
        if self.error is not None:
            return FAILED
        allowed = (Verdict.PASSED,) if strict else (Verdict.PASSED, Verdict.REVIEW)
        return CLEAN if self.findings.verdict in allowed else ERRORS


def check(
    files: Sequence[str],
    format: str | None,
    language: Language,
    every: bool,
    explain: bool,
    strict: bool,
    previous: str | None,
    parts: str | None,
    as_json: bool,
    pick: Sequence[str],
    skip: Sequence[str],
) -> NoReturn:
    """Print what is found in each file, and exit with the highest of their statuses."""
    codes = (frozenset(pick) or CATALOGUE.keys()) - frozenset(skip)
    manner = _Manner(language, codes, every, explain, strict, as_json)
    beside = Beside(previous, parts)
    if is_many(files):
        if format is not None:
            complain("--format", "不能用于文件夹 (does not go with folders)", language)
            sys.exit(FAILED)
        checked = (
            _Checked(each.source, each.reading, beside.findings_on(each).of(*codes), each.error)
            for each in gir.read_many(files, ordered=True)
        )
        sys.exit(_print_many(checked, manner))
    one_by_one = (_check(file, format, codes, beside) for file in files)
    sys.exit(_print_json(one_by_one, manner) if as_json else max(_print_one(each, manner) for each in one_by_one))


def _check(file: str, format: str | None, codes: Collection[str], beside: Beside) -> _Checked:
    try:
        reading = read(file, format)
    except (gir.GovInfoReportError, OSError) as error:
        return _Checked(file, error=error)
    return _Checked(file, reading, beside.findings_on(reading).of(*codes))


# In words


def _print_one(checked: _Checked, manner: _Manner) -> int:
    """Print the verdict on a file, and what to do."""
    if checked.reading is None:
        complain(checked.file, problem(checked.error, manner.language), manner.language)
        return FAILED
    explanation = _explanation(checked.reading, checked.findings)
    screen = Screen()
    screen.title(checked.file, checked.findings.verdict, _counted(checked.findings, manner), manner.language)
    said = causes(checked.findings, explanation, manner.language, manner.every, manner.explain)
    screen.listing(said, manner.language)
    return checked.status(manner.strict)


def _explanation(reading: Reading, findings: Findings) -> Explanation:
    """What would mend the identities among the findings; nothing is looked for where there are none."""
    none = Explanation(Findings(), Corrections(), reading.spans)
    return none if findings.ok else explain(reading, SECONDS)


def _counted(findings: Findings, manner: _Manner) -> str:
    """How many findings there are, and how to see those that are not shown."""
    number = counts(findings, manner.language) if findings else ""
    if manner.every or all(finding.severity != "info" for finding in findings):
        return number
    return number + ("（提示见 --all）" if manner.language == "zh" else " (--all shows the hints)")


def _print_many(checked: Iterator[_Checked], manner: _Manner) -> int:
    """Print a line a file, and how many files have which verdict."""
    if manner.as_json:
        status = CLEAN
        for each in checked:
            print(json.dumps(_as_data(each, manner), ensure_ascii=False, default=str), flush=True)
            status = max(status, each.status(manner.strict))
        return status
    lines = ((each.file, each.reading, each.findings, each.error, each.status(manner.strict)) for each in checked)
    return print_overview(lines, worst, manner.language)


# As JSON


def _print_json(checked: Iterator[_Checked], manner: _Manner) -> int:
    every = list(checked)
    for each in every:
        if each.error is not None:
            complain(each.file, problem(each.error, manner.language), manner.language)
    print(json.dumps([_as_data(each, manner) for each in every], ensure_ascii=False, indent=2, default=str))
    return max(each.status(manner.strict) for each in every)


def _as_data(checked: _Checked, manner: _Manner) -> dict[str, Any]:
    reading, error = checked.reading, checked.error
    data: dict[str, Any] = {
        "file": checked.file,
        "format": reading and reading.format,
        "institution": reading and reading.report.institution,
        "year": reading and reading.report.year,
        "verdict": None if reading is None else checked.findings.verdict,
        "ok": checked.status(manner.strict) == CLEAN,
        "problem": None if error is None else problem(error, manner.language),
        "code": getattr(error, "code", None),
        "findings": [_finding_as_data(finding, manner.language) for finding in checked.findings],
    }
    if manner.explain and reading is not None:
        explanation = explain(reading, SECONDS)
        data["explanation"] = explanation.as_data(manner.language)
        for finding, item in zip(checked.findings, data["findings"], strict=True):
            item["look_first"] = explanation.finding_as_data(finding, manner.language)
    return data


def _finding_as_data(finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.render(language),
        "place": figures_name(finding.paths, language),
        "where": finding.where(language),
        "advice": finding.advice(language),
        "paths": finding.paths,
        "spans": [span_as_data(span) for span in finding.spans],
        "expected": finding.expected,
        "actual": finding.actual,
    }
