"""How the commands speak of a figure to change: where it stands, what the report says, what it would have to be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from gov_info_report.balance import Change, Proposal
from gov_info_report.display import text_of
from gov_info_report.document import Span
from gov_info_report.findings import Language, figures_name, span_name
from gov_info_report.model import LIMIT

__all__ = ["change_as_data", "change_text", "figure_name", "proposal_text", "span_as_data"]


def figure_name(path: str, spans: Mapping[str, Span], language: Language) -> str:
    """A figure as a person points it out, with its place in the source where that is known."""
    name = figures_name((path,), language)
    if path not in spans:
        return name
    where = span_name(spans[path], language)
    return f"{name}（{where}）" if language == "zh" else f"{name} ({where})"


def change_text(change: Change, spans: Mapping[str, Span], language: Language) -> str:
    """A figure with what it is and what it would have to be, and the guess at how that came about."""
    values = f"{text_of(change.reported, language)} → {proposal_text(change.proposed)}"
    name = figure_name(change.path, spans, language)
    guess = change.guess.render(language) if change.guess else ""
    if language == "zh":
        return f"{name}：{values}" + (f"（{guess}）" if guess else "")
    return f"{name}: {values}" + (f" ({guess})" if guess else "")


def proposal_text(proposed: Proposal) -> str:
    """The value that a figure would have to have, or the least and the greatest.

    >>> proposal_text(3), proposal_text((0, 5)), proposal_text((0, 10**18 - 1))
    ('3', '0–5', '≥ 0')
    """
    if isinstance(proposed, int):
        return str(proposed)
    low, high = proposed
    return f"{low}–{high}" if high < LIMIT - 1 else f"≥ {low}"


def change_as_data(change: Change, spans: Mapping[str, Span], language: Language) -> dict[str, Any]:
    """A change for JSON; `proposed` is null where several values are possible."""
    proposed = change.proposed
    lowest, highest = (proposed, proposed) if isinstance(proposed, int) else proposed
    return {
        "path": change.path,
        "place": figures_name((change.path,), language),
        "span": span_as_data(spans.get(change.path)),
        "reported": change.reported,
        "proposed": lowest if lowest == highest else None,
        "lowest": lowest,
        "highest": highest,
        "guess": change.guess,
        "message": change.guess and change.guess.render(language),
    }


def span_as_data(span: Span | None) -> dict[str, Any] | None:
    """A place in the source for JSON, without what is not known of it."""
    return None if span is None else attrs.asdict(span, filter=lambda _, at: at is not None)
