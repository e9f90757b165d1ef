"""Blocks as HTML for a notebook: tables with their true spans, explanations on hover, for light and dark."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch
from html import escape

from gov_info_report.display.blocks import (
    Block,
    Facts,
    Form,
    Heading,
    Legend,
    Line,
    Listing,
    Look,
    Prose,
    Said,
    Shown,
)
from gov_info_report.writers.sheet import SheetCell

__all__ = ["render"]

# All colours are shades over whatever the notebook's own are, so that they serve light and dark alike. The selectors
# outweigh those by which Jupyter stripes and aligns tables.
_STYLE = """<style>
.gir{line-height:1.5;color:inherit}
.gir table.gir-t{border-collapse:collapse;border:0;margin:.3em 0 .8em;font-size:.9em;color:inherit;table-layout:auto}
.gir table.gir-t tr:nth-child(n){background:none}
.gir table.gir-t th,.gir table.gir-t td{border:1px solid rgba(128,128,128,.45);padding:.2em .55em;\
text-align:left;vertical-align:middle;font-weight:normal;line-height:1.35;white-space:normal;max-width:36em;\
overflow-wrap:anywhere;color:inherit;background:none}
.gir table.gir-t th{background:rgba(128,128,128,.12)}
.gir table.gir-t thead th,.gir table.gir-f th.gir-c{text-align:center}
.gir table.gir-f th{max-width:22em;min-width:2em}
.gir table.gir-f td{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.gir table.gir-t .gir-zero{color:rgba(128,128,128,.85)}
.gir table.gir-t .gir-wrong,.gir table.gir-t .gir-error{background:rgba(225,45,45,.34);font-weight:bold}
.gir table.gir-t .gir-open{background:rgba(225,45,45,.13)}
.gir table.gir-t .gir-deduced{background:rgba(40,130,225,.25)}
.gir table.gir-t .gir-noted,.gir table.gir-t .gir-warning{background:rgba(220,160,20,.2)}
.gir table.gir-t .gir-blank,.gir table.gir-t .gir-not-applicable,.gir table.gir-t .gir-missing,\
.gir table.gir-t .gir-unreadable{background:repeating-linear-gradient(135deg,rgba(128,128,128,.3) 0 2px,\
rgba(128,128,128,.1) 2px 6px)}
.gir table.gir-t .gir-unreadable{outline:2px solid rgba(225,45,45,.5);outline-offset:-2px}
.gir .gir-h{font-weight:bold;margin:.8em 0 .2em}
.gir .gir-b{opacity:.68;font-size:.92em}
.gir .gir-p{white-space:pre-wrap;margin:.2em 0 .6em 1em;max-width:60em}
.gir summary{cursor:pointer;font-weight:bold;margin:.4em 0 .2em}
</style>"""


def render(blocks: Iterable[Block]) -> str:
    """The blocks as one element with a style of its own: no script, nothing fetched, every text escaped."""
    return f'<div class="gir">{_STYLE}{"".join(map(_block, blocks))}</div>'


@singledispatch
def _block(block: Block) -> str:
    raise NotImplementedError(type(block).__name__)


@_block.register
def _facts(block: Facts) -> str:
    rows = (f"<tr><th>{_text(label)}</th><td>{_text(value)}</td></tr>" for label, value in block.items)
    return f'<table class="gir-t">{"".join(rows)}</table>'


@_block.register
def _heading(block: Heading) -> str:
    return f'<div class="gir-h">{_text(block.text)}</div>'


@_block.register
def _line(block: Line) -> str:
    return f"<div>{_said(block.said)}</div>"


@_block.register
def _prose(block: Prose) -> str:
    if block.text is None:
        absent = _said(Said("原文无此部分", "the source has no such section"))
        return f'<div class="gir-h">{_text(block.heading)}</div><div>{absent}</div>'
    return f'<details><summary>{_text(block.heading)}</summary><div class="gir-p">{_text(block.text)}</div></details>'


@_block.register
def _form(block: Form) -> str:
    rows = (f"<tr>{''.join(_cell(cell, block) for cell in row)}</tr>" for row in block.sheet)
    return f'<table class="gir-t gir-f">{"".join(rows)}</table>'


def _cell(cell: SheetCell, form: Form) -> str:
    rows = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    columns = f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    if cell.path is None:
        return f"<th{rows}{columns}>{_text(cell.text)}</th>"
    shown = form.figures[cell.path]
    return f"<td{rows}{columns}{_class(shown.look)}{_title(shown)}>{_text(shown.text)}</td>"


@_block.register
def _listing(block: Listing) -> str:
    head = "".join(f"<th>{_text(column.text)}</th>" for column in block.columns)
    body = "".join(f"<tr>{''.join(map(_listed, row))}</tr>" for row in block.rows)
    more = _more(block.left_out)
    return f'<table class="gir-t"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}'


def _listed(said: Said) -> str:
    return f"<td{_class(said.look)}>{_said(said, '<br>')}</td>"


def _more(left_out: int) -> str:
    if not left_out:
        return ""
    return f"<div>{_said(Said(f'另有 {left_out:,} 条未显示', f'{left_out:,} more are not shown'))}</div>"


@_block.register
def _legend(block: Legend) -> str:
    rows = (f"<tr>{_listed(Said(look.sign, look=look))}{_listed(_meaning(look))}</tr>" for look in block.looks)
    return f'<table class="gir-t">{"".join(rows)}</table>'


def _meaning(look: Look) -> Said:
    return Said(look.render("zh"), look.render("en"))


def _said(said: Said, between: str = " ") -> str:
    if not said.beside:
        return _text(said.text)
    return f'{_text(said.text)}{between}<span class="gir-b">{_text(said.beside)}</span>'


def _class(look: str) -> str:
    return f' class="gir-{look}"' if look and look != Look.NUMBER else ""


def _title(shown: Shown) -> str:
    return f' title="{"&#10;".join(map(_text, shown.notes))}"' if shown.notes else ""


def _text(text: str) -> str:
    return escape(text, quote=True)
