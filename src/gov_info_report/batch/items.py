"""Documents that are not read yet: what they are called, and how to get at them. They go to the processes that read."""

from __future__ import annotations

import json
from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from gov_info_report.document import Limits
from gov_info_report.errors import ParseError

if TYPE_CHECKING:
    from gov_info_report.reading import Source

__all__ = ["Content", "File", "Item", "Line", "Lost", "printable"]

TEXT = "text"
"""The field of a line of JSON that holds the text."""


@frozen
class Item:
    """A document that is not read yet: what it is called among its sources, and how to get at it."""

    name: str

    @abstractmethod
    def load(self, limits: Limits) -> Source:
        """What `read` takes; raises what keeps it from being had."""


@frozen
class File(Item):
    """A file, called by its path."""

    def load(self, limits: Limits) -> Source:
        """The path: `read` opens it within the limits."""
        return Path(self.name)


@frozen
class Content(Item):
    """A text or bytes that are there already."""

    content: str | bytes

    def load(self, limits: Limits) -> Source:
        """The content."""
        return self.content


@frozen
class Line(Item):
    """A line of JSON."""

    line: bytes

    def load(self, limits: Limits) -> Source:
        """The text that the line holds."""
        try:
            data = json.loads(self.line)
        except (ValueError, RecursionError) as error:
            raise ParseError(f"此行不是 JSON (the line is no JSON): {error}") from error
        text = data.get(TEXT) if isinstance(data, dict) else None
        if not isinstance(text, str):
            raise ParseError(f"此行没有文本字段 {TEXT!r} (the line has no field {TEXT!r} that is a text)")
        return text


@frozen
class Lost(Item):
    """A document of which it is known already why it cannot be read."""

    error: Exception

    def load(self, limits: Limits) -> Source:
        """Raises the error."""
        raise self.error


def printable(name: str) -> str:
    """The name of a document as every table and terminal takes it: bytes that are no UTF-8 become escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
