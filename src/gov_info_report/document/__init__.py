"""A source as blocks: passages of prose and grids of cells, each of which knows its place in the source."""

from gov_info_report.document.blocks import (
    Block,
    Cell,
    Document,
    Grid,
    GridRow,
    Passage,
    Span,
    grid_from_spans,
)

__all__ = ["Block", "Cell", "Document", "Grid", "GridRow", "Passage", "Span", "grid_from_spans"]
