"""What the prose of a report says in numbers."""

from gov_info_report.prose.asking import statements
from gov_info_report.prose.lines import plain_text
from gov_info_report.prose.statement import Said, Statement, TextSpan

__all__ = ["Said", "Statement", "TextSpan", "plain_text", "statements"]
