"""What the prose shows, beside the tables and by itself: a text that has the code, and one like it that has not."""

from datetime import UTC, datetime
from decimal import Decimal

import attrs
import pytest

import gov_info_report as gir
from gov_info_report.model import OtherMatters, Overview, Problems
from gov_info_report.rules import RULES

TOPICS = "（三）政府信息管理。逐条审核。\n（四）平台建设。网站改版。\n（五）监督保障。培训两次。"
TEXT_CODES = {
    *("prose-differs", "template-text", "fee-unstated", "fee-doubtful", "topic-missing", "section-perfunctory"),
    *("institution-differs", "year-in-prose", "year-unlikely", "regulations-unlikely"),
}


@pytest.fixture
def report(consistent):
    """The consistent report of 2021: 14 received, 3 carried in, 15 handled, 2 carried forward."""
    return consistent[2021]


def said(report, *codes):
    return [
        (finding.code, finding.paths, finding.expected, finding.actual)
        for finding in gir.validate(report).of(*(codes or TEXT_CODES))
    ]


def on_request(report, text):
    """The report with this said of its requests."""
    return attrs.evolve(report, overview=Overview(f"（一）主动公开。公布信息。\n（二）依申请公开。{text}\n{TOPICS}"))


def test_the_codes_of_the_text_have_their_cases_here():
    registered = {code for rule in RULES for code in rule.codes if rule.check.__module__.endswith((".text", ".names"))}
    assert registered | {"prose-differs"} == TEXT_CODES


def test_the_report_says_what_its_tables_say(report):
    figures = {path: report.number(f"requests.{path}.total") for path in ("received", "carried_in", "carried_forward")}
    assert figures == {"received": 14, "carried_in": 3, "carried_forward": 2}
    assert said(report) == []


@pytest.mark.parametrize(
    ("text", "path", "expected", "actual"),
    [
        ("收到申请41件。", "requests.received.total", 14, 41),
        ("新收申请17件。", "requests.received.total", 14, 17),
        ("没有人提出政府信息公开申请。", "requests.received.total", 14, 0),
        ("上年结转4件。", "requests.carried_in.total", 3, 4),
        ("办结51件。", "requests.outcomes.total.total", 15, 51),
        ("结转下年度3件。", "requests.carried_forward.total", 2, 3),
        ("没有结转下年度的申请。", "requests.carried_forward.total", 2, 0),
        ("不予公开99件。", "requests.outcomes.refused", 0, 99),
        ("引发行政复议50件。", "disputes.reconsideration.total", None, 50),
    ],
)
def test_a_count_that_the_tables_contradict(report, text, path, expected, actual):
    [(code, paths, wanted, told)] = said(on_request(report, text))
    assert (code, paths, told) == ("prose-differs", (path,), actual)
    if expected is not None and path != "requests.outcomes.refused":
        assert wanted == expected


def test_a_count_that_differs_is_shown_with_its_sentence(report):
    [finding] = gir.validate(on_request(report, "全年收到申请41件，均已答复。")).of("prose-differs")
    assert finding.detail == "一、总体情况：全年收到申请41件，均已答复。"
    assert finding.render("zh").startswith("正文写作 41，与表格不符")


def test_a_count_that_differs_is_shown_with_its_place_in_the_source(report):
    reading = gir.read(gir.serialise(on_request(report, "全年收到申请41件，均已答复。"), "text"))
    [finding] = gir.validate(reading).of("prose-differs")
    [said] = [one for one in gir.statements(reading) if one.value == 41]
    assert finding.detail == f"一、总体情况（{said.span.source}）：全年收到申请41件，均已答复。"
    assert finding.spans == (reading.spans["requests.received.total"],)


@pytest.mark.parametrize(
    "text",
    [
        "收到申请14件，上年结转3件，办结15件，结转下年度2件。",
        "受理申请17件。",
        "收到申请14件，其中网络申请9件、信函申请5件。",
        "收到申请近20件。",
        "2023年收到申请41件，2024年收到申请14件。",
        "全县各部门收到申请410件。",
        "收到政协提案41件，答复41件。",
        "收到涉及征地的申请9件。",
    ],
)
def test_a_count_that_the_tables_do_not_contradict(report, text):
    assert said(on_request(report, text)) == []


def test_a_count_after_unknown_words_may_be_that_of_a_part(report):
    persons = report.number("requests.received.natural_person")
    assert persons not in {14, 17}
    assert said(on_request(report, f"据统计科核实收到申请{persons}件。")) == []
    assert len(said(on_request(report, "据统计科核实收到申请99件。"))) == 1


def test_the_same_wrong_count_is_told_once(report):
    assert len(said(on_request(report, "收到申请41件。全年受理申请41件。"))) == 1


def test_a_figure_that_is_no_number_is_not_compared(report):
    blank = gir.evolve(report, {"requests.received.total": gir.Mark.BLANK})
    assert said(on_request(blank, "新收申请41件。")) == []


def test_an_amount_may_be_rounded(report):
    text = "（一）主动公开。行政事业性收费{}元。\n（二）依申请公开。受理及时。"
    report = gir.evolve(report, {"proactive.fees.amount": Decimal("18.8710")})
    differs = ["prose-differs"]
    for printed, wanted in (("188710", []), ("188700", []), ("19万", []), ("18万", differs), ("178710", differs)):
        one = attrs.evolve(report, overview=Overview(f"{text.format(printed)}\n{TOPICS}"))
        assert [code for code, *_ in said(one)] == wanted, printed


# The text by itself


@pytest.mark.parametrize(
    "text",
    [
        "XX局每季度检查一次。",
        "（文字描述）",
        "{{ title }}",
        "某某局按时更新。",
        "收到____件。",
        "×月×日前公布。",
        "收到X件。",
    ],
)
def test_words_of_the_template(report, text):
    left = attrs.evolve(report, problems=Problems(f"公开不够及时，将加强培训。{text}"))
    assert [each[:2] for each in said(left)] == [("template-text", ("problems",))]


@pytest.mark.parametrize(
    "text",
    ["邮箱 lyxxgk@qinghe.example。", "PDF、WPS 均可下载。", "第四部分（一）见表。", "一、概述………… 1\n二、问题______2"],
)
def test_words_that_are_no_template(report, text):
    assert said(attrs.evolve(report, problems=Problems(f"公开不够及时，将加强培训。{text}"))) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("无。", ["fee-unstated"]),
        ("没有其他需要报告的事项。", ["fee-unstated"]),
        ("未收取信息处理费。", []),
        ("信息处理费：0元。", []),
        ("收取信息处理费380元。", []),
        ("收取信息处理费385元。", ["fee-doubtful"]),
    ],
)
def test_the_fee(report, text, wanted):
    assert [code for code, *_ in said(attrs.evolve(report, other_matters=OtherMatters(text)))] == wanted


def test_that_nothing_is_reported_at_all_is_told_beside_the_fee(report):
    for text, severity in (("无。", "info"), ("办公地址未变。", "warning")):
        silent = attrs.evolve(report, other_matters=OtherMatters(text))
        assert [each.severity for each in gir.validate(silent).of("fee-unstated")] == [severity]


def test_one_table_is_enough_to_tell_the_form_that_asks_for_the_fee(report, consistent):
    for edition, wanted in ((2021, ["fee-unstated"]), (2019, [])):
        silent = attrs.evolve(consistent[edition], proactive=None, other_matters=OtherMatters("无。"))
        assert [code for code, *_ in said(silent, "fee-unstated")] == wanted


def test_the_fee_may_be_stated_elsewhere_and_need_not_be_in_the_form_of_2019(report, consistent):
    silent = attrs.evolve(report, other_matters=OtherMatters("无。"))
    elsewhere = attrs.evolve(silent, problems=Problems("更新不够及时，将加强培训。全年未收取信息处理费。"))
    assert said(elsewhere) == []
    assert said(attrs.evolve(consistent[2019], other_matters=OtherMatters("无。")), "fee-unstated") == []


def test_requests_left_unanswered_for_an_unpaid_fee_that_nobody_charged(report):
    path = "requests.outcomes.other.fee_unpaid.total"
    assert said(gir.evolve(report, {path: 2}), "fee-doubtful") == [("fee-doubtful", ("other_matters", path), None, 2)]


def test_a_topic_that_section_one_does_not_speak_of(report):
    topics = "（一）主动公开。发布信息。\n（二）依申请公开。依法办理。\n（三）政府信息管理。逐条审核。\n"
    text = f"{topics}（四）平台建设。村务监督信息上网。"
    assert said(attrs.evolve(report, overview=Overview(text))) == [("topic-missing", ("overview",), None, "监督保障")]
    prose = "登载公告37篇。申请均已答复。文件定稿时审查。网站改版一次。纪委检查两次。"
    assert said(attrs.evolve(report, overview=Overview(prose))) == []


@pytest.mark.parametrize("text", ["", "无。", "没有。", "不存在问题。", "暂未发现明显问题。", "公开的内容有些少。"])
def test_a_perfunctory_section_five(report, text):
    assert [code for code, *_ in said(attrs.evolve(report, problems=Problems(text)))] == ["section-perfunctory"]


@pytest.mark.parametrize(("length", "wanted"), [(9, 1), (10, 1), (29, 1), (30, 0)])
def test_a_longer_section_five_may_say_in_any_words_what_is_done(report, length, wanted):
    text = ("水情信息更新不够快" * 4)[:length]
    assert len(said(attrs.evolve(report, problems=Problems(text)), "section-perfunctory")) == wanted


def test_a_short_section_five_that_says_what_is_done(report):
    for text, wanted in (("更新慢，将改进。", 1), ("更新不够快，将改进。", 0)):
        assert len(said(attrs.evolve(report, problems=Problems(text)), "section-perfunctory")) == wanted, text


def test_another_organ_in_the_text(report):
    place = report.institution[:3]
    other = f"{place}教育局"
    for preamble in (
        f"本报告由{other}编写。",
        f"{other}依照《条例》编写本报告。",
        f"依照条例，{other}编制了本年度报告。",
        f"可登录网站下载，或到{other}办公室索取。",
    ):
        named = attrs.evolve(report, preamble=f"{preamble}{report.preamble}")
        assert said(named) == [("institution-differs", (), report.institution, other)]
    signed = attrs.evolve(report, other_matters=OtherMatters(f"未收取信息处理费。\n{other}\n2025年1月9日"))
    assert said(signed) == [("institution-differs", (), report.institution, other)]
    opened = attrs.evolve(report, overview=Overview(f"{other}认真贯彻条例。\n{report.overview.text}"))
    assert said(opened) == [("institution-differs", (), report.institution, other)]
    for same in (report.institution, f"{report.institution}办公室"):
        assert said(attrs.evolve(report, preamble=f"本报告由{same}编写。{report.preamble}")) == []


def test_a_government_may_have_its_report_made_by_an_office(report):
    title = "青禾县人民政府2024年政府信息公开工作年度报告"
    for maker, wanted in (("青禾县人民政府办公室", 0), ("青禾县大数据管理局", 0), ("柳溪县人民政府", 1)):
        named = attrs.evolve(report, title=title, preamble=f"本报告由{maker}编制。")
        assert len(said(named, "institution-differs")) == wanted, maker


STALE = "2023年，我局公布信息37条。"


@pytest.mark.parametrize(
    ("disclosed", "requested", "detail"),
    [
        (STALE, "2023年，我局没有收到申请。", "2023年我局公布信息37条；2023年我局没有收到申请"),
        (STALE, "2023年，我局依法答复。", "2023年我局公布信息37条；2023年我局依法答复"),
        (STALE, "依法答复。", None),
        ("公布信息。", "2023年，我局收到申请8件。", "2023年我局收到申请8件"),
        ("公布信息。", "2023年，我局收到申请8件。2024年收到申请14件。", None),
        ("2023年，我局获评先进。2024年公布信息37条。", "依法答复。", None),
        ("2022年，我局公布信息37条。", "2022年，我局收到申请8件。", None),
    ],
)
def test_sentences_of_the_year_before(report, disclosed, requested, detail):
    """Two of them are those of another report, and one that states its requests where none states this year's."""
    text = f"（一）主动公开。{disclosed}\n（二）依申请公开。{requested}\n{TOPICS}"
    found = gir.validate(attrs.evolve(report, overview=Overview(text))).of(*TEXT_CODES)
    assert [(each.code, each.paths, each.expected, each.actual, each.detail) for each in found] == (
        [("year-in-prose", ("overview",), 2024, 2023, detail)] if detail else []
    )


def test_a_year_that_is_not_over(report):
    for year, wanted in ((2007, 1), (2008, 0), (datetime.now(UTC).year - 1, 0), (datetime.now(UTC).year, 1), (2042, 1)):
        title = f"青禾县水利局{year}年政府信息公开工作年度报告"
        assert len(said(attrs.evolve(report, title=title, preamble=""), "year-unlikely")) == wanted, year


def test_regulations_of_an_organ_that_makes_none(report):
    path = "proactive.regulations.in_force"
    for title, wanted in (("青禾县水利局", 1), ("石门镇人民政府", 1), ("云州市人民政府", 0), ("国家林业和草原局", 0)):
        one = attrs.evolve(gir.evolve(report, {path: 2}), title=f"{title}2024年政府信息公开工作年度报告", preamble="")
        assert len(said(one, "regulations-unlikely")) == wanted, title


def test_a_preamble_of_another_year(report):
    year, organ = report.year, report.institution
    said_in = f"现将{organ}{year - 1}年政府信息公开工作情况报告如下。"
    assert [each[:4] for each in said(attrs.evolve(report, preamble=said_in))] == [
        ("year-in-prose", ("preamble",), year, year - 1)
    ]
    beside = f"{organ}{year - 1}年政府信息公开工作年度报告\n{report.preamble}"
    assert said(attrs.evolve(report, preamble=beside)) == []
