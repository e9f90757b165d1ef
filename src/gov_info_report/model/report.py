"""The report as a whole, and the values that its title and preamble state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NoReturn

import attrs
from attrs import field, frozen

from gov_info_report.model.characters import INVISIBLE, visible, without_radicals
from gov_info_report.model.displayed import Displayed
from gov_info_report.model.disputes import Disputes
from gov_info_report.model.exchanged import Exchanged
from gov_info_report.model.proactive import Proactive, Proactive2019, Proactive2021
from gov_info_report.model.prose import OtherMatters, Overview, Problems
from gov_info_report.model.requests import Requests
from gov_info_report.model.terms import EDITIONS, Edition, Figures, section, terms_of
from gov_info_report.model.values import NUMBERS, Figure, Mark, Unreadable, check_text

if TYPE_CHECKING:
    from gov_info_report.model.lookups import Reported

__all__ = ["SECTIONS", "Period", "Report", "blank", "evolve", "find_period", "section_label"]


@frozen
class Period:
    """数据统计期限, first and last day included."""

    start: date
    end: date


LONGEST_ORGAN = 80
"""The most characters of an organ's name in the short form of a report; the whole form stays below 200."""


@frozen(repr=False)
class Report(Displayed, Exchanged):
    """A 政府信息公开工作年度报告.

    Stored is what the report prints; what its prose says (`institution`, `year`, `period`) is computed from it. A
    section is `None` where the source has neither its heading nor anything of it; at least one must be there.

    >>> report = Report(title="青禾县水利局2024年政府信息公开工作年度报告", overview=Overview())
    >>> report.institution, report.year
    ('青禾县水利局', 2024)
    """

    title: str = field(default="", validator=check_text)
    preamble: str = field(default="", validator=check_text)
    overview: Overview | None = section(
        "一、总体情况",
        r"总体情况|(总体|工作)?概述|概况|(工作)?总体(工作)?情况|基本情况"
        r"|(\d{4}年(度)?)?(政府信息|政务|政府信息与政务|政务信息)公开(工作)?(总体|基本)情况",
        dict.fromkeys(EDITIONS, Overview),
    )
    proactive: Proactive | None = section(
        "二、主动公开政府信息情况",
        r"(行政机关)?主动公开(政府)?(信息|政府)(的|公开)?情况|主动公开情况",
        {2021: Proactive2021, 2019: Proactive2019},
        corner="信息内容",
    )
    requests: Requests | None = section(
        "三、收到和处理政府信息公开申请情况",
        r"(行政机关)?(收到|接收|受理)(和|与|及)?处理(政府)?信息公开申请(的)?(有关)?情况",
        dict.fromkeys(EDITIONS, Requests),
        corner="（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        heading="申请人情况",
    )
    disputes: Disputes | None = section(
        "四、政府信息公开行政复议、行政诉讼情况",
        r"(因)?(政府)?信息公开(工作)?(被申请|被提起|引发的)?(的)?行政复议(和|及|与|或)?(被)?(提起)?(的)?行政诉讼(的)?情况",
        dict.fromkeys(EDITIONS, Disputes),
    )
    problems: Problems | None = section(
        "五、存在的主要问题及改进情况",
        r"(政府信息公开)?(工作)?(中)?存在(的)?(主要)?(困难)?(问题|不足)(和|及|与|以及)?(其)?(下步)?(改进|整改)(的)?(情况|措施|工作)?"
        r"|(主要)?存在(的)?(主要)?问题(和|及|与|以及)?(下一步)?(工作)?(改进|整改)(的)?(情况|措施|工作|打算)?|主要问题(和|及|与)?(改进|整改)(情况|措施)",
        dict.fromkeys(EDITIONS, Problems),
    )
    other_matters: OtherMatters | None = section(
        "六、其他需要报告的事项",
        r"其[他它](需要|需|应当)?(报告|说明)(的)?(有关)?事项|其[他它]事项",
        dict.fromkeys(EDITIONS, OtherMatters),
    )

    def __attrs_post_init__(self) -> None:
        if all(getattr(self, name) is None for name in SECTIONS):
            raise ValueError("a report has at least one of its six sections")

    @property
    def institution(self) -> str | None:
        """The organ, as the title prints it, spaces removed; `None` when the title names none."""
        return _institution(self.title)

    @property
    def year(self) -> int | None:
        """The year reported on: the title's, else the period's."""
        year = _title_year(self.title)
        if year is None and (period := self.period):
            year = period.end.year
        return year

    @property
    def period(self) -> Period | None:
        """数据统计期限 as the preamble or section one states it; `None` without one, or when the date cannot be."""
        found = find_period(self)
        return found and found[1]

    def __repr__(self) -> str:
        """Organ, year, and the sections that are there, in one line.

        >>> blank()
        <Report: no organ, no year; overview, proactive, requests, disputes, problems, other_matters>
        """
        there = ", ".join(name for name in SECTIONS if getattr(self, name) is not None)
        organ = self.institution or "no organ"
        organ = organ if len(organ) <= LONGEST_ORGAN else f"{organ[: LONGEST_ORGAN - 1]}…"
        return f"<Report: {organ}, {self.year or 'no year'}; {there}>"

    def __getitem__(self, path: str) -> Figure:
        """The figure at a path of the form; `PathError` when this report has none there.

        >>> blank()["requests.received.total"]
        <Mark.BLANK: 'blank'>
        """
        figure = self._figure(path)
        if figure is None:
            from gov_info_report.model.lookups import no_figure  # which knows the form, and so this module

            raise no_figure(self, path)
        return figure

    def __contains__(self, path: object) -> bool:
        """Whether this report has a figure at a path."""
        return isinstance(path, str) and self._figure(path) is not None

    def _figure(self, path: str) -> Figure | None:
        if not isinstance(path, str):
            raise TypeError(f"a path is a str such as 'requests.received.total', not {type(path).__name__}")
        value: Any = self
        for name in path.split("."):
            if not attrs.has(type(value)) or name not in attrs.fields_dict(type(value)):
                return None
            value = getattr(value, name)
        return value if isinstance(value, int | Decimal | Mark | Unreadable) else None

    def number(self, path: str) -> int | Decimal | None:
        """The number at a path of the form; `None` where a mark or something unreadable stands there.

        >>> blank().number("requests.received.total") is None
        True

        Raises:
            PathError: This report has no such figure; the message says which may have been meant.
        """
        figure = self[path]
        return figure if isinstance(figure, NUMBERS) else None

    @property
    def figures(self) -> Mapping[str, Figure]:
        """All figures by their paths, in the order of the form; each is looked up when it is asked for."""
        from gov_info_report.model.lookups import FiguresByPath

        return FiguresByPath(self)

    def _ipython_key_completions_(self) -> list[str]:
        """What IPython and Jupyter offer after `report["`."""
        return list(self.figures)

    def __iter__(self) -> NoReturn:
        raise TypeError("a Report is not iterated over; use report.figures (path -> figure) or gir.to_records(report)")


SECTIONS = tuple(terms_of(Report))
"""The names of the six sections, in the order of the form."""


def section_label(name: str) -> str:
    """The official heading of a section.

    >>> section_label("problems")
    '五、存在的主要问题及改进情况'
    """
    return terms_of(Report)[name].label


def blank(edition: Edition = EDITIONS[0]) -> Report:
    """The form of an edition with nothing filled in: every cell is there and empty.

    >>> blank(2019).requests.edition
    2019
    """
    if edition not in EDITIONS:
        raise ValueError(f"no edition {edition!r}; there are {', '.join(map(str, EDITIONS))}")
    return Report(**{name: _blank(term.classes[edition], edition) for name, term in terms_of(Report).items()})


def _blank(cls: type, edition: Edition) -> Any:
    if issubclass(cls, Figures):
        return cls(*(Mark.BLANK for _ in terms_of(cls)))
    return cls(**{name: _blank(term.classes[edition], edition) for name, term in terms_of(cls).items()})


def evolve(report: Reported, changes: Mapping[str, Figure]) -> Report:
    """A new report with the figures at these paths changed; all else is as it was.

    Args:
        report: A report, or a reading of one.
        changes: The new figures by their paths.

    Returns:
        The new report; the one that was given is not changed.

    Raises:
        PathError: A path names no figure of this report (an absent section has none).
        TypeError: A value that no cell can hold; a `bool`, a `float` or a `str` is none.
        ValueError: A number that is too large, or has too many decimal places.

    >>> evolve(blank(), {"requests.received.total": 14})["requests.received.total"]
    14
    """
    from gov_info_report.model.lookups import report_of

    report = report_of(report)
    tree: dict[str, Any] = {}
    for path, value in changes.items():
        report[path]  # refuses a path that is no figure
        branch = tree
        *parents, name = path.split(".")
        for parent in parents:
            branch = branch.setdefault(parent, {})
        branch[name] = value
    return _graft(report, tree) if tree else report


def _graft(node: Any, tree: Mapping[str, Any]) -> Any:
    return attrs.evolve(
        node,
        **{name: _graft(getattr(node, name), to) if isinstance(to, dict) else to for name, to in tree.items()},
    )


# What title and preamble state

_SPACE = re.compile(r"\s+")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年度?|(?=\D|$))")
REPORT_WORDS = re.compile(
    r"(?:政府信息|政务信息|政务|政府信息与政务|信息)公开(?:工作)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:年度)?(?:报告|年报)"
)
_FRAME = re.compile(r"^(?:关于|《)+|(?:关于|》|的|\d+年度?)+$")


def _institution(title: str) -> str | None:
    compact = _SPACE.sub("", without_radicals(visible(title)))
    year = _YEAR.search(compact)
    words = REPORT_WORDS.search(compact)
    end = min([match.start() for match in (year, words) if match], default=None)
    if end is None:
        return None
    name = _FRAME.sub("", compact[:end])
    if not name and year and words and year.end() < words.start():
        name = _FRAME.sub("", compact[year.end() : words.start()])
    if name.endswith("人民") and words and compact.startswith("政府", words.start()):
        name += "政府"
    return name or None


def _title_year(title: str) -> int | None:
    found = _YEAR.search(_SPACE.sub("", visible(title)))
    return int(found[1]) if found else None


_DAY = r"(\d+)\s*月\s*(\d+)\s*日"
_PERIOD = re.compile(rf"(\d+)\s*年\s*{_DAY}\s*(?:起|开始)?\s*(?:至|到|[—–~～－-]+)\s*(?:(\d+)\s*年\s*)?{_DAY}")
_PERIOD_WORDS = re.compile("统计|期限|时限|数据|周期|时段")


def find_period(report: Report) -> tuple[str, Period | None] | None:
    """数据统计期限 as printed and as dates (`None` when it cannot be); `None` when no passage states one."""
    for text in (report.preamble, report.overview.text if report.overview else ""):
        words = INVISIBLE.sub(" ", without_radicals(text))
        for found in _PERIOD.finditer(words):
            if _PERIOD_WORDS.search(words, max(0, found.start() - 40), found.start()) or text is report.preamble:
                return text[found.start() : found.end()], _period(found)
    return None


def _period(found: re.Match[str]) -> Period | None:
    year, month, day, last_year, last_month, last_day = found.groups()
    try:
        start = date(int(year), int(month), int(day))
        return Period(start, date(int(last_year or year), int(last_month), int(last_day)))
    except (ValueError, OverflowError):
        return None
