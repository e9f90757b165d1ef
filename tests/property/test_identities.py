"""Changing a figure of tables 3 and 4 is always found, and told with the figure among its paths."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import gov_info_report as gir
from gov_info_report.testing import consistent_reports

pytestmark = pytest.mark.slow

IDENTITIES = ("requests-row-total", "requests-balance", "requests-outcomes-total", "disputes-total")


def paths_of(report: gir.Report) -> list[str]:
    return [record.path for record in gir.to_records(report) if not record.path.startswith("proactive.")]


@given(report=consistent_reports(), data=st.data())
def test_a_changed_figure_breaks_identities_that_name_it(report: gir.Report, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(paths_of(report)))
    amount = data.draw(st.one_of(st.integers(-(10**6), 10**6), st.decimals(-99, 99, places=2)))
    assume(amount != 0)
    found = gir.validate(gir.evolve(report, {path: report[path] + amount}), pick=IDENTITIES)
    assert {path in finding.paths for finding in found} == {True}


@given(report=consistent_reports(), data=st.data())
def test_a_figure_taken_away_breaks_nothing(report: gir.Report, data: st.DataObject) -> None:
    paths = data.draw(st.lists(st.sampled_from(paths_of(report)), min_size=1, max_size=8, unique=True))
    mark = data.draw(st.sampled_from(gir.Mark))
    found = gir.validate(gir.evolve(report, dict.fromkeys(paths, mark)))
    assert found.codes.isdisjoint(IDENTITIES)
    assert {path for path in paths if not found.about(path)} == set()


@given(report=consistent_reports(), data=st.data())
def test_every_mark_is_named_at_its_place(report: gir.Report, data: st.DataObject) -> None:
    paths = [record.path for record in gir.to_records(report)]
    path = data.draw(st.sampled_from(paths))
    marks = {
        gir.Mark.BLANK: "cell-blank",
        gir.Mark.NOT_APPLICABLE: "cell-not-applicable",
        gir.Mark.MISSING: "cell-missing",
        gir.Unreadable("约三十"): "cell-unreadable",
    }
    value, code = data.draw(st.sampled_from(list(marks.items())))
    told = [f for f in gir.validate(gir.evolve(report, {path: value})) if f.code != "identity-unassessed"]
    one_cell_row = [p for p in paths if p.rpartition(".")[0] == path.rpartition(".")[0]] == [path]
    if value is gir.Mark.MISSING and one_cell_row:
        assert [(f.code, f.paths) for f in told] == [("row-missing", (path.rpartition(".")[0],))]
    else:
        assert [(f.code, f.paths) for f in told] == [(code, (path,))]


@given(report=consistent_reports(), data=st.data())
def test_numbers_that_the_form_does_not_count_in(report: gir.Report, data: st.DataObject) -> None:
    entries = {entry.path: entry for entry in gir.form() if entry.path in {r.path for r in gir.to_records(report)}}
    path = data.draw(st.sampled_from(list(entries)))
    value = data.draw(st.sampled_from([-1, Decimal("0.5"), Decimal("-0.5"), Decimal("3.0")]))
    kind = entries[path].type
    expected = set()
    if value < 0 and kind != "int (signed)":
        expected.add("value-negative")
    if value % 1 and not kind.startswith("decimal"):
        expected.add("value-fractional")
    assert (
        gir.validate(gir.evolve(report, {path: value}), pick=["value-negative", "value-fractional"]).codes == expected
    )
