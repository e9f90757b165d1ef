"""What links one report to another: a year to the year before, a whole to its parts, as sums that must be equal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TypeAlias

from attrs import frozen

from gov_info_report.model import Edition, Report, column_label, editions_of, form, table
from gov_info_report.recognise.organs import bare_name, is_government, same_organ, whole_organ

__all__ = ["Link", "Member", "Operand", "by_office", "links_between", "parts_links", "whole_of", "years_links"]

Operand: TypeAlias = tuple[int, str]
"""A figure of one of several reports: its index among them, and the path."""


@frozen
class Link:
    """Left = right, over figures of several reports.

    `code` is that of the finding when it is broken, `label` the column or row that it is about.
    """

    code: str
    label: str
    left: tuple[Operand, ...]
    right: tuple[Operand, ...]


@frozen
class Member:
    """A report of an office: its index among all reports, and its year."""

    index: int
    year: int


def years_links(earlier: Report, later: Report, indices: tuple[int, int] = (0, 1)) -> Iterator[Link]:
    """What a report has of the year before: 上年结转 by column, 现行有效, and in the form of 2019 上一年项目数量.

    Args:
        earlier: The report of the year before.
        later: The report of the year.
        indices: Where the two stand among the reports that the links are about.

    >>> from gov_info_report.model import blank
    >>> [link.code for link in years_links(blank(2019), blank())].count("carried-in-differs")
    7
    """
    yield from links_between(editions_of(earlier), editions_of(later), indices)


def links_between(
    before: Mapping[str, Edition], now: Mapping[str, Edition], indices: tuple[int, int] = (0, 1)
) -> Iterator[Link]:
    """The same, where only the editions of the tables of both are known, by the names of the tables."""
    if "requests" in before and "requests" in now:
        yield from _linked(_carried_in(), indices)
    if before.get("proactive") == now.get("proactive") is not None:
        yield from _linked(_of_proactive(now["proactive"]), indices)


_BEFORE, _NOW = 0, 1


def _linked(links: Iterable[Link], indices: tuple[int, int]) -> Iterator[Link]:
    if indices == (_BEFORE, _NOW):
        yield from links
        return
    for link in links:
        sides = (tuple((indices[which], path) for which, path in side) for side in (link.left, link.right))
        yield Link(link.code, link.label, *sides)


@lru_cache(maxsize=1)
def _carried_in() -> tuple[Link, ...]:
    rows = {row.path: row for row in table("requests", 2021).rows}
    forward, carried = rows["requests.carried_forward"], rows["requests.carried_in"]
    return tuple(
        Link("carried-in-differs", column_label(column), ((_BEFORE, given),), ((_NOW, taken),))
        for column, given, taken in zip(forward.columns, forward.paths, carried.paths, strict=True)
    )


@lru_cache(maxsize=2)
def _of_proactive(edition: Edition) -> tuple[Link, ...]:
    links: list[Link] = []
    for row in table("proactive", edition).rows:
        names = {column.name for column in row.columns}
        if "in_force" in names:
            issued, repealed, in_force = (f"{row.path}.{name}" for name in ("issued", "repealed", "in_force"))
            left, right = ((_BEFORE, in_force), (_NOW, issued)), ((_NOW, in_force), (_NOW, repealed))
            links.append(Link("in-force-differs", row.term.label, left, right))
        if "items_last_year" in names:
            items, change = f"{row.path}.items_last_year", f"{row.path}.items_change"
            links.append(Link("items-differ", row.term.label, ((_BEFORE, items), (_BEFORE, change)), ((_NOW, items),)))
    return tuple(links)


def parts_links(whole: Report, parts: Sequence[Report], indices: Sequence[int] | None = None) -> Iterator[Link]:
    """Every figure of the whole is the sum of that of the parts, where the editions of all of them have it.

    Args:
        whole: The report of all of them together.
        parts: Those of its parts.
        indices: Where the whole and then each part stand among the reports that the links are about.
    """
    indices = range(len(parts) + 1) if indices is None else indices
    shared = frozenset.intersection(*(_paths(tuple(editions_of(part).items())) for part in parts), _ALL)
    for name, edition in editions_of(whole).items():
        for path in table(name, edition).paths:
            if path in shared:
                yield Link("parts-differ", path, ((indices[0], path),), tuple((index, path) for index in indices[1:]))


_ALL = frozenset(entry.path for entry in form())


@cache
def _paths(editions: tuple[tuple[str, Edition], ...]) -> frozenset[str]:
    """The paths of the figures of tables in these editions."""
    return frozenset(path for name, edition in editions for path in table(name, edition).paths)


def by_office(reports: Iterable[tuple[str | None, int | None]]) -> list[list[Member]]:
    """The reports of each office, in the order of their years; a report that names no office or no year has none.

    An office is known by its name, also where one year shortens it.

    Args:
        reports: The institution and the year of each report.
    """
    names: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    offices: list[list[Member]] = []
    known: dict[str, int] = {}
    for index, (name, year) in enumerate(reports):
        if not name or year is None:
            continue
        at = known.get(name)
        if at is None:
            bare = bare_name(name)
            alike = names[bare[:2] + bare[-1:]]
            at = _short_for(name, alike)
            if at is None:
                at = len(offices)
                offices.append([])
            alike.append((name, at))
            known[name] = at
        offices[at].append(Member(index, year))
    for office in offices:
        office.sort(key=lambda member: (member.year, member.index))
    return offices


def _short_for(name: str, alike: Sequence[tuple[str, int]]) -> int | None:
    """The one office that a name is short for, or that is short for it, among those that begin and end alike."""
    fits = {at for other, at in alike if len(name) != len(other) and same_organ(name, other)}
    return fits.pop() if len(fits) == 1 else None


def whole_of(
    reports: Sequence[Report], adds_up: Callable[[int, Sequence[int]], bool]
) -> Iterator[tuple[int, list[int]]]:
    """The governments whose parts are among the reports of their year, each with its parts.

    The parts bear the government's area in their names; whether they are all there, only their figures show.

    Args:
        reports: All reports.
        adds_up: Whether the figures of the parts make that of the whole, by their indices.
    """
    by_year: dict[int, list[int]] = {}
    for index, report in enumerate(reports):
        if report.institution and report.year is not None:
            by_year.setdefault(report.year, []).append(index)
    for indices in by_year.values():
        for whole in indices:
            name = str(reports[whole].institution)
            if not name.endswith(("人民政府", "政府", "管委会", "管理委员会")):
                continue
            area = _area(name)
            parts = [
                index
                for index in indices
                if index != whole
                and str(reports[index].institution).startswith(area)
                and reports[index].institution != name
            ]
            if len(area) > 1 and len(parts) > 1 and adds_up(whole, parts):
                yield whole, parts


def _area(name: str) -> str:
    """The area that a government governs: 望川县 of 望川县人民政府."""
    words = whole_organ(name)
    for end in ("人民政府", "政府", "管理委员会", "管委会"):
        if is_government(words) and words.endswith(end):
            return words.removesuffix(end)
    return words
