"""The links of years in what was collected: whether each report follows from that of the same office a year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gov_info_report.frames.extras import pyarrow as pa
from gov_info_report.frames.schemas import LINKS
from gov_info_report.model import EDITIONS
from gov_info_report.together.links import Link, by_office, links_between

__all__ = ["links_table"]

_TABLES = ("proactive", "requests")
_NAMED = ("source", "institution", "year", *(f"{name}.edition" for name in _TABLES))


def _paths() -> list[str]:
    """Every figure that a link is about."""
    links = (link for edition in EDITIONS for link in links_between(*(dict.fromkeys(_TABLES, edition),) * 2))
    return list(dict.fromkeys(path for link in links for _, path in (*link.left, *link.right)))


def links_table(shards: Iterable[Path]) -> pa.Table:
    """The links that could be checked, a row each, as `LINKS` says.

    Args:
        shards: Parquet files of the dataset `reports`. Only the columns that links are about are read.
    """
    from pyarrow import parquet

    columns = [*_NAMED, *_paths()]
    rows: list[Mapping[str, Any]] = []
    for shard in shards:
        with parquet.ParquetFile(shard) as file:
            rows += file.read(columns=columns).to_pylist()
    links = list(_linked(rows))
    return pa.Table.from_pylist(links, LINKS) if links else LINKS.empty_table()


def _linked(rows: list[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for members in by_office((row["institution"], row["year"]) for row in rows):
        by_year = {member.year: rows[member.index] for member in members}
        for year, now in by_year.items():
            before = by_year.get(year - 1)
            if before is not None:
                for link in links_between(_editions(before), _editions(now)):
                    yield from _checked(link, before, now)


def _editions(row: Mapping[str, Any]) -> Mapping[str, int]:
    return {name: edition for name in _TABLES if (edition := row[f"{name}.edition"]) is not None}


def _checked(link: Link, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    sides = [[(before, now)[index][path] for index, path in side] for side in (link.left, link.right)]
    if all(None not in side for side in sides):
        expected, actual = map(sum, sides)
        yield {
            "source": now["source"],
            "previous": before["source"],
            "code": link.code,
            "path": link.right[0][1],
            "expected": expected,
            "actual": actual,
            "holds": expected == actual,
        }
