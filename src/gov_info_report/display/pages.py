"""What is shown of a report, a reading, findings, a deduction and corrections: the blocks of each, in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, singledispatch
from itertools import islice

from gov_info_report.balance import Change, Correction, Corrections, Deduction, Guess, Proposal
from gov_info_report.display.blocks import (
    ABSENT,
    Block,
    Column,
    Facts,
    Form,
    Heading,
    Language,
    Legend,
    Line,
    Listing,
    Look,
    Prose,
    Said,
    Shown,
    shortened,
)
from gov_info_report.display.figures import shown_figures, text_of, wrong_figures
from gov_info_report.findings import Finding, Findings, Reading, Severity
from gov_info_report.model import SECTIONS, TABLES, Report, editions_of, form, section_label
from gov_info_report.writers.sheet import layout

__all__ = ["SEVERITIES", "blocks", "counts", "findings_listing", "label_of"]

LONGEST_TITLE, LONGEST_PROSE, LONGEST_MESSAGE = 200, 2_000, 500
"""The most characters shown of a title, of a section of prose, of a message."""

MOST_ROWS, MOST_CORRECTIONS, MOST_CHANGES = 100, 20, 50
"""The most findings and steps, corrections, and changes of one correction that are shown."""

SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}
"""How grave a finding is, gravest first."""

_HEADINGS = {"zh": ("程度", "位置", "问题", "代码"), "en": ("Severity", "Place", "Finding", "Code")}


@singledispatch
def blocks(shown: object) -> Iterator[Block]:
    """What is shown of an object of one of our classes."""
    raise TypeError(f"{type(shown).__name__} is nothing that is displayed")


@blocks.register
def _report(report: Report) -> Iterator[Block]:
    yield from _tables(report, shown_figures(report, wrong_figures(report)))


@blocks.register
def _reading(reading: Reading) -> Iterator[Block]:
    broken = wrong_figures(reading.report).with_spans(reading.spans)
    figures = shown_figures(reading.report, broken, reading.findings, spans=reading.spans)
    yield from _tables(reading.report, figures, format=reading.format)
    yield Heading("读取时的发现，不平的勾稽关系")
    yield from blocks(reading.findings + broken)


@blocks.register
def _findings(findings: Findings) -> Iterator[Block]:
    yield Line(Said(counts(findings, "zh"), counts(findings, "en")))
    if findings:
        yield findings_listing(findings, "zh")


@blocks.register
def _deduction(deduction: Deduction) -> Iterator[Block]:
    report = deduction.report
    figures = shown_figures(report, wrong_figures(report), steps=deduction.steps, contradicted=deduction.contradicted)
    yield from _tables(report, figures)
    if deduction.contradicted:
        many = len(deduction.contradicted)
        yield Line(
            Said(
                f"{many} 个数相互矛盾，未据此推算：{_labels(deduction.contradicted)}",
                f"{many} figures contradict each other; nothing was deduced through them",
                "error",
            )
        )
    if not deduction.steps:
        yield Line(Said("没有可由勾稽关系推出的数", "the identities force no figure"))
        return
    yield Heading(f"由勾稽关系推出的数：{len(deduction.steps)} 个")
    yield Listing(
        (Column("数", "little"), Column("原为"), Column("推出"), Column("理由", "rest")),
        (
            (
                Said(label_of(step.path), step.path),
                Said(text_of(step.replaced)),
                Said(str(step.value), look="deduced"),
                Said(*(shortened(step.render(language), LONGEST_MESSAGE) for language in ("zh", "en"))),
            )
            for step in deduction.steps[:MOST_ROWS]
        ),
        max(0, len(deduction.steps) - MOST_ROWS),
    )


@blocks.register
def _corrections(corrections: Corrections) -> Iterator[Block]:
    if corrections:
        more = "以上" if corrections.truncated else ""
        yield Line(
            Said(
                f"使勾稽关系平衡的最小改法：{len(corrections)} 种{more}",
                f"smallest sets of figures whose change balances it: {len(corrections)}"
                + (" or more" if corrections.truncated else ""),
            )
        )
    else:
        yield Line(Said("没有列出改法", "no corrections are listed"))
    if corrections.timed_out:
        yield Line(Said("时间用尽，可能有更小的改法", "time ran out; smaller ones may exist", "warning"))
    for rank, correction in enumerate(corrections[:MOST_CORRECTIONS], start=1):
        yield Heading(_headline(rank, correction))
        yield Listing(
            (Column("数", "rest"), Column("报告为"), Column("应为"), Column("可能的原因", "little")),
            map(_change, correction.changes[:MOST_CHANGES]),
            max(0, len(correction.changes) - MOST_CHANGES),
        )
    if len(corrections) > MOST_CORRECTIONS:
        more_corrections = len(corrections) - MOST_CORRECTIONS
        yield Line(Said(f"另有 {more_corrections:,} 种改法未显示", f"{more_corrections:,} more are not shown"))


# Reports


def _tables(report: Report, figures: Mapping[str, Shown], format: str = "") -> Iterator[Block]:
    """The six sections, the tables in their official layout, and what the signs in them mean."""
    yield Facts(tuple(_particulars(report, format)))
    if report.preamble:
        yield Prose("前言", shortened(report.preamble, LONGEST_PROSE))
    editions = editions_of(report)
    for name in SECTIONS:
        if name not in TABLES:
            section = getattr(report, name)
            yield Prose(section_label(name), None if section is None else shortened(section.text, LONGEST_PROSE))
            continue
        yield Heading(section_label(name))
        if name in editions:
            yield Form(layout(name, editions[name]), figures)
        else:
            yield ABSENT
    looks = {shown.look for shown in figures.values()}
    legend = tuple(look for look in Look if look.sign and look in looks)
    if legend:
        yield Legend(legend)


def _particulars(report: Report, format: str) -> Iterator[tuple[str, str]]:
    period = report.period
    yield "标题", shortened(" ".join(report.title.split()), LONGEST_TITLE) or "—"
    yield "机关", shortened(report.institution or "—", LONGEST_TITLE)
    yield "年度", str(report.year or "—")
    yield "期限", f"{period.start} — {period.end}" if period else "—"
    if format:
        yield "格式", format


# Findings


def findings_listing(findings: Findings, language: Language, whole: bool = False) -> Listing:
    """Findings as a list, the gravest first; the language that is not asked for stands beside.

    Long messages are shortened, and of many findings the first are listed, unless the whole is asked for.
    """
    ranked = sorted(findings, key=lambda finding: list(SEVERITIES).index(finding.severity))
    kept = ranked if whole else ranked[:MOST_ROWS]
    severity, place, message, code = _HEADINGS[language]
    columns = (Column(severity), Column(place, "little"), Column(message, "rest"), Column(code))
    return Listing(columns, (_row(finding, language, whole) for finding in kept), len(ranked) - len(kept))


def _row(finding: Finding, language: Language, whole: bool) -> tuple[Said, ...]:
    other: Language = "en" if language == "zh" else "zh"
    words = {"zh": SEVERITIES[finding.severity], "en": finding.severity}
    messages = (finding.render(each) for each in (language, other))
    return (
        Said(words[language], look=finding.severity),
        Said(_place(finding, language)),
        Said(*(message if whole else shortened(message, LONGEST_MESSAGE) for message in messages)),
        Said(finding.code),
    )


def counts(findings: Findings, language: Language) -> str:
    """How many there are of each severity."""
    number = Counter(finding.severity for finding in findings)
    if language == "zh":
        return "，".join(f"{word} {number[severity]}" for severity, word in SEVERITIES.items())
    return ", ".join(f"{severity} {number[severity]}" for severity in SEVERITIES)


def _place(finding: Finding, language: Language) -> str:
    """Where the first of the figures stands that a finding names, in the source or else in the form."""
    places = [str(span) for span in finding.spans if span is not None] or list(finding.paths)
    if len(places) < 2:
        return "".join(places)
    return f"{places[0]} 等 {len(places)} 处" if language == "zh" else f"{places[0]} (of {len(places)})"


# Corrections


def _headline(rank: int, correction: Correction) -> str:
    guesses = dict.fromkeys(change.guess for change in correction.changes if change.guess)
    words = "、".join(guess.render("zh") for guess in guesses)
    english = ", ".join(guess.render("en") for guess in guesses)
    guess_words = f"：{words} ({english})" if guesses else ""
    return f"{rank}. 改 {len(correction.changes)} 个数，权重 {correction.weight:g}{guess_words}"


def _change(change: Change) -> tuple[Said, ...]:
    guess: Guess | None = change.guess
    return (
        Said(_stands(change) + label_of(change.path), change.path),
        Said(text_of(change.reported), look="wrong"),
        Said(_proposed(change.proposed), look="deduced"),
        Said(guess.render("zh"), guess.render("en")) if guess else Said(""),
    )


def _stands(change: Change) -> str:
    """In which of several reports a figure stands."""
    return "" if change.report is None else f"第{change.report + 1}份："


def _proposed(value: Proposal) -> str:
    return str(value) if isinstance(value, int) else f"{value[0]} 至 {value[1]}"


# Labels


@cache
def _known_labels() -> Mapping[str, str]:
    return {entry.path: entry.label for entry in reversed(form())}


def label_of(path: str) -> str:
    """What the form calls a figure; the path itself where the form has no such figure."""
    return _known_labels().get(path, path)


def _labels(paths: Sequence[str]) -> str:
    more = f" 等 {len(paths)} 个" if len(paths) > 10 else ""
    return "；".join(map(label_of, islice(paths, 10))) + more
