"""The exceptions of the library: misuse, sources that are no report, and what is not installed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

__all__ = [
    "FormatError",
    "GovInfoReportError",
    "MissingExtraError",
    "ParseError",
    "PathError",
    "TimeLimitError",
    "WorkerError",
]

_CHINESE = re.compile("[\u4e00-\u9fff]")


class GovInfoReportError(Exception):
    """Base of every exception that this library raises on purpose.

    `str(error)` is the message in Chinese with English beside it. `code` says what is the matter, for programs: a slug
    that stays the same. `place` says where in the source or in the data, "" where that is not known.

    >>> error = ParseError("此文件已加密 (the file is locked): a.pdf", code="locked", place="第2页")
    >>> error.code, error.render("zh"), error.render("en")
    ('locked', '此文件已加密: a.pdf', 'the file is locked: a.pdf')
    """

    default_code: ClassVar[str] = "error"
    """The code of an error that is given none."""

    def __init__(self, *args: object, code: str = "", place: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.code = code or self.default_code
        self.place = place

    def render(self, language: Literal["zh", "en"] = "zh") -> str:
        """The message in one language; as it is where it is written in one only."""
        chinese, english, rest = _taken_apart(str(self))
        return (chinese if language == "zh" else english) + rest

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the code and the place, too, which are no arguments of a plain exception."""
        return _restored, (type(self), self.args, self._state())

    def _state(self) -> Mapping[str, Any]:
        return self.__dict__


def _taken_apart(message: str) -> tuple[str, str, str]:
    """The Chinese of a message, the English that stands in brackets behind it, and what belongs to both."""
    start = len(message.partition(" (")[0])
    if start == len(message) or not _CHINESE.search(message, 0, start):
        return message, message, ""
    depth = 0
    for end, character in enumerate(message[start + 1 :], start=start + 1):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0:
            return message[:start], message[start + 2 : end], message[end + 1 :]
    return message, message, ""


def _restored(cls: type[GovInfoReportError], args: tuple[object, ...], state: Mapping[str, Any]) -> GovInfoReportError:
    error = cls(*args)
    error.__dict__.update(state)
    return error


class ParseError(GovInfoReportError, ValueError):
    """The source is no such report, or cannot be read at all.

    A broken report does not raise: it is a `Report` with marks, and findings that name them. `code` tells the causes
    apart: "empty", "no-report" (another document), "no-text" (bytes that are no text), "scanned" (pictures of pages),
    "locked" (with a password), "damaged", "too-large" (beyond the limits), "unknown-format" (a picture, an archive that
    is no document), "unconvertible" (an old format, without the program that converts it), "json-invalid" (no JSON) and
    "json-foreign" (JSON of another kind; `place` is the key).
    """

    default_code = "no-report"


class FormatError(GovInfoReportError, ValueError):
    """A format was named that the library does not know; the message lists those it knows."""

    default_code = "format-unknown"


class PathError(GovInfoReportError, KeyError):
    """A path names no figure of this report."""

    default_code = "path-unknown"

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class MissingExtraError(GovInfoReportError, ImportError):
    """A part of the library needs a package that is not installed; the message says how to get it."""

    default_code = "extra-missing"

    @classmethod
    def needed(cls, extra: str, package: str, chinese: str, english: str) -> Self:
        """The error of what needs a package, said in both languages, that an extra installs.

        >>> print(MissingExtraError.needed("pdf", "pypdfium2", "读取 PDF 文件", "reading PDF"))
        读取 PDF 文件需要 pypdfium2 (reading PDF needs pypdfium2): pip install 'gov_info_report[pdf]'
        """
        wanted = f"gov_info_report[{extra}]"
        return cls(f"{chinese}需要 {package} ({english} needs {package}): pip install '{wanted}'")


class WorkerError(GovInfoReportError, RuntimeError):
    """A process that read documents ended by itself: it crashed, was killed, or could not start."""

    default_code = "worker-ended"


class TimeLimitError(WorkerError, TimeoutError):
    """Reading a document did not end in time, and the process that read it was ended."""

    default_code = "time-limit"
