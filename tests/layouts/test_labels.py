"""Labels of rows, columns and groups: every spelling of LAYOUTS.md §4, read with nothing else changed."""

import re

import pytest

import gov_info_report as gir

SPELLINGS = {
    2021: [
        ("2.其他法律行政法规禁止公开", "2.其他法律法规禁止公开"),
        ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        ("本年制发件数", "本年度制发数"),
        ("本年制发件数", "本年制发数"),
        ("本年废止件数", "本年废止数"),
        ("本年处理决定数量", "本年处理绝对数量"),
        ("行政规范性文件", "规范性文件"),
        ("规章", "规 章"),
        ("结果维持", "结果 维持"),
        ("尚未审结", "尚 未 审 结"),
        ("社会公益组织", "社会公益"),
        ("商业企业", "商业 企业"),
        ("（六）其他处理", "(六) 其他处理"),
        ("（六）其他处理", "(六) 其他"),
        ("1.属于国家秘密", "1. 属于国家秘密"),
        ("1.属于国家秘密", "1、属于国家秘密"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("1.属于国家秘密", "１．属于国家秘密"),
        ("3.危及“三安全一稳定”", '3.危及"三安全一稳定"'),
        ("3.危及“三安全一稳定”", "3.危及「三安全一稳定」"),
        ("3.危及“三安全一稳定”", "3.危及三安全一稳定"),
        ("本年收费金额（单位：万元）", "本年收费金额(单位:万元)"),
        ("本年收费金额（单位：万元）", "本年收费金额（单位：万元，保留4位小数）"),
        ("规章", "规章（设区的市、自治州人民政府应提供相关数据）"),
        ("行政许可", "行政许可（填写本年度作出的许可决定总数，含不予许可）"),
        ("5.属于三类内部事务信息", "5.属于内部事务信息"),
        ("（七）总计", "（七）合计"),
        ("3.其他", "3.其它"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
        (
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            "(二)部分公开(区分处理的,只计这一情形,不计其他情形)",
        ),
    ],
    2019: [
        ("规范性文件", "行政规范性文件"),
        ("（六）其他处理", "(六) 其他"),
        ("（六）其他处理", "（六）其它处理"),
        ("本年增/减", "本年增／减"),
        ("本年增/减", "本年增减"),
        ("本年增/减", "本年增/"),
        ("采购总金额", "采购总金额（万元）"),
        ("其他对外管理服务事项", "其他对外管理服务事项（项）"),
    ],
}


@pytest.mark.parametrize(
    ("edition", "official", "printed"),
    [(edition, *pair) for edition, pairs in SPELLINGS.items() for pair in pairs],
)
def test_a_spelling_of_a_label(edition, official, printed, report, source, differences):
    page = source(edition).change(f"{official}\t", f"{printed}\t")
    assert differences(gir.parse(page), report(edition)) == {}


@pytest.mark.parametrize("edition", SPELLINGS)
@pytest.mark.parametrize("layout", ["tabs", "padded open pipes", "cell a line, blank lines", "html"])
def test_brackets_of_half_width(layout, edition, report, source, differences):
    page = source(edition, layout)
    start, end = page.index("二、主动公开"), page.index("五、存在的")
    tables = page[start:end].replace("（", "(").replace("）", ")").replace("：", ":").replace("，", ",")
    assert differences(gir.parse(page[:start] + tables + page[end:]), report(edition)) == {}


@pytest.mark.parametrize(
    ("layout", "broken"),
    [("html", "尚<br>未<br>审<br>结"), ("html", "<p>尚未</p><p>审结</p>"), ("tabs", "尚 未 审 结")],
)
def test_a_label_over_several_lines(layout, broken, report, source, differences):
    assert differences(gir.parse(source(2021, layout).change("尚未审结", broken)), report()) == {}


def test_a_label_over_two_lines_of_a_cell_a_line(report, source, differences):
    page = source(2021, "cell a line, blank lines").change("尚未审结", "尚 未 审\n结")
    assert differences(gir.parse(page), report()) == {}


# What one office adds

EXTRA_ROWS = {
    "tabs": ("行政规范性文件\t3\t1\t8", "\n其他主动公开文件\t45\t0\t45"),
    "padded open pipes": ("行政规范性文件 | 3 | 1 | 8 |", "\n其他主动公开文件 | 45 | 0 | 45 |"),
    "cell a line": ("行政规范性文件\n3\n1\n8", "\n其他主动公开文件\n45\n0\n45"),
    "cell a line, closing pipes": ("行政规范性文件 |\n3 |\n1 |\n8 |", "\n其他主动公开文件 |\n45 |\n0 |\n45 |"),
    "spaces": ("行政规范性文件 3 1 8", "\n其他主动公开文件 45 0 45"),
}


@pytest.mark.parametrize(("layout", "row"), EXTRA_ROWS.items(), ids=EXTRA_ROWS)
def test_a_local_extra_row_is_kept_raw_and_touches_no_figure(layout, row, report, source, differences):
    known, extra = row
    reading = gir.read(source(2021, layout).change(known, known + extra))
    assert differences(reading.report, report()) == {}
    told = "".join(str(finding.actual) for finding in reading.findings.of("text-unplaced"))
    assert "其他主动公开文件" in told
    assert told.count("45") == 2


@pytest.mark.parametrize("layout", ["tabs", "cell a line", "padded pipes", "html", "spaces"])
def test_the_single_row_of_2019_in_a_report_of_2021(layout, report, source, differences, figures_of):
    """Table 2 of one edition beside table 3 of the other, as offices mixed them."""
    old, new = source(2019, layout), source(2021, layout)
    start, end = "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议"
    cut = re.compile(f"{start}.*?(?={end})", re.DOTALL)
    reading = gir.read(new.change(cut.search(new)[0], cut.search(old)[0]))
    assert (reading.report.proactive.edition, reading.report.requests.edition) == (2021, 2019)
    assert reading.report.proactive == report(2021).proactive
    assert reading.report.requests == report(2019).requests
    assert "edition-mixed" in gir.validate(reading).codes


# Other characters for the same words

TRADITIONAL = str.maketrans(
    "总体情况动开处信关规范许强项数额单万购结维终审诉议讼复经请内机构务业组织无与国历报应须计类标费为团转续办继",
    "總體情況動開處信關規範許強項數額單萬購結維終審訴議訟復經請內機構務業組織無與國歷報應須計類標費為團轉續辦繼",
)
KANGXI = str.maketrans(
    "一二人入力又口土大女子小工己干文方日月木止比水火父生用白目石示立老而自至行衣西见里金长门面风食首高",
    "⼀⼆⼈⼊⼒⼜⼝⼟⼤⼥⼦⼩⼯⼰⼲⽂⽅⽇⽉⽊⽌⽐⽔⽕⽗⽣⽤⽩⽬⽯⽰⽴⽼⽽⾃⾄⾏⾐⾑⻅⾥⾦⻓⻔⾯⻛⻝⾸⾼",
)


def tables_in(page, characters):
    """A page whose headings and tables are written in other characters."""
    start, end = page.index("二、主动公开"), page.index("六、其他需要")
    middle = page[start:end].replace("公开目录更新不够及时，下一步将逐条核对。", "\0")
    return (
        page[:start]
        + middle.translate(characters).replace("\0", "公开目录更新不够及时，下一步将逐条核对。")
        + page[end:]
    )


@pytest.mark.parametrize("edition", SPELLINGS)
@pytest.mark.parametrize("layout", ["tabs", "cell a line, blank lines", "html", "spaces"])
@pytest.mark.parametrize("characters", [TRADITIONAL, KANGXI], ids=["traditional", "kangxi"])
def test_labels_and_headings_in_other_characters(characters, layout, edition, report, source, differences):
    page = tables_in(source(edition, layout), characters)
    assert differences(gir.parse(page), report(edition)) == {}


def test_prose_in_traditional_characters_is_kept_as_printed(source):
    page = source().change("公开目录更新不够及时，下一步将逐条核对。", "公開目錄更新不夠及時，下一步將逐條核對。")
    assert gir.parse(page).problems.text == "公開目錄更新不夠及時，下一步將逐條核對。"
