"""A bar that shows how many documents are done.

It is tqdm's and not rich's: in a notebook without widgets rich shows nothing, and tqdm still writes.
"""

from __future__ import annotations

import sys
from typing import Protocol

from gov_info_report.errors import MissingExtraError

__all__ = ["Bar", "progress_bar"]


class Bar(Protocol):
    """What is told of progress."""

    def update(self, n: float | None = 1, /) -> object:
        """So many more are done."""

    def close(self) -> None:
        """No more will be done."""


class _NoBar:
    def update(self, n: float | None = 1, /) -> None:
        pass

    def close(self) -> None:
        pass


def progress_bar(shown: bool) -> Bar:
    """A bar on standard error, or in a notebook; one that shows nothing unless it is wanted."""
    if not shown:
        return _NoBar()
    try:
        from tqdm.auto import tqdm
    except ImportError as error:
        raise MissingExtraError.needed("notebook", "tqdm", "进度条", "a progress bar") from error
    bar: Bar = tqdm(unit=" 份", file=sys.stderr, dynamic_ncols=True)
    return bar
