"""What `deduce` and `locate` answer: steps with their reasons, and corrections, best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Literal, TypeAlias, overload

from attrs import field, frozen

from gov_info_report.model import Displayed, Figure, Mark, Report

__all__ = ["Change", "Correction", "Corrections", "Deduction", "Guess", "Proposal", "Step"]


@frozen
class Step:
    """A figure that the identities force.

    `reason` says how it follows, as a person can check it by hand, from figures printed and from steps before this
    one; `identities` are the codes and labels of those it follows from, and `replaced` is what stood in the cell.
    """

    path: str
    value: int
    reason: str
    identities: tuple[tuple[str, str], ...] = ()
    replaced: Figure = Mark.BLANK
    english: str = ""

    def render(self, language: Literal["zh", "en"] = "zh") -> str:
        """The reason in a language."""
        return self.english if language == "en" else self.reason


@frozen
class Deduction(Displayed):
    """What `deduce` gives: the report with every figure filled that the identities force, and each step's reason.

    `contradicted` are the figures that contradict each other; nothing was deduced through them.
    """

    report: Report
    steps: tuple[Step, ...] = ()
    contradicted: tuple[str, ...] = ()


Proposal: TypeAlias = int | tuple[int, int]
"""What a figure would have to be: the one value that the change forces, or the least and the greatest."""


class Guess(StrEnum):
    """How a wrong figure may have come about; the more it explains, the earlier it is listed."""

    ROW_SHIFTED = "row-shifted"
    """The figures of a row stand one column off."""
    DIGITS_SWAPPED = "digits-swapped"
    """Two neighbouring digits changed places."""
    FACTOR_OF_TEN = "factor-of-ten"
    """There are zeros too many or too few at the end."""
    SIGN = "sign"
    """The number bears the other sign."""
    DIGIT_DOUBLED = "digit-doubled"
    """A digit stands twice."""
    DIGIT_DROPPED = "digit-dropped"
    """A digit is lacking."""
    NEIGHBOUR = "neighbour"
    """The value is that of the neighbouring cell."""
    TOTAL_NOT_UPDATED = "total-not-updated"
    """A sum is not that of its parts."""
    DIGIT_REPLACED = "digit-replaced"
    """One digit is another."""

    def render(self, language: Literal["zh", "en"] = "zh") -> str:
        """The guess in words."""
        return _WORDS[self][language == "en"]


_WORDS = {
    Guess.ROW_SHIFTED: ("整行错一列", "the row stands one column off"),
    Guess.TOTAL_NOT_UPDATED: ("总计未更新", "the total was not updated"),
    Guess.DIGITS_SWAPPED: ("两位数字颠倒", "two digits are swapped"),
    Guess.DIGIT_DROPPED: ("漏写一位数字", "a digit was dropped"),
    Guess.DIGIT_DOUBLED: ("一位数字重复", "a digit was doubled"),
    Guess.FACTOR_OF_TEN: ("末尾多写或少写了零", "off by a factor of ten"),
    Guess.SIGN: ("正负号有误", "the sign is wrong"),
    Guess.NEIGHBOUR: ("误填相邻单元格的数", "the value of the neighbouring cell"),
    Guess.DIGIT_REPLACED: ("一位数字有误", "one digit is wrong"),
}


@frozen
class Change:
    """A figure to change: what the report says, what it would have to say, and a guess at how that came about.

    `report` is the index, from 0, of the report that it stands in, where several were given.
    """

    path: str
    reported: Figure
    proposed: Proposal
    guess: Guess | None = None
    report: int | None = None


@frozen
class Correction:
    """Figures whose change makes every identity hold; `weight` is the sum of theirs.

    `guess` names how the errors may have come about: the slugs of `Guess`, in the order of the changes, each once;
    "" where nothing is known.
    """

    changes: tuple[Change, ...]
    weight: float
    guess: str = ""


def _listed(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    return tuple(corrections)


@frozen
class Corrections(Displayed, Sequence[Correction]):
    """The smallest sets of figures whose change balances a report, the most plausible first.

    `truncated` says that there are more than are listed, because of the limit on their number or on time. `timed_out`
    says that time ran out: the corrections listed balance the report, but smaller ones may exist.
    """

    items: tuple[Correction, ...] = field(default=(), converter=_listed)
    truncated: bool = False
    timed_out: bool = False
    _parts: tuple[Corrections, ...] = ()

    @property
    def parts(self) -> tuple[Corrections, ...]:
        """The choices that do not depend on one another: each correction takes one of each part.

        Three wrong blocks of table 4 are three parts of five corrections, and 125 corrections of the report. What
        is a choice of its own is its only part.
        """
        return self._parts or ((self,) if self.items or self.truncated else ())

    @property
    def certain(self) -> tuple[Change, ...]:
        """The changes that no choice is left about: those of the parts that have one correction only."""
        only = (part[0] for part in self.parts if len(part) == 1 and not part.truncated and not part.timed_out)
        return tuple(change for correction in only for change in correction.changes)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.items)

    def __iter__(self) -> Iterator[Correction]:
        """Each correction in turn, the best first."""
        return iter(self.items)

    @overload
    def __getitem__(self, at: int) -> Correction: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Correction, ...]: ...
    def __getitem__(self, at: int | slice) -> Correction | tuple[Correction, ...]:
        """A correction by its rank, or some of them."""
        return self.items[at]
