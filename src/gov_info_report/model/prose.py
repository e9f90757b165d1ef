"""Sections one, five and six: prose, and what can be computed from it."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen

from gov_info_report.model.characters import NOTE_MARK, plain
from gov_info_report.model.values import check_text

__all__ = [
    "OtherMatters",
    "Overview",
    "Problems",
    "ProcessingFee",
    "Topic",
    "TopicPassage",
    "passages_of",
    "processing_fee_of",
]


class Topic(StrEnum):
    """The five topics that the form asks section one to speak of."""

    PROACTIVE_DISCLOSURE = "proactive_disclosure"
    """主动公开"""
    ON_REQUEST = "on_request"
    """依申请公开"""
    INFORMATION_MANAGEMENT = "information_management"
    """政府信息管理"""
    PLATFORM = "platform"
    """政府信息公开平台建设"""
    SUPERVISION = "supervision"
    """监督保障"""


_TOPIC_WORDS: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    (Topic.ON_REQUEST, re.compile("依申请|申请公开|申请办理")),
    (Topic.SUPERVISION, re.compile("监督|保障|考核|评议")),
    (Topic.PLATFORM, re.compile("平台|渠道|载体")),
    (Topic.INFORMATION_MANAGEMENT, re.compile("信息管理|信息规范管理|管理")),
    (Topic.PROACTIVE_DISCLOSURE, re.compile("主动公开|主动发布|公开情况")),
)
"""Words that tell a topic in a heading, the most telling first."""


@frozen
class TopicPassage:
    """What stands under one heading of section one; `heading` is empty for prose before the first."""

    topic: Topic | None
    heading: str
    text: str


@frozen
class Overview:
    """Section one, 总体情况, as it is printed: a line a paragraph."""

    text: str = field(default="", validator=check_text)

    @property
    def passages(self) -> tuple[TopicPassage, ...]:
        """The section cut at its headings, in order.

        >>> for passage in Overview("（一）主动公开。发布信息12条。").passages:
        ...     print(passage.topic, passage.heading, passage.text)
        proactive_disclosure （一）主动公开 发布信息12条。
        """
        return passages_of(self.text)


@frozen
class Problems:
    """Section five, 存在的主要问题及改进情况, as it is printed."""

    text: str = field(default="", validator=check_text)


@frozen
class ProcessingFee:
    """收取信息处理费 (《政府信息公开信息处理费管理办法》, 国办函〔2020〕109号).

    `charged` is `None` when the section does not say; `amount` is the printed number in 元, else `None`.
    """

    charged: bool | None = None
    amount: Decimal | None = None


@frozen
class OtherMatters:
    """Section six, 其他需要报告的事项, as it is printed."""

    text: str = field(default="", validator=check_text)

    @property
    def processing_fee(self) -> ProcessingFee:
        """What the section says about 信息处理费.

        >>> OtherMatters("全年收取信息处理费 380 元。").processing_fee
        ProcessingFee(charged=True, amount=Decimal('380'))
        """
        return processing_fee_of(self.text)


# Passages

_NUMBERED = re.compile(
    r"\s*(?P<number>[（(]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[）)]|[一二三四五六七八九十]{1,3}\s*[、)）]"
    r"|[)）]|\d{1,2}\s*[.．、)）])\s*(?P<name>[^。：:；;\s]{2,40})(?P<end>[。：:；;]|\s|$)"
)
_UNNUMBERED = re.compile(
    r"\s*(?P<number>)(?P<name>(?:主动公开|依申请公开|政府信息管理|(?:政府信息)?公开平台建设|平台建设|监督保障)"
    r"(?:政府信息)?(?:工作)?(?:方面|情况)?)(?P<end>[。：:；;]|\s|$)"
)


def passages_of(text: str) -> tuple[TopicPassage, ...]:
    """Cut the prose of section one at its headings; nothing but the mark that ends a heading is left out."""
    passages: list[TopicPassage] = []
    topic: Topic | None = None
    heading, lines = "", list[str]()

    def close() -> None:
        if heading or any(lines):
            passages.append(TopicPassage(topic, heading, "\n".join(lines).strip("\n")))

    for line in text.split("\n"):
        found = _heading(line)
        if found is None:
            lines.append(line)
            continue
        close()
        topic = _topic(found["name"])
        heading = line[: found.end("name")].strip()
        rest = line[found.end() :].lstrip("。：:；; \u3000")
        lines = [rest] if rest else []
    close()
    return tuple(passages)


def _heading(line: str) -> re.Match[str] | None:
    words = plain(line)
    line = words if len(words) == len(line) else line  # a heading is found by its place
    found = _NUMBERED.match(line)
    if found is not None:
        in_brackets = found["number"][0] in "（("
        return found if in_brackets or _topic(found["name"]) else None
    return _UNNUMBERED.match(line)


def _topic(name: str) -> Topic | None:
    return next((topic for topic, words in _TOPIC_WORDS if words.search(name)), None)


# The fee

_SENTENCE = re.compile(r"[^。；;\n]+")
_FEE = re.compile("处理费|收取|收费|费用")
_AMOUNT = re.compile(r"(?<![\d.,，])(\d[\d,，]*(?:\.\d+)?)\s*(万)?\s*元")
_TOTAL_AMOUNT = re.compile(r"(?:共计?|总计?|合计|累计)[^\d。；;]{0,16}(\d[\d,，]*(?:\.\d+)?)\s*(万)?\s*元")
_NOT_CHARGED = re.compile(
    r"(?:未|没有|无|不(?!断)|暂无)[^。；;\d]{0,20}?(?:收取|收费|收过|征收|产生|发生|费用)"
    r"|免收|免费|零收费|零元|(?:处理费|收费|收取)[^。；;，,\d]{0,8}(?:为零|为无|[：:]\s*无)"
)


def processing_fee_of(text: str) -> ProcessingFee:
    """What the prose of section six says about the fee; silence, or a statement that contradicts itself, is `None`."""
    fee = ProcessingFee()
    for sentence in _SENTENCE.findall(plain(NOTE_MARK.sub(" ", text))):
        if not _FEE.search(sentence):
            continue
        found = _TOTAL_AMOUNT.findall(sentence) or _AMOUNT.findall(sentence)
        amounts = {
            Decimal(re.sub("[,，]", "", digits)) * (10000 if ten_thousand else 1) for digits, ten_thousand in found
        }
        if len(amounts) == 1:
            amount = amounts.pop()
            return ProcessingFee(amount > 0, amount)
        if amounts:
            return ProcessingFee(True if 0 not in amounts else None)
        if _NOT_CHARGED.search(sentence):
            fee = ProcessingFee(False)
    return fee
