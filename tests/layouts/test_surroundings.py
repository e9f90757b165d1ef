"""What stands around the report: titles, preambles, periods, and the furniture of pages, as in LAYOUTS.md §6."""

from datetime import date

import pytest

import gov_info_report as gir

TITLE = "云溪县林业局2023年政府信息公开工作年度报告"
PREAMBLE = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"

# Titles

TITLES = [
    ("云溪县林业局2023年政府信息公开工作年度报告", "云溪县林业局", 2023),
    ("云溪县林业局2023年度政府信息公开工作年度报告", "云溪县林业局", 2023),
    ("云溪县林业局 2023 年政府信息公开年度报告", "云溪县林业局", 2023),
    ("云溪县林业局2023年政府信息公开工作年报", "云溪县林业局", 2023),
    ("云溪县林业局2023年政务信息公开年度报告", "云溪县林业局", 2023),
    ("云溪县林业局2023年政府信息公开工作报告", "云溪县林业局", 2023),
    ("云溪县林业局２０２３年政府信息公开工作年度报告", "云溪县林业局", 2023),
    ("云溪县林业局政府信息公开工作年度报告（2023年度）", "云溪县林业局", 2023),
    ("2023年云溪县林业局政府信息公开工作年度报告", "云溪县林业局", 2023),
]


@pytest.mark.parametrize(("title", "institution", "year"), TITLES)
def test_a_title(title, institution, year, source):
    read = gir.parse(source().change(TITLE, title))
    assert (read.title, read.institution, read.year) == (title, institution, year)


def test_a_title_in_the_head_of_a_page_and_again_in_the_article(report, source, differences):
    page = source(2021, "html").change(
        "<html><body>", f"<html><head><title>{TITLE}_云溪县人民政府</title></head><body>"
    )
    assert differences(gir.parse(page), report()) == {}


def test_no_title(report, source, differences):
    reading = gir.read(source().change(f"{TITLE}\n", ""))
    assert differences(reading.report, report()) == {"title": ""}
    assert (reading.report.institution, reading.report.year) == (None, 2023)
    assert "title-missing" in gir.validate(reading).codes


# Preambles

PREAMBLES = {
    "telephone": "如有疑问，请与局办公室联系（地址：云溪县松涛路12号，邮编：462300，电话：0395-6120000）。",
    "the notice": "根据《政府信息公开条例》（国务院令第711号）和国办公开办函〔2021〕30号要求，编制本报告。",
    "the parts": "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。",
    "the parts, numbered": "全文包括：一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；"
    "四、政府信息公开行政复议、行政诉讼情况；五、存在的主要问题及改进情况；六、其他需要报告的事项。",
    "digits alone": "联系电话\n6120000\n邮政编码\n462300",
}


@pytest.mark.parametrize("layout", ["tabs", "cell a line", "html"])
@pytest.mark.parametrize("words", PREAMBLES.values(), ids=PREAMBLES)
def test_a_preamble_with_digits_and_names_of_sections(words, layout, report, source, differences):
    printed = "</p><p>".join(words.split("\n")) if layout == "html" else words
    separator = "</p><p>" if layout == "html" else "\n"
    read = gir.parse(source(2021, layout).change(PREAMBLE, f"{printed}{separator}{PREAMBLE}"))
    assert differences(read, report()) == {"preamble": f"{words}\n{PREAMBLE}"}


# Periods

FULL = (date(2023, 1, 1), date(2023, 12, 31))
PERIODS = [
    ("自2023年1月1日起至2023年12月31日止", FULL),
    ("自2023年1月1日至2023年12月31日", FULL),
    ("2023年1月1日至12月31日", FULL),
    ("2023年1月1日到2023年12月31日", FULL),
    ("2023年1月1日—2023年12月31日", FULL),
    ("2023年1月1日-12月31日", FULL),
    ("2023年1月1日——2023年12月31日", FULL),
    ("2023 年 1 月 1 日起至 12 月 31 日止", FULL),
    ("从2023年1月1日起到2023年12月31日止", FULL),
    ("２０２３年１月１日至１２月３１日", FULL),
    ("自2023年1月1日起至2023年12月30日止", (date(2023, 1, 1), date(2023, 12, 30))),
    ("2022年1月1日至12月31日", (date(2022, 1, 1), date(2022, 12, 31))),
    ("自202023年1月1日起至2023年12月31日止", None),
    ("自2023年1月1日起至2023年12月32日止", None),
]


@pytest.mark.parametrize(("printed", "period"), PERIODS)
def test_a_period(printed, period, source):
    reading = gir.read(source().change("自2023年1月1日起至2023年12月31日止", printed))
    found = reading.report.period
    assert (found and (found.start, found.end)) == period
    told = gir.validate(reading).of("period-incomplete", "period-impossible", "year-mismatch")
    assert bool(told) == (period != FULL)


@pytest.mark.parametrize("place", ["overview", "preamble"])
def test_where_a_period_stands(place, source):
    page = source().change(f"{PREAMBLE}\n", "")
    page = page.change("一、总体情况\n", f"一、总体情况\n\n{PREAMBLE}\n") if place == "overview" else source()
    found = gir.parse(page).period
    assert (found.start, found.end) == FULL


# Furniture

BEFORE = {
    "breadcrumbs": "您当前的位置：首页 > 政府信息公开 > 政府信息公开年报 > 2023年",
    "index block": "索 引 号：006140001/2024-00012\n发文日期：2024-01-22\n文  号：无\n主题分类：其他",
    "font size": "发布时间：2024-01-22 09:30 浏览次数：128 字体：[大 中 小] 打印 关闭",
    "share": "分享到：\n微信\n微博",
    "contents": "目 录\n一、总体情况……1\n二、主动公开政府信息情况……3\n三、收到和处理政府信息公开申请情况……4\n"
    "四、政府信息公开行政复议、行政诉讼情况……6\n五、存在的主要问题及改进情况……7\n六、其他需要报告的事项……8",
    "contents, bare": "目录\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项",
}
AFTER = {
    "signature": "云溪县林业局\n2024年1月22日",
    "attachments": "附件：\n1.云溪县林业局2023年政府信息公开工作年度报告.docx\n2.统计表.xlsx",
    "code": "扫一扫在手机打开当前页",
    "footer": "主办：云溪县林业局\n网站标识码：4111000001 豫ICP备12345678号\n联系电话：0395-6120000",
    "page number": "- 9 -",
    "neighbours": "上一篇：云溪县2022年预算公开\n下一篇：没有了",
}


def kept(reading):
    """All prose that a reading has kept, in the report or in a finding."""
    read = reading.report
    texts = [read.title, read.preamble, *(part.text for part in (read.overview, read.problems, read.other_matters))]
    return "".join("\n".join([*texts, *(str(finding.actual) for finding in reading.findings)]).split())


@pytest.mark.parametrize("layout", ["tabs", "cell a line", "html"])
@pytest.mark.parametrize("words", BEFORE.values(), ids=BEFORE)
def test_furniture_before_the_report(words, layout, report, source, figures_of):
    first = f"<p>{TITLE}" if layout == "html" else TITLE
    lines = "".join(f"<p>{line}</p>" for line in words.split("\n")) if layout == "html" else f"{words}\n"
    reading = gir.read(source(2021, layout).change(first, lines + first, 1))
    read, meant = reading.report, report()
    assert figures_of(read) == figures_of(meant)
    assert (read.title, read.institution, read.year) == (TITLE, "云溪县林业局", 2023)
    assert (read.overview, read.problems, read.other_matters) == (meant.overview, meant.problems, meant.other_matters)
    assert "".join(words.split()) in kept(reading) or "目" in words


@pytest.mark.parametrize("layout", ["tabs", "cell a line", "html"])
@pytest.mark.parametrize("words", AFTER.values(), ids=AFTER)
def test_furniture_after_the_report(words, layout, report, source, differences):
    last = "2023年未收取信息处理费。"
    lines = "".join(f"<p>{line}</p>" for line in words.split("\n")) if layout == "html" else f"\n{words}"
    end = f"{last}</p>" if layout == "html" else last
    reading = gir.read(source(2021, layout).change(end, end + lines))
    read = reading.report
    assert set(differences(read, report())) <= {"other_matters"}
    assert read.other_matters.text.startswith(last)
    assert (read.year, read.institution) == (2023, "云溪县林业局")
    assert (read.other_matters.processing_fee.charged, read.other_matters.processing_fee.amount) == (False, None)
    assert "".join(words.split()) in kept(reading) or words.startswith("- ")


def test_page_numbers_between_paragraphs(report, source, figures_of):
    page = (
        source()
        .change("\n（三）政府信息管理", "\n- 2 -\n（三）政府信息管理")
        .change("\n五、存在", "\n— 6 —\n\n五、存在")
    )
    read = gir.parse(page)
    assert figures_of(read) == figures_of(report())
    assert read.problems == report().problems


def test_title_and_headings_in_traditional_characters(source, report, figures_of):
    page = source().change(TITLE, "雲溪縣林業局2023年政府信息公開工作年度報告")
    page = page.change("一、总体情况", "一、總體情況").change("六、其他需要报告的事项", "六、其他需要報告的事項")
    read = gir.parse(page)
    assert figures_of(read) == figures_of(report())
    assert (read.institution, read.year) == ("雲溪縣林業局", 2023)
    assert (read.overview, read.other_matters) == (report().overview, report().other_matters)
