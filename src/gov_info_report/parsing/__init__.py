"""From a `Document` to a `Report`: outline, rows, placement of numbers, tokens, the strict grammar, and recovery."""

from gov_info_report.parsing.assembly import Parsed, parse_document
from gov_info_report.parsing.recovery import recover, strict

__all__ = ["Parsed", "parse_document", "recover", "strict"]
