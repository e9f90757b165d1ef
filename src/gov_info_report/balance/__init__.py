"""The form's identities as one integer linear system: stated once, checked, solved for what is absent or wrong."""

from gov_info_report.balance.answers import Change, Correction, Corrections, Deduction, Guess, Proposal, Step
from gov_info_report.balance.check import Assessment, absent_indices, assess
from gov_info_report.balance.questions import deduce
from gov_info_report.balance.system import Identity, System, system
from gov_info_report.balance.wrong import finding_of, odd_numbers, wrong

__all__ = [
    "Assessment",
    "Change",
    "Correction",
    "Corrections",
    "Deduction",
    "Guess",
    "Identity",
    "Proposal",
    "Step",
    "System",
    "absent_indices",
    "assess",
    "deduce",
    "finding_of",
    "odd_numbers",
    "system",
    "wrong",
]
