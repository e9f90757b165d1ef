"""What the commands share: reading a file or saying why not, exit statuses, options, and the console."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

import gov_info_report as gir
from gov_info_report.display import counts
from gov_info_report.findings import Reading
from gov_info_report.readers import FORMATS
from gov_info_report.reading import Format
from gov_info_report.writers import WRITERS, Written

if TYPE_CHECKING:
    import click
    from rich.console import Console

__all__ = [
    "CLEAN",
    "ERRORS",
    "FAILED",
    "Language",
    "complain",
    "console",
    "content_of",
    "input_format",
    "language",
    "option",
    "output_format",
    "problem",
    "read",
    "read_or_exit",
    "time_limit",
]

Language: TypeAlias = Literal["zh", "en"]

CLEAN, ERRORS, FAILED = 0, 1, 2
"""The exit statuses; of several files the highest counts."""


SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".docx": "docx",
}
"""The format that a file's name asks for."""


def read_or_exit(file: str, format: str | None) -> Reading:
    """The reading of the one file that a command is about; what reading had to report is not passed over."""
    try:
        reading = read(file, format)
    except (gir.GovInfoReportError, OSError) as error:
        complain(file, problem(error))
        sys.exit(FAILED)
    if reading.findings:
        chinese, english = counts(reading.findings, "zh"), counts(reading.findings, "en")
        print(
            f"{file}: 读取时发现问题（{chinese}），详见 check (found while reading: {english}; see check)",
            file=sys.stderr,
        )
    return reading


def read(file: str, format: str | None) -> Reading:
    """The reading of a file; `-` is standard input."""
    return gir.read(sys.stdin.buffer.read() if file == "-" else Path(file), cast(Format | None, format))


def problem(error: Exception) -> str:
    """Why a file could not be read or written; the library's own messages are in both languages already."""
    if isinstance(error, OSError):
        return f"文件无法读写 (cannot read or write the file): {error.strerror or error}"
    return str(error)


def output_format(to: str | None, out: str) -> str:
    """The format to write: the one that is named, else that of the file's suffix; exits where neither tells."""
    format = to or SUFFIXES.get(Path(out).suffix.lower())
    if format is None:
        complain(
            out,
            f"不知道以何种格式写出，请用 --to 指定 (no telling in which format to write; name it with --to): "
            f"{', '.join(WRITERS)}",
        )
        sys.exit(FAILED)
    return format


def content_of(report: gir.Report, format: str) -> bytes:
    """A report as the bytes of a file; text as UTF-8."""
    written = gir.serialise(report, cast(Written, format))  # one of the choices
    return written.encode() if isinstance(written, str) else written


def complain(file: str, problem: str) -> None:
    """Say on standard error what is wrong with a file."""
    print(f"错误 (error): {file}: {problem}", file=sys.stderr)


def console(wrap: bool) -> Console:
    """A console that prints what it is given, whatever it looks like."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False, soft_wrap=not wrap)


def option(*names: str, choices: Sequence[str] = (), **settings: Any) -> click.Option:
    """An option of a command, one of `choices` where there are any."""
    import click

    if choices:
        settings["type"] = click.Choice(choices)
    return click.Option(names, **settings)


def input_format() -> click.Option:
    """The option that names the format of the input."""
    return option("--format", choices=FORMATS, help="输入格式，缺省自动判断。 Input format, else detected.")


def language() -> click.Option:
    """The option that names the language of what is printed."""
    return option("--lang", "language", choices=["zh", "en"], default="zh", help="语言。 Language.")


def time_limit(seconds: float, help: str) -> click.Option:
    """The option that bounds the seconds of something, `seconds` where it is not given."""
    import click

    bounds = click.FloatRange(min=0, min_open=True, max=86400)
    return option("--time-limit", type=bounds, default=seconds, show_default=True, help=help)
