"""What becomes of one document among many."""

from __future__ import annotations

from attrs import field, frozen

from gov_info_report.findings.finding import Findings
from gov_info_report.findings.reading import Reading
from gov_info_report.model import Report

__all__ = ["Outcome"]


@frozen
class Outcome:
    """What became of a document: either `reading` or `error` is there.

    `source` is its path; of an archive's member `archive.zip!member`, of a line of JSON `file.jsonl#12`. `index`
    counts the documents of all sources from 0. `findings` is what `check` shows: what happened while reading, and
    what `validate` says of the report.

    >>> from gov_info_report.model import blank
    >>> Outcome("a.txt", 0, Reading(blank())).unwrap().year is None
    True
    """

    source: str
    index: int
    reading: Reading | None = None
    findings: Findings = field(factory=Findings)
    error: Exception | None = None

    def __attrs_post_init__(self) -> None:
        if (self.reading is None) == (self.error is None):
            raise ValueError("an outcome has either a reading or an error")

    def unwrap(self) -> Reading:
        """The reading, for a type checker and for you.

        Raises:
            Exception: The error that kept the document from being read.
        """
        if self.reading is None:
            assert self.error is not None
            raise self.error
        return self.reading

    @property
    def report(self) -> Report:
        """The report; it raises as `unwrap` does."""
        return self.unwrap().report
