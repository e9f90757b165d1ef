"""Layouts and damages that the reader does not read yet: the scoreboard counts them, the properties leave them out.

A name goes from here when the reader meets what is asked of the others.
"""

__all__ = ["DAMAGES_TO_COME", "LAYOUTS_TO_COME"]

LAYOUTS_TO_COME = frozenset(
    {
        "one line, glued",
        "commas",
        "commas, pandas",
        "markdown, one cell",
        "markdown, pandas",
        "box drawing",
        "merged cells repeated",
    }
)

DAMAGES_TO_COME = frozenset({"blanks dropped", "cell dropped, padded"})
