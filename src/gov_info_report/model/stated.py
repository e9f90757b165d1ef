"""What a title and a preamble state in the form's own way of writing: the organ, the year, 数据统计期限."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from attrs import frozen

from gov_info_report.model.characters import INVISIBLE, plain, visible, without_radicals

__all__ = ["REPORT_WORDS", "YEAR", "Period", "TitleParts", "compact", "find_period_in", "title_parts", "year_in"]


@frozen
class Period:
    """数据统计期限, first and last day included."""

    start: date
    end: date


@frozen
class TitleParts:
    """What a title names: the organ as it is printed ("" for none), and the one year (`None` for none, or for two)."""

    organ: str
    year: int | None


# Titles

_SAID = r"(?<!\d)(?:(?:19|20)\d\d|[一二][九〇○零O][〇○零O一二三四五六七八九]{2})(?:年度|年(?![报\d]))"
YEAR = rf"(?:{_SAID}|(?<!\d)20\d\d(?=年报|(?!年)\D|$))"
"""A year as titles print it, in digits or in words."""

REPORT_WORDS = (
    r"(?:政府信息(?:[与和及、]?政务)?|政务(?:[与和及、]?政府)?(?:信息)?|政务信息|信息)"
    rf"(?:主动)?公开(?:工作|情况|年度|的|年|{YEAR})*(?:总结)?(?:报告|年报)"
)
"""The words for the report itself, as titles print them, in the form's own characters."""

_BETWEEN = rf"(?:关于|的|《|\(?{YEAR}\)?|\d+年度?)*"
_TITLE = re.compile(
    rf"(?:关于)?(?:印发|发布|公布|公开)?《?(?:{YEAR})?"
    rf"(?:{_BETWEEN}|(?P<organ>(?:(?!\d{{4}})[\w·、()]){{2,60}}?(?<![、和与及暨])){_BETWEEN}"
    rf"(?:(?<=[年度])[^\W\d]{{2,16}}[、和与及暨])?)(?P<words>{REPORT_WORDS})"
    rf"(?:正文|全文)?》?(?:的?(?:公告|通告|通知|公示))?(?:\([^()]{{1,12}}\)|{YEAR})?"
)
_YEAR = re.compile(YEAR)
_YEAR_SAID = re.compile(_SAID)
_IN_WORDS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_LONGEST_TITLE = 120
_KEPT, _KEPT_TITLES = 32, 1024
"""What so many texts say is kept: the rules ask a report, and those of its parts, for organ, year and period again."""


def compact(text: str) -> str:
    """A text without white space and what prints nothing, in the characters that it prints.

    >>> compact("青禾县水利局 2024 年")
    '青禾县水利局2024年'
    """
    return "".join(without_radicals(visible(text)).split())


@lru_cache(maxsize=_KEPT_TITLES)
def title_parts(title: str) -> TitleParts | None:
    """What a title names, `None` where a text does not read as a title of such a report from end to end.

    >>> title_parts("青禾县水利局2024年政府信息公开工作年度报告")
    TitleParts(organ='青禾县水利局', year=2024)
    >>> title_parts("政府信息公开年报 - 青禾县水利局") is None
    True
    """
    printed = compact(title)
    found = _TITLE.fullmatch(plain(printed)) if len(printed) <= _LONGEST_TITLE else None
    if found is None:
        return None
    start, end = found.span("organ")
    organ = (printed if len(printed) == len(found.string) else found.string)[max(start, 0) : end if start >= 0 else 0]
    if organ.endswith("人民") and found["words"].startswith("政府"):
        organ += printed[end : end + 2]
    return TitleParts(organ, _one_year(_YEAR, found.string))


def year_in(title: str) -> int | None:
    """The one year that a title prints; `None` for none, and for more than one.

    >>> year_in("青禾县水利局二〇二四年度政府信息公开年报"), year_in("政府信息公开年报（2024年，2023年）")
    (2024, None)
    """
    parts = title_parts(title)
    return parts.year if parts else _one_year(_YEAR_SAID, plain(compact(title)))


def _one_year(pattern: re.Pattern[str], words: str) -> int | None:
    years = {int(re.sub(r"\D", "", found.translate(_IN_WORDS))) for found in pattern.findall(words)}
    return years.pop() if len(years) == 1 else None


# Periods

_NUMERALS = "〇○零一二三四五六七八九十"
_NUMBER = rf"(?=[\d{_NUMERALS}])((?<!\d)\d++(?:\s\d++){{0,3}}|(?<![{_NUMERALS}])[{_NUMERALS}]++)\s*"
_DAY = rf"{_NUMBER}月\s*{_NUMBER}(?:日|号|(?=[止。,，;)]|$))\s*"
_TO = r"(?:起|开始)?\s*[,，、]?\s*(?:至|到|[—–~～－-]+)\s*"
_IN_CHARACTERS = re.compile(rf"{_NUMBER}年度?\s*{_DAY}{_TO}(?:{_NUMBER}年度?\s*)?{_DAY}")
_IN_POINTS = re.compile(rf"(\d(?<!\d\d)\d{{3}})([./-])(\d\d?)\2(\d\d?)\s*{_TO}(?:(\d{{4}})\2)?(\d\d?)\2(\d\d?)(?!\d)")
_MEANT = re.compile(rf"\d(?<!\d\d)\d{{3}}[\d年月日号]{{0,20}}{_TO}\d[\d年月日号]{{0,20}}")
_STRETCH = re.compile(rf"[至到—–~～－-]\s*[\d{_NUMERALS}]")
"""What any stretch of days holds: looking for it is much faster than looking for the days."""
_SPEAKS_OF_PERIOD = re.compile("统计|期限|时限|数据|周期|时段")
_SAYS_IT_IS = re.compile(r"(?:期限|时限|周期|时段)[^\d。；;\n]{0,8}$")
_NEAR = 40


@lru_cache(maxsize=_KEPT)
def find_period_in(text: str, alone: bool = False) -> tuple[str, Period | None] | None:
    """数据统计期限 in a text as it is printed and as dates; `None` where the text states none.

    The dates are `None` where they cannot be: a day that does not exist, digits that are lost. `alone` takes a stretch
    of days also where no word for the period is near.

    >>> find_period_in("统计期限自2024年1月1日起，至12月31止。")[1]
    Period(start=datetime.date(2024, 1, 1), end=datetime.date(2024, 12, 31))
    >>> find_period_in("统计期限自202411日起至20241231日止。")
    ('202411日起至20241231日', None)
    """
    words = _in_place(text)
    if not _STRETCH.search(words):
        return None
    for pattern in (_IN_CHARACTERS, _IN_POINTS):
        for found in pattern.finditer(words):
            if _SPEAKS_OF_PERIOD.search(words, _sentence(words, found.start()), found.start()):
                return _printed(text, found), _period(found)
    for found in _MEANT.finditer(words):
        if _SAYS_IT_IS.search(words, max(0, found.start() - _NEAR), found.start()):
            return _printed(text, found), None
    first = _IN_CHARACTERS.search(words) if alone else None
    return (_printed(text, first), _period(first)) if first else None


def _sentence(words: str, end: int) -> int:
    """Where the sentence starts that goes on here, so far as it is near."""
    near = max(0, end - _NEAR)
    return max(near, words.rfind("。", near, end) + 1, words.rfind("；", near, end) + 1)


def _in_place(text: str) -> str:
    """A text in the form's own characters, each where it is printed."""
    words = without_radicals(INVISIBLE.sub(" ", text))
    folded = plain(words)
    return folded if len(folded) == len(words) else words


def _printed(text: str, found: re.Match[str]) -> str:
    return text[found.start() : found.end()].strip()


def _period(found: re.Match[str]) -> Period | None:
    printed = [group for group in found.groups() if group is None or group not in "./-"]
    year, month, day, last_year, last_month, last_day = (0 if group is None else _number(group) for group in printed)
    try:
        start = date(year, month, day)
        return Period(start, date(last_year if printed[3] else year, last_month, last_day))
    except (ValueError, OverflowError):
        return None


def _number(printed: str) -> int:
    """The number that digits or numerals say; 0, which no date has, for what is none."""
    printed = "".join(printed.split())
    if "十" in printed:
        tens, _, ones = printed.partition("十")
        printed = (tens or "1") + (ones or "0")
    digits = printed.translate(_IN_WORDS)
    return int(digits) if digits.isdigit() and len(digits) <= len("2024") else 0
