"""The form's identities as one integer linear system: stated once, checked, and used to bound what is not known."""

from gov_info_report.balance.answers import Change, Correction, Corrections, Deduction, Guess, Proposal, Step
from gov_info_report.balance.bounds import Contradiction, Intervals, tighten
from gov_info_report.balance.check import Assessment, absent_places, assess
from gov_info_report.balance.linear import LinearRule, LinearSystem
from gov_info_report.balance.questions import deduce, locate
from gov_info_report.balance.system import Identity, System, system
from gov_info_report.balance.wrong import finding_of, odd_numbers, wrong

__all__ = [
    "Assessment",
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
    "absent_places",
    "assess",
    "deduce",
    "finding_of",
    "locate",
    "odd_numbers",
    "system",
    "tighten",
    "wrong",
]
