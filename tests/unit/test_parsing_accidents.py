"""Accidents that befall many rows of a table at once, and what is read through them."""

from __future__ import annotations

import pytest

import gov_info_report as gir
from gov_info_report.model import table

TITLE = "青溪市林业局2023年政府信息公开工作年度报告\n"
THREE = TITLE + "三、收到和处理政府信息公开申请情况\n"
NAMES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
GONE = gir.Mark.MISSING
OF = table("requests", 2021)
FIRST = ("state_secret", "not_held", "complaint", "not_corrected")
"""The first rows of the groups within 三、本年度办理结果."""
PRINTED = {
    "received": (39, 80, 0, 0, 8, 0, 127),
    "granted": (1, 0, 0, 0, 0, 0, 1),
    "state_secret": (2, 0, 0, 0, 0, 0, 2),
    "third_party_rights": (4, 0, 0, 0, 8, 0, 12),
    "not_held": (0, 16, 0, 0, 0, 0, 16),
    "still_unclear": (32, 0, 0, 0, 0, 0, 32),
    "repeated": (0, 64, 0, 0, 0, 0, 64),
}
PRINTED["total"] = PRINTED["received"]


def rows(*kept: int) -> dict[str, list[str]]:
    """The figures of every row of table 3 in these columns, as printed, by the last part of the row's name."""
    names = [row.path.rpartition(".")[2] for row in OF.rows]
    return {name: [str(PRINTED.get(name, (0,) * 7)[at]) for at in kept] for name in names}


def labelled(figures: dict[str, list[str]]) -> list[str]:
    """Rows with their labels, after the label of the group that they begin."""
    groups = dict(zip(FIRST, ("（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理"), strict=True))
    labels = {row.path.rpartition(".")[2]: row.term.label for row in OF.rows}
    before = {name: [group] for name, group in groups.items()} | {"granted": ["三、本年度办理结果"]}
    return ["\t".join([*before.get(name, []), labels[name], *figures[name]]) for name in figures]


def read(page: str, *rows: str) -> dict[str, list[object]]:
    """The figures of these rows."""
    report = gir.parse(page)
    paths = [figure.path for figure in gir.to_records(report)]
    return {row: [report[path] for path in paths if path.split(".")[-2] == row] for row in rows}


def test_rows_that_bear_the_label_of_a_group_keep_what_is_cut_off_from_those_below_them():
    figures = rows(0, 1, 2, 3, 4, 6)
    deep = [row.path.rpartition(".")[2] for row in OF.rows if row.path.count(".") > 2]
    figures |= {name: figures[name][:-1] for name in deep if name not in FIRST}
    page = THREE + "\n".join(["\t".join(["", *NAMES[:5], NAMES[6]]), *labelled(figures)])
    assert read(page, "state_secret", "third_party_rights", "not_held", "still_unclear") == {
        "state_secret": [2, 0, 0, 0, 0, GONE, 2],
        "third_party_rights": [4, 0, 0, 0, 8, GONE, GONE],
        "not_held": [0, 16, 0, 0, 0, GONE, 16],
        "still_unclear": [32, 0, 0, 0, 0, GONE, GONE],
    }


@pytest.mark.parametrize("between", [[""], [], ["", ""]], ids=["an empty cell", "no cell", "two empty cells"])
@pytest.mark.parametrize(
    ("label", "within"),
    [
        ("（四）无法提供", {"not_held": [0, 16, 0, 0, 0, 0, 16], "still_unclear": [32, 0, 0, 0, 0, 0, 32]}),
        ("（六）其他处理", {"not_corrected": [0] * 7, "miscellaneous": [0] * 7}),
    ],
)
def test_the_label_of_a_group_with_the_figures_of_all_its_rows_beside_it_stands_for_their_labels(
    label, within, between
):
    figures = rows(*range(7))
    group = next(row.path for row in OF.rows if row.path.endswith(next(iter(within)))).rpartition(".")[0]
    names = [row.path.rpartition(".")[2] for row in OF.rows if row.path.startswith(f"{group}.")]
    all_rows = dict(zip(figures, labelled(figures), strict=True))
    all_rows[names[0]] = "\t".join([label, *between, *(figure for name in names for figure in figures[name])])
    page = THREE + "\n".join(["\t" + "\t".join(NAMES), *(all_rows[name] for name in figures if name not in names[1:])])
    assert read(page, *within, "total") == {**within, "total": list(PRINTED["total"])}


def padded(lines: list[str]) -> str:
    """Rows whose spans leave nothing beside their labels: what they lack stands at their ends."""
    cells = [line.split("\t") for line in lines]
    return THREE + "\n".join(f"| {' | '.join([*row, *[''] * (9 - len(row))])} |" for row in cells)


@pytest.mark.parametrize(("first", "emptied"), [(0, range(6)), (3, [0])], ids=["only totals", "no natural persons"])
def test_figures_follow_their_labels_where_spans_leave_nothing_beside_these(first, emptied):
    columns = [first, 1, 2, 0 if first else 3, 4, 5, 6]
    figures = {
        name: ["" if at in emptied else each for at, each in enumerate(row)] for name, row in rows(*columns).items()
    }
    expected = {
        name: [int(each) if each else gir.Mark.BLANK for each in figures[name]]
        for name in ("received", "granted", "not_held")
    }
    assert read(padded(["\t".join(["", *NAMES]), *labelled(figures)]), *expected) == expected


def test_all_sums_together_show_the_columns_of_figures_each_on_a_line_of_its_own():
    figures = {name: [each for each in row if each != "0"] for name, row in rows(*range(7)).items()}
    figures["received"] = figures["total"] = rows(*range(7))["received"]
    page = THREE + "\n".join([*NAMES, *labelled(figures)]).replace("\t", "\n")
    assert read(page, "granted", "third_party_rights", "repeated") == {
        "granted": [1, GONE, GONE, GONE, GONE, GONE, 1],
        "third_party_rights": [4, GONE, GONE, GONE, 8, GONE, 12],
        "repeated": [GONE, 64, GONE, GONE, GONE, GONE, 64],
    }


def test_rows_of_zeros_alone_do_not_keep_all_sums_from_showing_the_columns_of_the_others():
    figures = rows(*range(7))
    figures["repeated"] = ["64", "0", "0", "64"]
    figures["complaint"] = ["0", "0", "0"]
    page = THREE + "\n".join(["\t".join(["", *NAMES]), *labelled(figures)])
    assert read(page, "complaint", "repeated") == {
        "complaint": [gir.Unreadable("0 0 0")] * 7,
        "repeated": [GONE, 64, *[gir.Unreadable("64 0 0 64")] * 4, 64],
    }


def test_a_row_lacks_one_cell_where_its_sum_and_those_of_the_columns_lack_the_same():
    figures = rows(*range(7))
    figures["received"] = ["39", "0", "0", "8", "0", "127"]
    page = THREE + "\n".join(["\t".join(["", *NAMES]), *labelled(figures)])
    assert read(page, "received") == {"received": [39, GONE, 0, 0, 8, 0, 127]}


@pytest.mark.parametrize(
    ("printed", "blocks"),
    [
        ("1 0 0 2 3 28 0 0 0 0 0 9 0 9", ([1, 0, 0, 2, 3], [28, 0, 0, 0, GONE], [0, 0, 9, 0, 9])),
        ("6 0 0 0 0 0 0 0 0 0 0 0 0 0", ([6, 0, 0, 0, GONE], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0])),
    ],
)
def test_the_sums_of_its_blocks_show_which_cells_the_row_of_table_4_lacks(printed, blocks):
    page = f"{TITLE}四、政府信息公开行政复议、行政诉讼情况\n" + "\t".join(printed.split()) + "\n"
    names = ("reconsideration", "direct_litigation", "litigation_after_reconsideration")
    assert read(page, *names) == dict(zip(names, blocks, strict=True))


def test_which_of_several_cells_the_row_of_table_4_lacks_is_left_open():
    printed = "1 2 4 8 0 0 0 0 0 0 0 0 0 0"
    page = f"{TITLE}四、政府信息公开行政复议、行政诉讼情况\n" + "\t".join(printed.split()) + "\n"
    assert read(page, "reconsideration", "direct_litigation") == {
        "reconsideration": [gir.Unreadable(printed)] * 5,
        "direct_litigation": [0] * 5,
    }


def small(*rows: str, width: int) -> str:
    """Each row as a table of its own, under a header that names its cells 数据1 to 数据6."""
    header = ["类别", *(f"数据{number}" for number in range(1, width)), "总计"]
    rule = "|" + " --- |" * len(header)
    return "\n".join(f"| {' | '.join(header)} |\n{rule}\n| {' | '.join(row.split())} |\n" for row in rows)


def test_figures_beside_the_name_of_their_block_are_its_own_whatever_names_stand_above():
    page = f"{TITLE}四、政府信息公开行政复议、行政诉讼情况\n**未经复议直接起诉**\n\n| 复议后起诉 | | | | |\n\n" + small(
        "行政复议 0 5 1 0 6", "未经复议直接起诉 3 0 0 0 3", "复议后起诉 0 1 0 0 1", width=5
    )
    assert read(page, "reconsideration", "direct_litigation") == {
        "reconsideration": [0, 5, 1, 0, 6],
        "direct_litigation": [3, 0, 0, 0, 3],
    }


def test_a_header_with_more_names_of_its_own_than_the_forms_has_no_column_beside_the_forms():
    lines = [" ".join(line.split("\t")[-8:]) for line in labelled(rows(*range(7)))]
    page = THREE + small(*lines, width=7).replace("| 4 | 0 | 0 | 0 | 8 | 0 | 12 |", "| 4 | 0 | 0 | 0 | 8 | 0 | 1 | 2 |")
    page = page.replace(
        "数据6 | 总计 |\n", "数据6 | 总计 |\n| 类别 | 数据1 | 数据2 | 数据3 | 数据4 | 数据5 | 数据6 | 总计 |\n", 1
    )
    assert read(page, "received", "still_unclear") == {
        name: list(PRINTED[name]) for name in ("received", "still_unclear")
    }


def test_a_whole_table_on_one_line_is_found_without_its_heading():
    lines = ["\t".join(["", *NAMES]), *labelled(rows(*range(7)))]
    whole = " ".join("\t".join(lines).split())
    for before in ("一、总体情况\n依法公开信息。", "二、主动公开政府信息情况\n行政处罚 3"):
        page = f"{TITLE}{before}\n\n{whole}\n"
        assert read(page, "received", "still_unclear") == {
            name: list(PRINTED[name]) for name in ("received", "still_unclear")
        }


@pytest.mark.parametrize("end", ["。", ""], ids=["whole", "broken off at the end of its line"])
def test_a_sentence_with_numbers_after_the_names_of_rows_is_prose(end):
    words = (
        "全年作出行政许可 12 件、行政处罚 30 件、行政强制 2 件，收取行政事业性收费 4 万元，均已依法依规及时向社会公开"
    )
    report = gir.parse(f"{TITLE}一、总体情况\n{words}{end}\n")
    assert (report.overview.text, report.proactive) == (words + end, None)
