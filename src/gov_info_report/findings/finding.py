"""A finding, and a list of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Literal, TypeAlias, overload

import attrs
from attrs import field, frozen

from gov_info_report.document import Span
from gov_info_report.findings.catalogue import CATALOGUE, Severity
from gov_info_report.model import EDITIONS, SECTIONS, TABLES, Displayed, Exchanged, column_label, section_label, table

__all__ = ["Finding", "Findings", "Severity", "find"]

Value: TypeAlias = int | Decimal | str | None


@frozen
class Finding:
    """One thing that reading or checking has to say.

    `paths` names every figure that it speaks of (for an identity all its operands), or a row or table as a prefix;
    `spans` runs parallel to it, `None` where the place is not known. `expected` and `actual` are what a rule asks
    for and what is printed; text that found no place is whole in `actual`.
    """

    code: str
    severity: Severity
    paths: tuple[str, ...] = ()
    spans: tuple[Span | None, ...] = ()
    expected: Value = None
    actual: Value = None
    label: str = ""
    detail: str = ""

    @property
    def message(self) -> str:
        """What is the matter, in Chinese and in the form's own words."""
        return self.render("zh")

    def render(self, language: Literal["zh", "en"] = "zh") -> str:
        """The message in a language, with the place in the source where it is known."""
        entry = CATALOGUE[self.code]
        template = entry.chinese if language == "zh" else entry.english
        return template.format(
            label=self.label or _labels(self.paths),
            expected=self.expected,
            actual=self.actual,
            detail=self.detail,
        )


def find(
    code: str,
    paths: Iterable[str] = (),
    spans: Iterable[Span | None] = (),
    *,
    severity: Severity | None = None,
    expected: Value = None,
    actual: Value = None,
    label: str = "",
    detail: str = "",
) -> Finding:
    """A finding of a code of the catalogue, as grave as the catalogue says unless told otherwise."""
    named = tuple(paths)
    places = tuple(spans) if spans else (None,) * len(named)
    return Finding(code, severity or CATALOGUE[code].severity, named, places, expected, actual, label, detail)


def _listed(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(findings)


@frozen
class Findings(Displayed, Exchanged, Sequence[Finding]):
    """Findings in the order in which they were made; a sequence, with shortcuts.

    >>> Findings((find("title-missing"),)).ok
    True
    """

    items: tuple[Finding, ...] = field(default=(), converter=_listed)

    @property
    def ok(self) -> bool:
        """Whether none of them is an error."""
        return all(finding.severity != "error" for finding in self.items)

    @property
    def errors(self) -> Findings:
        """The errors among them."""
        return Findings(finding for finding in self.items if finding.severity == "error")

    @property
    def codes(self) -> frozenset[str]:
        """The codes that occur."""
        return frozenset(finding.code for finding in self.items)

    def of(self, *codes: str) -> Findings:
        """Those with one of these codes."""
        return Findings(finding for finding in self.items if finding.code in codes)

    def about(self, path: str) -> Findings:
        """Those that name this figure, or a row or table that it stands in."""
        parts = path.split(".")
        prefixes = {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
        return Findings(finding for finding in self.items if not prefixes.isdisjoint(finding.paths))

    def __add__(self, other: Iterable[Finding]) -> Findings:
        """Both lists, one after the other."""
        return Findings((*self.items, *other))

    def __len__(self) -> int:
        """How many there are."""
        return len(self.items)

    def __iter__(self) -> Iterator[Finding]:
        """Each finding in turn."""
        return iter(self.items)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Findings: ...
    def __getitem__(self, index: int | slice) -> Finding | Findings:
        """A finding by its place, or a part of the list."""
        return Findings(self.items[index]) if isinstance(index, slice) else self.items[index]

    def with_spans(self, spans: Mapping[str, Span]) -> Findings:
        """The same findings, with the places of the figures that they name."""
        return Findings(attrs.evolve(finding, spans=tuple(map(spans.get, finding.paths))) for finding in self.items)


def _labels(paths: tuple[str, ...]) -> str:
    """The form's own names of figures, rows and sections."""
    names = [_official().get(path, path) for path in paths[:3]]
    more = f" 等{len(paths)}项" if len(paths) > len(names) else ""
    return "；".join(names) + more


@cache
def _official() -> dict[str, str]:
    names = {name: section_label(name) for name in SECTIONS}
    for name in TABLES:
        for edition in EDITIONS:
            for row in table(name, edition).rows:
                names.setdefault(row.path, row.label)
                for depth, term in enumerate(row.terms[:-1], start=2):
                    names.setdefault(".".join(row.path.split(".")[:depth]), term.label)
                for column, path in zip(row.columns, row.paths, strict=True):
                    names.setdefault(path, f"{row.label} | {column_label(column)}")
    return names
