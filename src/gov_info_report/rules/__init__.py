"""What follows from a report alone: a rule a function, each yielding findings, and `validate`, which asks them all.

A rule of your own is a function with the decorator `rule`, which brings its `Entry` of the catalogue with it.
"""

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
from gov_info_report.rules.registry import RULES, findings_on, forget, own_modules, rule, validate
from gov_info_report.rules.subject import FilledTable, Subject

__all__ = ["RULES", "FilledTable", "Subject", "findings_on", "forget", "own_modules", "rule", "validate"]
