"""A finding, and a list of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias, overload

import attrs
from attrs import field, frozen

from gov_info_report.document import Span
from gov_info_report.findings.catalogue import CATALOGUE, Severity
from gov_info_report.findings.naming import Language, figures_name, line_name, section_name, span_name, table_name
from gov_info_report.findings.verdict import Verdict
from gov_info_report.model import Displayed, Exchanged

__all__ = ["Finding", "Findings", "Severity", "find", "one_line"]

Value: TypeAlias = int | Decimal | str | None


@frozen(repr=False)
class Finding:
    """One thing that reading or checking has to say.

    `paths` names every figure that it speaks of (for an identity all its operands), or a row or table as a prefix;
    `spans` runs parallel to it, `None` where the place is not known. `expected` and `actual` are what a rule asks
    for and what is printed; text that found no place is whole in `actual`. `label` is a name for what has no path.
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

    def render(self, language: Language = "zh") -> str:
        """The message in a language: what is the matter with which figures. `where` has their place in the source."""
        entry = CATALOGUE[self.code]
        template = entry.chinese if language == "zh" else entry.english
        return template.format(
            label=figures_name(self.paths, language) or self.label,
            line=line_name(self.paths, language) or self.label,
            table=table_name(self.paths, language),
            section=section_name(self.paths, language),
            count=len(self.paths),
            expected=self.expected,
            actual=self.actual,
            detail=self.detail,
        )

    def advice(self, language: Language = "zh") -> str:
        """What to do next, in a sentence; "" where the message says it all."""
        entry = CATALOGUE[self.code]
        return entry.advice if language == "zh" else entry.english_advice

    def where(self, language: Language = "zh") -> str:
        """The place in the source of the first figure that has one, and of how many; "" where none is known.

        >>> find("cell-blank", ["requests.received.total"], [Span(line=12, column=3)]).where()
        '第12行第3字'
        """
        places = list(dict.fromkeys(span for span in self.spans if span is not None))
        if not places:
            return ""
        first = span_name(places[0], language)
        if len(places) == 1:
            return first
        return f"{first}等{len(places)}处" if language == "zh" else f"{first} and {len(places) - 1} more"

    def __str__(self) -> str:
        """The message with its place in the source."""
        where = self.where()
        return f"{self.message}（{where}）" if where else self.message

    def __repr__(self) -> str:
        """The code, the severity and the message, in one line."""
        return one_line(f"<Finding {self.code} ({self.severity}): {self}", ">")


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
    """A finding of a code of the catalogue, as grave as the catalogue says where no severity is given."""
    named = tuple(paths)
    places = tuple(spans) if spans else (None,) * len(named)
    return Finding(code, severity or CATALOGUE[code].severity, named, places, expected, actual, label, detail)


LONGEST_REPR = 200


def one_line(text: str, end: str = "") -> str:
    r"""A text on one line, cut where it is longer than a line may be.

    >>> one_line("<Finding 一\n二", ">")
    '<Finding 一 二>'
    """
    line = " ".join(text.split())
    return line + end if len(line + end) <= LONGEST_REPR else line[: LONGEST_REPR - len(end) - 1] + "…" + end


def _listed(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(findings)


@frozen(repr=False)
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
    def verdict(self) -> Verdict:
        """`FAILED` with an error, `REVIEW` with a warning, else `PASSED`.

        >>> Findings((find("cell-blank", ["requests.received.total"]),)).verdict
        <Verdict.REVIEW: 'review'>
        """
        severities = {finding.severity for finding in self.items}
        if "error" in severities:
            return Verdict.FAILED
        return Verdict.REVIEW if "warning" in severities else Verdict.PASSED

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

    def __repr__(self) -> str:
        """The verdict, and how many findings there are of each code, in one line."""
        number = Counter(finding.code for finding in self.items)
        listed = ", ".join(f"{code} {count}" if count > 1 else code for code, count in number.items())
        return one_line(f"<Findings {self.verdict} ({len(self)}{': ' * bool(listed)}{listed})", ">")

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
