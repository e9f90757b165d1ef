"""Blocks as HTML for a notebook: tables with their true spans, explanations on hover, for light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import assert_never

from gov_info_report.display.blocks import (
    Block,
    Facts,
    Form,
    Heading,
    Legend,
    Line,
    Listing,
    Look,
    Phrase,
    Prose,
    Shown,
    absent,
)
from gov_info_report.findings import Language
from gov_info_report.writers.sheet import SheetCell

__all__ = ["render"]

# All colours are shades over whatever the notebook's own are, so that they serve light and dark alike. The selectors
# outweigh those by which Jupyter stripes and aligns tables.
_STYLE = """<style>
.gir{line-height:1.5;color:inherit;overflow-x:auto}
.gir table.gir-t{border-collapse:collapse;border:0;margin:.3em 0 .8em;font-size:.9em;color:inherit;table-layout:auto}
.gir table.gir-t tr:nth-child(n){background:none}
.gir table.gir-t th,.gir table.gir-t td{border:1px solid rgba(128,128,128,.45);padding:.2em .55em;\
text-align:left;vertical-align:middle;font-weight:normal;line-height:1.35;white-space:normal;max-width:36em;\
overflow-wrap:anywhere;color:inherit}
.gir table.gir-t th{background:rgba(128,128,128,.12);max-width:22em;min-width:2em}
.gir table.gir-t th.gir-over{text-align:center}
.gir table.gir-f td{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.gir table.gir-t td.gir-zero{color:rgba(128,128,128,.9)}
.gir .gir-wrong,.gir .gir-error{background:rgba(225,45,45,.34)}
.gir table.gir-t td.gir-wrong{font-weight:bold}
.gir .gir-open{background:rgba(225,45,45,.13)}
.gir .gir-deduced{background:rgba(40,130,225,.25)}
.gir .gir-noted,.gir .gir-warning{background:rgba(220,160,20,.2)}
.gir .gir-blank,.gir .gir-not-applicable,.gir .gir-missing,.gir .gir-unreadable,.gir .gir-absent{background:\
repeating-linear-gradient(135deg,rgba(128,128,128,.3) 0 2px,rgba(128,128,128,.1) 2px 6px)}
.gir .gir-unreadable{outline:2px solid rgba(225,45,45,.5);outline-offset:-2px}
.gir .gir-h{font-weight:bold;margin:.8em 0 .2em}
.gir .gir-b{opacity:.7;font-size:.92em}
.gir .gir-p{white-space:pre-wrap;margin:.2em 0 .6em 1em;max-width:60em;overflow-wrap:anywhere}
.gir .gir-l{margin:.6em 0;font-size:.9em}
.gir .gir-l>span{display:inline-block;margin:0 1.6em .2em 0}
.gir .gir-l>span>span:first-child{border:1px solid rgba(128,128,128,.45);padding:.05em .45em;margin-right:.3em}
.gir summary{cursor:pointer;font-weight:bold;margin:.4em 0 .2em}
</style>"""


def render(blocks: Iterable[Block]) -> str:
    """The blocks as one element with a style of its own: no script, nothing fetched, every text escaped."""
    return f'<div class="gir">{_STYLE}{"".join(map(_block, blocks))}</div>'


def _block(block: Block) -> str:
    match block:
        case Facts():
            return _facts(block)
        case Heading():
            return _heading(block)
        case Line():
            return _line(block)
        case Prose():
            return _prose(block)
        case Form():
            return _form(block)
        case Listing():
            return _listing(block)
        case Legend():
            return _legend(block)
        case _:
            assert_never(block)


def _facts(block: Facts) -> str:
    rows = (f"<tr><th>{_text(label)}</th><td>{_text(value)}</td></tr>" for label, value in block.items)
    return f'<table class="gir-t">{"".join(rows)}</table>'


def _heading(block: Heading) -> str:
    return f'<div class="gir-h">{_text(block.text)}</div>'


def _line(block: Line) -> str:
    return f"<div><span{_class(block.phrase.look)}>{_phrase(block.phrase)}</span></div>"


def _prose(block: Prose) -> str:
    if block.text is None:
        return _block(Heading(block.heading)) + _block(absent(block.language))
    return f'<details><summary>{_text(block.heading)}</summary><div class="gir-p">{_text(block.text)}</div></details>'


def _form(block: Form) -> str:
    rows = (f"<tr>{''.join(_cells(row, block))}</tr>" for row in block.sheet)
    return f'<table class="gir-t gir-f">{"".join(rows)}</table>'


def _cells(row: tuple[SheetCell, ...], form: Form) -> Iterator[str]:
    """The cells of a row; labels of columns stand in rows that have no figure."""
    over = "" if any(cell.path for cell in row) else ' class="gir-over"'
    for cell in row:
        rows = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
        columns = f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
        if cell.path is None:
            yield f"<th{rows}{columns}{over}>{_text(cell.text)}</th>"
        else:
            shown = form.figures[cell.path]
            yield f"<td{rows}{columns}{_class(shown.look)}{_title(shown)}>{_text(shown.text)}</td>"


def _listing(block: Listing) -> str:
    head = "".join(f'<th class="gir-over">{_text(column.text)}</th>' for column in block.columns)
    body = "".join(f"<tr>{''.join(map(_listed, row))}</tr>" for row in block.rows)
    more = _more(block)
    return f'<table class="gir-t"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}'


def _listed(phrase: Phrase) -> str:
    return f"<td{_class(phrase.look)}>{_phrase(phrase, '<br>')}</td>"


def _more(block: Listing) -> str:
    if not block.left_out:
        return ""
    english = f"{block.left_out:,} more are not shown"
    both = Phrase(f"另有 {block.left_out:,} 条未显示", english)
    return f"<div>{_phrase(Phrase(english) if block.language == 'en' else both)}</div>"


def _legend(block: Legend) -> str:
    return f'<div class="gir-l">{"".join(_meaning(look, block.language) for look in block.looks)}</div>'


def _meaning(look: Look, language: Language) -> str:
    english = look.render("en")
    words = _phrase(Phrase(english) if language == "en" else Phrase(look.render("zh"), english))
    return f"<span><span{_class(look)}>{_text(look.mark(language))}</span>{words}</span>"


def _phrase(phrase: Phrase, between: str = " ") -> str:
    if not phrase.beside:
        return _text(phrase.text)
    return f'{_text(phrase.text)}{between}<span class="gir-b">{_text(phrase.beside)}</span>'


def _class(look: str) -> str:
    return f' class="gir-{look}"' if look and look != Look.NUMBER else ""


def _title(shown: Shown) -> str:
    return f' title="{"&#10;".join(map(_text, shown.notes))}"' if shown.notes else ""


def _text(text: str) -> str:
    return escape(text, quote=True)
