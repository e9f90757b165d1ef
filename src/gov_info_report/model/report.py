"""The report as a whole, and the values that its title and preamble state."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NoReturn

import attrs
from attrs import field, frozen

from gov_info_report.model.displayed import Displayed
from gov_info_report.model.disputes import Disputes
from gov_info_report.model.exchanged import Exchanged
from gov_info_report.model.proactive import Proactive, Proactive2019, Proactive2021
from gov_info_report.model.prose import OtherMatters, Overview, Problems
from gov_info_report.model.requests import Requests
from gov_info_report.model.stated import Period, find_period_in, title_parts, year_in
from gov_info_report.model.terms import EDITIONS, Edition, Figures, section, terms_of
from gov_info_report.model.values import NUMBERS, Figure, Mark, Unreadable, check_text

if TYPE_CHECKING:
    from gov_info_report.model.lookups import Reported

__all__ = ["SECTIONS", "Period", "Report", "blank", "evolve", "find_period", "section_label"]


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
        dict.fromkeys(EDITIONS, Overview),
    )
    proactive: Proactive | None = section(
        "二、主动公开政府信息情况",
        {2021: Proactive2021, 2019: Proactive2019},
        corner="信息内容",
    )
    requests: Requests | None = section(
        "三、收到和处理政府信息公开申请情况",
        dict.fromkeys(EDITIONS, Requests),
        corner="（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        heading="申请人情况",
    )
    disputes: Disputes | None = section(
        "四、政府信息公开行政复议、行政诉讼情况",
        dict.fromkeys(EDITIONS, Disputes),
    )
    problems: Problems | None = section(
        "五、存在的主要问题及改进情况",
        dict.fromkeys(EDITIONS, Problems),
    )
    other_matters: OtherMatters | None = section(
        "六、其他需要报告的事项",
        dict.fromkeys(EDITIONS, OtherMatters),
    )

    def __attrs_post_init__(self) -> None:
        if all(getattr(self, name) is None for name in SECTIONS):
            raise ValueError("a report has at least one of its six sections")

    @property
    def institution(self) -> str | None:
        """The organ, as the title prints it, spaces removed; `None` when the title names none."""
        parts = title_parts(self.title)
        return (parts and parts.organ) or None

    @property
    def year(self) -> int | None:
        """The year reported on: the title's, else the period's."""
        year = year_in(self.title)
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


def find_period(report: Report) -> tuple[str, Period | None] | None:
    """数据统计期限 as printed and as dates (`None` when it cannot be); `None` when no passage states one."""
    overview = report.overview.text if report.overview else ""
    return find_period_in(report.preamble, alone=True) or find_period_in(overview)
