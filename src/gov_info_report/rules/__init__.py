"""What follows from a report alone: a rule a function, each yielding findings, and `validate`, which asks them all."""

from gov_info_report.rules import (  # noqa: F401  # they register their rules
    cells,
    identities,
    names,
    parts,
    previous,
    prose,
    sections,
    text,
    years,
)
from gov_info_report.rules.registry import RULES, validate

__all__ = ["RULES", "validate"]
