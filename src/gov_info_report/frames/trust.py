"""How far each figure of a report can be trusted, as the findings on the report say."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from gov_info_report.findings import Finding
from gov_info_report.model import Report, Table, tables_of

__all__ = ["ABSENT", "TRUST", "note_trust"]

TRUST = ("sound", "doubtful", "contradicted", "absent")
"""Nothing is said against a number; a warning names it; an error does; there is no number."""

SOUND, DOUBTFUL, CONTRADICTED, ABSENT = range(len(TRUST))

_GRAVITY = {"error": CONTRADICTED, "warning": DOUBTFUL}


def note_trust(report: Report, findings: Iterable[Finding], trust: array[int], start: int) -> None:
    """Write down for each figure of a report, from an index on, what the findings say against it.

    A finding speaks of a figure when it names it, or the row or the group that it stands in. One that names a whole
    section speaks of the section.
    """
    said = [(code, finding.paths) for finding in findings if (code := _GRAVITY.get(finding.severity))]
    if not said:
        return
    starts = {}
    for of, _ in tables_of(report):
        starts[of.name] = (start, _indices(of))
        start += len(of.paths)
    for code, paths in said:
        for path in paths:
            first, indices = starts.get(path.partition(".")[0], (0, {}))
            for index in indices.get(path, ()):
                trust[first + index] = max(trust[first + index], code)


@cache
def _indices(of: Table) -> Mapping[str, Sequence[int]]:
    """The indices of the figures that a path speaks of: a figure, a row, or a group of rows."""
    indices: dict[str, list[int]] = {}
    for index, path in enumerate(of.paths):
        parts = path.split(".")
        for end in range(2, len(parts) + 1):
            indices.setdefault(".".join(parts[:end]), []).append(index)
    return indices
