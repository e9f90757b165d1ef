"""The pages that follow from the library: the codes of findings, the form, the command line, reports as they show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

import click

import gov_info_report as gir
from docs.documents import DOCUMENTS, EXAMPLES, Document
from gov_info_report.cli import main
from gov_info_report.findings import Entry
from gov_info_report.model import section_label
from gov_info_report.parsing.hypotheses import ACCIDENTS, BROKEN

__all__ = ["pages", "write"]

FINDINGS = """\
# Findings

Every code that a finding can have, with a small document that produces it. The codes are stable: pick and skip them,
count them, link to these pages. `gir.CATALOGUE` holds the same in Python.
"""

FORM = """\
# The form

The data dictionary: every figure of the form, in both editions, with its path, official label, English gloss and unit.
Counts are whole numbers from 0 on, 增/减 has a sign, and amounts are decimals. `gir.form()` gives the same in Python.
`2021` is 国办公开办函〔2021〕30号, `2019` is 国办公开办函〔2019〕60号.
"""

COMMANDS = """\
# The command line

A FILE called `-` is standard input.

| exit status | meaning |
|---|---|
| 0 | done; for `check`: 通过 or 请核对; for `mend`: the identities hold, in FILE or in what was written |
| 1 | `check`: 未通过, with `--strict` 请核对; `mend`: nothing is written; `collect`: some documents are not read |
| 2 | a file cannot be read or written or is no such report (this outranks 1), or the command line is wrong |
"""

SEVERITIES = {"error": "error · 错误", "warning": "warning · 警告", "info": "info · 提示"}
SOURCES = {
    "reading": "What happens while reading (`reading.findings`)",
    "validate": "What follows from the report (`validate`)",
}
OTHER_REPORTS = {"previous": "The report of the year before", "parts": "The report of a department"}


def write(directory: Path) -> None:
    """Write the pages that are not there yet, or not as they should be, and take away what is no page any more."""
    wanted = {directory / name: text for name, text in pages().items()}
    for path in [path for path in directory.rglob("*") if path.is_file() and path not in wanted]:
        path.unlink()
    for path, text in wanted.items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")


def pages() -> Mapping[str, str]:
    """Every page by its name."""
    found = {f"findings/{code}.md": "\n".join(_finding(entry)) for code, entry in gir.CATALOGUE.items()}
    found["findings/index.md"] = "\n".join(_findings())
    found["form.md"] = "\n".join(_form())
    found["commands.md"] = "\n".join(_commands())
    found["accidents.md"] = "\n".join(_accidents())
    found["shown/lost-column.html"] = _shown((EXAMPLES / "lost-column.txt").read_text("utf-8"))
    found["shown/cell-reassigned.md"] = "\n".join(_changes(DOCUMENTS["cell-reassigned"]))
    found["shown/cell-reassigned.html"] = _shown(DOCUMENTS["cell-reassigned"].text)
    return found


# Findings


def _findings() -> Iterator[str]:
    yield FINDINGS
    for source, title in SOURCES.items():
        yield f"\n## {title}\n"
        yield "| code | severity | meaning |"
        yield "|---|---|---|"
        for code, entry in gir.CATALOGUE.items():
            if entry.source == source:
                yield f"| [`{code}`]({code}.md) | {entry.severity} | {entry.meaning} |"
    yield "\n```{toctree}\n:hidden:\n"
    yield from sorted(gir.CATALOGUE)
    yield "```"


def _finding(entry: Entry) -> Iterator[str]:
    document = DOCUMENTS[entry.code]
    found = [finding for finding in document.findings() if finding.code == entry.code]
    yield f"# {entry.code}\n"
    yield f"{entry.meaning}\n"
    yield f"Severity\n: {SEVERITIES[entry.severity]}\n"
    yield f"Told by\n: {entry.source}\n"
    yield f"Rests on\n: {entry.rule}\n"
    if entry.advice:
        yield f"What to do\n: {entry.advice}。\n  {entry.english_advice.capitalize()}.\n"
    yield "## A document that produces it\n"
    yield from _changes(document)
    yield "```{code-block} text\n:class: message\n"
    for finding in found:
        yield f"{finding}"
    yield "```\n"
    yield "In English:\n"
    yield "```{code-block} text\n:class: message\n"
    for finding in found:
        yield finding.render("en")
    yield "```\n"
    if document.besides:
        others = ", ".join(f"[`{code}`]({code}.md)" for code in sorted(document.besides))
        yield f"The same document gives {others}, too.\n"
    yield from _whole(document)


def _changes(document: Document) -> Iterator[str]:
    for name, difference in document.differences():
        if name:
            yield f"{OTHER_REPORTS[name]}, made of the same example:\n"
        elif difference:
            yield f"`examples/{document.base}`, in which nothing is wrong, with this change:\n"
        else:
            yield f"`examples/{document.base}`, as it is.\n"
        if difference:
            yield f"````diff\n{_printable(difference)}\n````\n"


def _whole(document: Document) -> Iterator[str]:
    yield "<details><summary>The whole document</summary>\n"
    yield f"````text\n{_printable(document.text.rstrip())}\n````\n"
    yield "</details>"


def _printable(text: str) -> str:
    """A text in which control characters can be seen."""
    return "".join(chr(0x2400 + ord(sign)) if ord(sign) < 32 and sign not in "\t\n" else sign for sign in text)


# The form


def _form() -> Iterator[str]:
    yield FORM
    for section, entries in groupby(gir.form(), key=lambda entry: entry.path.split(".")[0]):
        yield f"## {section_label(section)}\n"
        yield "| figure | unit | editions |"
        yield "|---|---|---|"
        for entry in entries:
            editions = " ".join(map(str, entry.editions))
            yield f"| `{entry.path}`<br>{entry.label}<br>{entry.gloss} | {entry.unit} | {editions} |"
        yield ""


# The command line


def _commands() -> Iterator[str]:
    yield COMMANDS
    assert isinstance(main, click.Group)
    for name, command in main.commands.items():
        context = click.Context(command, info_name=f"gov-info-report {name}", terminal_width=90, max_content_width=90)
        yield f"## {name}\n"
        yield f"```text\n{command.get_help(context)}\n```\n"


# How pages are read


def _accidents() -> Iterator[str]:
    yield "| what may have happened to the columns | price |"
    yield "|---|---|"
    for accident, price in ACCIDENTS.items():
        yield f"| {accident} | {price} |"
    yield f"| an identity that does not hold | {BROKEN} |"


def _shown(text: str) -> str:
    """Table 3 of a text, as a notebook shows its reading."""
    shown = gir.read(text)._repr_html_()
    style = shown[: shown.index("</style>")]
    table = shown[shown.index("三、收到和处理") : shown.index("四、政府信息公开行政")]
    table = table[table.index("<table") : table.rindex("</table>")]
    return f'<div class="shown">{style}</style>{table}</table></div></div>\n'
