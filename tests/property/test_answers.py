"""What is deduced and located: on small systems, against an integer program, and on tables of the form."""

from decimal import Decimal
from itertools import chain, combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, milp

import gov_info_report as gir
from gov_info_report.balance.linear import LinearSystem
from gov_info_report.balance.location import locate_in
from gov_info_report.balance.solutions import Assignment
from gov_info_report.testing import consistent_reports

pytestmark = pytest.mark.slow

COUNTED = ("requests", "disputes")


# Small tables whose rows and columns add up, as the form's do; an integer program is the judge


@st.composite
def systems(draw):
    """A table of two or three rows and columns, each of which comes to 0 with the signs that its lines have."""
    rows, columns = (draw(st.lists(st.sampled_from((1, -1)), min_size=2, max_size=3)) for _ in range(2))
    places = [[row * len(columns) + column for column in range(len(columns))] for row in range(len(rows))]
    rules = [
        *(dict(zip(line, columns, strict=True)) for line in places),
        *(dict(zip(line, rows, strict=True)) for line in zip(*places, strict=True)),
    ]
    size = len(rows) * len(columns)
    counts = draw(st.tuples(*(st.sampled_from((True, True, False)) for _ in range(size))))
    return LinearSystem(size, tuple(draw(st.lists(st.sampled_from(rules), min_size=1, unique_by=str))), counts)


def records(system):
    """Figures for a system; some of them less than they may be."""
    return st.tuples(*((st.none() | st.integers(-1, 5)) for _ in range(system.size)))


def farthest(system, known, place=0, direction=0):
    """The greatest value of a figure (or with -1 the least), `None` where it has no end; `False`: nothing balances."""
    lows = [0 if is_count else -np.inf for is_count in system.counts]
    highs = [np.inf] * system.size
    for at, value in enumerate(known):
        if value is not None:
            if value < lows[at]:
                return False
            lows[at] = highs[at] = value
    rules = np.array([[rule.get(at, 0) for at in range(system.size)] for rule in system.rules])
    cost = np.zeros(system.size)
    cost[place] = -direction
    found = milp(cost, integrality=np.ones(system.size), bounds=Bounds(lows, highs), constraints=(rules, 0, 0))
    if found.success:
        return round(found.x[place])
    return None if direction else False


def extent(system, known, place):
    return farthest(system, known, place, -1), farthest(system, known, place, 1)


def balances(system, known):
    return farthest(system, known) is not False


def without(known, places):
    return [None if at in places else figure for at, figure in enumerate(known)]


@given(data=st.data(), system=systems())
def test_what_is_forced_is_what_every_solution_has(data, system):
    known = data.draw(records(system))
    solutions = Assignment(system, known).solutions()
    assert (solutions.conflict is None) == balances(system, known)
    if solutions.conflict is None:
        ranges = {place: extent(system, known, place) for place, figure in enumerate(known) if figure is None}
        forced = {place: low for place, (low, high) in ranges.items() if low == high is not None}
        assert {place: each.value for place, each in solutions.forced().items()} == forced
        assert {place: solutions.range(place) for place in ranges} == ranges
    else:
        assert not balances(system, without(known, set(range(system.size)) - solutions.conflict))


@given(data=st.data(), system=systems())
def test_the_lightest_sets_are_all_that_trying_every_subset_finds(data, system):
    known = data.draw(records(system))
    weights = data.draw(st.tuples(*(st.sampled_from((1, 1, 2)) for _ in known)))
    places = [place for place, figure in enumerate(known) if figure is not None]
    subsets = chain.from_iterable(combinations(places, size) for size in range(len(places) + 1))
    weight_of = {frozenset(subset): sum(weights[place] for place in subset) for subset in subsets}
    least = None
    wanted = {}
    for subset in sorted(weight_of, key=weight_of.__getitem__):
        if least is not None and weight_of[subset] > least:
            break
        freed = without(known, subset)
        if balances(system, freed):
            least = weight_of[subset]
            wanted[subset] = {place: extent(system, freed, place) for place in subset}
    located = list(locate_in(system, known, weights))
    assert sum(part.weight for part in located) == least
    combined = [dict(chain.from_iterable(map(dict.items, sets))) for sets in product(*(part.sets for part in located))]
    assert {frozenset(each): each for each in combined} == wanted
    assert len(combined) == len(wanted)


# Tables of the form


def figures_of(report):
    return {record.path: report[record.path] for record in gir.to_records(report)}


def identities_hold(report):
    codes = ["requests-row-total", "requests-balance", "requests-outcomes-total", "disputes-total", "value-negative"]
    return not gir.validate(report, pick=codes)


def counted_paths(report):
    return [path for path in figures_of(report) if path.startswith(COUNTED)]


@given(report=consistent_reports(), data=st.data())
def test_one_to_five_wrong_cells_are_located(report, data):
    places = st.lists(st.sampled_from(counted_paths(report)), min_size=1, max_size=5, unique=True)
    wrong = {
        path: data.draw(st.integers(0, 60).filter(lambda value, path=path: value != report[path]))
        for path in data.draw(places)
    }
    spoiled = gir.evolve(report, wrong)
    located = gir.locate(spoiled, limit=10_000)
    assert not located.truncated
    assert not located.timed_out
    sets = [{change.path for change in correction.changes} for correction in located]
    assert len(sets) == len(set(map(frozenset, sets)))
    if not located:
        assert identities_hold(spoiled)
        return
    size = len(sets[0])
    assert size <= len(wrong)
    if size == len(wrong):
        assert set(wrong) in sets
    for correction in located:
        assert len(correction.changes) == correction.weight == size
        mended = gir.evolve(
            spoiled,
            {
                change.path: change.proposed if isinstance(change.proposed, int) else gir.Mark.BLANK
                for change in correction.changes
            },
        )
        assert [change.reported for change in correction.changes] == [spoiled[c.path] for c in correction.changes]
        assert identities_hold(gir.deduce(mended).report)


@given(report=consistent_reports(), data=st.data())
def test_absent_figures_are_no_errors(report, data):
    paths = counted_paths(report)
    gone = data.draw(st.lists(st.sampled_from(paths), max_size=40, unique=True))
    marks = st.sampled_from((*gir.Mark, gir.Unreadable("约")))
    assert gir.locate(gir.evolve(report, {path: data.draw(marks) for path in gone})).items == ()


@given(report=consistent_reports(), data=st.data())
def test_deducing_finds_only_what_was_there_and_finding_it_twice_changes_nothing(report, data):
    paths = list(figures_of(report))
    gone = data.draw(st.lists(st.sampled_from(paths), max_size=120, unique=True))
    spoiled = gir.evolve(report, {path: data.draw(st.sampled_from(gir.Mark)) for path in gone})
    done = gir.deduce(spoiled, not_applicable=True)
    assert done.contradicted == ()
    before, after = figures_of(spoiled), figures_of(done.report)
    steps = {step.path: step.value for step in done.steps}
    assert {path: value for path, value in after.items() if value != before[path]} == steps
    assert steps == {path: report[path] for path in steps}
    assert gir.deduce(done.report, not_applicable=True).steps == ()
    left_alone = gir.deduce(spoiled)
    assert {path for path in steps if before[path] is not gir.Mark.NOT_APPLICABLE} == {s.path for s in left_alone.steps}


def said_of(report):
    """What is said of which figures."""
    return {(finding.code, path) for finding in gir.validate(report) for path in finding.paths}


@given(report=consistent_reports(), data=st.data())
def test_deducing_adds_no_finding(report, data):
    """Whatever the report says: every finding afterwards speaks of what a finding spoke of before."""
    paths = list(figures_of(report))
    gone = data.draw(st.lists(st.sampled_from(paths), max_size=80, unique=True))
    wrong = data.draw(st.lists(st.sampled_from(paths), max_size=4, unique=True))
    numbers = st.sampled_from((0, 1, 7, 31, -2, Decimal("0.5")))
    spoiled = gir.evolve(report, {path: data.draw(numbers) for path in wrong})
    spoiled = gir.evolve(spoiled, dict.fromkeys(gone, gir.Mark.BLANK))
    done = gir.deduce(spoiled)
    before, after = figures_of(spoiled), figures_of(done.report)
    assert all(after[path] == value for path, value in before.items() if value is not gir.Mark.BLANK)
    assert said_of(done.report) <= said_of(spoiled)
