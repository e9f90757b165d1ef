"""Headings of sections and topics: every variant of LAYOUTS.md §3, read with nothing else changed."""

import pytest

import gov_info_report as gir

OVERVIEW, PROACTIVE, REQUESTS = "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"
DISPUTES, PROBLEMS, OTHER = (
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)

VARIANTS = {
    OVERVIEW: [
        "一、概述",
        "一、总体概述",
        "一、工作概述",
        "一、2023年政务公开总体情况",
        "一 概 述",
        "一、总 体 情 况",
        "一、总体情况：",
        "第一部分 总体情况",
        "一.总体情况",
        "总体情况",
        "**一、总体情况**",
    ],
    PROACTIVE: [
        "二、行政机关主动公开政府信息情况",
        "二、主动公开政府信息的情况",
        "二、主动公开信息情况",
        "二、主动公开政府政府情况",
        "主动公开政府信息情况",
        "二 、 主动公开政府信息情况",
    ],
    REQUESTS: [
        "三、收到和处理政府信息公开申请的情况",
        "收到和处理政府信息公开申请情况",
        "三．收到和处理政府信息公开申请情况",
    ],
    DISPUTES: [
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "四、政府信息公开行政复议和行政诉讼情况",
        "四、政府信息公开行政复议及行政诉讼情况",
        "四、政府信息公开行政复议行政诉讼情况",
        "四、政府信息公开行政复议、行政诉讼的情况",
    ],
    PROBLEMS: [
        "五、政府信息公开工作存在的主要问题及改进情况",
        "五、存在问题及改进情况",
        "五、存在的主要问题和改进措施",
        "五、存在的主要问题及改进措施",
        "五、存在的问题及改进情况",
    ],
    OTHER: [
        "六、其他需要报告事项",
        "六、其它需要报告的事项",
        "六、其他报告事项",
        "六、其他事项",
        "六、其它需报告的事项",
    ],
}


@pytest.mark.parametrize(
    ("official", "printed"), [(official, text) for official, texts in VARIANTS.items() for text in texts]
)
def test_a_variant_of_a_heading(official, printed, report, source, differences):
    page = source().change(f"\n{official}\n", f"\n{printed}\n")
    assert differences(gir.parse(page), report()) == {}


@pytest.mark.parametrize(
    ("official", "printed"),
    [
        (PROACTIVE, "一、主动公开政府信息情况"),
        (REQUESTS, "二、收到和处理政府信息公开申请情况"),
        (OTHER, "五、其他需要报告的事项"),
    ],
)
def test_a_repeated_numeral(official, printed, report, source, differences):
    reading = gir.read(source().change(official, printed))
    assert differences(reading.report, report()) == {}
    told = [(f.paths, f.expected, f.actual) for f in reading.findings if f.code == "heading-misnumbered"]
    assert [(expected, actual) for _, expected, actual in told] == [(official[0], printed[0])]


def test_no_heading_of_the_first_section(report, source, figures_of):
    reading = gir.read(source().change(f"{OVERVIEW}\n\n", ""))
    assert figures_of(reading.report) == figures_of(report())
    assert reading.report.overview is None
    assert report().overview.text in reading.report.preamble
    assert "section-missing" in gir.validate(reading).codes


def test_levels_that_drift(report, source, differences):
    page = source()
    for marks, heading in zip(("##", "##", "###", "####", "####", "#####"), VARIANTS, strict=True):
        page = page.change(f"\n{heading}\n", f"\n{marks} {heading}\n")
    assert differences(gir.parse(page), report()) == {}


def test_topics_as_headings_of_a_lower_level(report, source):
    page = source().change(f"\n{OVERVIEW}", f"\n## {OVERVIEW}").change("（二）依申请公开。", "### （二）依申请公开\n\n")
    read = gir.parse(page)
    assert [passage.topic for passage in read.overview.passages] == TOPICS


def test_a_heading_glued_to_the_paragraph_before(report, source, differences):
    page = source().change(f"开展培训两次。\n\n{PROACTIVE}", f"开展培训两次。{PROACTIVE}")
    page = page.change(f"逐条核对。\n\n{OTHER}", f"逐条核对。{OTHER}")
    assert differences(gir.parse(page), report()) == {}


@pytest.mark.parametrize("between", ["", "：", "。", " ", "\u3000"])
def test_a_heading_glued_to_the_text_after(between, report, source, differences):
    page = (
        source()
        .change(f"{OTHER}\n\n2023年", f"{OTHER}{between}2023年")
        .change(f"{PROBLEMS}\n\n", f"{PROBLEMS}{between}")
    )
    assert differences(gir.parse(page), report()) == {}


def test_a_heading_and_a_topic_on_one_line(report, source, differences):
    page = source().change(f"{OVERVIEW}\n\n（一）主动公开", f"{OVERVIEW}（一）主动公开")
    assert differences(gir.parse(page), report()) == {}


@pytest.mark.parametrize("between", ["", " ", "\u3000"])
def test_several_headings_on_one_line(between, report, source):
    page = source()
    tables = page[page.index(PROACTIVE) : page.index(PROBLEMS)]
    reading = gir.read(page.change(tables, between.join((PROACTIVE, REQUESTS, DISPUTES)) + "\n\n"))
    read = reading.report
    assert None not in (read.proactive, read.requests, read.disputes)
    assert [record.path for record in gir.to_records(read) if record.value is not None] == []
    assert (read.overview, read.problems, read.other_matters) == (
        report().overview,
        report().problems,
        report().other_matters,
    )


def test_prose_that_names_a_section_is_no_heading(report, source, differences):
    page = source().change("局网站改版。", "局网站改版，主动公开政府信息情况详见第二部分。")
    off = differences(gir.parse(page), report())
    assert off == {
        "overview": report().overview.text.replace("局网站改版。", "局网站改版，主动公开政府信息情况详见第二部分。")
    }


# Topics of section one

TOPICS = [
    gir.model.Topic.PROACTIVE_DISCLOSURE,
    gir.model.Topic.ON_REQUEST,
    gir.model.Topic.INFORMATION_MANAGEMENT,
    gir.model.Topic.PLATFORM,
    gir.model.Topic.SUPERVISION,
]
NAMES = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
TEXT = "全年按计划推进，发布信息 12 条。"


def topics_of(source, overview):
    page = source()
    old = page[page.index(f"{OVERVIEW}\n") : page.index(PROACTIVE)]
    read = gir.parse(page.change(old, f"{OVERVIEW}\n\n{overview}\n\n"))
    assert read.overview.text == overview
    return [passage.topic for passage in read.overview.passages]


@pytest.mark.parametrize("after", ["\n", "。", "：", " ", "：\n", "。\n"])
@pytest.mark.parametrize("before", ["（{0}）", "({0})", "({0}) ", "{1}.", "{1}、", "({1})", "（{1}）", "{1}. "])
def test_topics_numbered_and_ended_in_every_way(before, after, source):
    lines = [
        f"{before.format(numeral, number)}{name}{after}{TEXT}"
        for number, (numeral, name) in enumerate(zip("一二三四五", NAMES, strict=True), start=1)
    ]
    assert topics_of(source, "\n".join(lines)) == TOPICS


@pytest.mark.parametrize("after", ["\n", "。", "：", " "])
def test_topics_without_numbers(after, source):
    assert topics_of(source, "\n".join(f"{name}{after}{TEXT}" for name in NAMES)) == TOPICS


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("（二）（一）依申请公开。", "（一）主动公开。"),
        ("一)依申请公开。", "（一）主动公开。"),
        (")依申请公开。", "（一）主动公开。"),
        ("(二)(一)依申请公开。", "(一)主动公开。"),
    ],
)
def test_topics_with_repeated_or_lost_numerals(line, numbers, source):
    assert topics_of(source, f"{numbers}{TEXT}\n{line}{TEXT}") == TOPICS[:2]


def test_four_topics_in_another_order(source):
    chosen = (4, 0, 3, 1)
    lines = [f"（{numeral}）{NAMES[at]}。{TEXT}" for numeral, at in zip("一二三四", chosen, strict=True)]
    assert topics_of(source, "\n".join(lines)) == [TOPICS[at] for at in chosen]


def test_seven_headings_two_of_which_are_no_topic(source):
    names = (*NAMES, "政策解读", "建议提案")
    lines = [f"（{numeral}）{name}。{TEXT}" for numeral, name in zip("一二三四五六七", names, strict=True)]
    assert topics_of(source, "\n".join(lines))[:5] == TOPICS


def test_first_second_third_without_headings(source):
    overview = "一是健全制度，明确分工。\n二是加强审核，发布信息 12 条。\n三是拓宽渠道，方便群众查询。"
    assert set(topics_of(source, overview)) == {None}
