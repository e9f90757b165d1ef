"""What is drawn on pages made into blocks: glyphs into lines and paragraphs, ruling lines into tables."""

from gov_info_report.readers.paper.layout import compose
from gov_info_report.readers.paper.sheet import Edge, Glyph, Sheet

__all__ = ["Edge", "Glyph", "Sheet", "compose"]
