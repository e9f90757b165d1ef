"""Tables lose nothing: any report comes back equal, and a figure says the same in its row as in its record."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gov_info_report as gir
from gov_info_report.testing import figures, reports

pytestmark = pytest.mark.slow

NUMBERS = st.one_of(
    st.decimals(1 - 10**18, 10**18 - 1, places=18),
    st.integers(1 - 10**18, 10**18 - 1).map(Decimal),
    st.sampled_from(["-0", "0E+500", "1E+17", "2E+3", "-0.000000000000000001", "1.50", "9E-18"]).map(Decimal),
)


@st.composite
def extreme_reports(draw: st.DrawFn) -> gir.Report:
    """Any report, with numbers at the limits of what a cell can hold."""
    report = draw(reports())
    paths = [record.path for record in gir.to_records(report)]
    if not paths:
        return report
    return gir.evolve(report, draw(st.dictionaries(st.sampled_from(paths), figures() | NUMBERS, max_size=6)))


def through_parquet(wide: pa.Table) -> pa.Table:
    file = io.BytesIO()
    pq.write_table(wide, file)
    return pq.read_table(file)


WAYS: dict[str, Callable[[list[gir.Report]], Any]] = {
    "arrow": lambda given: gir.to_arrow(given, "wide"),
    "parquet": lambda given: through_parquet(gir.to_arrow(given, "wide")),
    "pandas": lambda given: gir.to_pandas(given, "wide"),
    "polars": lambda given: gir.to_polars(given, "wide"),
}


@pytest.mark.parametrize("way", WAYS)
@given(given_reports=st.lists(extreme_reports(), max_size=3))
def test_any_reports_come_back_from_a_wide_table(way: str, given_reports: list[gir.Report]) -> None:
    assert gir.from_arrow(WAYS[way](given_reports)) == given_reports


@given(given_reports=st.lists(extreme_reports(), max_size=3))
def test_a_long_table_says_what_the_records_say(given_reports: list[gir.Report]) -> None:
    sources = [f"{number}.txt" for number in range(len(given_reports))]
    names = ("path", "table", "row", "column", "mark", "unit", "raw")
    rows = gir.to_arrow(given_reports, sources=sources).to_pylist()
    numbers = [row["amount"] if row["value"] is None else row["value"] for row in rows]
    assert [
        (row["source"], gir.model.Record(value=number, **{name: row[name] for name in names}))
        for row, number in zip(rows, numbers, strict=True)
    ] == [
        (source, record)
        for source, report in zip(sources, given_reports, strict=True)
        for record in gir.to_records(report)
    ]
