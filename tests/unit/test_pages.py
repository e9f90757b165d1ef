"""What tests and benchmarks stand on: what a page settles, what became of its figures, whether all of it is kept."""

from random import Random

import attrs
import pytest

import gov_info_report as gir
from gov_info_report.model import Problems, table
from gov_info_report.testing import consistent_report
from tests.pages import DAMAGES, LAYOUTS, damaged_report, lay_out, suits
from tests.pages.conservation import document_of, unaccounted
from tests.pages.oracle import Seen, unsettled, ways_of
from tests.pages.verdict import Case, judge

DISPUTES = table("disputes", 2021)
BLOCK = DISPUTES.rows[0].paths


def seen(paths, texts, true):
    return Seen(tuple(paths), ways_of(texts, len(paths), True), true)


# What a page settles


def test_a_block_with_a_number_for_each_column_is_settled_even_where_it_does_not_add_up():
    assert unsettled(DISPUTES, [seen(BLOCK, ["1", "2", "4", "0", "6"], (1, 2, 4, 0, 6))]) == set()


def test_a_short_block_is_not_settled_where_the_blank_could_stand_anywhere():
    row = seen(BLOCK, ["1", "2", "4", "7"], (1, 2, None, 4, 7))
    assert unsettled(DISPUTES, [row]) == set(BLOCK)  # the blank could stand in the place of the total, too


def test_a_number_over_two_cells_is_settled_by_the_sum():
    row = seen(BLOCK, ["2", "0", "0", "1", "0", "12"], (2, 0, 0, 10, 12))
    assert unsettled(DISPUTES, [row]) == set()


def test_columns_of_table_three_settle_a_row_that_its_own_sum_does_not():
    of = table("requests", 2021)
    paths = {row.path: row.paths for row in of.rows}
    zeros = (0,) * 7
    figures = dict.fromkeys(paths, zeros) | {
        "requests.received": (3, 0, 5, 0, 0, 0, 8),
        "requests.outcomes.granted": (3, 0, 5, 0, 0, 0, 8),
        "requests.outcomes.total": (3, 0, 5, 0, 0, 0, 8),
    }
    rows = [Seen(paths[path], (figures[path],), figures[path]) for path in paths if path != "requests.received"]
    blanked = seen(paths["requests.received"], ["3", "5", "8"], (3, None, 5, None, None, None, 8))
    assert unsettled(of, [blanked, *rows]) == set()
    assert unsettled(of, [blanked]) == set(paths["requests.received"])


def test_a_sum_that_the_office_itself_got_wrong_excuses_nothing_else():
    wrong = Seen(BLOCK, ((1, 0, 0, 0, 2),), (1, 0, 0, 0, 2))
    second = DISPUTES.rows[1].paths
    row = seen(second, ["1", "0", "0", "1", "1", "12"], (1, 0, 0, 11, 12))
    assert unsettled(DISPUTES, [wrong, row]) <= set(second)


@pytest.mark.parametrize("seed", range(4))
def test_the_program_finds_what_trying_all_ways_of_a_block_finds(seed):
    random = Random(seed)
    parts = [random.randint(0, 3) for _ in range(4)]
    true = [*parts, sum(parts)]
    gone = random.randrange(4)
    true[gone] = None
    row = seen(BLOCK, [str(number) for number in true if number is not None], tuple(true))
    # Any absent integer of at least zero: a way holds where the parts that stand do not exceed the total.
    feasible = [way for way in row.ways if way[4] is None or sum(part or 0 for part in way[:4]) <= way[4]]
    assert unsettled(DISPUTES, [row]) == {
        path for path, *values in zip(BLOCK, *feasible, strict=True) if len(set(values)) > 1
    }


# Layouts and damages


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_prints_every_figure_that_is_not_zero(layout):
    report = consistent_report(Random(5), 2021)
    text = LAYOUTS[layout].write(lay_out(report)).replace("<br>", "")
    numbers = {str(record.value) for record in gir.to_records(report) if record.value}
    assert [number for number in numbers if number not in text] == []


@pytest.mark.slow
@pytest.mark.parametrize("damage", [name for name in DAMAGES if name != "none"])
def test_a_damage_changes_the_page(damage):
    layout = next(layout for layout in ("tabs", "markdown") if suits(layout, DAMAGES[damage]))
    edition = 2019 if damage == "words for changes" else None
    changed = [
        (
            damaged_report(Random(seed), layout, (damage,), edition).source,
            damaged_report(Random(seed), layout, (), edition).source,
        )
        for seed in range(6)
    ]
    assert any(damaged != whole for damaged, whole in changed)


# Verdicts


def judged(source, printed, **case):
    return [figure.verdict for figure in judge(Case("", source, printed, **case)).figures]


@pytest.mark.slow
def test_what_is_left_unread_is_loud_also_where_the_page_does_not_settle_it():
    path = "disputes.reconsideration.total"
    source = gir.serialise(gir.evolve(consistent_report(Random(1), 2021), {path: gir.Mark.BLANK}), "text")
    printed = {record.path: gir.parse(source)[record.path] for record in gir.to_records(gir.parse(source))}
    assert set(judged(source, printed)) == {"right"}
    truth = printed | {path: 5}
    assert judged(source, truth, undecidable=frozenset([path])).count("loud") == 1


def test_a_wrong_number_of_which_nothing_is_said_is_silent():
    report = consistent_report(Random(1), 2021)
    printed = {record.path: report[record.path] for record in gir.to_records(report)}
    truth = printed | {"proactive.penalties.decisions": 10**6}
    verdicts = judged(gir.serialise(report, "text"), truth)
    assert (verdicts.count("silent"), verdicts.count("right")) == (1, len(printed) - 1)


# Whether all is kept


def lost(**changes):
    """What is told to be lost of a page whose report is changed after it was read."""
    source = gir.serialise(consistent_report(Random(3), 2021), "text")
    reading = gir.read(source)
    return unaccounted(document_of(source), attrs.evolve(reading, report=attrs.evolve(reading.report, **changes)))


def test_all_of_a_reading_is_kept():
    assert lost() == []


def test_a_sentence_that_went_is_told():
    assert lost(problems=Problems("")) == ["公开的时效有待提高，将加强培训。"]


def test_a_number_that_went_is_told():
    source = gir.serialise(gir.evolve(gir.blank(2021), {"proactive.penalties.decisions": 7318}), "text")
    reading = gir.read(source)
    emptied = attrs.evolve(reading, report=gir.blank(2021))
    assert [line for line in unaccounted(document_of(source), emptied) if line] == ["7318"]


def test_what_a_finding_tells_is_kept_and_what_none_tells_is_not():
    source = gir.serialise(consistent_report(Random(3), 2021), "text").replace(
        "四、结转下年度继续办理", "四、结转\n今日天气晴转多云"
    )
    reading = gir.read(source)
    assert unaccounted(document_of(source), reading) == []
    silent = attrs.evolve(reading, findings=gir.Findings())
    assert unaccounted(document_of(source), silent) == ["今日天气晴转多云"]
