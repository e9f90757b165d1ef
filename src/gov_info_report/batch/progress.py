"""A bar that shows how many documents are done.

It is tqdm's and not rich's: in a notebook without widgets rich shows nothing, and tqdm still writes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from gov_info_report.errors import MissingExtraError

__all__ = ["Bar", "Progress"]


class Bar(Protocol):
    """What progress is reported."""

    def update(self, n: float | None = 1, /) -> object:
        """So many more are done."""

    def set_postfix_str(self, words: str, /) -> object:
        """This is said beside."""

    def close(self) -> None:
        """No more will be done."""


class _NoBar:
    def update(self, n: float | None = 1, /) -> None:
        pass

    def set_postfix_str(self, words: str, /) -> None:
        pass

    def close(self) -> None:
        pass


class Progress:
    """A bar that counts documents, and those among them that could not be read.

    It knows the time that is left where it knows how many there are.
    """

    def __init__(self, shown: bool, total: Callable[[], int | None]) -> None:
        self._bar = _bar(total()) if shown else _NoBar()
        self._failed = 0

    def one(self, failed: bool) -> None:
        """A document more is done."""
        if failed:
            self._failed += 1
            self._bar.set_postfix_str(f"{self._failed} 份未能读取 (failed)")
        self._bar.update()

    def close(self) -> None:
        """No more will be done."""
        self._bar.close()


def _bar(total: int | None) -> Bar:
    """A bar on standard error, or in a notebook."""
    try:
        from tqdm.auto import tqdm
    except ImportError as error:
        raise MissingExtraError.needed("notebook", "tqdm", "进度条", "a progress bar") from error
    bar: Bar = tqdm(total=total, unit=" 份", file=sys.stderr, dynamic_ncols=True)
    return bar
