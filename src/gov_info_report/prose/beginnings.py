r"""The characters that the matches of a pattern may begin with, so that it is tried only where it may fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["only_where_it_may_begin"]

_PARTS = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|\((?:\?(?:P<\w+>|<?[=!]|:))?|\)|\||[*?]|\{\d*,?\d*\}|.", re.DOTALL)
"""What a pattern is made of: characters and classes of them, groups, bars, and how often something comes."""


def only_where_it_may_begin(pattern: str) -> str:
    r"""The same pattern behind a look at the next character.

    The patterns that it knows have characters, classes, groups and looks around; none of them matches nothing.

    >>> only_where_it_may_begin(r"(?:又|再)?收[到悉]|(?<!不)予以|\d")
    '(?=\\d|予|再|又|收)(?:(?:又|再)?收[到悉]|(?<!不)予以|\\d)'
    """
    begins, _ = _beginnings(found[0] for found in _PARTS.finditer(pattern))
    return f"(?={'|'.join(sorted(begins))})(?:{pattern})"


def _beginnings(parts: Iterator[str]) -> tuple[set[str], bool]:
    """What the alternatives up to the end of a group begin with, and whether one of them may match nothing."""
    begins: set[str] = set()
    own: set[str] = set()
    nothing, so_far, void = False, True, True
    """Whether an alternative matches nothing, whether this one may up to the last part, and whether that part may."""
    for part in parts:
        if part[0] in "*?{":
            void = void or not part.startswith(("{1", "{2", "{3", "{4"))
            continue
        begins |= own if so_far else set()
        so_far = so_far and void
        if part == ")":
            break
        if part == "|":
            nothing, so_far, own, void = nothing or so_far, True, set(), True
        elif part[0] == "(":
            own, void = _beginnings(parts)
            if part[-1] in "=!":
                own, void = set(), True
        else:
            own, void = {part}, False
    else:
        begins |= own if so_far else set()
        so_far = so_far and void
    return begins, nothing or so_far
