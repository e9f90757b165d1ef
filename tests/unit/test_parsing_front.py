"""What stands before section one: the title, the preamble, and the page."""

import pytest

import gov_info_report as gir
from gov_info_report.document import Limits, Passage
from gov_info_report.model import Overview
from gov_info_report.parsing.front import cut_front

ORGAN, WORDS = "沙河县畜牧局", "政府信息公开工作年度报告"
TITLE = f"{ORGAN}2022年{WORDS}"
PERIOD = "本报告统计期限自2022年1月1日起至2022年12月31日止。"


def cut(text):
    """Title, preamble and furniture of lines; a line that begins with `# ` is a heading, `\\` makes it literal."""
    passages = []
    for number, line in enumerate(text.split("\n"), start=1):
        level = int(line.startswith("# "))
        words = line.removeprefix("# ")
        passages.append(Passage(words.removeprefix("\\"), (number, 1, None, None, None), level, words.startswith("\\")))
    front = cut_front(passages, Limits().start())
    return tuple("\n".join(passage.text for passage in part) for part in (front.title, front.preamble, front.furniture))


@pytest.mark.parametrize(
    ("text", "title", "preamble", "furniture"),
    [
        (f"{TITLE}\n{PERIOD}", TITLE, PERIOD, ""),
        (f"首页 > 年报 > 2021年\n{TITLE}\n{PERIOD}", TITLE, PERIOD, "首页 > 年报 > 2021年"),
        (f"信息公开年报\n{TITLE}\n{PERIOD}", TITLE, PERIOD, "信息公开年报"),
        (f"标题：{TITLE}\n索引号：31\n{PERIOD}", TITLE, PERIOD, "标题：\n索引号：31"),
        (f"标题：{TITLE}\n{TITLE}\n{PERIOD}", TITLE, PERIOD, f"标题：{TITLE}"),
        (f"名 称 | {TITLE} |\n{PERIOD}", TITLE, PERIOD, "名 称 |"),
        (f"{TITLE}_沙河县政府网\n{PERIOD}", TITLE, PERIOD, "_沙河县政府网"),
        (f"{TITLE}-沙河县政府网\n首页\n{TITLE}\n{PERIOD}", TITLE, PERIOD, f"{TITLE}-沙河县政府网\n首页"),
        (f"{{{{ title }}}}\n{TITLE}\n打印\n{PERIOD}", TITLE, PERIOD, "{{ title }}\n打印"),
        (f"首页 公开 {TITLE} 来源：本网 {PERIOD}", TITLE, f"来源：本网 {PERIOD}", "首页 公开"),
        (f"{TITLE}{PERIOD}", TITLE, PERIOD, ""),
        (f"{TITLE}\n依法编制。\n{TITLE}\n{PERIOD}", TITLE, f"依法编制。\n{PERIOD}", TITLE),
        (f"# **{TITLE}**\n{PERIOD}", TITLE, PERIOD, ""),
        (f"青禾县\n# {TITLE}\n{PERIOD}", TITLE, PERIOD, "青禾县"),
        (f"# \\甲\n# \\乙\n{TITLE}", "甲\n乙", TITLE, ""),
        ("依法编制。", "", "依法编制。", ""),
        ("打印\n依法编制。", "", "依法编制。", "打印"),
    ],
)
def test_the_title_and_what_stands_around_it(text, title, preamble, furniture):
    assert cut(text) == (title, preamble, furniture)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (f"{ORGAN}\n2022年{WORDS}", None),
        (f"2022年{WORDS}\n{ORGAN}", f"{ORGAN}\n2022年{WORDS}"),
        (f"关于2022年度{WORDS}\n{ORGAN}\n关于2022年度{WORDS}", f"{ORGAN}\n关于2022年度{WORDS}"),
        ("沙河县\n畜牧局\n2022年政府信息\n公开工作年度报告", None),
        (f"沙河县人民政府\n{ORGAN}\n2022年{WORDS}", f"{ORGAN}\n2022年{WORDS}"),
        (f"沙河县人民政府\n{ORGAN}2022年政府信息\n公开工作年度报告", f"{ORGAN}2022年政府信息\n公开工作年度报告"),
        (f"{ORGAN}2022年{WORDS[:-1]}\n告", None),
        (f"{ORGAN}{WORDS}\n（2022年度）", None),
    ],
)
def test_a_title_on_several_lines_names_its_organ(lines, title):
    found, preamble, _ = cut(f"{lines}\n{PERIOD}")
    assert (found, preamble) == (title or lines, PERIOD)
    report = gir.Report(title=found, overview=Overview())
    assert (report.institution, report.year) == (ORGAN, 2022)


@pytest.mark.parametrize(
    "lines",
    [
        f"水利局\n民政局\n畜牧局\n2022年{WORDS}",  # a list of links
        f"沙河县人民政府\n2022年{WORDS}\n{ORGAN}",  # above or below?
        f"新闻中心\n2022年{WORDS}",
        f"沙河县人民政府\n首页\n2022年{WORDS}",
    ],
)
def test_an_organ_that_is_not_certain_is_none(lines):
    title, _, _ = cut(f"{lines}\n{PERIOD}")
    report = gir.Report(title=title, overview=Overview())
    assert (title, report.institution, report.year) == (f"2022年{WORDS}", None, 2022)
    assert [finding.actual for finding in gir.validate(report, pick=["institution-unknown"])] == [title]


def test_links_to_the_reports_of_other_years_are_no_title():
    links = "\n".join(TITLE.replace("2022", year) for year in ("2021", "2020", "2019"))
    assert cut(f"{links}\n2022年{WORDS}\n{PERIOD}") == (f"2022年{WORDS}", PERIOD, links)
    assert cut(f"{links}\n{TITLE}\n{PERIOD}") == (TITLE, PERIOD, links)


def test_a_literal_passage_is_no_title_and_no_furniture():
    assert cut(f"\\{TITLE}\n\\打印\n{PERIOD}") == ("", f"{TITLE}\n打印\n{PERIOD}", "")
