"""The reports that `check` holds a file against: last year's, and those of the departments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import gov_info_report as gir
from gov_info_report.cli.common import complain, problem
from gov_info_report.findings import Findings, Outcome, Reading
from gov_info_report.recognise.organs import same_organ
from gov_info_report.rules import findings_on

__all__ = ["Beside"]


class Beside:
    """What files are held against, read once.

    Args:
        previous: A file, or a directory in which last year's report of each office is looked for; `None` for neither.
        parts: A directory of departments' reports; `None` for none.
    """

    def __init__(self, previous: str | None, parts: str | None) -> None:
        self._previous = None if previous is None else _readings(Path(previous))
        self._is_one = previous is not None and Path(previous).is_file()
        self.parts: Sequence[Reading] = () if parts is None else _readings(Path(parts))

    def findings_on(self, given: Reading | Outcome) -> Findings:
        """All that there is to say of a reading, also beside these; of an outcome that failed, what it says."""
        reading = given.reading if isinstance(given, Outcome) else given
        if reading is None:
            return Findings()
        if self._previous is None and not self.parts:
            return findings_on(given)
        return findings_on(reading, previous=self.previous_of(reading), parts=self.parts)

    def previous_of(self, reading: Reading) -> Reading | None:
        """Last year's report: the file that was named, or that of the same office and the year before."""
        if self._previous is None:
            return None
        if self._is_one:
            return self._previous[0] if self._previous else None
        report = reading.report
        fits = [other for other in self._previous if _follows(other.report, report)]
        same = [other for other in fits if other.report.institution == report.institution]
        return next(iter(same or fits), None)


def _follows(earlier: gir.Report, later: gir.Report) -> bool:
    if later.year is None or earlier.year != later.year - 1 or not earlier.institution or not later.institution:
        return False
    return same_organ(earlier.institution, later.institution)


def _readings(path: Path) -> list[Reading]:
    return list(_read(sorted(path.iterdir()) if path.is_dir() else [path]))


def _read(files: Iterable[Path]) -> Iterator[Reading]:
    for file in files:
        if file.is_file() and not file.name.startswith("."):
            try:
                yield gir.read(file)
            except (gir.GovInfoReportError, OSError) as error:
                complain(str(file), problem(error))
