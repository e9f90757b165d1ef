"""The command line `gov-info-report`: check, collect, compare, convert, mend and show reports."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

import gov_info_report as gir
from gov_info_report.cli import check, collect, compare, convert, mend, show
from gov_info_report.cli.common import FAILED

if TYPE_CHECKING:
    import click

__all__ = ["main"]


def _commands() -> click.Group:
    """The click group; `ImportError` without the extra `cli`."""
    import click
    import rich  # noqa: F401  # missed here, before any work is done

    group = click.Group(
        "gov-info-report",
        callback=_tolerate_any_terminal,
        help="检查、汇集、对比、转换、更正、显示政府信息公开工作年度报告。\n\n"
        "Check, collect, compare, convert, mend and show annual reports on government information disclosure. "
        "A FILE of - is standard input.\n\n"
        "Exit status: 0 done, and nothing is wrong; 1 check found errors, collect failures, or mend something to "
        "correct that is not written; 2 a file cannot be read, or the command line is wrong.",
        commands=[each.command() for each in (check, collect, compare, convert, mend, show)],
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
