"""What reading and checking have to say: findings, the catalogue of their codes, and the reading that carries them."""

from gov_info_report.findings.catalogue import CATALOGUE, Entry
from gov_info_report.findings.finding import Finding, Findings, Severity, find
from gov_info_report.findings.glosses import label_gloss
from gov_info_report.findings.naming import (
    Language,
    figures_name,
    is_figure,
    line_name,
    section_name,
    span_name,
    table_name,
)
from gov_info_report.findings.outcome import Outcome
from gov_info_report.findings.reading import Reading, reading_with
from gov_info_report.findings.verdict import Verdict

__all__ = [
    "CATALOGUE",
    "Entry",
    "Finding",
    "Findings",
    "Language",
    "Outcome",
    "Reading",
    "Severity",
    "Verdict",
    "figures_name",
    "find",
    "is_figure",
    "label_gloss",
    "line_name",
    "reading_with",
    "section_name",
    "span_name",
    "table_name",
]
