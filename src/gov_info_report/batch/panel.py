"""`panel`: reports of many offices and years as one table, a row an office and year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from gov_info_report.findings import Findings
from gov_info_report.model import Report, Reported, form, report_of
from gov_info_report.rules import findings_on
from gov_info_report.together import Link, indicators, years_links
from gov_info_report.together.indicators import indicator_names
from gov_info_report.together.links import by_office

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["panel"]


@frozen
class _Candidate:
    """A report that may stand in the panel."""

    index: int
    report: Report
    findings: Findings
    numbers: int

    @property
    def rank(self) -> tuple[int, int, int]:
        """Which of several reports of one office and year is kept: the greatest."""
        return -len(self.findings.errors), self.numbers, self.index


def panel(reports: Iterable[Reported] | Mapping[str, Reported]) -> pa.Table:
    """Reports as a panel: an Arrow table, a row an office and year.

    Of several reports of one office and year the one with the fewest errors is kept, then the one with the most
    numbers, then the one given last; `duplicates` says how many were left out. A report that names no office or no year
    has a row of its own.

    Args:
        reports: Reports or readings; the keys of a mapping are their sources.

    Returns:
        A table, sorted by office and year: `source`, `institution` (as the last of its years prints it), `year`,
        `edition`, `verdict` (`passed`, `review`, `failed`), `errors`, `warnings`, `duplicates`, `previous` (whether the
        year before is in the panel, too), `broken_links` (the figures that do not follow from it), a column a figure
        by its path, and a column a rate by its name.

    Raises:
        MissingExtraError: Needs the extra `arrow`.

    >>> from gov_info_report.model import blank
    >>> panel([blank(), blank(2019)]).num_rows
    2
    """
    from gov_info_report.frames.batches import reports_batch
    from gov_info_report.frames.extras import pyarrow as pa

    named = list(reports.items()) if isinstance(reports, Mapping) else [(None, each) for each in reports]
    entries = [_entry(index, given) for index, (_, given) in enumerate(named)]
    kept, names, left_out = _kept(entries)
    plain = [entries[index].report for index in kept]
    wide = reports_batch(plain, [named[index][0] for index in kept])
    broken = _broken_links(entries, kept, names)
    columns: dict[str, Any] = {
        "source": wide.column("source"),
        "institution": pa.array([names.get(index) for index in kept], pa.string()),
        "year": wide.column("year"),
        "edition": pa.array([_edition(report) for report in plain], pa.int32()),
        "verdict": pa.array([entries[index].findings.verdict.value for index in kept], pa.string()),
        "errors": pa.array([len(entries[index].findings.errors) for index in kept], pa.int32()),
        "warnings": pa.array([_warnings(entries[index].findings) for index in kept], pa.int32()),
        "duplicates": pa.array([left_out.get(index, 0) for index in kept], pa.int32()),
        "previous": pa.array([index in broken for index in kept], pa.bool_()),
        "broken_links": pa.array([broken.get(index) for index in kept], pa.list_(pa.string())),
    }
    paths = dict.fromkeys(entry.path for entry in form())
    columns |= {path: wide.column(path) for path in paths}
    rates = [indicators(report) for report in plain]
    columns |= {name: pa.array([each[name].value for each in rates], pa.float64()) for name in indicator_names()}
    return pa.table(columns)


def _entry(index: int, given: Reported) -> _Candidate:
    report = report_of(given)
    return _Candidate(
        index, report, findings_on(given), sum(1 for path in _paths() if _number(report, path) is not None)
    )


def _paths() -> Iterator[str]:
    return iter(dict.fromkeys(entry.path for entry in form()))


def _number(report: Report, path: str) -> Any:
    return report.number(path) if path in report else None


def _kept(entries: Sequence[_Candidate]) -> tuple[list[int], dict[int, str], dict[int, int]]:
    """The indices that stay, in the order of the panel, the name of each one's office, and how many it stands for."""
    offices = by_office((entry.report.institution, entry.report.year) for entry in entries)
    names: dict[int, str] = {}
    left_out: dict[int, int] = {}
    kept: list[tuple[str, int, int]] = []
    for members in offices:
        name = str(entries[members[-1].index].report.institution)
        by_year: dict[int, list[_Candidate]] = {}
        for member in members:
            by_year.setdefault(member.year, []).append(entries[member.index])
        for year, same in by_year.items():
            best = max(same, key=lambda entry: entry.rank)
            kept.append((name, year, best.index))
            names[best.index] = name
            left_out[best.index] = len(same) - 1
    in_office = {member.index for members in offices for member in members}
    alone = [entry.index for entry in entries if entry.index not in in_office]
    names |= {index: organ for index in alone if (organ := entries[index].report.institution)}
    return [index for _, _, index in sorted(kept)] + alone, names, left_out


def _edition(report: Report) -> int | None:
    section = report.requests or report.proactive
    return None if section is None else section.edition


def _warnings(findings: Findings) -> int:
    return sum(finding.severity == "warning" for finding in findings)


def _broken_links(entries: Sequence[_Candidate], kept: Sequence[int], names: Mapping[int, str]) -> dict[int, list[str]]:
    """For each report whose year before is there, the figures that do not follow from it."""
    by_year = {(names[index], entries[index].report.year): index for index in kept if index in names}
    broken: dict[int, list[str]] = {}
    for (name, year), index in by_year.items():
        before = None if year is None else by_year.get((name, year - 1))
        if before is not None:
            pair = entries[before].report, entries[index].report
            broken[index] = [_figure(link) for link in years_links(*pair) if _differs(link, pair)]
    return broken


def _figure(link: Link) -> str:
    """The figure of the later report that a link is about."""
    return link.right[0][1]


def _differs(link: Link, pair: Sequence[Report]) -> bool:
    sides = [[_number(pair[index], path) for index, path in side] for side in (link.left, link.right)]
    return all(None not in side for side in sides) and sum(sides[0]) != sum(sides[1])
