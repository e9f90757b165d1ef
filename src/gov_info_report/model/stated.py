"""What a title and a preamble state in the form's own way of writing: the organ, the year, 数据统计期限."""

from __future__ import annotations

import re
from datetime import date

from attrs import frozen

from gov_info_report.model.characters import plain, visible, without_radicals

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


def compact(text: str) -> str:
    """A text without white space and what prints nothing, in the characters that it prints.

    >>> compact("青禾县水利局 2024 年")
    '青禾县水利局2024年'
    """
    return "".join(without_radicals(visible(text)).split())


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

_NUMBER = r"([\d〇○零一二三四五六七八九十]+)"
_DAY = rf"{_NUMBER}月{_NUMBER}(?:日|号|(?=[止。,;)]|$))"
_TO = r"(?:起|开始)?[,、]?(?:至|到|[—–~－-]+)"
_IN_CHARACTERS = re.compile(rf"{_NUMBER}年度?{_DAY}{_TO}(?:{_NUMBER}年度?)?{_DAY}")
_IN_POINTS = re.compile(rf"(\d{{4}})([./-])(\d\d?)\2(\d\d?){_TO}(?:(\d{{4}})\2)?(\d\d?)\2(\d\d?)(?!\d)")
_SPEAKS_OF_PERIOD = re.compile("统计|期限|时限|数据|周期|时段")
_MEANT = re.compile(rf"(?:期限|时限|周期|时段)[^\d。;]{{0,8}}?自?(\d{{4}}[\d年月日号]*{_TO}\d[\d年月日号]*)")
_NEAR = 40


def find_period_in(text: str, alone: bool = False) -> tuple[str, Period | None] | None:
    """数据统计期限 in a text as it is printed and as dates; `None` where the text states none.

    The dates are `None` where they cannot be: a day that does not exist, digits that are lost. `alone` takes a stretch
    of days also where no word for the period is near.

    >>> find_period_in("统计期限自2024年1月1日起，至12月31止。")[1]
    Period(start=datetime.date(2024, 1, 1), end=datetime.date(2024, 12, 31))
    >>> find_period_in("统计期限自202411日起至20241231日止。")
    ('202411日起至20241231日', None)
    """
    words, places = _folded(text)
    for pattern in (_IN_CHARACTERS, _IN_POINTS):
        for found in pattern.finditer(words):
            if _SPEAKS_OF_PERIOD.search(words, max(0, found.start() - _NEAR), found.start()):
                return _printed(text, places, found.span()), _period(found)
    if meant := _MEANT.search(words):
        return _printed(text, places, meant.span(1)), None
    first = _IN_CHARACTERS.search(words) if alone else None
    return (_printed(text, places, first.span()), _period(first)) if first else None


def _folded(text: str) -> tuple[str, list[int]]:
    """The characters of a text that are no space, in the form's own, and the place of each."""
    places = [place for place, character in enumerate(text) if visible(character).strip()]
    words = plain("".join(text[place] for place in places))
    if len(words) != len(places):  # characters that stand for several
        places = [place for place in places for _ in plain(text[place])]
        words = "".join(plain(text[place]) for place in dict.fromkeys(places))
    return words, places


def _printed(text: str, places: list[int], span: tuple[int, int]) -> str:
    return text[places[span[0]] : places[span[1] - 1] + 1]


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
    if "十" in printed:
        tens, _, ones = printed.partition("十")
        printed = (tens or "1") + (ones or "0")
    digits = printed.translate(_IN_WORDS)
    return int(digits) if digits.isdigit() and len(digits) <= len("2024") else 0
