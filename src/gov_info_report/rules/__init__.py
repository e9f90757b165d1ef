"""What follows from a report alone: a rule a function, each yielding findings, and `validate`, which asks them all."""

from gov_info_report.rules import cells, identities, names, prose, sections, text, years  # noqa: F401  # they register their rules
from gov_info_report.rules.registry import RULES, validate

__all__ = ["RULES", "validate"]
