"""Read, check and write 政府信息公开工作年度报告, the annual report on government information disclosure.

>>> import gov_info_report as gir
>>> report = gir.evolve(gir.blank(), {"disputes.reconsideration.total": 1, "disputes.reconsideration.upheld": 2})
>>> print(gir.validate(report).of("disputes-total")[0])
表四“行政复议”栏：各项结果之和为 2，总计为 1

What a report is made of, and what the functions below give besides, is in the rooms of the package: the sections and
rows in `gov_info_report.model`, places in `gov_info_report.document`, corrections and deductions in
`gov_info_report.balance`, outcomes in `gov_info_report.batch`, rules of your own in `gov_info_report.rules`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from gov_info_report.document import Limits
from gov_info_report.errors import FormatError, GovInfoReportError, MissingExtraError, ParseError, PathError
from gov_info_report.findings import CATALOGUE, Finding, Findings, Reading, Verdict
from gov_info_report.model import (
    Figure,
    Mark,
    Renderers,
    Report,
    Unreadable,
    blank,
    evolve,
    form,
    from_records,
    json_schema,
    make_converter,
    show_with,
    to_records,
)
from gov_info_report.reading import check, parse, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from gov_info_report.balance import deduce
    from gov_info_report.batch import panel, read_many
    from gov_info_report.frames import check_many, from_arrow, to_arrow, to_pandas, to_polars
    from gov_info_report.prose import Statement, statements
    from gov_info_report.rules import validate
    from gov_info_report.together import Comparison, Indicator, compare, indicators, locate
    from gov_info_report.writers import write as serialise

__version__ = "0.2.0"

__all__ = [
    "CATALOGUE",
    "Comparison",
    "Figure",
    "Finding",
    "Findings",
    "FormatError",
    "GovInfoReportError",
    "Indicator",
    "Limits",
    "Mark",
    "MissingExtraError",
    "ParseError",
    "PathError",
    "Reading",
    "Report",
    "Statement",
    "Unreadable",
    "Verdict",
    "__version__",
    "blank",
    "check",
    "check_many",
    "compare",
    "deduce",
    "evolve",
    "form",
    "from_arrow",
    "from_records",
    "indicators",
    "json_schema",
    "locate",
    "make_converter",
    "panel",
    "parse",
    "read",
    "read_many",
    "serialise",
    "statements",
    "to_arrow",
    "to_pandas",
    "to_polars",
    "to_records",
    "validate",
]

_LATER = {
    "balance": ("deduce",),
    "batch": ("panel", "read_many"),
    "frames": ("check_many", "from_arrow", "to_arrow", "to_pandas", "to_polars"),
    "prose": ("Statement", "statements"),
    "rules": ("validate",),
    "together": ("Comparison", "Indicator", "compare", "indicators", "locate"),
    "writers": ("serialise",),
}
"""The names above that are imported when they are first asked for, so that importing the library stays quick."""

if not TYPE_CHECKING:  # a type checker knows the names above, and reports any other

    def __getattr__(name: str) -> object:
        """A public name that is imported on first use, or one of the rooms that such names come from."""
        if name in _LATER:
            return import_module(f"gov_info_report.{name}")
        room = next((room for room, names in _LATER.items() if name in names), None)
        if room is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"gov_info_report.{room}"), "write" if name == "serialise" else name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


# The model shows itself in notebooks and terminals, and may not know the room that draws it


def _to_html(shown: object) -> str:
    from gov_info_report.display import to_html

    return to_html(shown)


def _to_console(shown: object, width: int) -> Iterator[RenderableType]:
    from gov_info_report.display import to_console

    return to_console(shown, width)


show_with(Renderers(_to_html, _to_console))
