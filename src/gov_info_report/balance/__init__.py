"""The form's identities as one integer linear system: stated once, checked, and used to bound what is not known."""

from gov_info_report.balance.answers import Change, Correction, Corrections, Deduction, Guess, Proposal, Step
from gov_info_report.balance.bounds import Contradiction, Intervals, tighten
from gov_info_report.balance.check import Verdict, absent_places, verdicts
from gov_info_report.balance.linear import LinearRule, LinearSystem
from gov_info_report.balance.questions import deduce, locate
from gov_info_report.balance.system import Identity, System, system

__all__ = [
    "Change",
    "Contradiction",
    "Correction",
    "Corrections",
    "Deduction",
    "Guess",
    "Identity",
    "Intervals",
    "LinearRule",
    "LinearSystem",
    "Proposal",
    "Step",
    "System",
    "Verdict",
    "absent_places",
    "deduce",
    "locate",
    "system",
    "tighten",
    "verdicts",
]
