"""What the prose of a report says in numbers."""

from gov_info_report.statements.asking import statements
from gov_info_report.statements.statement import Said, Statement, TextSpan

__all__ = ["Said", "Statement", "TextSpan", "statements"]
