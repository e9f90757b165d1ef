"""What may have happened to the columns of a table: headers, the list of accidents, and what each is weighed by."""

import pytest

from gov_info_report.document import Cell
from gov_info_report.model import Mark, table
from gov_info_report.parsing.hypotheses import (
    ACCIDENTS,
    BROKEN,
    HOLDS,
    NO_HEADER,
    Header,
    header_of,
    hypotheses,
    split_numbers,
    target_of,
    unnamed,
    weigh,
)
from gov_info_report.recognise import pieces_of

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
NAMES = ("natural_person", "enterprise", "research_institute", "public_welfare", "legal_service", "other", "total")
DOCUMENTS = ("本年制发件数", "本年废止件数", "现行有效件数")
M = Mark.MISSING


def cells(*texts, first=0):
    return [Cell(str(text), column, (1, column, None, None, None)) for column, text in enumerate(texts, first)]


def target(path, edition=2021):
    return target_of(path, table(path.split(".")[0], edition))


RECEIVED = target("requests.received")
REGULATIONS = target("proactive.regulations")


def header(*rows, of="requests", path="requests.received"):
    """The header that rows of cells are; each row begins in the column where its first cell stands."""
    pieces = [piece for row in rows for piece in pieces_of(of, [cell for cell in cells(*row) if cell.text])]
    return header_of(of, pieces, target(path))


def ways(rows, path="requests.received", printed=NO_HEADER):
    """How each hypothesis places the first of some rows, with its accident, the likeliest first."""
    of = target(path)
    found = {}
    for hypothesis in hypotheses([cells(*row) for row in rows], of, printed):
        for start in hypothesis.starts(cells(*rows[0])):
            slots = hypothesis.place(cells(*rows[0]), start)
            read = tuple(slot if isinstance(slot, Mark) else slot.text for slot in slots)
            found.setdefault(read, hypothesis.accident)
    return found


# Targets


def test_a_row_of_the_page_fills_a_row_of_the_form_or_all_of_its_table():
    assert (RECEIVED.names, len(RECEIVED), RECEIVED.totals) == (NAMES, 7, ((0, 6),))
    whole = target("disputes")
    assert (len(whole), whole.totals) == (15, ((0, 4), (5, 9), (10, 14)))
    assert whole.paths[5] == "disputes.direct_litigation.upheld"
    assert REGULATIONS.totals == ()


def test_an_edition_may_not_have_a_row():
    assert target("proactive.procurement") is None
    assert target("proactive.procurement", 2019).names == ("items", "amount")


# Headers


def test_a_header_names_columns_where_they_stand():
    assert header(("", *APPLICANTS)) == Header(NAMES, (1, 2, 3, 4, 5, 6, 7))


def test_a_header_over_two_lines():
    assert header(
        ("", "自然人", "法人或其他组织", "", "", "", "", "总计"),
        ("", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""),
    ) == Header(("natural_person", "total", *NAMES[1:6]), (1, 7, 2, 3, 4, 5, 6))


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("", "自然人", "商业", "科研", "社会公益", "法律服务", "其他", "总计"),
            ("", "", "企业", "机构", "组织", "机构", "", ""),
        ),
        (("", "自然 人", "商业 企业", "科研 机构", "社会 公益 组织", "法律 服务 机构", "其他", "总计"),),
    ],
    ids=("one above the other", "in one cell"),
)
def test_names_in_parts(rows):
    found = header(*rows)
    assert dict(zip(found.names, found.at, strict=True)) == dict(zip(NAMES, range(1, 8), strict=True))


@pytest.mark.parametrize(
    ("printed", "own"),
    [
        ((*APPLICANTS[:6], "小计", "总计"), ("other",)),
        (("自然人", "外籍人士", *APPLICANTS[1:]), ("natural_person",)),
        ((*APPLICANTS, "备注"), ("total",)),
        ((*APPLICANTS, "填报单位：青禾县水利局"), ()),
        ((*APPLICANTS, "2024年"), ()),
    ],
)
def test_a_name_that_the_form_has_not_is_a_column_of_the_offices_own(printed, own):
    assert header(("", *printed)).own == own


def test_no_header_names_nothing():
    assert header() == NO_HEADER


@pytest.mark.parametrize(
    ("printed", "lost"),
    [
        (APPLICANTS, ()),
        (APPLICANTS[:6], (6,)),
        ((*APPLICANTS[:5], "总计"), (5,)),
        (APPLICANTS[:4] + APPLICANTS[6:], (4, 5)),
        (APPLICANTS[:3], ()),
        ((), ()),
    ],
    ids=str,
)
def test_columns_are_without_a_name_where_nearly_all_others_have_one(printed, lost):
    assert unnamed(RECEIVED, header(("", *printed))) == frozenset(lost)


# The accidents


def test_the_page_as_printed_costs_nothing_and_all_else_does():
    assert ACCIDENTS["as printed"] == 0.0
    assert min(cost for accident, cost in ACCIDENTS.items() if accident != "as printed") > 0.0


def test_a_full_row_is_as_printed():
    assert ways([(2, 1, 0, 0, 0, 0, 3)]) == {("2", "1", "0", "0", "0", "0", "3"): "as printed"}


def test_a_row_with_empty_cells_is_as_printed_first_of_all():
    first, *others = ways([(2, "", "", "", "", "", 2)]).items()
    assert first == (("2", "", "", "", "", "", "2"), "as printed")
    assert "as printed" not in {accident for _, accident in others}


def test_columns_that_the_header_lacks_are_lost_first():
    found = ways([(2, 1, 0, 0, 0, 3)], printed=header(("", *APPLICANTS[:5], "总计")))
    assert next(iter(found.items())) == (("2", "1", "0", "0", "0", M, "3"), "columns without a name lost")
    assert set(found.values()) == {"columns without a name lost", "last columns lost", "columns lost"}


def test_the_last_columns_are_lost_before_others():
    found = list(ways([(2, 1, 0, 0, 0, 3)]).items())
    assert found[0] == (("2", "1", "0", "0", "0", "3", M), "last columns lost")
    assert {accident for _, accident in found[1:]} == {"columns lost"}
    assert len(found) == 7


def test_no_more_than_three_columns_are_lost():
    assert ways([(2, 1, 3)]) == {}
    assert len(ways([(2, 1, 0, 3)])) == 35


def test_a_column_without_a_name_may_have_figures_all_the_same():
    found = ways([(2, 1, 0, 0, 0, 0, 3)], printed=header(("", *APPLICANTS[:5], "总计")))
    assert found == {("2", "1", "0", "0", "0", "0", "3"): "column without a name"}


def test_a_column_of_the_offices_own_is_left_out_before_any_other():
    found = list(ways([(2, 1, 0, 0, 0, 0, 9, 3)], printed=header(("", *APPLICANTS[:6], "小计", "总计"))).items())
    assert found[0] == (("2", "1", "0", "0", "0", "0", "3"), "column of the office's own")
    assert {accident for _, accident in found[1:]} <= {"column too many"}


def test_a_column_too_many_may_be_any():
    found = ways([(1, 2, 3, 4)], "proactive.regulations")
    assert found == {
        ("2", "3", "4"): "column too many",
        ("1", "3", "4"): "column too many",
        ("1", "2", "4"): "column too many",
        ("1", "2", "3"): "column too many",
    }


def test_merged_cells_that_are_printed_several_times():
    found = ways([(1, 1, 0, 0, 3, 3)], "proactive.regulations")
    assert found[("1", "0", "3")] == "merged cells repeated"
    assert ("1", "0", "3") not in ways([(1, 2, 0, 0, 3, 3)], "proactive.regulations")


def test_wide_rows_lose_no_columns():
    assert ways([(0,) * 14], "disputes") == {}


def test_rows_that_are_alike_have_one_hypothesis_for_all():
    """Where one row has six figures, no hypothesis leaves room for five."""
    found = ways([(2, 1, 0, 0, 0, ""), (2, 1, 0, 0, 0, 3)])
    assert {sum(slot is M for slot in slots) for slots in found} == {1}


@pytest.mark.parametrize(
    ("row", "joined"),
    [
        ((15, 20), [("1520",)]),
        ((1, 0, 3, 4), [("10", "3", "4"), ("1", "03", "4"), ("1", "0", "34")]),
        (("约", 20), []),
        (("", 20), []),
    ],
)
def test_a_number_over_two_cells_is_joined_in_every_way(row, joined):
    assert [tuple(cell.text for cell in slots) for slots in split_numbers(cells(*row))] == joined


# Weighing


def placed(**rows):
    return {f"requests.{path.replace('__', '.')}": tuple(cells(*row)) for path, row in rows.items()}


def weighed(**rows):
    return weigh(table("requests", 2021), placed(**rows))


def test_a_sum_that_holds_gains_a_little_and_one_that_does_not_costs():
    assert weighed(received=(2, 1, 0, 0, 0, 0, 3)) == -HOLDS
    assert weighed(received=(2, 1, 0, 0, 0, 0, 4)) == BROKEN


def test_sums_of_zeros_say_nothing():
    assert weighed(received=(0, 0, 0, 0, 0, 0, 0)) == 0.0


def test_an_empty_part_counts_as_none():
    assert weighed(received=(3, "", "", "", "", "", 3)) == -HOLDS


@pytest.mark.parametrize("slot", [M, None])
def test_a_sum_with_a_figure_that_is_not_known_says_nothing(slot):
    row = (*cells(2, 1, 0, 0, 0), slot, *cells(4))
    assert weigh(table("requests", 2021), {"requests.received": row}) == 0.0


def test_columns_are_weighed_where_all_their_rows_are_there():
    rows = {
        "received": (3, 0, 0, 0, 0, 0, 3),
        "carried_in": (0, 0, 0, 0, 0, 0, 0),
        "outcomes__total": (2, 0, 0, 0, 0, 0, 2),
        "carried_forward": (1, 0, 0, 0, 0, 0, 1),
    }
    assert weighed(**rows) == pytest.approx(-HOLDS * (3 + 2))
    assert weighed(**rows | {"carried_forward": (0, 1, 0, 0, 0, 0, 1)}) == pytest.approx(2 * BROKEN - HOLDS * (3 + 1))


def test_each_block_of_table_4_has_a_sum_of_its_own():
    whole = tuple(cells(*"310151000100000"))
    assert weigh(table("disputes", 2021), {"disputes": whole}) == pytest.approx(-2 * HOLDS)
    wrong = tuple(cells(*"310161000100000"))
    assert weigh(table("disputes", 2021), {"disputes": wrong}) == pytest.approx(BROKEN - HOLDS)


def test_table_2_has_no_sums():
    assert weigh(table("proactive", 2021), {"proactive.regulations": tuple(cells(1, 2, 9))}) == 0.0
