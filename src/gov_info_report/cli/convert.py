"""The command `convert`: a report written in another format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gov_info_report.cli.common import (
    FAILED,
    complain,
    content_of,
    input_format,
    language,
    option,
    output_format,
    problem,
    read_or_exit,
    written,
)
from gov_info_report.findings import Language
from gov_info_report.writers import WRITERS

if TYPE_CHECKING:
    import click

__all__ = ["command"]


def command() -> click.Command:
    """The command for click."""
    import click

    return click.Command(
        "convert",
        callback=convert,
        short_help="转换为另一种格式。 Write in another format.",
        help="转换为另一种格式 (UTF-8)。\n\n"
        "Write the report that FILE holds in another format, as UTF-8, in the official form. What else FILE holds, "
        "such as pictures and formatting, is named and not carried over.\n\n"
        "Exit status: 0 written; 2 FILE cannot be read, or the output not be written.",
        params=[
            click.Argument(["file"]),
            option(
                "--to", choices=list(WRITERS), help="输出格式，缺省按 -o 的后缀。 Output format, else by -o's suffix."
            ),
            option("-o", "--out", default="-", help="输出文件，缺省为标准输出。 Output file, else stdout."),
            language(),
            input_format(),
        ],
    )


def convert(file: str, to: str | None, out: str, language: Language, format: str | None) -> None:
    """Write the report that a file holds in another format, text as UTF-8, and say what was written."""
    written_as = output_format(to, out, language)
    reading = read_or_exit(file, format, language)
    content = content_of(reading.report, written_as)
    if out == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        for line in written("-", written_as, reading, language)[1:]:
            print(line, file=sys.stderr)
        return
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        complain(out, problem(error, language), language)
        sys.exit(FAILED)
    print("\n".join(written(out, written_as, reading, language)))
