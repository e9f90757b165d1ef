"""Hypothesis strategies: figures, prose, hostile reports, consistent ones, and damaged documents of these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import evolve as changed
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from gov_info_report.model import (
    EDITIONS,
    SECTIONS,
    TABLES,
    Edition,
    Figure,
    Mark,
    OtherMatters,
    Overview,
    Problems,
    Report,
    Unreadable,
    blank,
    evolve,
    section_label,
    table,
    tables_of,
)
from gov_info_report.testing.consistent import consistent_report
from gov_info_report.testing.damaged import DamagedReport, damaged_report, suits
from gov_info_report.testing.damages import DAMAGES
from gov_info_report.testing.layouts import LAYOUTS

__all__ = ["consistent_reports", "damaged_reports", "figures", "prose", "reports"]

_COUNTS = st.one_of(st.just(0), st.integers(0, 30), st.integers(0, 10**6), st.integers(1 - 10**18, 10**18 - 1))
_AMOUNTS = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=4)


def _text(**bounds: int) -> SearchStrategy[str]:
    """Any text that a report can hold."""
    return st.text(
        st.one_of(
            st.sampled_from(
                '一二三（）()、。：0123456789 \u3000|\\#<>&*_-—/〔〕缺\n\u2028\ufeff规章总计其他,"│─+={}[]~^`'
            ),
            st.characters(exclude_categories=["Cs", "Cc"]),
        ),
        **bounds,
    )


def figures() -> SearchStrategy[Figure]:
    """Any value that a cell can hold: counts, amounts, each mark, and unreadable text."""
    return st.one_of(
        _COUNTS, _AMOUNTS, st.sampled_from(Mark), st.builds(Unreadable, st.one_of(_text(max_size=12), prose()))
    )


def prose() -> SearchStrategy[str]:
    """Text that a report may hold, much of it looking like headings, labels, rows, marks and page furniture."""
    labels = [section_label(name) for name in SECTIONS]
    labels += [row.term.label for name in TABLES for edition in EDITIONS for row in table(name, edition).rows]
    lines = st.one_of(
        st.sampled_from(labels),
        st.sampled_from(_FURNITURE),
        st.builds("{}{}{}".format, st.sampled_from(labels), st.sampled_from("：。 |\\\n"), _text(max_size=8)),
        _text(max_size=20),
        st.sampled_from(_SENTENCES),
    )
    return st.lists(lines, max_size=5).map("\n".join)


_FURNITURE = (
    "", "0", "- 5 -", "第 3 页", "|", "| 规章 | 0 | 0 | 0 |", "规章 0 0 0", "---", "| --- | --- |", "# 标题", "## 二、",
    "{", "<table><tr><td>0</td></tr></table>", "&nbsp;", "\\", "\\\\一、总体情况", "〔缺〕", "/", "无",
    "**一、总体情况**", "青禾县水利局2024年政府信息公开工作年度报告", "  ", "\u3000\u3000一是", "<br>", "<!-- -->",
    "</p>", "[1]: x", "0.5", "减3", "规章,0,0,0", ",,", '"规章,0', "0,0,0,0,0", "1,024,500", "甲,乙",
    "│规章│0│", "├──┼──┤", "+----+----+", "|规章|0|", "----+----", "====", "{{ title }}", '{"title": 1}', "__规章__",
    "*甲*", "[规章](/)", "~~规章~~", "^1^", "```", ":::", "<sup>1</sup>", "nan", "0 1 2", "<table>", "&#x4E00;",
)  # fmt: skip
_SENTENCES = (
    "（一）主动公开。全年通过政府网站发布信息 128 条。",
    "一是完善目录；二是加强审核。",
    "本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。",
    "全年未收取信息处理费。",
    "收到申请 3 件，均已办结。",
)


@st.composite
def reports(draw: DrawFn, edition: Edition | None = None) -> Report:
    """Any report that the constructors accept: hostile prose, absent sections, every kind of figure."""
    chosen = draw(st.sampled_from(EDITIONS)) if edition is None else edition
    proactive = draw(st.sampled_from(EDITIONS)) if edition is None else edition
    filled = changed(blank(chosen), proactive=blank(proactive).proactive)
    paths = [path for of, _ in tables_of(filled) for path in of.paths]
    background: Figure = draw(st.sampled_from([0, *Mark]))
    filled = evolve(filled, dict.fromkeys(paths, background))
    filled = evolve(filled, draw(st.dictionaries(st.sampled_from(paths), figures(), max_size=12)))
    absent = draw(st.sets(st.sampled_from(SECTIONS), max_size=5))
    written = changed(
        filled,
        title=draw(st.one_of(st.just(""), st.sampled_from(_TITLES), prose())),
        preamble=draw(prose()),
        overview=Overview(draw(prose())),
        problems=Problems(draw(prose())),
        other_matters=OtherMatters(draw(prose())),
    )
    without: dict[str, Any] = dict.fromkeys(absent)
    return changed(written, **without)


_TITLES = ("青禾县水利局2024年政府信息公开工作年度报告", "南亭市档案馆 2020 年度 政府信息公开年报")


def consistent_reports(edition: Edition | None = None) -> SearchStrategy[Report]:
    """Reports as an office means them: every cell filled, every identity kept, title and period of one year."""
    return st.builds(consistent_report, st.randoms(use_true_random=False), st.just(edition))


@st.composite
def damaged_reports(
    draw: DrawFn,
    edition: Edition | None = None,
    layouts: Sequence[str] | None = None,
    damages: Sequence[str] | None = None,
) -> DamagedReport:
    """Consistent reports in the layouts and with the damages that published reports show, and what they still print."""
    pairs = [
        (layout, damage) for layout in layouts or LAYOUTS for damage in damages or DAMAGES if suits(layout, damage)
    ]
    layout, damage = draw(st.sampled_from(pairs))
    return damaged_report(draw(st.randoms(use_true_random=False)), layout, damage, edition)
