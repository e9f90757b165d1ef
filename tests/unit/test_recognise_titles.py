"""Titles, organs and page furniture in print."""

import pytest

from gov_info_report.model.stated import TitleParts
from gov_info_report.recognise import (
    find_title,
    find_titles,
    is_furniture,
    is_organ,
    is_plain_title,
    is_structural,
    is_title,
    is_title_part,
    names_place_of,
)

TITLE = "沙河县畜牧局2022年政府信息公开工作年度报告"
PARTS = TitleParts("沙河县畜牧局", 2022)


def printed(line):
    """What is found in a line: the title's words, what it names, and whether it stands alone."""
    return [(line[found.start : found.end], found.parts, found.whole) for found in find_titles(line)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (TITLE, TITLE),
        (f"  {TITLE}  ", TITLE),
        (f"**{TITLE}**", TITLE),
        (f"## {TITLE}", TITLE),
        (f"__{TITLE}__", TITLE),
        (f"• {TITLE}", TITLE),
        (f"[{TITLE}](/a/b.html)", TITLE),
        (f"{TITLE} {{#标题 .article}}", TITLE),
        ("沙河县畜牧局 2022 年政府信息公开工作年度报告", "沙河县畜牧局 2022 年政府信息公开工作年度报告"),
        ("2022年沙河县畜牧局政务公开年度报告", "2022年沙河县畜牧局政务公开年度报告"),
        (f"关于发布《{TITLE}》的公告", f"关于发布《{TITLE}》的公告"),
    ],
)
def test_a_title_alone_on_its_line(line, words):
    assert printed(line) == [(words, PARTS, True)]
    assert is_title(line)


@pytest.mark.parametrize(
    "line",
    [
        f"标题：{TITLE}",
        f"名 称: | {TITLE} | ||",
        f"首页 > 政务公开 > 年报 > {TITLE}",
        f"{TITLE}-沙河县人民政府",
        f"{TITLE}_沙河县人民政府门户网站",
        f"索引号 0031/2023-00005 名称 {TITLE} 文号 时效 有效",
        f"公开日期2023-01-12名称{TITLE}文号时效有效",
        f"网站首页 政务公开 {TITLE} 发布时间：2023-01-12 浏览次数：3",
        f"{TITLE}本报告根据条例编制。统计期限自2022年1月1日起至2022年12月31日止。",
    ],
)
def test_a_title_among_other_things(line):
    assert printed(line) == [(TITLE, PARTS, False)]
    assert not is_title(line)


@pytest.mark.parametrize(
    "line",
    [
        "当前位置：首页 > 政务公开 > 2022年政府信息公开年报",
        "政府信息公开年报 / 报告",
        f"现将{TITLE}公布如下：",
        f"现发布{TITLE}。",
        f"{TITLE}由六个部分组成，内容如下",
        f"根据要求，沙河县畜牧局编制了{TITLE[6:]}的说明。",
        "《中华人民共和国政府信息公开工作年度报告格式》",
        f"有效{TITLE.replace('沙河', '打印沙河')}",
        "沙河县畜牧局2022年工作总结",
        "",
    ],
)
def test_lines_without_a_title_that_is_certain(line):
    assert find_title(line) is None


def test_a_line_of_links_has_several_titles():
    line = f"{TITLE} {TITLE.replace('2022', '2021')}"
    assert [found.parts.year for found in find_titles(line)] == [2022, 2021]


@pytest.mark.parametrize(
    "words",
    [
        "沙河县畜牧局",
        "沙河县人民政府办公室",
        "城关镇人民政府",
        "城关街道办事处",
        "城关街道",
        "沙河县第二中学",
        "沙河市中医院",
        "沙河高新技术产业开发区管理委员会",
        "沙河市自来水有限公司",
        "沙河县畜牧局 2022年",
        "沙河县政府信息公开工作领导小组办公室",
        "沙河縣畜牧局",
    ],
)
def test_organs(words):
    assert is_organ(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "局",
        "政务公开",
        "新闻中心",
        "乡镇街道",
        "我局",
        "来源：畜牧局",
        "沙河县畜牧局。",
        "首页",
        "各乡镇",
        "2022年",
    ],
)
def test_what_is_no_organ(words):
    assert not is_organ(words)


@pytest.mark.parametrize(
    ("above", "organ", "wanted"),
    [
        ("沙河县", "畜牧局", True),
        ("沙河县", "沙河县畜牧局", False),
        ("沙河县人民政府", "畜牧局", False),
        ("来源：沙河县", "畜牧局", False),
        ("县", "畜牧局", False),
        ("乡镇", "畜牧局", True),
        ("沙河" * 5 + "新县", "畜牧局", True),
        ("沙河" * 6 + "县", "畜牧局", False),
    ],
)
def test_a_place_above_its_organ(above, organ, wanted):
    assert names_place_of(above, organ) is wanted


@pytest.mark.parametrize(
    "line", ["2022年政府信息", "公开工作年度报告", "年度报告", "告", "政府信息公开工作", "**年度报告**", "# 年度报告"]
)
def test_parts_of_a_title(line):
    assert is_title_part(line)


@pytest.mark.parametrize("line", ["", "全年公开信息。", "来源：政务公开办", "首页 > 公开"])
def test_what_is_no_part_of_a_title(line):
    assert not is_title_part(line)


# The page


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 政务公开 > 年报",
        "当前位置：首页",
        "您现在的位置: 首页 / 公开",
        "索 引 号：0031/2023-00005",
        "发布时间：2023-01-12 来源：沙河县畜牧局 浏览次数：12",
        "来源：沙河县畜牧局",
        "字号：大 中 小",
        "【打印】【关闭】",
        "打印本页",
        "分享到：",
        "上一篇：没有了",
        "下一条：预算公开",
        "版权所有：沙河县畜牧局",
        "冀ICP备10000000号",
        "主办：沙河县畜牧局",
        "扫一扫在手机打开当前页",
        "附件：统计表.xlsx",
        "- 3 -",
        "第 3 页 共 9 页",
        "{{ title }}",
        "目 录",
    ],
)
def test_furniture(line):
    assert is_furniture(line)
    assert is_structural(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "全年平稳有序。",
        "保存档案工作有序",
        "相关信息公开及时",
        "来源广泛，审核严格。",
        "打印资料12份。",
        "沙河县畜牧局",
        "2023年1月12日",
        "3",
    ],
)
def test_what_belongs_to_the_report(line):
    assert not is_furniture(line)


# What writers ask


@pytest.mark.parametrize("line", [TITLE, f"{TITLE}_沙河县政府网", "沙河县畜牧局", "2022年政府信息"])
def test_lines_that_would_be_drawn_into_the_title_are_escaped_before_section_one_alone(line):
    assert is_structural(line)
    assert is_structural(line, front=False) is (line == TITLE)


@pytest.mark.parametrize(("title", "plain"), [(TITLE, True), (f"{TITLE}*", False), (f"• {TITLE}", False)])
def test_a_title_with_marks_around_it_is_not_plain(title, plain):
    assert is_plain_title(title) is plain
