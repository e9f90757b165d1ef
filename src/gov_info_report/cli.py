"""The command line `gov-info-report`: check, convert and show reports in a terminal."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeAlias

import attrs
from attrs import field, frozen

import gov_info_report as gir
from gov_info_report.display import counts, findings_listing
from gov_info_report.findings import CATALOGUE, Finding, Findings, Reading
from gov_info_report.readers import FORMATS
from gov_info_report.writers import WRITERS

if TYPE_CHECKING:
    import click
    from rich.console import Console

__all__ = ["main"]

Language: TypeAlias = Literal["zh", "en"]

CLEAN, ERRORS, FAILED = 0, 1, 2
"""The exit statuses; of several files the highest counts."""


# Reading


def _read(file: str, format: str | None) -> Reading:
    return gir.read(sys.stdin.buffer.read() if file == "-" else Path(file), format)


def _problem(error: Exception) -> str:
    """Why a file could not be read or written; the library's own messages are in both languages already."""
    if isinstance(error, OSError):
        return f"文件无法读写 (cannot read or write the file): {error.strerror or error}"
    return str(error)


def _complain(file: str, problem: str) -> None:
    print(f"错误 (error): {file}: {problem}", file=sys.stderr)


def _read_or_exit(file: str, format: str | None) -> Reading:
    """The reading of the one file that a command is about; what reading had to report is not passed over."""
    try:
        reading = _read(file, format)
    except (gir.ParseError, OSError) as error:
        _complain(file, _problem(error))
        sys.exit(FAILED)
    if reading.findings:
        chinese, english = counts(reading.findings, "zh"), counts(reading.findings, "en")
        print(
            f"{file}: 读取时发现问题（{chinese}），详见 check (found while reading: {english}; see check)",
            file=sys.stderr,
        )
    return reading


# check

_VERDICTS = {"zh": ("通过", "未通过"), "en": ("passed", "failed")}


@frozen
class _Checked:
    """A file with what reading and checking say of it, or with the reason why it cannot be read."""

    file: str
    reading: Reading | None = None
    findings: Findings = field(factory=Findings)
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
    as_json: bool,
    pick: Sequence[str],
    skip: Sequence[str],
) -> NoReturn:
    """Print the findings of each file, and exit with the highest of their statuses."""
    codes = (frozenset(pick) or CATALOGUE.keys()) - frozenset(skip)
    checked: list[_Checked] = []
    for file in files:
        checked.append(_check(file, format, codes))
        if checked[-1].problem is not None:
            _complain(file, checked[-1].problem)
        elif not as_json:
            _print_findings(checked[-1], language)
    if as_json:
        data = [_as_data(each, language) for each in checked]
        print(json.dumps(data, ensure_ascii=False, indent=2, default=str))
    sys.exit(max(each.status for each in checked))


def _check(file: str, format: str | None, codes: Collection[str]) -> _Checked:
    try:
        reading = _read(file, format)
    except (gir.ParseError, OSError) as error:
        return _Checked(file, problem=_problem(error))
    return _Checked(file, reading, (reading.findings + gir.validate(reading)).of(*codes))


def _as_data(checked: _Checked, language: Language) -> dict[str, Any]:
    reading = checked.reading
    return {
        "file": checked.file,
        "format": reading and reading.format,
        "institution": reading and reading.report.institution,
        "year": reading and reading.report.year,
        "ok": checked.status == CLEAN,
        "problem": checked.problem,
        "findings": [_finding_as_data(finding, language) for finding in checked.findings],
    }


def _finding_as_data(finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.render(language),
        "paths": finding.paths,
        "spans": [span and attrs.asdict(span, filter=lambda _, at: at is not None) for span in finding.spans],
        "expected": finding.expected,
        "actual": finding.actual,
    }


def _print_findings(checked: _Checked, language: Language) -> None:
    from rich.text import Text

    from gov_info_report.display.terminal import listing_table

    console = _console(wrap=True)
    ok = checked.findings.ok
    console.print(
        Text.assemble(
            (checked.file, "bold"),
            "  ",
            (_VERDICTS[language][not ok], "bold green" if ok else "bold red"),
            f"  {counts(checked.findings, language)}",
        ),
        soft_wrap=True,
    )
    if checked.findings:
        console.print(listing_table(findings_listing(checked.findings, language, whole=True), console.width))


# convert


def convert(file: str, to: str, out: str, format: str | None) -> None:
    """Write the report that a file holds in another format; text as UTF-8."""
    written = gir.serialise(_read_or_exit(file, format).report, to)
    content = written.encode() if isinstance(written, str) else written
    if out == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        _complain(out, _problem(error))
        sys.exit(FAILED)


# show


def show(file: str, format: str | None) -> None:
    """Print a report's title, what is computed from its prose, and its tables."""
    _console(wrap=False).print(_read_or_exit(file, format).report)


# The commands


def _console(wrap: bool) -> Console:
    """A console that prints what it is given, whatever it looks like."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False, soft_wrap=not wrap)


def _commands() -> click.Group:
    """The click group; `ImportError` without the extra `cli`."""
    import click
    import rich  # noqa: F401  # missed here, before any work is done

    def option(*names: str, choices: Sequence[str] = (), **settings: Any) -> click.Option:
        return click.Option(names, type=click.Choice(choices) if choices else None, **settings)

    file = click.Argument(["file"])
    files = click.Argument(["files"], nargs=-1, required=True, metavar="FILE...")
    format = option("--format", choices=FORMATS, help="输入格式，缺省自动判断。 Input format, else detected.")
    codes: dict[str, Any] = {"choices": list(CATALOGUE), "multiple": True, "metavar": "CODE"}

    checking = click.Command(
        "check",
        callback=check,
        short_help="列出发现的问题。 List what is found.",
        help="列出读取与核对中发现的问题。\n\n"
        "List what is found while reading and checking each FILE.\n\n"
        "Exit status: 0 nothing reported is an error; 1 something is; 2 a FILE cannot be read, which "
        "outranks 1.",
        params=[
            files,
            format,
            option("--lang", "language", choices=["zh", "en"], default="zh", help="语言。 Language."),
            option("--json", "as_json", is_flag=True, help="输出 JSON。 JSON, every figure named."),
            option("--pick", **codes, help="只报告此类，可重复。 Report only this; repeatable."),
            option("--skip", **codes, help="不报告此类，可重复。 Do not report this; repeatable."),
        ],
    )
    converting = click.Command(
        "convert",
        callback=convert,
        short_help="转换为另一种格式。 Write in another format.",
        help="转换为另一种格式 (UTF-8)。\n\n"
        "Write the report that FILE holds in another format, as UTF-8.\n\n"
        "Exit status: 0 written; 2 FILE cannot be read, or the output not be written.",
        params=[
            file,
            option("--to", choices=list(WRITERS), required=True, help="输出格式。 Output format."),
            option("-o", "--out", default="-", help="输出文件，缺省为标准输出。 Output file, else stdout."),
            format,
        ],
    )
    showing = click.Command(
        "show",
        callback=show,
        short_help="在终端显示各表。 Show the tables.",
        help="在终端显示标题、机关、年度和各表。\n\n"
        "Show title, institution, year and the tables in the terminal.\n\n"
        "Exit status: 0 shown; 2 FILE cannot be read.",
        params=[file, format],
    )
    group = click.Group(
        "gov-info-report",
        callback=_tolerate_any_terminal,
        help="检查、转换、显示政府信息公开工作年度报告。\n\n"
        "Check, convert and show annual reports on government information disclosure. "
        "A FILE of - is standard input.\n\n"
        "Exit status: 0 done, and check found no error; 1 check found errors; "
        "2 a file cannot be read, or the command line is wrong.",
        commands=[checking, converting, showing],
    )
    return click.version_option(gir.__version__, prog_name="gov-info-report")(group)


def _tolerate_any_terminal() -> None:
    """Let a terminal without Chinese characters show escapes, where Python would stop with an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _refuse() -> NoReturn:
    print(
        "错误 (error): 命令行需要 click 和 rich (the command line needs click and rich): "
        "pip install 'gov_info_report[cli]'",
        file=sys.stderr,
    )
    sys.exit(FAILED)


main: Callable[[], Any]
"""The click group; without the extra `cli`, a function that says what to install."""
try:
    main = _commands()
except ImportError:  # the console script is installed with the extra and without it
    main = _refuse
