"""What is shown of two reports side by side: the figures that jumped or changed, and what became of the sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gov_info_report.display.blocks import Block, Column, Facts, Heading, Line, Listing, Said, shortened
from gov_info_report.display.figures import text_of
from gov_info_report.display.pages import LONGEST_MESSAGE, MOST_ROWS, blocks, label_of
from gov_info_report.model import SECTIONS, Figure, Report, section_label
from gov_info_report.together import Comparison, FigureChange, SentenceChange

__all__: list[str] = []

_WAS = {
    "copied": ("照抄", "copied"),
    "changed": ("改写", "changed"),
    "new": ("新增", "new"),
    "gone": ("删去", "gone"),
}


@blocks.register
def _comparison(comparison: Comparison) -> Iterator[Block]:
    yield Facts((("前", _name(comparison.earlier)), ("后", _name(comparison.later))))
    changed = comparison.changed
    yield Line(
        Said(
            f"{len(changed)} 个数不同，其中 {len(comparison.unusual)} 个变化异常",
            f"{len(changed)} figures differ, {len(comparison.unusual)} of them unusually",
        )
    )
    if changed:
        yield Listing(
            (Column("数", "rest"), Column("前"), Column("后"), Column("差"), Column("倍数")),
            map(_figure, changed[:MOST_ROWS]),
            max(0, len(changed) - MOST_ROWS),
        )
    for section in dict.fromkeys(each.section for each in comparison.sentences):
        yield from _prose(section, [each for each in comparison.sentences if each.section == section])


def _name(report: Report) -> str:
    return f"{report.institution or '—'} {report.year or '—'}"


def _figure(change: FigureChange) -> tuple[Said, ...]:
    return (
        Said(label_of(change.path), change.path),
        Said(_side(change.earlier)),
        Said(_side(change.later), look="noted" if change.is_unusual else ""),
        Said("" if change.difference is None else f"{change.difference:+}"),
        Said("" if change.factor is None else f"{change.factor:.2f}"),
    )


def _side(figure: Figure | None) -> str:
    return "—" if figure is None else text_of(figure)


def _prose(section: str, sentences: list[SentenceChange]) -> Iterator[Block]:
    number = Counter(each.was.value for each in sentences)
    told = "，".join(f"{zh} {number[was]}" for was, (zh, _) in _WAS.items() if number[was])
    yield Heading(f"{section_label(section) if section in SECTIONS else '前言'}：{told} 句")
    yield Listing(
        (Column("句"), Column("前", "rest"), Column("后", "rest")),
        (
            (
                Said(*_WAS[each.was.value]),
                Said(shortened(each.earlier, LONGEST_MESSAGE)),
                Said(shortened(each.later, LONGEST_MESSAGE)),
            )
            for each in sentences[:MOST_ROWS]
        ),
        max(0, len(sentences) - MOST_ROWS),
    )
