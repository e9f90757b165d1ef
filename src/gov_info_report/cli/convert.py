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
    option,
    output_format,
    problem,
    read_or_exit,
)
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
        "Write the report that FILE holds in another format, as UTF-8.\n\n"
        "Exit status: 0 written; 2 FILE cannot be read, or the output not be written.",
        params=[
            click.Argument(["file"]),
            option(
                "--to", choices=list(WRITERS), help="输出格式，缺省按 -o 的后缀。 Output format, else by -o's suffix."
            ),
            option("-o", "--out", default="-", help="输出文件，缺省为标准输出。 Output file, else stdout."),
            input_format(),
        ],
    )


def convert(file: str, to: str | None, out: str, format: str | None) -> None:
    """Write the report that a file holds in another format; text as UTF-8."""
    written_as = output_format(to, out)
    content = content_of(read_or_exit(file, format).report, written_as)
    if out == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        complain(out, problem(error))
        sys.exit(FAILED)
