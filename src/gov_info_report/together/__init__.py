"""Several reports beside each other: what links them, how they compare, and rates that can be compared at all."""

from gov_info_report.together.comparison import Comparison, FigureChange, SentenceChange, compare
from gov_info_report.together.indicators import Indicator, indicators
from gov_info_report.together.links import Link, parts_links, years_links
from gov_info_report.together.location import locate

__all__ = [
    "Comparison",
    "FigureChange",
    "Indicator",
    "Link",
    "SentenceChange",
    "compare",
    "indicators",
    "locate",
    "parts_links",
    "years_links",
]
