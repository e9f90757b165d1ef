"""What is deduced and located, against exhaustive search: on small systems of any kind, and on tables of the form."""

from decimal import Decimal
from itertools import chain, combinations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import gov_info_report as gir
from gov_info_report.balance import LinearRule, LinearSystem
from gov_info_report.balance.location import locate_in
from gov_info_report.balance.solutions import Record
from gov_info_report.testing import consistent_reports

pytestmark = pytest.mark.slow

COUNTED = ("requests", "disputes")
LARGEST = 4


# Any small system


@st.composite
def systems(draw, most=6):
    """A system of figures between 0 (some of them -1) and 4, which is also what it is searched through."""
    size = draw(st.integers(1, most))
    places = st.integers(0, size - 1)
    factors = st.sampled_from((1, 1, 1, -1, -1, 2, -2, 3))
    rules = draw(
        st.lists(
            st.builds(
                LinearRule,
                st.dictionaries(places, factors, min_size=1, max_size=size),
                st.integers(-4, 6),
            ),
            min_size=1,
            max_size=4,
        )
    )
    lows = draw(st.tuples(*(st.sampled_from((0, 0, -1)) for _ in range(size))))
    return LinearSystem(size, tuple(rules), lows, (LARGEST,) * size)


@st.composite
def wide_systems(draw):
    """A system of twelve figures that are each 0 or 1, with coefficients as the form has them."""
    size = draw(st.integers(7, 12))
    rules = draw(
        st.lists(
            st.builds(
                LinearRule,
                st.dictionaries(st.integers(0, size - 1), st.sampled_from((1, -1)), min_size=2, max_size=6),
                st.integers(-1, 2),
            ),
            min_size=1,
            max_size=5,
        )
    )
    return LinearSystem(size, tuple(rules), (0,) * size, (1,) * size)


def records(system, absent=True):
    """Figures for a system; some of them out of their bounds."""
    number = st.integers(-1, LARGEST + 1)
    return st.tuples(*((st.none() | number if absent else number) for _ in range(system.size)))


def holds(system, figures):
    return all(
        sum(factor * figures[place] for place, factor in rule.coefficients.items()) == rule.constant
        for rule in system.rules
    ) and all(system.admits(place, figure) for place, figure in enumerate(figures))


def all_solutions(system, known):
    """Every way to fill what is absent, by trying all."""
    choices = (
        range(low, high + 1) if figure is None else (figure,)
        for figure, low, high in zip(known, system.lows, system.highs, strict=True)
    )
    return [figures for figures in product(*choices) if holds(system, figures)]


@given(data=st.data(), system=systems() | wide_systems())
def test_what_is_forced_is_what_every_solution_has(data, system):
    known = data.draw(records(system))
    found = all_solutions(system, known)
    solutions = Record(system, known).solutions()
    assert (solutions.conflict is None) == bool(found)
    if found:
        absent = [place for place, figure in enumerate(known) if figure is None]
        ranges = {place: {figures[place] for figures in found} for place in absent}
        forced = {place: min(values) for place, values in ranges.items() if len(values) == 1}
        assert {place: each.value for place, each in solutions.forced().items()} == forced
        assert {place: solutions.range(place) for place in absent} == {
            place: (min(values), max(values)) for place, values in ranges.items()
        }
    else:
        fewer = [figure if place in solutions.conflict else None for place, figure in enumerate(known)]
        assert not all_solutions(system, fewer)


@given(data=st.data(), system=systems(most=5))
def test_the_lightest_sets_are_all_that_trying_every_subset_finds(data, system):
    known = data.draw(records(system))
    weights = data.draw(st.tuples(*(st.sampled_from((1, 1, 2)) for _ in known)))
    places = [place for place, figure in enumerate(known) if figure is not None]
    subsets = chain.from_iterable(combinations(places, size) for size in range(len(places) + 1))
    enough = {
        frozenset(subset): found
        for subset in subsets
        if (found := all_solutions(system, [None if at in subset else figure for at, figure in enumerate(known)]))
    }
    assume(enough)  # else nothing balances it, which is no record of any form
    least = min(sum(weights[place] for place in subset) for subset in enough)
    wanted = {
        subset: {place: (min(f[place] for f in found), max(f[place] for f in found)) for place in subset}
        for subset, found in enough.items()
        if sum(weights[place] for place in subset) == least
    }
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
