"""The names of organs: whether two of them are one organ, however it is shortened."""

from __future__ import annotations

import re

from gov_info_report.model import plain

__all__ = ["bare_name", "is_government", "same_organ", "whole_organ"]

_PLAIN = re.compile(r"[\s“”\"（）()]+")
_GOVERNMENT = re.compile("(?:政府|管委会|管理委员会|办事处|街道|[镇乡])$")
_OFFICE = re.compile("(?:人民)?政府办公室$|(?:人民)?政府办$|党政办公室$|党政办$|办公室$")
_SHORT = {
    "市场监督管理": "市场监管",
    "人民政府": "政府",
    "中国共产党": "",
    "委员会": "委",
    "办公室": "办",
    "管理局": "局",
}


def bare_name(name: str) -> str:
    """A name with its common endings shortened as people shorten them, and without signs.

    >>> bare_name("中牟县卫生健康委员会")
    '中牟县卫生健康委'
    """
    words = _PLAIN.sub("", plain(name))
    for long, short in _SHORT.items():
        words = words.replace(long, short)
    return words


def same_organ(one: str, other: str) -> bool:
    """Whether two names may be of one organ: the shorter is made of characters of the longer, in their order.

    >>> same_organ("中牟县卫生健康委员会", "中牟县卫健委"), same_organ("县政府办", "望川县人民政府办公室")
    (True, True)
    >>> same_organ("北渠县交通局", "北渠县水务局")
    False
    """
    shorter, longer = sorted((bare_name(one), bare_name(other)), key=len)
    rest = iter(longer)
    return all(character in rest for character in shorter)


def is_government(name: str) -> bool:
    """Whether an organ is a government or stands in the place of one: a town, a street office, a development zone."""
    return _GOVERNMENT.search(plain(name)) is not None


def whole_organ(name: str) -> str:
    """The organ whose office an office is: 望川县人民政府办公室 is that of 望川县人民政府.

    >>> whole_organ("望川县人民政府办公室")
    '望川县人民政府'
    """
    words = _PLAIN.sub("", plain(name))
    return words.removesuffix("办公室") if _OFFICE.search(words) else words
