"""Many reports checked at once: what is said of each is what `validate` says of it alone."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gov_info_report as gir
from gov_info_report.balance import assess, system
from gov_info_report.model import tables_of
from gov_info_report.testing import consistent_reports, reports

pytestmark = pytest.mark.slow

IDENTITIES = ("requests-row-total", "requests-balance", "requests-outcomes-total", "disputes-total")
NUMBERS = st.integers(-(10**18) + 1, 10**18 - 1) | st.integers(0, 9) | st.decimals(-9, 9, places=1)


def spoiled(data, report):
    """The report with some figures gone and others changed, to numbers of any size among them."""
    paths = [record.path for record in gir.to_records(report) if record.path.startswith(("requests", "disputes"))]
    if not paths:
        return report
    some = st.lists(st.sampled_from(paths), max_size=6, unique=True)
    report = gir.evolve(report, {path: data.draw(st.sampled_from(gir.Mark)) for path in data.draw(some)})
    return gir.evolve(report, {path: data.draw(NUMBERS) for path in data.draw(some)})


def alone(report):
    """The identities that `validate` says are broken, and those that cannot be assessed of each table."""
    broken = gir.validate(report, pick=IDENTITIES)
    opened = {
        (each.identity.code, each.identity.label)
        for of, section in tables_of(report)
        for each in assess(system(of.name, of.edition), of.figures(section))
        if each.state == "unassessed"
    }
    return {(finding.code, finding.label) for finding in broken}, opened


def told(checks, at):
    return tuple(
        {identity for identity, truth in zip(checks.identities, truths[at].tolist(), strict=True) if truth}
        for truths in (checks.broken, checks.unassessed)
    )


@given(given=st.lists(consistent_reports() | reports(), max_size=4), data=st.data())
def test_a_wide_table(given, data):
    given = [spoiled(data, report) for report in given]
    checks = gir.check_many(gir.to_arrow(given, "wide"))
    assert [told(checks, at) for at in range(len(given))] == [alone(report) for report in given]
    assert checks.ok.tolist() == [not alone(report)[0] for report in given]
    counts = [identity for report in given for identity in alone(report)[0]]
    assert checks.counts() == {identity: counts.count(identity) for identity in counts}


def paths_of(edition):
    paths = [record.path for record in gir.to_records(gir.blank(edition))]
    return [path for path in paths if path.startswith(("requests", "disputes"))]


@pytest.mark.parametrize("edition", [2021, 2019])
@given(data=st.data())
def test_a_matrix(edition, data):
    rows = [spoiled(data, data.draw(consistent_reports(edition=edition))) for _ in range(data.draw(st.integers(1, 3)))]
    values = [[row[path] for path in paths_of(edition)] for row in rows]
    whole = [[value if isinstance(value, int) else 0 for value in row] for row in values]
    gone = [[not isinstance(value, int) for value in row] for row in values]
    rows = [
        gir.evolve(row, {p: gir.Mark.BLANK for p in paths_of(edition) if isinstance(row[p], Decimal)}) for row in rows
    ]
    checks = gir.check_many(np.ma.array(np.array(whole, dtype=np.int64), mask=gone), edition)
    assert [told(checks, at) for at in range(len(rows))] == [alone(row) for row in rows]


@pytest.mark.parametrize(
    "matrix", [np.zeros((2, 3), dtype=np.int64), np.zeros((2, 190)), np.zeros(190, dtype=np.int64)]
)
def test_a_matrix_of_another_shape(matrix):
    with pytest.raises(ValueError, match=r"a matrix of reports has 190 columns of integers"):
        gir.check_many(matrix)


def test_an_edition_that_is_none():
    with pytest.raises(ValueError, match=r"no edition 2020; there are 2021, 2019"):
        gir.check_many(np.zeros((1, 190), dtype=np.int64), 2020)


def test_another_table():
    with pytest.raises(gir.ParseError, match=r'no table of to_arrow\(reports, "wide"\)'):
        gir.check_many(gir.to_arrow(gir.blank()))


def test_more_reports_than_are_checked_at_once():
    matrix = np.zeros((20_000, 190), dtype=np.int32)
    matrix[9_000, 189] = 1
    checks = gir.check_many(matrix)
    assert np.flatnonzero(~checks.ok).tolist() == [9_000]
    assert checks.counts() == {("disputes-total", "行政诉讼 > 复议后起诉"): 1}
