"""Sentences of two texts beside each other: what stays, what changes, what is new and what is gone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum

from attrs import frozen

from gov_info_report.model import plain

__all__ = ["Copied", "Sentence", "SentenceChange", "Was", "aligned", "copied", "sentences_of"]

_SENTENCE = re.compile(r"[^。!?;；！？\n]+[。!?;；！？]*")
_HEADING = re.compile(
    r"^\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*|[一二三四五六七八]是)?"
    r"(?:[^。:：,，\d]{2,16}(?:情况|方面|公开|管理|建设|保障|公开政府信息)[。:：,，]|[^。:：,，\d]{2,10}[:：])?"
)
_ONLY_HEADING = re.compile(r"^[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．][^。,，]{2,24}[。:：]?$")
_LEFT_OUT = re.compile(r"(?:19|20)\d\d年度?|[\d.,%‰]+|[^\w]|[第]|百分之[零一二三四五六七八九十百千万点]+")
_SHORT = 5
"""A sentence of fewer characters, numbers aside, is nothing that was copied."""


@frozen
class Sentence:
    """A sentence as printed, and the key by which it is compared: without heading, years, numbers and signs."""

    text: str
    key: str


class Was(StrEnum):
    """What became of a sentence. A copied one may bear other years and numbers."""

    COPIED = "copied"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@frozen
class SentenceChange:
    """A sentence of the earlier text, of the later, or both beside each other."""

    section: str
    was: Was
    earlier: str = ""
    later: str = ""


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a text; headings that stand alone are none.

    >>> [sentence.key for sentence in sentences_of("（一）主动公开。2023年发布信息12条。")]
    ['发布信息条']
    """
    found: list[Sentence] = []
    for match in _SENTENCE.finditer(text):
        printed = match[0].strip()
        words = plain(printed)
        if _ONLY_HEADING.match(words):
            continue
        key = _LEFT_OUT.sub("", words[_HEADING.match(words).end() :])  # type: ignore[union-attr]  # it fits anywhere
        if key:
            found.append(Sentence(printed, key))
    return found


@frozen
class Copied:
    """How much of a text is that of another: the share of its characters in repeated sentences, and these."""

    share: float
    sentences: tuple[str, ...]
    length: int


def copied(earlier: str, later: str) -> Copied:
    """The sentences of the later text that the earlier has, years and numbers aside.

    >>> copied("发布信息12条。答复9件。", "发布信息30条。制定工作规范两项。").sentences
    ('发布信息30条。',)
    """
    known = Counter(sentence.key for sentence in sentences_of(earlier))
    mine = [sentence for sentence in sentences_of(later) if len(sentence.key) >= _SHORT]
    length = sum(len(sentence.key) for sentence in mine)
    repeated: list[Sentence] = []
    for sentence in mine:
        if known[sentence.key] > 0:
            known[sentence.key] -= 1
            repeated.append(sentence)
    share = sum(len(sentence.key) for sentence in repeated) / length if length else 0.0
    return Copied(share, tuple(sentence.text for sentence in repeated), length)


ALIKE = 0.6
"""Two sentences are one that was changed when so much of them is the same."""


def aligned(section: str, earlier: str, later: str) -> Iterator[SentenceChange]:
    """The sentences of two texts in the order of the later, those that are gone where they stood."""
    before, now = sentences_of(earlier), sentences_of(later)
    matcher = SequenceMatcher(None, [one.key for one in before], [one.key for one in now], autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            for old, new in zip(before[first:last], now[start:end], strict=True):
                yield SentenceChange(section, Was.COPIED, old.text, new.text)
        else:
            yield from _paired(section, before[first:last], now[start:end])


def _paired(section: str, before: list[Sentence], now: list[Sentence]) -> Iterator[SentenceChange]:
    """Sentences between two that are the same: each with the one most like it, if any is."""
    left = list(before)
    for new in now:
        best, at = max(((_likeness(old, new), -at) for at, old in enumerate(left)), default=(0.0, 0))
        if best >= ALIKE:
            for gone in left[:-at]:
                yield SentenceChange(section, Was.GONE, gone.text)
            yield SentenceChange(section, Was.CHANGED, left[-at].text, new.text)
            left = left[-at + 1 :]
        else:
            yield SentenceChange(section, Was.NEW, later=new.text)
    for gone in left:
        yield SentenceChange(section, Was.GONE, gone.text)


def _likeness(old: Sentence, new: Sentence) -> float:
    matcher = SequenceMatcher(None, old.key, new.key, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0
