"""A source as blocks: passages of prose and grids of cells, each of which knows its place in the source."""

from gov_info_report.document.blocks import (
    FURNITURE,
    HIDDEN,
    NOTE,
    PICTURE,
    TURNED,
    Block,
    Cell,
    Document,
    Grid,
    GridRow,
    Locator,
    Passage,
    Place,
    Span,
    grid_from_spans,
    row_of,
)
from gov_info_report.document.limits import LOOK_EVERY, Budget, Limits

__all__ = [
    "FURNITURE",
    "HIDDEN",
    "LOOK_EVERY",
    "NOTE",
    "PICTURE",
    "TURNED",
    "Block",
    "Budget",
    "Cell",
    "Document",
    "Grid",
    "GridRow",
    "Limits",
    "Locator",
    "Passage",
    "Place",
    "Span",
    "grid_from_spans",
    "row_of",
]
