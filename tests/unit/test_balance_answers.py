"""Deducing and locating: small systems, the form's own cases, guesses, ties and limits."""

from decimal import Decimal
from random import Random

import pytest

import gov_info_report as gir
from gov_info_report import Mark, Unreadable
from gov_info_report.balance import Change, Correction, Guess, search, system
from gov_info_report.balance.factors import factors
from gov_info_report.balance.linear import LinearSystem
from gov_info_report.balance.location import locate_in
from gov_info_report.balance.plausible import guessed
from gov_info_report.balance.solutions import Assignment
from gov_info_report.testing.consistent import consistent_report

BLOCK = "disputes.reconsideration"
ADDS_UP = 'table 4, block "administrative reconsideration" (the results add up to the total)'
RESULTS = ("upheld", "corrected", "other", "pending", "total")
ROW = "requests.received"
COLUMNS = ("natural_person", "enterprise", "research_institute", "public_welfare", "legal_service", "other", "total")


# Small systems: the figures to change, and what they can be


def located(system, known, weights=None):
    """Each lightest set of places, with what its figures can be, of a system that has one part."""
    parts = list(locate_in(system, known, weights))
    assert len(parts) <= 1
    return (parts[0].weight, [dict(each) for each in parts[0].sets]) if parts else (0, [])


TWO_RULES = LinearSystem(4, ({0: 1, 1: 1, 2: -1}, {2: 1, 3: -1}))


def test_the_figure_in_both_rules_is_changed():
    assert located(TWO_RULES, (1, 1, 3, 2)) == (1, [{2: (2, 2)}])


def test_weights_decide_what_is_smallest():
    assert located(TWO_RULES, (1, 1, 3, 2), (1, 1, 5, 2)) == (3, [{0: (2, 2), 3: (3, 3)}, {1: (2, 2), 3: (3, 3)}])


def test_a_number_that_is_no_count_may_be_negative():
    system = LinearSystem(3, ({0: 1, 1: 1, 2: -1},), (False, True, True))
    assert located(system, (5, 9, 4)) == (1, [{0: (-5, -5)}, {2: (14, 14)}])
    assert Assignment(system, (None, 9, None)).solutions().range(0) == (-9, None)


def test_what_a_chain_of_equations_forces():
    """The example of deductive imputation of the literature; x5 to x7 stay open."""
    rules = ({1: 1, 2: 1, 3: -1}, {2: 1, 4: -1}, {5: 1, 6: 1, 7: 1, 8: -1}, {3: 1, 8: 1, 9: -1}, {9: 1, 10: -1, 11: -1})
    system = LinearSystem(11, tuple({place - 1: factor for place, factor in rule.items()} for rule in rules))
    record = (145, None, 155, None, None, None, None, 86, None, 217, None)
    forced = Assignment(system, record).solutions().forced()
    assert {place + 1: each.value for place, each in forced.items()} == {2: 10, 4: 10, 9: 241, 11: 24}
    assert located(system, record) == (0, [])


@pytest.mark.parametrize(("total", "conflict", "forced"), [(8, {1, 2}, None), (10, None, {0: 0}), (12, None, {0: 2})])
def test_a_figure_that_cannot_be_stays_open(total, conflict, forced):
    """a >= 0, a + b = c, a absent, b 10."""
    solutions = Assignment(LinearSystem(3, ({0: 1, 1: 1, 2: -1},)), (None, 10, total)).solutions()
    assert solutions.conflict == (conflict and frozenset(conflict))
    if forced:
        assert {place: each.value for place, each in solutions.forced().items()} == forced


# deduce


def filled(values, edition=2021):
    """The form, a block of table 4 filled in, all else blank."""
    return gir.evolve(gir.blank(edition), dict(zip((f"{BLOCK}.{name}" for name in RESULTS), values, strict=True)))


def test_a_step_says_why():
    report = filled((3, 0, Mark.MISSING, 1, 6))
    done = gir.deduce(report)
    [step] = done.steps
    assert (step.path, step.value, step.replaced) == (f"{BLOCK}.other", 2, Mark.MISSING)
    assert step.reason == step.render() == "“行政复议”（各项结果之和 = 总计）：代入其余各数，6 - 4 = 2"
    assert step.render("en") == f"{ADDS_UP}: with the other figures, 6 - 4 = 2"
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
        f"{ADDS_UP}: the known figures come to 6 on both sides; the others, on one side and not below 0, are 0"
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


ROWS = ("granted", "partly_granted", "refused.state_secret", "refused.prohibited_by_law")


def two_squares(bridges):
    """A report, and figures of table 3 that form two squares, each with two open in every row and column, and bridges.

    No identity has one open figure alone. But the two rows of a square, less its two columns, leave the bridges: the
    figures beside it in the other square's columns.
    """
    squares = [f"requests.outcomes.{row}.{column}" for row in ROWS[:2] for column in COLUMNS[:2]]
    squares += [f"requests.outcomes.{row}.{column}" for row in ROWS[2:] for column in COLUMNS[2:4]]
    values = {path: 1 + at for at, path in enumerate(squares)} | bridges
    zeros = {record.path: 0 for record in gir.to_records(gir.blank()) if record.path.startswith("requests")}
    totals = {}
    for column in COLUMNS[:6]:
        totals[column] = sum(value for path, value in values.items() if path.endswith(f".{column}"))
    totals["total"] = sum(totals.values())
    sums = {f"requests.{row}.{name}": value for name, value in totals.items() for row in ("received", "outcomes.total")}
    for row in ROWS:
        own = (value for path, value in values.items() if path.startswith(f"requests.outcomes.{row}."))
        sums[f"requests.outcomes.{row}.total"] = sum(own)
    report = gir.evolve(gir.blank(), zeros | values | sums)
    assert not gir.validate(report, pick=["requests-row-total", "requests-balance", "requests-outcomes-total"])
    return gir.evolve(report, dict.fromkeys([*squares, *bridges], Mark.BLANK))


BRIDGES = [f"requests.outcomes.{row}.{COLUMNS[2]}" for row in ROWS[:2]]

ONE_ROW = "“三、本年度办理结果 > （一）予以公开”行（各列之和 = 总计）"
OTHER_ROW = "“三、本年度办理结果 > （二）部分公开（区分处理的，只计这一情形，不计其他情形）”行（各列之和 = 总计）"
ONE_COLUMN = "“自然人”列（（一）至（六）之和 = （七）总计）"
OTHER_COLUMN = "“法人或其他组织 > 商业企业”列（（一）至（六）之和 = （七）总计）"


def test_what_no_single_identity_shows():
    [step] = gir.deduce(two_squares({BRIDGES[0]: 30})).steps
    assert (step.path, step.value) == (BRIDGES[0], 30)
    assert step.reason == (
        f"33（{ONE_ROW}） + 7（{OTHER_ROW}） - 4（{ONE_COLUMN}） - 6（{OTHER_COLUMN}） = 30；"
        "各式旁的数为其两边已知数之差，如此加减后只剩此数"
    )
    assert step.render("en").endswith(
        " = 30: by so much do the known figures of each identity differ; added up so, they leave this figure"
    )
    assert {label for _, label in step.identities} == {
        "三、本年度办理结果 > （一）予以公开",
        "三、本年度办理结果 > （二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "自然人",
        "法人或其他组织 > 商业企业",
    }


def test_what_cannot_be_more_than_nothing():
    steps = gir.deduce(two_squares(dict.fromkeys(BRIDGES, 0))).steps
    assert [(step.path, step.value) for step in steps] == [(path, 0) for path in BRIDGES]
    assert steps[0].reason == (
        f"3（{ONE_ROW}） + 7（{OTHER_ROW}） - 4（{ONE_COLUMN}） - 6（{OTHER_COLUMN}） = 0；"
        "各式旁的数为其两边已知数之差，如此加减后其余未知数都不小于 0，故此数不大于 0，即为 0"
    )
    assert (
        steps[0]
        .render("en")
        .endswith(
            " = 0: by so much do the known figures of each identity differ; added up so, they leave this figure and "
            "others that are not below 0, so it is at most 0, and no less"
        )
    )


def test_a_contradiction_that_no_single_identity_shows():
    """The bridge would have to be below 0; so nothing is deduced, and the figures that say so are named."""
    report = two_squares({BRIDGES[0]: 30})
    total = "requests.outcomes.granted.total"
    less = gir.evolve(report, {total: report[total] - 31})
    assert not gir.validate(less, pick=["requests-row-total"])
    done = gir.deduce(less)
    assert done.steps == ()
    assert total in done.contradicted


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


def test_two_blocks_that_are_wrong_are_mended_together():
    other = "disputes.direct_litigation"
    report = gir.evolve(
        filled((3, 0, 0, 12, 24)), dict(zip((f"{other}.{name}" for name in RESULTS), (1, 0, 0, 0, 10), strict=True))
    )
    corrections = gir.locate(report)
    assert len(corrections) == 25
    assert {each.weight for each in corrections} == {2.0}
    assert [(change.path, change.proposed) for change in corrections[0].changes] == [
        (f"{BLOCK}.pending", 21),
        (f"{other}.total", 1),
    ]
    assert corrections[0].guess == "digits-swapped, factor-of-ten"
    few = gir.locate(report, limit=3)  # the best of all, and not of the first that were found
    assert few.items == corrections.items[:3]
    assert few.truncated


def test_choices_that_do_not_depend_on_one_another_are_parts():
    blocks = ("reconsideration", "direct_litigation", "litigation_after_reconsideration")
    wrong = {f"disputes.{block}.{name}": 0 for block in blocks for name in RESULTS}
    wrong |= {f"disputes.{block}.total": 3 + at for at, block in enumerate(blocks)}
    corrections = gir.locate(gir.evolve(gir.blank(), wrong))
    assert [len(part) for part in corrections.parts] == [5, 5, 5]
    assert [{change.path.split(".")[1] for each in part for change in each.changes} for part in corrections.parts] == [
        {block} for block in blocks
    ]
    assert (len(corrections), corrections.truncated, corrections.certain) == (100, True, ())
    assert [part.parts for part in corrections.parts] == [(part,) for part in corrections.parts]
    assert (len(gir.locate(gir.evolve(gir.blank(), wrong), limit=125)), gir.balance.Corrections().parts) == (125, ())


def test_what_is_certain_is_a_part_beside_what_is_not(two_wrong):
    report = gir.evolve(two_wrong, {f"{BLOCK}.total": 4})
    corrections = gir.locate(report)
    assert [len(part) for part in corrections.parts] == [1, 1, 5]
    assert [(change.path, change.proposed) for change in corrections.certain] == [
        (f"{ROW}.other", 1),
        ("requests.outcomes.granted.enterprise", 4),
    ]
    assert all(correction.changes[:2] == corrections.certain for correction in corrections)
    assert {correction.weight for correction in corrections} == {3.0}


def test_two_slips_in_one_table_that_several_cells_explain_are_two_parts(two_wrong):
    # each slip is one that the columns do not show: two figures of a column that exchange what they lack
    rows = ("requests.outcomes.refused.state_secret", "requests.outcomes.not_processed.repeated")
    spoiled = {f"{rows[0]}.other": 2, f"{rows[1]}.natural_person": 5}
    report = gir.evolve(two_wrong, {f"{ROW}.other": 1, "requests.outcomes.granted.enterprise": 4} | spoiled)
    corrections = gir.locate(report)
    assert [[change.path for change in part[0].changes] for part in corrections.parts] == [
        [f"{rows[0]}.other"],
        [f"{rows[1]}.natural_person"],
    ]
    assert len(corrections) == 1


@pytest.mark.parametrize(
    ("ways", "choices"),
    [
        ([], []),
        ([{}], []),
        ([{0: 1, 1: 1}], [[{0: 1, 1: 1}]]),  # they share a rule
        ([{0: 1, 3: 1}], [[{0: 1}], [{3: 1}]]),
        ([{0: 1, 2: 1}, {0: 1, 3: 1}], [[{0: 1}], [{2: 1}, {3: 1}]]),
        ([{0: 1, 2: 1}, {0: 1, 3: 1}, {1: 1, 2: 1}], [[{0: 1, 2: 1}, {0: 1, 3: 1}, {1: 1, 2: 1}]]),  # no product
        ([{0: 1}, {0: 2}], [[{0: 1}, {0: 2}]]),
        ([{0: 1, 2: 1}, {1: 1}], [[{0: 1, 2: 1}, {1: 1}]]),
    ],
    ids=str,
)
def test_sets_taken_apart(ways, choices):
    def ranged(each):
        return {place: (value, value) for place, value in each.items()}

    linear = LinearSystem(4, ({0: 1, 1: -1},))
    assert factors([ranged(each) for each in ways], linear) == [[ranged(each) for each in way] for way in choices]


def test_a_limit_on_one_block():
    assert gir.locate(filled((3, 0, 0, 12, 24)), limit=5).truncated is False
    few = gir.locate(filled((3, 0, 0, 12, 24)), limit=4)
    assert (len(few), few.truncated) == (4, True)


def test_weights_of_the_caller():
    report = filled((3, 0, 0, 12, 24))
    trusted = {f"{BLOCK}.{name}": 5.5 for name in RESULTS if name != "other"}
    [correction] = gir.locate(report, weights=trusted)
    assert [(change.path, change.proposed) for change in correction.changes] == [(f"{BLOCK}.other", 9)]
    assert gir.locate(report, weights=trusted | {f"{BLOCK}.other": 7.5})[0].weight == 5.5


@pytest.mark.parametrize("weight", [0, -1.0, float("nan"), float("inf")])
def test_a_weight_that_is_none(weight):
    with pytest.raises(ValueError, match=r"the weight of disputes\.reconsideration\.other is not a number above 0"):
        gir.locate(gir.blank(), weights={f"{BLOCK}.other": weight})


def test_misuse():
    with pytest.raises(gir.PathError):
        gir.locate(gir.blank(), weights={"requests.received": 1})
    with pytest.raises(ValueError, match="limit"):
        gir.locate(gir.blank(), limit=0)


def test_numbers_that_are_no_counts_have_to_change():
    half, negative = Decimal("1.5"), -4
    report = gir.evolve(gir.blank(), {"proactive.licensing.decisions": half, "proactive.penalties.decisions": negative})
    [correction] = gir.locate(report)
    most = 10**18 - 1
    assert [(c.path, c.reported, c.proposed) for c in correction.changes] == [
        ("proactive.licensing.decisions", half, (0, most)),
        ("proactive.penalties.decisions", negative, (0, most)),
    ]
    assert correction.guess == ""


def test_an_amount_may_have_decimals_and_a_change_may_be_negative():
    report = gir.evolve(
        gir.blank(2019), {"proactive.licensing.items_change": -3, "proactive.procurement.amount": Decimal("356.5")}
    )
    assert gir.locate(report).items == ()


def test_a_figure_that_may_be_several_values():
    """The other figure is absent, and takes up what this one leaves."""
    assert changes_of(gir.locate(filled((9, Mark.BLANK, 0, 0, 4)))) == [
        [("total", (9, 10**18 - 1))],
        [("upheld", (0, 4))],
    ]


# locate, for one finding


def row_of(values, row=ROW):
    return dict(zip((f"{row}.{name}" for name in COLUMNS), values, strict=True))


@pytest.fixture
def two_wrong():
    """A report that balances but for two figures of table 3."""
    zeros = {record.path: 0 for record in gir.to_records(gir.blank())}
    good = zeros | row_of((9, 4, 0, 0, 0, 1, 14))
    for row in ("requests.outcomes.granted", "requests.outcomes.total"):
        good |= row_of((9, 4, 0, 0, 0, 1, 14), row)
    assert not gir.validate(gir.evolve(gir.blank(), good)).errors
    return gir.evolve(gir.blank(), good | {f"{ROW}.other": 6, "requests.outcomes.granted.enterprise": 40})


def test_each_finding_has_its_own_answer(two_wrong):
    answers = {
        (finding.code, finding.label): [
            (change.path, change.proposed) for each in gir.locate(two_wrong, finding) for change in each.changes
        ]
        for finding in gir.validate(two_wrong).errors
    }
    received, granted = [(f"{ROW}.other", 1)], [("requests.outcomes.granted.enterprise", 4)]
    assert answers == {
        ("requests-row-total", "一、本年新收政府信息公开申请数量"): received,
        ("requests-balance", "法人或其他组织 > 其他"): received,
        ("requests-row-total", "三、本年度办理结果 > （一）予以公开"): granted,
        ("requests-outcomes-total", "法人或其他组织 > 商业企业"): granted,
    }
    [both] = gir.locate(two_wrong)
    assert [(change.path, change.proposed, change.guess) for change in both.changes] == [
        (*received[0], Guess.DIGIT_REPLACED),
        (*granted[0], Guess.FACTOR_OF_TEN),
    ]


def test_a_finding_on_a_number(two_wrong):
    report = gir.evolve(two_wrong, {f"{ROW}.natural_person": -9})
    [finding] = gir.validate(report, pick=["value-negative"])
    assert changes_of(gir.locate(report, finding)) == [[("natural_person", (0, 10**18 - 1))]]


def test_a_finding_that_nothing_can_mend(two_wrong):
    [blank] = gir.validate(gir.evolve(two_wrong, {f"{BLOCK}.total": Mark.BLANK}), pick=["cell-blank"])[:1]
    assert gir.locate(two_wrong, blank).items == ()


# Guesses


@pytest.mark.parametrize(
    ("reported", "proposed", "guess"),
    [
        (12, 21, Guess.DIGITS_SWAPPED),
        (120, 12, Guess.FACTOR_OF_TEN),
        (3, 300, Guess.FACTOR_OF_TEN),
        (7, -7, Guess.SIGN),
        (1223, 123, Guess.DIGIT_DOUBLED),
        (13, 123, Guess.DIGIT_DROPPED),
        (5, 35, Guess.DIGIT_DROPPED),
        (143, 123, Guess.DIGIT_REPLACED),
        (0, 7, Guess.DIGIT_REPLACED),
        (0, 10, None),
        (987, 123, None),
        (-3, 5, None),
        (5, (0, 3), None),
        (Decimal("0.5"), 3, None),
    ],
)
def test_guesses_at_one_figure(reported, proposed, guess):
    assert guesses((f"{ROW}.enterprise", reported, proposed)) == ([guess], guess or "")


def guesses(*changes, of=None):
    """The guesses at changes in table 3, whose other figures are 0 but for those in `of`."""
    table = system("requests", 2021)
    figures = [
        {path: reported for path, reported, _ in changes}.get(path, (of or {}).get(path, 0))
        for path in table.table.paths
    ]
    correction = guessed([Change(*change) for change in changes], 1.0, {"requests": (table, figures)})
    return [change.guess for change in correction.changes], correction.guess


def test_the_value_of_a_neighbour():
    beside = {f"{ROW}.research_institute": 38}
    assert guesses((f"{ROW}.enterprise", 38, 7), of=beside) == ([Guess.NEIGHBOUR], "neighbour")
    above = {f"{ROW}.enterprise": 38}
    assert guesses(("requests.carried_in.enterprise", 38, 7), of=above) == ([Guess.NEIGHBOUR], "neighbour")
    assert guesses((f"{ROW}.enterprise", 0, 777)) == ([None], "")  # many a cell is 0, and its neighbours are


def test_the_blocks_of_table_4_stand_side_by_side():
    def guess_at(path, figures):
        table = system("disputes", 2021)
        changes = [Change(path, 38, 7)]
        given = {path: 38} | figures
        listed = [given.get(each, 0) for each in table.table.paths]
        return guessed(changes, 1.0, {"disputes": (table, listed)}).guess

    assert guess_at(f"{BLOCK}.upheld", {"disputes.direct_litigation.upheld": 38}) == ""
    assert guess_at(f"{BLOCK}.upheld", {f"{BLOCK}.corrected": 38}) == "neighbour"
    assert guess_at("disputes.direct_litigation.upheld", {f"{BLOCK}.total": 38}) == "neighbour"


def test_a_total_that_was_not_updated():
    assert guesses((f"{ROW}.total", 38, 417)) == ([Guess.TOTAL_NOT_UPDATED], "total-not-updated")
    assert guesses(("requests.outcomes.total.other", 38, 417)) == ([Guess.TOTAL_NOT_UPDATED], "total-not-updated")


def test_a_row_shifted_by_one_column():
    right = ((f"{ROW}.natural_person", 0, 15), (f"{ROW}.enterprise", 15, 4), (f"{ROW}.research_institute", 4, 0))
    assert guesses(*right) == ([Guess.ROW_SHIFTED] * 3, "row-shifted")
    left = ((f"{ROW}.natural_person", 15, 0), (f"{ROW}.enterprise", 4, 15), (f"{ROW}.research_institute", 0, 4))
    assert guesses(*left) == ([Guess.ROW_SHIFTED] * 3, "row-shifted")
    two = ((f"{ROW}.natural_person", 0, 15), (f"{ROW}.enterprise", 15, 0))
    assert guesses(*two) == ([Guess.ROW_SHIFTED] * 2, "row-shifted")
    neither = ((f"{ROW}.natural_person", 3, 15), (f"{ROW}.enterprise", 15, 4))
    assert guesses(*neither) == ([None, None], "")


def test_guesses_in_words():
    assert (Guess.DIGITS_SWAPPED.render(), Guess.DIGITS_SWAPPED.render("en")) == (
        "两位数字颠倒",
        "two digits are swapped",
    )
    assert all(guess.render() != guess.render("en") for guess in Guess)


# Time, and the solver


@pytest.fixture
def many_wrong():
    """A report with eight wrong figures in table 3, and which they are."""
    random = Random(1)
    report = consistent_report(random, 2021)
    paths = random.sample([r.path for r in gir.to_records(report) if r.path.startswith("requests")], 8)
    return gir.evolve(report, {path: report[path] + random.randint(1, 99) for path in paths}), set(paths)


def test_many_wrong_figures_are_located(many_wrong):
    report, wrong = many_wrong
    corrections = gir.locate(report, seconds=120)
    assert [{change.path for change in each.changes} for each in corrections] == [wrong]
    assert (corrections.truncated, corrections.timed_out) == (False, False)


def test_out_of_time(many_wrong, monkeypatch):
    """What is given balances, and that there may be better is said."""
    report, _ = many_wrong
    monkeypatch.setattr(search, "monotonic", lambda: float("inf"))
    corrections = gir.locate(report, seconds=60)
    assert (corrections.truncated, corrections.timed_out) == (True, True)
    [correction] = corrections
    assert len(correction.changes) >= 8
    mended = gir.evolve(report, {change.path: Mark.BLANK for change in correction.changes})
    codes = ["requests-row-total", "requests-balance", "requests-outcomes-total"]
    assert not gir.validate(gir.deduce(mended).report, pick=codes)
