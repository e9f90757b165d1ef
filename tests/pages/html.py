"""Reports as pages of HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from attrs import frozen

from tests.pages.page import Page, Row, Section
from tests.pages.writing import width_of

__all__ = ["LAYOUT_TABLE", "Html", "runs", "written"]


def written(text: str) -> str:
    """A text as HTML, its line breaks as such."""
    return escape(text).replace("\n", "<br>")


@frozen
class Html:
    """HTML of some kind: how a text is written inside a cell or a paragraph, and what stands around the whole."""

    run: Callable[[str], str] = written
    frame: tuple[str, str] = ("", "")

    def __call__(self, page: Page) -> str:
        parts = ["<!DOCTYPE html><html><body>", self.frame[0]]
        parts += self.paragraphs(f"{page.title}\n{page.preamble}")
        for section in page.sections:
            head = [f"<h2>{self.run(section.heading)}</h2>"] if section.heading else []
            body = [*self.paragraphs(section.text), *self.table(section)]
            parts += body + head if section.heading_last else head + body
        return "\n".join([*parts, self.frame[1], "</body></html>"])

    def paragraphs(self, text: str) -> list[str]:
        return [f"<p>{self.run(line)}</p>" for line in text.split("\n") if line]

    def table(self, section: Section) -> Iterator[str]:
        return self.rows(section.rows) if section.rows else iter(())

    def rows(self, rows: list[Row]) -> Iterator[str]:
        """A table, its spans as such."""
        yield "<table>"
        for row in rows:
            cells = (
                f'<td rowspan="{cell.rows}" colspan="{cell.columns or width_of(rows)}">{self.run(cell.text)}</td>'
                for cell in row
            )
            yield f"<tr>{''.join(cells)}</tr>"
        yield "</table>"


def runs(text: str) -> str:
    """Each run of a word processor in a span of its own: digits, letters and signs apart."""
    runs = (
        "".join(run) for _, run in groupby(text, key=lambda character: (character.isdigit(), character in "（）、。"))
    )
    return "".join(f'<span style="font-family:仿宋"><span lang="EN-US">{written(run)}</span></span>' for run in runs)


LAYOUT_TABLE = (
    '<table width="100%"><tr><td>&nbsp;</td></tr><tr><td><div id="zoom">',
    "</div></td></tr><tr><td>&nbsp;</td></tr></table>",
)
