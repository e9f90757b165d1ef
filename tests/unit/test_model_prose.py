"""What the prose says: the passages of section one, the fee of section six."""

from decimal import Decimal

import pytest

import gov_info_report as gir
from gov_info_report.model import ProcessingFee, Topic, TopicPassage

# Passages


def test_topics():
    assert [(topic.name, topic.value, str(topic)) for topic in Topic] == [
        ("PROACTIVE_DISCLOSURE", "proactive_disclosure", "proactive_disclosure"),
        ("ON_REQUEST", "on_request", "on_request"),
        ("INFORMATION_MANAGEMENT", "information_management", "information_management"),
        ("PLATFORM", "platform", "platform"),
        ("SUPERVISION", "supervision", "supervision"),
    ]


@pytest.mark.parametrize(
    ("line", "topic", "heading", "text"),
    [
        ("（一）主动公开。公布72条。", Topic.PROACTIVE_DISCLOSURE, "（一）主动公开", "公布72条。"),
        ("（一）主动公开：公布72条。", Topic.PROACTIVE_DISCLOSURE, "（一）主动公开", "公布72条。"),
        ("(一)主动公开情况 公布72条。", Topic.PROACTIVE_DISCLOSURE, "(一)主动公开情况", "公布72条。"),
        ("( 一 ) 主动公开政府信息。", Topic.PROACTIVE_DISCLOSURE, "( 一 ) 主动公开政府信息", ""),
        ("1.主动公开。公布72条。", Topic.PROACTIVE_DISCLOSURE, "1.主动公开", "公布72条。"),
        ("1、主动公开。公布72条。", Topic.PROACTIVE_DISCLOSURE, "1、主动公开", "公布72条。"),
        ("(1)主动公开。公布72条。", Topic.PROACTIVE_DISCLOSURE, "(1)主动公开", "公布72条。"),
        ("二、依申请公开。收到14件。", Topic.ON_REQUEST, "二、依申请公开", "收到14件。"),
        ("二)依申请公开。收到14件。", Topic.ON_REQUEST, "二)依申请公开", "收到14件。"),
        (")依申请公开。收到14件。", Topic.ON_REQUEST, ")依申请公开", "收到14件。"),
        ("依申请公开 收到14件。", Topic.ON_REQUEST, "依申请公开", "收到14件。"),
        ("主动公开。公布72条。", Topic.PROACTIVE_DISCLOSURE, "主动公开", "公布72条。"),
        ("主动公开", Topic.PROACTIVE_DISCLOSURE, "主动公开", ""),
        (
            "（二）依申请公开政府信息办理情况。收到14件。",
            Topic.ON_REQUEST,
            "（二）依申请公开政府信息办理情况",
            "收到14件。",
        ),
        ("（三）政府信息管理。建立台账。", Topic.INFORMATION_MANAGEMENT, "（三）政府信息管理", "建立台账。"),
        ("（四）政府信息公开平台建设。改版网站。", Topic.PLATFORM, "（四）政府信息公开平台建设", "改版网站。"),
        ("（四）公开平台建设。改版网站。", Topic.PLATFORM, "（四）公开平台建设", "改版网站。"),
        ("（四）拓宽公开渠道。改版网站。", Topic.PLATFORM, "（四）拓宽公开渠道", "改版网站。"),
        ("（五）监督保障。抽查两次。", Topic.SUPERVISION, "（五）监督保障", "抽查两次。"),
        ("（五）自觉接受社会监督。抽查两次。", Topic.SUPERVISION, "（五）自觉接受社会监督", "抽查两次。"),
        ("（五）强化制度保障和考核。抽查。", Topic.SUPERVISION, "（五）强化制度保障和考核", "抽查。"),
        ("（六）政策解读。发布8篇。", None, "（六）政策解读", "发布8篇。"),
    ],
    ids=repr,
)
def test_a_heading_of_section_one(line, topic, heading, text):
    assert gir.model.Overview(line).passages == (TopicPassage(topic, heading, text),)


@pytest.mark.parametrize(
    "text",
    [
        "一是加强主动公开。二是加强监督保障。",
        "全年主动公开信息72条，收到依申请公开14件。",
        "1.开展培训两次。",
        "二、三季度各检查一次。",
        "主动公开信息72条。",
        "72条信息主动公开。",
    ],
    ids=repr,
)
def test_what_is_no_heading_of_section_one(text):
    assert gir.model.Overview(text).passages == (TopicPassage(None, "", text),)


def test_passages_of_a_whole_section():
    text = (
        "全年平稳有序。\n收到来信两封。\n（一）主动公开。公布72条。\n其中动态49条。\n\n"
        "（二）依申请公开\n收到14件。\n（三）政策解读。8篇。\n（四）主动公开。又公布3条。"
    )
    assert gir.model.Overview(text).passages == (
        TopicPassage(None, "", "全年平稳有序。\n收到来信两封。"),
        TopicPassage(Topic.PROACTIVE_DISCLOSURE, "（一）主动公开", "公布72条。\n其中动态49条。"),
        TopicPassage(Topic.ON_REQUEST, "（二）依申请公开", "收到14件。"),
        TopicPassage(None, "（三）政策解读", "8篇。"),
        TopicPassage(Topic.PROACTIVE_DISCLOSURE, "（四）主动公开", "又公布3条。"),
    )


@pytest.mark.parametrize("text", ["", "\n", "\n\n"], ids=repr)
def test_an_empty_section_has_no_passages(text):
    assert gir.model.Overview(text).passages == ()


# The fee

FREE = ProcessingFee(False, None)
SILENT = ProcessingFee(None, None)


def paid(amount):
    return ProcessingFee(True, Decimal(amount))


@pytest.mark.parametrize(
    ("text", "fee"),
    [
        ("本年度未收取信息处理费。", FREE),
        ("全年未收取任何费用。", FREE),
        ("我局没有向任何单位和个人收取过信息处理费。", FREE),
        ("我局无收取信息处理费的情况。", FREE),
        ("暂未开始收取相关费用。", FREE),
        ("本年度不收取信息处理费。", FREE),
        ("未产生信息处理费。", FREE),
        ("未发生收取信息处理费的情形。", FREE),
        ("信息处理费收取情况：无。", FREE),
        ("收取信息处理费为零。", FREE),
        ("所有申请均免费办理，未收费。", FREE),
        ("依据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），我局2024年未收取信息处理费。", FREE),
        ("根据办法规定，按件计收。本年度没有产生信息处理费。", FREE),
        ("收取信息处理费0元。", ProcessingFee(False, Decimal(0))),
        ("收取信息处理费260①元。", ProcessingFee(True, Decimal(260))),
        ("收取信息处理费 0.00 元。", ProcessingFee(False, Decimal("0.00"))),
        ("共收取信息处理费380元。", paid(380)),
        ("收取信息处理费共计 380 元。", paid(380)),
        ("收取信息处理费3,940元。", paid(3940)),
        ("收取信息处理费1，200元。", paid(1200)),
        ("收取信息处理费0.394万元。", paid(3940)),
        ("收取信息处理费12.50元。", paid("12.50")),
        ("按件计收100元，按量计收280元，共计收取信息处理费380元。", paid(380)),
        ("收取信息处理费100元、280元。", ProcessingFee(True, None)),
        ("收取信息处理费0元、280元。", SILENT),
        ("已依法收取信息处理费。", SILENT),
        ("无。", SILENT),
        ("无其他需要报告的事项。", SILENT),
        ("", SILENT),
        ("开展培训费用另计，培训投入2000字材料。", SILENT),
        ("办理建议提案12件。", SILENT),
        ("投入资金380元购置查阅设备。\n未收取信息处理费。", FREE),
    ],
    ids=repr,
)
def test_processing_fee(text, fee):
    assert gir.model.OtherMatters(text).processing_fee == fee


def test_headings_in_traditional_characters_or_radicals_tell_their_topic():
    passages = gir.model.Overview("（一）主動公開。發布信息。\n（⼆）依申請公開。依法辦理。").passages
    assert [(passage.topic, passage.heading, passage.text) for passage in passages] == [
        (Topic.PROACTIVE_DISCLOSURE, "（一）主動公開", "發布信息。"),
        (Topic.ON_REQUEST, "（⼆）依申請公開", "依法辦理。"),
    ]


def test_a_fee_in_traditional_characters():
    assert gir.model.OtherMatters("本年度無收取信息處理費。").processing_fee.charged is False
