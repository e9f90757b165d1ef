"""`statements`: the counts of the prose, each with the figures of the form that it may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import evolve

from gov_info_report.document import Span
from gov_info_report.findings import Reading
from gov_info_report.model import Edition, Reported, Topic, editions_of, report_of
from gov_info_report.prose.clauses import Context, Count, counts_of
from gov_info_report.prose.lines import Prose, lines_of, prose_of, sentences_of
from gov_info_report.prose.meanings import COUNTED, PAID, PROACTIVE, common_path, readings_of, wider
from gov_info_report.prose.statement import Said, Statement, TextSpan

__all__ = ["statements"]

_COUNTED = re.compile(
    r"[\d万亿余多来一二两三四五六七八九十百千零〇为未没无在请议讼]"
    r"(?:(?<=[\d万亿余多来一二两三四五六七八九十百千零〇])(?:件|宗|项|例|封|次|起|条|个|份|批|万?元|亿元)|(?<=为)[0零]"
    r"|(?:(?<=[未没无])|(?<=不存在))[^。;,]{0,24}(?:申请|复议|诉讼|结转|转入|收到|受理|公开)"
    r"|(?:(?<=申请)|(?<=复议)|(?<=诉讼))[^。;,]{0,8}(?:[未没无零]|不存在))"
)
_NOUNS = re.compile("申请|复议|诉讼|规范性文件|规章|许可|处罚|强制|事业性收费")
_ACTS = re.compile("收|受理|接|登记|办|答复|回复|处理|公开|提供|结转|转")
"""What a sentence must hold to say anything here: looking for it is much faster than reading the sentence."""


def statements(report: Reported) -> tuple[Statement, ...]:
    """What the prose of sections one, five and six says in numbers.

    A clause that is not understood to its last word says nothing here: what is listed can be relied on, not every
    count is listed.

    Args:
        report: A report, or the reading of one; then `Statement.span.source` is the place in the source.

    Returns:
        The statements in the order of the text.

    >>> from gov_info_report.model import Overview, Report
    >>> report = Report(
    ...     title="青禾县水利局2024年政府信息公开工作年度报告",
    ...     overview=Overview("当年新收政府信息公开申请３件，答复３件。"),
    ... )
    >>> [(said.path, said.value, said.kind.value) for said in statements(report)]
    [('requests.received.total', 3, 'count'), ('requests.outcomes.total.total', 3, 'count')]
    """
    spans: Mapping[str, Span] = report.spans if isinstance(report, Reading) else {}
    held = report_of(report)
    editions = editions_of(held)
    year, government = held.year, (held.institution or "").endswith(("政府", "管委会", "管理委员会"))
    return tuple(
        said for prose in prose_of(held) for said in _statements(prose, Context(year, government), editions, spans)
    )


def _statements(
    prose: Prose, context: Context, editions: Mapping[str, Edition], spans: Mapping[str, Span]
) -> Iterator[Statement]:
    text = prose.text
    topic: Topic | None = None
    for line in lines_of(prose) if _COUNTED.search(text) else ():
        if line.topic is not topic:
            topic = line.topic
            context.other_scope = False
        context.default = ("REQUEST",) if topic is Topic.ON_REQUEST else ()
        for sentence in sentences_of(prose, line):
            named = _NOUNS.search(text, *sentence) or (context.default and _ACTS.search(text, *sentence))
            if not named or not _COUNTED.search(text, *sentence):
                continue
            for count in counts_of(text, *sentence, context):
                yield from _meant(count, prose, *sentence, editions, spans)


def _meant(
    count: Count, prose: Prose, start: int, end: int, editions: Mapping[str, Edition], spans: Mapping[str, Span]
) -> Iterator[Statement]:
    """The statement that a count is; of several nouns that there were none of, one each."""
    span = _span(prose, *prose.printed_range(count.start, count.end), spans)
    first, last = prose.printed_range(start, end)
    text = prose.printed[first:last].strip()
    denied = count.unit == "" and len(count.nouns) > 1
    for nouns in [(noun,) for noun in count.nouns] if denied else [count.nouns]:
        yield _statement(count, nouns, span, text, editions)


def _span(prose: Prose, start: int, end: int, spans: Mapping[str, Span]) -> TextSpan:
    """A range of a section, and its place in the source: that of its line, or in it, where it is printed as it is."""
    if not spans:
        return TextSpan(prose.section, start, end)
    number, first = prose.printed.count("\n", 0, start) + 1, prose.printed.rfind("\n", 0, start) + 1
    length, offset = len(prose.printed[first:].partition("\n")[0]), start - first
    place = spans.get(f"{prose.section}.{number}")
    if place and place.start is not None and place.end is not None and place.end - place.start == length:
        first, last = place.start + offset, min(place.start + offset + end - start, place.end)
        place = evolve(place, column=place.column and place.column + offset, start=first, end=last)
    return TextSpan(prose.section, start, end, place)


def _statement(
    count: Count, nouns: tuple[str, ...], span: TextSpan, text: str, editions: Mapping[str, Edition]
) -> Statement:
    kind, value = count.kind, count.value
    proactive = not PROACTIVE.isdisjoint(nouns)
    edition = editions.get("proactive" if proactive else "requests", 2021)
    readings = (
        readings_of(nouns, count.acts, edition) if kind is not Said.OTHER_MATTER and _is_counted(count, nouns) else ()
    )
    if not readings:
        return Statement(None, value, Said.OTHER_MATTER, span, text)
    if count.unit in PAID:
        value = _tidy(Decimal(value) * PAID[count.unit] / 10**4)
    path = common_path(readings[0])
    if proactive and (count.loose or count.trailed) and kind is Said.COUNT:
        kind = Said.PART  # 行政许可485件的结果, 公示行政许可485件: results, not decisions
    elif count.loose:
        readings = wider(readings, edition)
    return Statement(path, value, kind, span, text, readings)


def _is_counted(count: Count, nouns: tuple[str, ...]) -> bool:
    """Whether the number is in a unit of the figure: 元 of fees, 件 and its like of all else."""
    if nouns == ("FEES",) or count.unit in PAID:
        return nouns == ("FEES",) and count.unit in PAID
    if count.unit == "条":
        return count.named and PROACTIVE.isdisjoint(nouns)
    return count.unit == "" or count.unit in COUNTED


def _tidy(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value.normalize()
