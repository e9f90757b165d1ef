"""What the commands share: reading a file or saying why not, exit statuses, options, and the console."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import gov_info_report as gir
from gov_info_report.display import counts
from gov_info_report.findings import Language, Reading, Verdict
from gov_info_report.readers import FORMATS
from gov_info_report.reading import Format
from gov_info_report.writers import WRITERS, Written

if TYPE_CHECKING:
    import click

__all__ = [
    "CLEAN",
    "ERRORS",
    "FAILED",
    "complain",
    "content_of",
    "input_format",
    "language",
    "option",
    "output_format",
    "problem",
    "read",
    "read_or_exit",
    "time_limit",
    "written",
]

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


def read_or_exit(file: str, format: str | None, language: Language) -> Reading:
    """The reading of the one file that a command is about; what reading had to report is not passed over."""
    try:
        reading = read(file, format)
    except (gir.GovInfoReportError, OSError) as error:
        complain(file, problem(error, language), language)
        sys.exit(FAILED)
    if reading.findings.verdict is not Verdict.PASSED:
        counted = counts(reading.findings, language)
        notes = {"zh": f"读取时发现问题（{counted}），详见 check", "en": f"found while reading: {counted}; see check"}
        print(f"{file}: {notes[language]}", file=sys.stderr)
    return reading


def read(file: str, format: str | None) -> Reading:
    """The reading of a file; `-` is standard input."""
    return gir.read(sys.stdin.buffer.read() if file == "-" else Path(file), cast(Format | None, format))


def problem(error: Exception | None, language: Language = "zh") -> str:
    """Why a file could not be read or written, in English or in both languages."""
    if isinstance(error, gir.GovInfoReportError):
        return error.render("en") if language == "en" else str(error)
    if isinstance(error, OSError):
        english = "cannot read or write the file"
        return f"{english if language == 'en' else f'文件无法读写 ({english})'}: {error.strerror or error}"
    return "" if error is None else str(error)


def output_format(to: str | None, out: str, language: Language) -> str:
    """The format to write: the one that is named, else that of the file's suffix; exits where neither names one."""
    format = to or SUFFIXES.get(Path(out).suffix.lower())
    if format is None:
        english = "no format is named to write in; name it with --to"
        both = f"不知道以何种格式写出，请用 --to 指定 ({english})"
        complain(out, f"{english if language == 'en' else both}: {', '.join(WRITERS)}", language)
        sys.exit(FAILED)
    return format


def content_of(report: gir.Report, format: str) -> bytes:
    """A report as the bytes of a file; text as UTF-8."""
    written = gir.serialise(report, cast(Written, format))  # one of the choices
    return written.encode() if isinstance(written, str) else written


def complain(file: str, problem: str, language: Language = "zh") -> None:
    """Say on standard error what is wrong with a file."""
    print(f"{'error' if language == 'en' else '错误 (error)'}: {file}: {problem}", file=sys.stderr)


def written(file: str, format: str, reading: Reading, language: Language) -> list[str]:
    """What to say of a file that was written: its format, and what of the source is not in it."""
    lost = [_LOST[language][reading.format]] if reading.format in _LOST[language] else []
    texts = len(reading.findings.of("text-unplaced"))
    if texts:
        lost.append(f"不属于年报的文字（{texts} 处）" if language == "zh" else f"text outside the report ({texts})")
    between = "；" if language == "zh" else "; "
    said = [f"已写出 {file}（{format}）" if language == "zh" else f"written: {file} ({format})"]
    if lost:
        said.append(("新文件不含原件的：" if language == "zh" else "not carried over: ") + between.join(lost))
    return said


_LOST: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        **dict.fromkeys(("docx", "doc"), "格式、图片、批注、脚注、页眉页脚"),
        "pdf": "版式、图片、页眉页脚",
        **dict.fromkeys(("xlsx", "xls"), "格式、公式、批注、其他工作表"),
        "html": "样式、图片、链接",
        "markdown": "图片、链接",
    },
    "en": {
        **dict.fromkeys(("docx", "doc"), "formatting, pictures, comments, notes, headers and footers"),
        "pdf": "layout, pictures, headers and footers",
        **dict.fromkeys(("xlsx", "xls"), "formatting, formulas, comments, other sheets"),
        "html": "styles, pictures, links",
        "markdown": "pictures, links",
    },
}
"""What a source of a format may hold beside the report; a new file has the official form alone."""


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
