"""How a field of the model carries the form's own words: label, aliases, unit, and its part in an identity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from operator import attrgetter
from typing import Any

import attrs
from attrs import field, frozen
from attrs.validators import instance_of, optional

from gov_info_report.model.values import LIMIT, Figure, Mark, check_figure

__all__ = [
    "EDITIONS",
    "Edition",
    "Figures",
    "Kind",
    "Term",
    "cells_of",
    "column",
    "part",
    "section",
    "terms_of",
]

Edition = int
"""2019 (国办公开办函〔2019〕60号) or 2021 (国办公开办函〔2021〕30号)."""

EDITIONS: tuple[Edition, ...] = (2021, 2019)

_TERM = "gov_info_report.term"


class Kind(StrEnum):
    """What numbers a cell may hold."""

    COUNT = "int>=0"
    CHANGE = "int (signed)"
    AMOUNT = "decimal>=0"


@frozen
class Term:
    """The form's words for a field, and what the form says about it.

    `gloss` is English; a column's gloss is a phrase around that of its row. `heading` is a label printed above
    several columns or rows. `sums` is the code of the identity that makes the field the sum of its siblings, and
    `balance` the field's sign in the balance of the year's requests.
    """

    label: str
    gloss: str = "{}"
    aliases: tuple[str, ...] = ()
    unit: str = ""
    kind: Kind = Kind.COUNT
    heading: str = ""
    corner: str = ""
    sums: str = ""
    balance: int = 0
    classes: Mapping[Edition, type] = field(factory=dict, eq=False)


def column(label: str, gloss: str = "{}", *, unit: str = "件", **words: Any) -> Any:
    """A cell of a row: an attrs field that is `Mark.MISSING` until a value is given."""
    return field(default=Mark.MISSING, metadata={_TERM: Term(label, gloss, unit=unit, **words)})


def part(
    label: str, cls: type, gloss: str = "{}", *, classes: Mapping[Edition, type] | None = None, **words: Any
) -> Any:
    """A row, or a group of rows: an attrs field whose default is the class with nothing filled in."""
    by_edition = classes or dict.fromkeys(EDITIONS, cls)
    return field(
        factory=cls,
        validator=instance_of(tuple(set(by_edition.values()))),
        metadata={_TERM: Term(label, gloss, classes=by_edition, **words)},
    )


def section(label: str, classes: Mapping[Edition, type], **words: Any) -> Any:
    """One of the six sections of the report: an attrs field that is `None` where the section is absent."""
    return field(
        default=None,
        validator=optional(instance_of(tuple(set(classes.values())))),
        metadata={_TERM: Term(label, classes=classes, **words)},
    )


def terms_of(cls: type) -> Mapping[str, Term]:
    """The terms of a class by field, in the order of the form; fields that are not printed on the form have none."""
    terms = _TERMS.get(cls)
    if terms is None:
        fields = (attribute for attribute in attrs.fields(cls) if _TERM in attribute.metadata)
        terms = _TERMS[cls] = {attribute.name: attribute.metadata[_TERM] for attribute in fields}
    return terms


_TERMS: dict[type, Mapping[str, Term]] = {}
"""The terms of each class that was asked for."""


class Figures:
    """Base of the rows of the form: every field is a figure, checked when the row is built."""

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        for value in cells_of(self):
            kind = type(value)
            if kind is not Mark and (kind is not int or not -LIMIT < value < LIMIT):  # type: ignore[operator]
                self._check()
                return

    def _check(self) -> None:
        for name in terms_of(type(self)):
            check_figure(name, getattr(self, name))


def cells_of(row: Figures) -> tuple[Figure, ...]:
    """The figures of a row, in the order of the form."""
    cls = type(row)
    getter = _GETTERS.get(cls)
    if getter is None:
        getter = _GETTERS[cls] = _getter(tuple(terms_of(cls)))
    return getter(row)


_GETTERS: dict[type[Figures], Callable[[Figures], tuple[Figure, ...]]] = {}
"""How to take the figures of each kind of row, made when one is first asked for."""


def _getter(names: tuple[str, ...]) -> Callable[[Figures], tuple[Figure, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    [name] = names
    return lambda row: (getattr(row, name),)
