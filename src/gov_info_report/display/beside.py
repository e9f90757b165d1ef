"""What is shown of two reports side by side: the figures that jumped or changed, and what became of the sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gov_info_report.display.blocks import Block, Facts, Heading, Line, Listing, Phrase, shortened
from gov_info_report.display.figures import text_of
from gov_info_report.display.pages import LONGEST_MESSAGE, MOST_ROWS, blocks, headed, named, phrase
from gov_info_report.findings import Language, section_name
from gov_info_report.model import Figure, Report
from gov_info_report.together import Comparison, FigureChange, SentenceChange

__all__: list[str] = []

_WAS = {
    "copied": ("照抄", "copied"),
    "changed": ("改写", "changed"),
    "new": ("新增", "new"),
    "gone": ("删去", "gone"),
}


@blocks.register
def _comparison(comparison: Comparison, language: Language = "zh") -> Iterator[Block]:
    before, after = ("前", "后") if language == "zh" else ("Earlier", "Later")
    yield Facts(((before, _name(comparison.earlier)), (after, _name(comparison.later))))
    changed = comparison.changed
    chinese = f"{len(changed)} 个数不同，其中 {len(comparison.unusual)} 个变化异常"
    english = f"{len(changed)} figures differ, {len(comparison.unusual)} of them unusually"
    yield Line(phrase(language, chinese, english))
    if changed:
        yield Listing(
            headed(
                language,
                ("数", "Figure", "rest"),
                ("前", "Earlier", "whole"),
                ("后", "Later", "whole"),
                ("差", "Difference", "whole"),
                ("倍数", "Factor", "whole"),
            ),
            (_figure(each, language) for each in changed[:MOST_ROWS]),
            max(0, len(changed) - MOST_ROWS),
            language,
        )
    for section in dict.fromkeys(each.section for each in comparison.sentences):
        yield from _prose(section, [each for each in comparison.sentences if each.section == section], language)


def _name(report: Report) -> str:
    return f"{report.institution or '—'} {report.year or '—'}"


def _figure(change: FigureChange, language: Language) -> tuple[Phrase, ...]:
    return (
        named(change.path, language),
        Phrase(_side(change.earlier, language)),
        Phrase(_side(change.later, language), look="noted" if change.is_unusual else ""),
        Phrase("" if change.difference is None else f"{change.difference:+}"),
        Phrase("" if change.factor is None else f"{change.factor:.2f}"),
    )


def _side(figure: Figure | None, language: Language) -> str:
    return "—" if figure is None else text_of(figure, language)


def _prose(section: str, sentences: list[SentenceChange], language: Language) -> Iterator[Block]:
    number = Counter(each.was.value for each in sentences)
    words = {was: names[language == "en"] for was, names in _WAS.items()}
    counted = "，".join(f"{word} {number[was]}" for was, word in words.items() if number[was])
    where = section_name([section], language)
    yield Heading(f"{where}：{counted} 句" if language == "zh" else f"{where}: {counted.replace('，', ', ')}")
    yield Listing(
        headed(language, ("句", "Sentence", "whole"), ("前", "Earlier", "rest"), ("后", "Later", "rest")),
        (
            (
                phrase(language, *_WAS[each.was.value]),
                Phrase(shortened(each.earlier, LONGEST_MESSAGE)),
                Phrase(shortened(each.later, LONGEST_MESSAGE)),
            )
            for each in sentences[:MOST_ROWS]
        ),
        max(0, len(sentences) - MOST_ROWS),
        language,
    )
