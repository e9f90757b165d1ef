"""The exceptions of the library: misuse, sources that are no report, and what is not installed."""

from __future__ import annotations

from typing import Self

__all__ = [
    "FormatError",
    "GovInfoReportError",
    "MissingExtraError",
    "ParseError",
    "PathError",
    "TimeLimitError",
    "WorkerError",
]


class GovInfoReportError(Exception):
    """Base of every exception that this library raises on purpose."""


class ParseError(GovInfoReportError, ValueError):
    """The source is no such report, or cannot be read at all.

    A broken report does not raise: it is a `Report` with marks, and findings that name them.
    """


class FormatError(GovInfoReportError, ValueError):
    """A format was named that the library does not know; the message lists those it knows."""


class PathError(GovInfoReportError, KeyError):
    """A path names no figure of this report; the message says what stands nearest."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class MissingExtraError(GovInfoReportError, ImportError):
    """A part of the library needs a package that is not installed; the message says how to get it."""

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


class TimeLimitError(WorkerError, TimeoutError):
    """Reading a document did not end in time, and the process that read it was ended."""
