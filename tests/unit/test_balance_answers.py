"""Deducing and locating: the literature's examples, the form's own cases, guesses, ties, limits and the solver."""

from decimal import Decimal

import pytest

import gov_info_report as gir
from gov_info_report import Change, Correction, Guess, Mark, Unreadable
from gov_info_report.balance import LinearRule, LinearSystem
from gov_info_report.balance.location import locate_in
from gov_info_report.balance.solutions import Record

BLOCK = "disputes.reconsideration"
RESULTS = ("upheld", "corrected", "other", "pending", "total")
ROW = "requests.received"
COLUMNS = ("natural_person", "enterprise", "research_institute", "public_welfare", "legal_service", "other", "total")


# Examples of the literature: the figures to change, and what they can be


def located(system, known, weights=None):
    """Each lightest set of places, with what its figures can be, of a system that has one part."""
    parts = list(locate_in(system, known, weights))
    assert len(parts) <= 1
    return (parts[0].weight, [dict(each) for each in parts[0].sets]) if parts else (0, [])


def test_turnover_profit_and_costs():
    """p + c = t, c >= 0.6 t, all >= 0 (de Waal, Pannekoek & Scholtus 2011): profit is the figure to change."""
    system = LinearSystem(3, (LinearRule({0: 1, 1: 1, 2: -1}), LinearRule({2: 3, 1: -5}, 0, equal=False)))
    assert located(system, (755, 125, 200)) == (1, [{0: (75, 75)}])


def test_an_inequality_takes_part():
    """x + y = z, x < 1, which among integers is x <= 0."""
    free = (None,) * 3
    system = LinearSystem(3, (LinearRule({0: 1, 1: 1, 2: -1}), LinearRule({0: 1}, 0, equal=False)), free, free)
    assert located(system, (1, 1, 1)) == (1, [{0: (0, 0)}])


TWO_EQUATIONS = LinearSystem(
    3, (LinearRule({0: 1, 1: 1, 2: -1}), LinearRule({1: 2, 2: -1}, -1)), (None,) * 3, (None,) * 3
)


def test_two_equations():
    assert located(TWO_EQUATIONS, (1, 1, 3)) == (1, [{0: (2, 2)}])


def test_weights_decide_what_is_smallest():
    assert located(TWO_EQUATIONS, (1, 1, 3), (10, 1, 1)) == (2, [{1: (0, 0), 2: (1, 1)}])


BOUNDED = LinearSystem(2, (LinearRule({0: 1, 1: 1}, 50, equal=False),), (-5, 30), (15, None))


@pytest.mark.parametrize(
    ("record", "weight", "answer"),
    [
        ((4, 49), 1, {1: (30, 46)}),
        ((16, 49), 1.5, {0: (-5, 1)}),
        ((15, 51), 1, {1: (30, 35)}),
        ((30, 70), 2.5, {0: (-5, 15), 1: (30, 55)}),
        ((15, 35), 0, None),
    ],
)
def test_bounds_and_weights(record, weight, answer):
    assert located(BOUNDED, record, (1.5, 1)) == (weight, [answer] if answer else [])


def test_what_a_chain_of_equations_forces():
    """The example of deductive imputation; x5 to x7 stay open."""
    rules = ({1: 1, 2: 1, 3: -1}, {2: 1, 4: -1}, {5: 1, 6: 1, 7: 1, 8: -1}, {3: 1, 8: 1, 9: -1}, {9: 1, 10: -1, 11: -1})
    system = LinearSystem(
        11, tuple(LinearRule({place - 1: factor for place, factor in rule.items()}) for rule in rules)
    )
    record = (145, None, 155, None, None, None, None, 86, None, 217, None)
    forced = Record(system, record).solutions().forced()
    assert {place + 1: each.value for place, each in forced.items()} == {2: 10, 4: 10, 9: 241, 11: 24}
    assert located(system, record) == (0, [])


@pytest.mark.parametrize(("total", "conflict", "forced"), [(8, {1, 2}, None), (10, None, {0: 0}), (12, None, {0: 2})])
def test_a_figure_that_cannot_be_stays_open(total, conflict, forced):
    """a >= 0, a + b = c, a absent, b 10."""
    solutions = Record(LinearSystem(3, (LinearRule({0: 1, 1: 1, 2: -1}),)), (None, 10, total)).solutions()
    assert solutions.conflict == (conflict and frozenset(conflict))
    if forced:
        assert {place: each.value for place, each in solutions.forced().items()} == forced


def test_integers_that_no_equation_admits():
    system = LinearSystem(2, (LinearRule({0: 2, 1: -4}, 3),))
    assert Record(system, (None, None)).solutions().conflict == frozenset()
    between = LinearSystem(2, (LinearRule({0: 2, 1: -2}, 1, equal=False), LinearRule({0: -2, 1: 2}, -1, equal=False)))
    assert Record(between, (None, 3)).solutions().conflict == frozenset({1})


# deduce


def filled(values, edition=2021):
    """The form, a block of table 4 filled in, all else blank."""
    return gir.evolve(gir.blank(edition), dict(zip((f"{BLOCK}.{name}" for name in RESULTS), values, strict=True)))


def test_a_step_says_why():
    report = filled((3, 0, Mark.MISSING, 1, 6))
    done = gir.deduce(report)
    [step] = done.steps
    assert (step.path, step.value, step.replaced) == (f"{BLOCK}.other", 2, Mark.MISSING)
    assert step.reason == step.render() == "“行政复议”（各项结果之和 = 总计）：代入其余各数，6 − 4 = 2"
    assert step.render("en") == "行政复议 (the results add up to 总计): with the other figures, 6 − 4 = 2"
    assert step.identities == (("disputes-total", "行政复议"),)
    assert done.report == gir.evolve(report, {f"{BLOCK}.other": 2})
    assert done.contradicted == ()


def test_what_is_left_is_zero_when_the_sum_is_reached():
    done = gir.deduce(filled((3, Mark.BLANK, Unreadable("约"), 3, 6)))
    assert [(step.path, step.value) for step in done.steps] == [(f"{BLOCK}.corrected", 0), (f"{BLOCK}.other", 0)]
    assert done.steps[0].reason == (
        "“行政复议”（各项结果之和 = 总计）：两边的已知数之和同为 6，其余各数都在一边且不小于 0，故均为 0"
    )
    assert done.steps[0].render("en") == (
        "行政复议 (the results add up to 总计): the known figures come to 6 on both sides; the others, on one side and "
        "not below 0, are 0"
    )


def test_not_applicable_is_left_alone_unless_asked():
    report = filled((3, 0, Mark.NOT_APPLICABLE, 1, 4))
    assert gir.deduce(report).steps == ()
    assert [step.value for step in gir.deduce(report, not_applicable=True).steps] == [0]


@pytest.mark.parametrize(
    "values", [(3, Mark.BLANK, 9, 1, 6), (-3, Mark.BLANK, 0, 1, 6), (Decimal("0.5"), Mark.BLANK, 0, 1, 6)]
)
def test_nothing_is_deduced_through_a_contradiction(values):
    report = filled(values)
    done = gir.deduce(report)
    assert done.report == report
    assert done.steps == ()
    assert f"{BLOCK}.upheld" in done.contradicted


def test_what_no_single_identity_shows():
    """Two rows and the balance of their columns: only added up do they leave one value."""
    rows = {"received": (5, 3), "carried_in": (0, 0), "outcomes.total": (4, 3), "carried_forward": (1, 0)}
    report = gir.evolve(
        gir.blank(), {record.path: 0 for record in gir.to_records(gir.blank()) if "requests" in record.path}
    )
    changes = {}
    for row, (natural, enterprise) in rows.items():
        changes |= {f"requests.{row}.natural_person": natural, f"requests.{row}.enterprise": enterprise}
        changes[f"requests.{row}.total"] = natural + enterprise
    granted = {"natural_person": 4, "enterprise": 3, "total": 7}
    changes |= {f"requests.outcomes.granted.{column}": value for column, value in granted.items()}
    report = gir.evolve(report, changes)
    assert not gir.validate(report, pick=["requests-row-total", "requests-balance", "requests-outcomes-total"])
    # A square of four: each row and each column of it has two figures that are not known, and so has the third row.
    square = [
        f"requests.outcomes.{row}.{column}"
        for row in ("granted", "partly_granted")
        for column in ("natural_person", "enterprise")
    ]
    open_square = gir.deduce(gir.evolve(report, dict.fromkeys(square, Mark.BLANK)))
    assert {step.path: step.value for step in open_square.steps} == {path: report[path] for path in square}


def test_several_identities_added_up():
    """A square whose rows come to 2 and 0 more than its columns leave: at its corner nothing but 0 is left."""
    zeros = {record.path: 0 for record in gir.to_records(gir.blank()) if record.path.startswith("requests")}
    report = gir.evolve(gir.blank(), zeros)
    corner = [
        "requests.received.natural_person",
        "requests.carried_in.natural_person",
        "requests.received.enterprise",
        "requests.carried_in.enterprise",
        "requests.received.total",
    ]
    done = gir.deduce(gir.evolve(report, dict.fromkeys(corner, Mark.BLANK)))
    assert {step.path: step.value for step in done.steps} == dict.fromkeys(corner, 0)


def test_a_value_that_no_cell_can_hold_is_not_filled_in():
    most = 10**18 - 1
    done = gir.deduce(filled((most, most, 0, 0, Mark.BLANK)))
    assert done.steps == ()


# locate


def changes_of(corrections):
    return [[(change.path.rpartition(".")[2], change.proposed) for change in each.changes] for each in corrections]


def test_a_block_of_one_identity_ties():
    corrections = gir.locate(filled((3, 0, 0, 12, 24)))
    assert changes_of(corrections) == [
        [("pending", 21)],
        [("total", 15)],
        [("corrected", 9)],
        [("other", 9)],
        [("upheld", 12)],
    ]
    assert [each.guess for each in corrections] == [
        "digits-swapped",
        "total-not-updated",
        "digit-replaced",
        "digit-replaced",
        "",
    ]
    assert corrections[0] == Correction(
        (Change(f"{BLOCK}.pending", 12, 21, Guess.DIGITS_SWAPPED),), 1.0, "digits-swapped"
    )
    assert not corrections.truncated
