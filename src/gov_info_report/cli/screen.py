"""Lines on the screen: as wide as the terminal, in colours there, and a line each where the output is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from gov_info_report.cli.causes import Answer
from gov_info_report.display import SEVERITIES
from gov_info_report.findings import Language, Verdict

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["Screen", "console"]

VERDICTS = {Verdict.FAILED: "bold red", Verdict.REVIEW: "bold yellow", Verdict.PASSED: "bold green"}
SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def console(wrap: bool) -> Console:
    """A console that prints what it is given, whatever it looks like."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False, soft_wrap=not wrap)


_TOGETHER = re.compile(r"(?:[!-~]+|[“（〔]*\S)[，。；：、）”〕]*|\s+")
"""What is not broken: a word or a number, and a Chinese character with the signs that belong to it."""


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of a width. Chinese is broken between any two characters.

    >>> wrapped("各列之和为 12，总计为 4", 10)
    ['各列之和为', '12，总计为', '4']
    """
    from rich.cells import cell_len, chop_cells

    lines = [""]
    for token in _TOGETHER.findall(text):
        if cell_len(lines[-1] + token) <= width:
            lines[-1] += token
        elif not token.isspace():
            lines[-1] = lines[-1].rstrip()
            lines += chop_cells(token, width)
    return [line for line in lines if line]


class Screen:
    """Where a command prints its answer."""

    def __init__(self) -> None:
        self._console = console(wrap=True)

    def title(self, file: str, verdict: Verdict, counted: str, language: Language) -> None:
        """A file with the verdict on it."""
        from rich.text import Text

        words = Text.assemble((file, "bold"), "  ", (verdict.render(language), VERDICTS[verdict]))
        self._console.print(words.append(f"  {counted}" if counted else ""), soft_wrap=True)

    def listing(self, lines: Iterable[Answer], language: Language) -> None:
        """Lines behind their severities; in a terminal a long one goes on below itself."""
        from rich.cells import cell_len
        from rich.table import Table
        from rich.text import Text

        names = {severity: name if language == "zh" else severity for severity, name in SEVERITIES.items()}
        width = max(map(cell_len, names.values()))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=width, no_wrap=True)
        table.add_column(no_wrap=True)
        for text, severity in lines:
            name = names[severity] if severity else ""
            if self._console.is_terminal:
                room = self._console.width - width - 2
                table.add_row(Text(name, SEVERITY_STYLES.get(severity or "", "")), Text("\n".join(wrapped(text, room))))
            else:
                self._console.print(Text(f"{name}{' ' * (width - cell_len(name))}  {text}"), soft_wrap=True)
        if table.row_count:
            self._console.print(table)
