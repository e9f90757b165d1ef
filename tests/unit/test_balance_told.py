"""What deductions and corrections say besides their figures: reasons whole, what contradicts, where a list ends."""

from decimal import Decimal

import pytest

import gov_info_report as gir
from gov_info_report import Mark
from gov_info_report.balance import Guess, system
from gov_info_report.balance.reasons import combined

NONE = (0, 0, 0, 0, 0)
RESULTS = ("upheld", "corrected", "other", "pending", "total")


def disputes(*blocks):
    """A report of table 4 alone, its blocks filled in."""
    return gir.Report(disputes=gir.model.Disputes(*(gir.model.DisputeResults(*each) for each in blocks)))


# Reasons


def test_a_row_a_column_and_the_balance_are_called_by_what_they_say():
    rows = ("received", "carried_in", "outcomes.total", "carried_forward")
    figures = {f"requests.{row}.natural_person": count for row, count in zip(rows, (9, 2, 8), strict=False)}
    figures |= {f"requests.received.{name}": 1 for name in ("enterprise", "research_institute", "public_welfare")}
    figures |= {"requests.received.legal_service": 0, "requests.received.other": 0}
    steps = {
        step.path: (step.value, step.reason, step.render("en"))
        for step in gir.deduce(gir.evolve(gir.blank(), figures)).steps
    }
    assert steps == {
        "requests.received.total": (
            12,
            "“一、本年新收政府信息公开申请数量”行（各列之和 = 总计）：代入其余各数，12 - 0 = 12",
            'table 3, row "requests received this year" (the columns add up to the total): '
            "with the other figures, 12 - 0 = 12",
        ),
        "requests.carried_forward.natural_person": (
            3,
            "“自然人”列（一 + 二 = 三（七）总计 + 四）：代入其余各数，11 - 8 = 3",
            'table 3, column "natural person" (received + carried in = outcomes + carried forward): '
            "with the other figures, 11 - 8 = 3",
        ),
    }


def test_a_figure_that_two_sums_enclose():
    row, other, *_ = system("disputes", 2021).identities
    chinese, english = combined(3, below=[(-1, 3, other)], above=[(1, 3, row)])
    named, other_named = "“行政复议”（各项结果之和 = 总计）", "“行政诉讼 > 未经复议直接起诉”（各项结果之和 = 总计）"
    assert chinese == (
        f"3（{named}） = 3；各式旁的数为其两边已知数之差，如此加减后其余未知数都不小于 0，故此数不大于 3；"
        f"又 3（{other_named}） = 3，故不小于 3"
    )
    added, other_added = (
        f'3 (table 4, block "{block}" (the results add up to the total)) = 3'
        for block in ("administrative reconsideration", "litigation without prior reconsideration")
    )
    assert english == (
        f"{added}: by so much do the known figures of each identity differ; added up so, they leave this figure and "
        f"others that are not below 0, so it is at most 3; and {other_added}, so it is at least that"
    )


# What contradicts


@pytest.mark.parametrize(
    ("figures", "contradicted"),
    [((1, 2, 3, 4, 99), RESULTS), ((5, Mark.BLANK, 0, 0, 3), ("upheld", "other", "pending", "total"))],
)
def test_the_numbers_of_a_broken_identity_contradict_each_other_and_what_is_absent_does_not(figures, contradicted):
    done = gir.deduce(disputes(figures, NONE, NONE))
    assert done.steps == ()
    assert done.contradicted == tuple(f"disputes.reconsideration.{name}" for name in contradicted)


def test_a_whole_number_with_a_point_counts_as_one_and_a_fraction_does_not():
    whole, fraction = (
        gir.deduce(disputes((Decimal(each), Mark.BLANK, 0, 0, 5), NONE, NONE)) for each in ("4.0", "4.5")
    )
    assert [(step.path, step.value) for step in whole.steps] == [("disputes.reconsideration.corrected", 1)]
    assert fraction.steps == ()


# Where a list ends


@pytest.mark.parametrize(("limit", "truncated"), [(24, True), (25, False), (26, False)])
def test_a_list_is_cut_only_where_there_are_more(limit, truncated):
    found = gir.locate(disputes(*[(11, 12, 13, 14, 70)] * 2, NONE), limit=limit)
    assert (len(found), found.truncated, found.timed_out) == (min(limit, 25), truncated, False)


def test_where_nothing_is_wrong_there_is_nothing_to_correct_and_no_time_runs_out(consistent):
    found = gir.locate(consistent[2021])
    assert (list(found), found.truncated, found.timed_out) == ([], False, False)


def test_guesses_are_told_in_chinese_unless_asked_otherwise():
    assert (Guess.SIGN.render(), Guess.SIGN.render("en")) == ("正负号有误", "the sign is wrong")
