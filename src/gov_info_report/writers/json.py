"""JSON: the model as plain data, as its JSON Schema describes it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from gov_info_report.model import Report, make_converter

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["write_json"]


def write_json(report: Report) -> str:
    """A report as JSON."""
    return json.dumps(_converter().unstructure(report), ensure_ascii=False, indent=2) + "\n"


@cache
def _converter() -> Converter:
    return make_converter()
