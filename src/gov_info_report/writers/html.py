"""HTML: a complete small page, with the tables' true spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from gov_info_report.model import Report
from gov_info_report.recognise import is_plain_title, is_structural
from gov_info_report.writers.outline import outline
from gov_info_report.writers.sheet import Sheet, SheetCell

__all__ = ["write_html"]

_PAGE = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font-family: sans-serif; line-height: 1.7 }}
h1 {{ text-align: center }}
table {{ width: 100%; border-collapse: collapse }}
th, td {{ border: 1px solid gray; padding: 0.2rem 0.5rem }}
th {{ font-weight: normal }}
td {{ text-align: right }}
.literal {{ white-space: pre-wrap }}
</style>
</head>
<body>
{body}
</body>
</html>
"""

_BETWEEN_LINES = re.compile(r"(?<=[^\n])\n(?=[^\n])")
"""A line feed with no empty line beside it: an empty line stays with its neighbours."""


def write_html(report: Report) -> str:
    """A report as an HTML page. An element of the class `literal` is prose, whatever it looks like."""
    title = " ".join(report.title.split()) or next(outline(report)).heading
    return _PAGE.format(title=_escaped(title), body="\n".join(_elements(report)))


def _elements(report: Report) -> Iterator[str]:
    if report.title:
        yield _element("h1", report.title, literal=not is_plain_title(report.title))
    yield from _paragraphs(report.preamble, front=True)
    for section in outline(report):
        yield _element("h2", section.heading)
        if section.sheet:
            yield _table(section.sheet)
        yield from _paragraphs(section.prose)


def _paragraphs(text: str, front: bool = False) -> Iterator[str]:
    for lines in _BETWEEN_LINES.split(text) if text else ():
        yield _element("p", lines, literal=is_structural(lines, front))


def _element(tag: str, text: str, literal: bool = False) -> str:
    if literal or "\n" in text or "  " in text:  # white space that HTML collapses
        return f'<{tag} class="literal">{_escaped(text)}</{tag}>'
    return f"<{tag}>{_escaped(text)}</{tag}>"


def _table(sheet: Sheet) -> str:
    return "\n".join(("<table>", *(f"<tr>{''.join(map(_cell, row))}</tr>" for row in sheet), "</table>"))


def _cell(cell: SheetCell) -> str:
    tag = "th" if cell.header else "td"
    rows = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    columns = f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    return f"<{tag}{rows}{columns}>{_escaped(cell.text)}</{tag}>"


def _escaped(text: str) -> str:
    return escape(text, quote=False)
