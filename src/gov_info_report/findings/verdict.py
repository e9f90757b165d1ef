"""The verdict that findings come to."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

__all__ = ["Verdict"]


class Verdict(StrEnum):
    """What a report's findings come to.

    >>> Verdict.REVIEW.render(), Verdict.REVIEW.render("en")
    ('请核对', 'review')
    """

    FAILED = "failed"
    """An error: the report is wrong, or a part of it is not there."""
    REVIEW = "review"
    """A warning: a person has to look."""
    PASSED = "passed"
    """Nothing that needs a person."""

    def render(self, language: Literal["zh", "en"] = "zh") -> str:
        """The verdict in a language."""
        return _CHINESE[self] if language == "zh" else str(self)


_CHINESE = {Verdict.FAILED: "未通过", Verdict.REVIEW: "请核对", Verdict.PASSED: "通过"}
