"""JSON: the model as plain data, as its JSON Schema describes it."""

from __future__ import annotations

import json

from gov_info_report.model import Report, common_converter

__all__ = ["write_json"]


def write_json(report: Report) -> str:
    """A report as JSON."""
    return json.dumps(common_converter().unstructure(report), ensure_ascii=False, indent=2) + "\n"
