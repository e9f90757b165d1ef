"""The styles of Word: what they say of paragraphs that do not say it themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from gov_info_report.readers.numbering import W, child_value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["LITERAL", "PLAIN", "Style", "styles_of"]

LITERAL = "Literal"
"""A style of this name, or of one that begins with it, says that a paragraph is prose to the letter.

In such a paragraph `_xFFFE_` is the character that XML does not allow, as elsewhere in Office.
"""

_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "标题", "標題"})


@frozen
class Style:
    """What a style says of its paragraphs: `outline` is the level of a heading, from 0, or 9 for none."""

    literal: bool = False
    outline: int | None = None
    number: str | None = None
    level: int | None = None

    def under(self, properties: _Element) -> Style:
        """The style with what the properties of a paragraph say over it."""
        return _over(Style(self.literal, *_outline_and_number(properties)), self)


PLAIN = Style()
"""The style of a paragraph that has none."""


def styles_of(part: _Element | None) -> dict[str, Style]:
    """The styles of a document by their identifiers, each with what it takes over from those it is based on."""
    own: dict[str, Style] = {}
    parents: dict[str, str] = {}
    for style in part.iterchildren(f"{W}style") if part is not None else ():
        key = style.get(f"{W}styleId", "")
        own[key] = _style(style)
        parents[key] = child_value(style, "basedOn")
    return {key: _inherited(key, own, parents) for key in own}


def _style(style: _Element) -> Style:
    name = child_value(style, "name")
    properties = style.find(f"{W}pPr")
    outline, number, level = _outline_and_number(properties) if properties is not None else (None, None, None)
    if outline is None:
        heading = _HEADING.fullmatch(name)
        outline = int(heading[1]) - 1 if heading else 0 if name.lower() in _TITLES else None
    return Style(name == LITERAL or name.startswith(LITERAL + " "), outline, number, level)


def _inherited(key: str, own: Mapping[str, Style], parents: Mapping[str, str]) -> Style:
    style = own[key]
    seen = {key}
    while (key := parents[key]) in own and key not in seen:
        seen.add(key)
        style = _over(style, own[key])
    return style


def _over(style: Style, base: Style) -> Style:
    """A style, with what it leaves open taken from another."""
    return Style(
        style.literal,
        base.outline if style.outline is None else style.outline,
        base.number if style.number is None else style.number,
        base.level if style.level is None else style.level,
    )


def _outline_and_number(properties: _Element) -> tuple[int | None, str | None, int | None]:
    """The level of a heading, the list and the level in it, each `None` where the properties do not say."""
    outline = child_value(properties, "outlineLvl")
    numbering = properties.find(f"{W}numPr")
    number = child_value(numbering, "numId") if numbering is not None else ""
    level = child_value(numbering, "ilvl") if numbering is not None else ""
    return whole(outline, 9) if outline else None, number or None, whole(level, 0) if level else None
