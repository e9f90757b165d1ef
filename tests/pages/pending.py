"""Layouts and damages that the reader does not read yet: the scoreboard counts them, the properties leave them out.

A name goes from here when the reader meets what is asked of the others.
"""

__all__ = ["DAMAGES_TO_COME", "LAYOUTS_TO_COME"]

LAYOUTS_TO_COME = frozenset(
    {
        "one line",
        "one line, glued",
        "tables on one line",
        "markdown, one cell",
        "commas",
        "commas, quoted",
        "commas, pandas",
        "markdown, pandas",
        "box drawing",
        "labels after figures",
        "merged cells repeated",
        "markdown, bold",
        "markdown, html tables",
    }
)

DAMAGES_TO_COME = frozenset({"added wrongly, column lost", "blanks dropped", "names over lines", "names over rows"})
