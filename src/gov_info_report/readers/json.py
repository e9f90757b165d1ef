"""JSON: what a text holds, parsed within the budget. The library's own is no document, but the model itself."""

from __future__ import annotations

import json
import re

from gov_info_report.document import Budget
from gov_info_report.errors import ParseError

__all__ = ["is_ours", "load_json"]

VALUES_PER_CELL = 40
"""`Limits.cells` allows so many values a cell: a parsed value takes twenty times the room that it takes in the text."""

_NESTING = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)


def load_json(text: str, budget: Budget) -> object:
    """The value that a text in JSON is.

    Raises:
        ParseError: The text is no JSON, or beyond the limits.
    """
    opened = text.count("[") + text.count("{")
    if opened > budget.limits.depth:
        budget.check_depth(_depth(text))
    if opened + text.count(",") > VALUES_PER_CELL * budget.limits.cells:
        budget.spend_cells(budget.limits.cells + 1)
    body = text.removeprefix("\ufeff")
    try:
        fenced = _FENCED.fullmatch(body)
        value: object = _lines(body) or json.loads(fenced[1] if fenced else body)
    except (json.JSONDecodeError, RecursionError) as error:
        place = f"第{error.lineno}行第{error.colno}字" if isinstance(error, json.JSONDecodeError) else ""
        raise ParseError(f"JSON 格式有误 (not valid JSON): {error}", code="json-invalid", place=place) from error
    budget.check_time()
    return value


_FENCED = re.compile(r"\s*```\w*\s*\n(.*?)\n\s*```\s*", re.DOTALL)
"""Values in a fence of Markdown, as language models answer."""


def _lines(text: str) -> list[object]:
    """The values of a text that has an object on each of its lines; none where it has not."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not all(line.lstrip()[0] == "{" and line.rstrip()[-1] == "}" for line in lines):
        return []
    return [json.loads(line) for line in lines]


_NAMES = frozenset({"schema_version", "proactive", "requests", "disputes", "other_matters"})


def is_ours(value: object) -> bool:
    """Whether a value means to be the library's own JSON."""
    return isinstance(value, dict) and not _NAMES.isdisjoint(value)


def _depth(text: str) -> int:
    """How deep arrays and objects nest; brackets in strings do not count."""
    depth = deepest = 0
    for found in _NESTING.finditer(text):
        if found[0] in ("[", "{"):
            depth += 1
            deepest = max(deepest, depth)
        elif found[0] in ("]", "}"):
            depth -= 1
    return deepest
