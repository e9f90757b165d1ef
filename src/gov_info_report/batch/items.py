"""Documents that are not read yet: what they are called, and how to get at them. They go to the processes that read."""

from __future__ import annotations

import json
import os
from abc import abstractmethod
from hashlib import blake2b
from pathlib import Path

from attrs import frozen

from gov_info_report.document import Limits
from gov_info_report.errors import ParseError

__all__ = ["Content", "File", "Item", "Line", "Lost", "digest", "printable"]

TEXT = "text"
"""The field of a line of JSON that holds the text."""


@frozen
class Item:
    """A document that is not read yet: what it is called among its sources, and how to get at it."""

    name: str

    @abstractmethod
    def load(self, limits: Limits) -> str | bytes:
        """What `read` takes; raises what keeps it from being had."""

    def stamp(self) -> str:
        """What is another when the document has changed, had without reading it; "" where nothing tells."""
        return ""

    def lost(self, error: Exception) -> Item:
        """The same document, of which it is known now why it cannot be read."""
        return Lost(self.name, error, self.stamp())


@frozen
class File(Item):
    """A file, called by its path."""

    def load(self, limits: Limits) -> bytes:
        """The bytes of the file."""
        path = Path(self.name)
        limits.start().check_size(path.stat().st_size)
        return path.read_bytes()

    def stamp(self) -> str:
        """Its size and the time at which it was last changed."""
        try:
            about = os.stat(self.name)  # noqa: PTH116  # there may be a hundred thousand
        except (OSError, ValueError):
            return ""
        return f"{about.st_size}:{about.st_mtime_ns}"


@frozen
class Content(Item):
    """A text or bytes that are there already."""

    content: str | bytes

    def load(self, limits: Limits) -> str | bytes:
        """The content."""
        return self.content

    def stamp(self) -> str:
        """The digest of the content."""
        return digest(self.content)


@frozen
class Line(Item):
    """A line of JSON."""

    line: bytes

    def stamp(self) -> str:
        """The digest of the line."""
        return digest(self.line)

    def load(self, limits: Limits) -> str:
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
    known_stamp: str = ""

    def stamp(self) -> str:
        """The stamp of the document before it was lost."""
        return self.known_stamp

    def load(self, limits: Limits) -> str | bytes:
        """Raises the error."""
        raise self.error


def digest(content: str | bytes) -> str:
    """What two documents have in common when their bytes are the same, and, as good as certain, only then."""
    encoded = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return blake2b(encoded, digest_size=16).hexdigest()


def printable(name: str) -> str:
    """The name of a document as every table and terminal takes it: bytes that are no UTF-8 become escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
