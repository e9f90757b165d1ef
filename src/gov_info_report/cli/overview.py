"""What `check` prints of folders: a line a file, and how many files have which verdict."""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from gov_info_report.cli.causes import message_of
from gov_info_report.cli.common import CLEAN, problem
from gov_info_report.cli.screen import VERDICTS, console
from gov_info_report.errors import GovInfoReportError
from gov_info_report.findings import Finding, Findings, Language, Reading, Verdict

__all__ = ["is_many", "print_overview"]

MANY = 10
"""So many files are reported one by one; of more an overview is printed."""

OFFICE = 24
"""The width of an office's name, so that most stand in a column."""

LONGEST = 120
"""The most characters of a cause."""

COLLECTIONS = (".zip", ".jsonl", ".ndjson")
"""The suffixes of files that hold many documents."""

Line: TypeAlias = tuple[str, Reading | None, Findings, Exception | None, int]
"""A file, what was read of it, what was found, why it could not be read, and the exit status that it asks for."""


def is_many(files: Sequence[str]) -> bool:
    """Whether these are a folder, a glob, an archive or many files."""
    return len(files) > MANY or any(
        Path(file).is_dir()
        or Path(file).suffix.lower() in COLLECTIONS
        or (glob.has_magic(file) and not Path(file).exists())
        for file in files
    )


def print_overview(
    lines: Iterable[Line], worst: Callable[[Iterable[Finding]], Finding | None], language: Language
) -> int:
    """Print verdict, year, office, file and worst cause of each file as it comes, and the highest exit status."""
    from rich.cells import cell_len
    from rich.text import Text

    screen = console(wrap=True)
    number: Counter[str] = Counter()
    status = CLEAN
    for file, reading, findings, error, asked in lines:
        status = max(status, asked)
        verdict = findings.verdict if reading is not None else None
        word = verdict.render(language) if verdict else _WORDS[language]["unread"]
        number[word] += 1
        report = reading.report if reading is not None else None
        office = (report and report.institution) or "-"
        cause = error.render(language) if isinstance(error, GovInfoReportError) else problem(error, language)
        if (found := worst(findings)) is not None:
            cause = message_of(found, language)
        padding = " " * max(OFFICE - cell_len(office), 0)
        year = str((report and report.year) or "-")
        text = Text.assemble(
            (f"{word}{' ' * (WIDTH - cell_len(word))}", VERDICTS[verdict] if verdict else "bold magenta"),
            f"  {year:4}  {office}{padding}  ",
            (str(Path(file)), "bold"),
            f"  {cause if len(cause) <= LONGEST else cause[:LONGEST] + '…'}" if cause else "",
        )
        if screen.is_terminal:
            screen.print(text, no_wrap=True, overflow="ellipsis")
        else:
            screen.print(text, soft_wrap=True)
    screen.print(_summary(number, language), soft_wrap=True)
    return status


WIDTH = 7
"""The width of the longest verdict."""


def _summary(number: Counter[str], language: Language) -> str:
    words = [*(verdict.render(language) for verdict in reversed(Verdict)), _WORDS[language]["unread"]]
    listed = [f"{word} {number[word]}" for word in words if number[word]]
    between = "，" if language == "zh" else ", "
    return _WORDS[language]["sum"].format(number.total()) + between.join(listed)


_WORDS = {"zh": {"unread": "未读出", "sum": "共 {} 份："}, "en": {"unread": "unread", "sum": "{} files: "}}
