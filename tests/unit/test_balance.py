"""The identities: which there are, and when one is broken; against brute force."""

from collections import Counter
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gov_info_report as gir
from gov_info_report import Mark, Unreadable
from gov_info_report.balance import Identity, System, assess, system
from gov_info_report.model import table

COLUMNS = (
    "natural_person",
    "enterprise",
    "research_institute",
    "public_welfare",
    "legal_service",
    "other",
    "total",
)


# The identities of the form


@pytest.mark.parametrize(
    ("name", "edition", "codes"),
    [
        ("proactive", 2021, {}),
        ("proactive", 2019, {}),
        ("requests", 2021, {"requests-row-total": 25, "requests-outcomes-total": 7, "requests-balance": 7}),
        ("requests", 2019, {"requests-row-total": 23, "requests-outcomes-total": 7, "requests-balance": 7}),
        ("disputes", 2021, {"disputes-total": 3}),
        ("disputes", 2019, {"disputes-total": 3}),
    ],
)
def test_how_many_there_are(name, edition, codes):
    assert Counter(identity.code for identity in system(name, edition).identities) == codes


def sides(identity, of):
    return (
        identity.code,
        [of.paths[place] for place in identity.left],
        [of.paths[place] for place in identity.right],
    )


@pytest.mark.parametrize("edition", [2021, 2019])
def test_the_identities_of_table_3(edition):
    """As the notes to the form state them, spelled out row by row and column by column."""
    of = table("requests", edition)
    rows = list(dict.fromkeys(path.rsplit(".", 1)[0] for path in of.paths))
    outcomes = [row for row in rows if row.startswith("requests.outcomes.") and row != "requests.outcomes.total"]
    wanted = [("requests-row-total", [f"{row}.{column}" for column in COLUMNS[:6]], [f"{row}.total"]) for row in rows]
    for column in COLUMNS:
        wanted.append(
            (
                "requests-outcomes-total",
                [f"{row}.{column}" for row in outcomes],
                [f"requests.outcomes.total.{column}"],
            )
        )
        wanted.append(
            (
                "requests-balance",
                [f"requests.received.{column}", f"requests.carried_in.{column}"],
                [f"requests.outcomes.total.{column}", f"requests.carried_forward.{column}"],
            )
        )
    identities = system("requests", edition).identities
    assert [sides(identity, of) for identity in identities] == wanted
    assert [identity.paths for identity in identities] == [(*left, *right) for _, left, right in wanted]
    assert len(outcomes) == {2021: 21, 2019: 19}[edition]


def test_the_identities_of_table_4():
    of = table("disputes", 2021)
    assert [sides(identity, of) for identity in system("disputes", 2021).identities] == [
        (
            "disputes-total",
            [f"disputes.{block}.{name}" for name in ("upheld", "corrected", "other", "pending")],
            [f"disputes.{block}.total"],
        )
        for block in ("reconsideration", "direct_litigation", "litigation_after_reconsideration")
    ]
    assert [identity.label for identity in system("disputes", 2021).identities] == [
        "行政复议",
        "行政诉讼 > 未经复议直接起诉",
        "行政诉讼 > 复议后起诉",
    ]


# Broken or not assessed


def identity_of(left, right, code="small"):
    return Identity(code, code, tuple(left), tuple(right), tuple(f"p{place}" for place in (*left, *right)))


def state(left, right):
    """What is said of left = right for these figures: "broken", "unassessed", or None where it holds."""
    places = range(len(left) + len(right))
    identity = identity_of(places[: len(left)], places[len(left) :])
    found = list(assess(System(table("disputes", 2021), (identity,)), [*left, *right]))
    assert len(found) <= 1
    return found[0] if found else None


B, N, M = Mark.BLANK, Mark.NOT_APPLICABLE, Mark.MISSING
U = Unreadable("约三")
HALF = Decimal("0.5")


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ((1, 2), (3,), None),
        ((1, 2), (4,), "broken"),
        ((0, 0), (0,), None),
        ((-1, 2), (1,), None),
        ((-1, 2), (3,), "broken"),
        ((Decimal("1.0"), 2), (3,), None),
        ((HALF, HALF), (1,), None),
        ((HALF, 1), (1,), "broken"),
        # absent on the left: only more can be added there
        ((1, B), (3,), "unassessed"),
        ((3, B), (3,), "unassessed"),
        ((4, B), (3,), "broken"),
        # absent on the right
        ((1, 2), (B,), "unassessed"),
        ((0, 0), (M,), "unassessed"),
        ((-1, 0), (M,), "broken"),
        ((1, 2), (4, M), "broken"),
        ((1, 2), (2, M), "unassessed"),
        # on both sides anything goes
        ((9, N), (3, U), "unassessed"),
        ((3, N), (9, U), "unassessed"),
        ((N, M), (U,), "unassessed"),
        # no whole number makes up for a fraction
        ((HALF, B), (3,), "broken"),
        ((HALF, B), (3, B), "broken"),
        ((HALF, HALF, B), (3,), "unassessed"),
        ((B,), (Decimal("2.0"),), "unassessed"),
    ],
    ids=str,
)
def test_broken_and_not_assessed(left, right, wanted):
    each = state(left, right)
    assert (each and each.state) == wanted


def test_a_verdict_says_what_is_known():
    each = state((1, B, Decimal("2.5")), (U, 7))
    assert each[1:] == ("broken", Decimal("3.5"), 7)
    assert (each.identity.left, each.identity.right) == ((0, 1, 2), (3, 4))


def satisfiable(left, right, most):
    """By trying: whether integers from 0 to `most` in the absent places satisfy left = right."""
    absent = [side for side in (left, right) for figure in side if not isinstance(figure, int | Decimal)]
    known = [sum(figure for figure in side if isinstance(figure, int | Decimal)) for side in (left, right)]
    signs = [1 if side is left else -1 for side in absent]
    return any(
        known[0] - known[1] + sum(sign * value for sign, value in zip(signs, values, strict=True)) == 0
        for values in product(range(most + 1), repeat=len(absent))
    )


SMALL = st.one_of(
    st.integers(-2, 3), st.sampled_from([HALF, Decimal("2.0"), Decimal("-1.5")]), st.sampled_from([B, N, M, U])
)


@given(st.lists(SMALL, min_size=1, max_size=3), st.lists(SMALL, min_size=1, max_size=2))
def test_broken_is_what_no_integers_satisfy(left, right):
    left, right = tuple(left), list(right)
    each = state(left, right)
    absent = any(not isinstance(figure, int | Decimal) for figure in (*left, *right))
    wanted = ("unassessed" if absent else None) if satisfiable(left, right, 16) else "broken"
    assert (each and each.state) == wanted


@pytest.mark.parametrize("edition", [2021, 2019])
def test_a_change_of_any_figure_of_tables_3_and_4_breaks_an_identity_that_names_it(edition, consistent):
    report = consistent[edition]
    for record in gir.to_records(report):
        if record.path.startswith("proactive."):
            continue
        for change in (1, -1, 1000):
            changed = gir.evolve(report, {record.path: record.value + change})
            broken = [
                finding
                for finding in gir.validate(changed)
                if finding.code
                in ("requests-row-total", "requests-balance", "requests-outcomes-total", "disputes-total")
            ]
            assert broken
            assert all(record.path in finding.paths for finding in broken)
            assert len(broken) == expected_identities(record.path)


def expected_identities(path):
    """In how many identities a figure stands: its row's, and the columns' it counts in."""
    if path.startswith("disputes."):
        return 1
    if path.startswith("requests.outcomes.total."):
        return 3
    return 2


@pytest.mark.parametrize("edition", [2021, 2019])
def test_an_absent_figure_that_only_one_number_fits_is_not_broken(edition, consistent):
    report = consistent[edition]
    for record in gir.to_records(report):
        changed = gir.evolve(report, {record.path: Mark.BLANK})
        codes = [finding.code for finding in gir.validate(changed) if record.path in finding.paths]
        counts = [each.actual for each in gir.validate(changed, pick=["identity-unassessed"])]
        if record.path.startswith("proactive."):
            assert (codes, counts) == (["cell-blank"], [])
        else:
            assert (codes, counts) == (["cell-blank", "identity-unassessed"], [expected_identities(record.path)])
