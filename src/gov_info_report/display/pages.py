"""What is shown of a report, a reading, findings, a deduction and corrections: the blocks of each, in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import singledispatch

from attrs import evolve

from gov_info_report.balance import Change, Correction, Corrections, Deduction, Guess, Proposal
from gov_info_report.display.blocks import (
    Block,
    Column,
    Facts,
    Fit,
    Form,
    Heading,
    Legend,
    Line,
    Listing,
    Look,
    Phrase,
    Prose,
    Shown,
    absent,
    shortened,
)
from gov_info_report.display.figures import shown_figures, text_of, wrong_figures
from gov_info_report.findings import (
    Finding,
    Findings,
    Language,
    Reading,
    Severity,
    figures_name,
    label_gloss,
    section_name,
)
from gov_info_report.model import SECTIONS, TABLES, Edition, Report, editions_of, section_label
from gov_info_report.writers.sheet import Sheet, layout

__all__ = ["SEVERITIES", "blocks", "counts"]

LANGUAGES: tuple[Language, Language] = ("zh", "en")

LONGEST_TITLE, LONGEST_PROSE, LONGEST_MESSAGE = 200, 2_000, 500
"""The most characters shown of a title, of a section of prose, of a message."""

MOST_ROWS, MOST_CORRECTIONS, MOST_CHANGES = 100, 20, 50
"""The most findings and steps, corrections, and changes of one correction that are shown."""

SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}
"""How grave a finding is, gravest first."""


def phrase(language: Language, chinese: str, english: str, look: str = "") -> Phrase:
    """Words in Chinese with the same in English beside them; in English alone where that is asked for."""
    return Phrase(chinese, english, look) if language == "zh" else Phrase(english, "", look)


def headed(language: Language, *names: tuple[str, str, Fit]) -> tuple[Column, ...]:
    return tuple(Column(chinese if language == "zh" else english, fit) for chinese, english, fit in names)


@singledispatch
def blocks(shown: object, language: Language = "zh") -> Iterator[Block]:
    """What is shown of an object of one of our classes: Chinese with English beside it, or English alone."""
    raise TypeError(f"{type(shown).__name__} is nothing that is displayed")


@blocks.register
def _report(report: Report, language: Language = "zh") -> Iterator[Block]:
    yield from _tables(report, shown_figures(report, wrong_figures(report), language=language), language)


@blocks.register
def _reading(reading: Reading, language: Language = "zh") -> Iterator[Block]:
    broken = wrong_figures(reading.report).with_spans(reading.spans)
    figures = shown_figures(reading.report, broken, reading.findings, spans=reading.spans, language=language)
    yield from _tables(reading.report, figures, language, reading.format)
    heading = "读取时的发现，不平的勾稽关系", "Found while reading, and broken identities"
    yield Heading(heading[language == "en"])
    yield from blocks(reading.findings + broken, language)


@blocks.register
def _findings(findings: Findings, language: Language = "zh") -> Iterator[Block]:
    yield Line(phrase(language, counts(findings, "zh"), counts(findings, "en")))
    if findings:
        yield _listing(findings, language)


@blocks.register
def _deduction(deduction: Deduction, language: Language = "zh") -> Iterator[Block]:
    report = deduction.report
    wrong, against = wrong_figures(report), deduction.contradicted
    figures = shown_figures(report, wrong, steps=deduction.steps, contradicted=against, language=language)
    yield from _tables(report, figures, language)
    if against:
        chinese = f"{len(against)} 个数相互矛盾，未据此推算：{figures_name(against)}"
        english = f"{len(against)} figures contradict each other; nothing was deduced through them"
        yield Line(phrase(language, chinese, english, "error"))
    if not deduction.steps:
        yield Line(phrase(language, "没有可由勾稽关系推出的数", "the identities force no figure"))
        return
    many = len(deduction.steps)
    yield Heading((f"由勾稽关系推出的数：{many} 个", f"Figures deduced from the identities: {many}")[language == "en"])
    yield Listing(
        headed(
            language,
            ("数", "Figure", "little"),
            ("原为", "Was", "whole"),
            ("推出", "Deduced", "whole"),
            ("理由", "Reason", "rest"),
        ),
        (
            (
                named(step.path, language),
                Phrase(text_of(step.replaced, language)),
                Phrase(str(step.value), look="deduced"),
                phrase(language, *(shortened(step.render(each), LONGEST_MESSAGE) for each in LANGUAGES)),
            )
            for step in deduction.steps[:MOST_ROWS]
        ),
        max(0, many - MOST_ROWS),
        language,
    )


# Corrections


@blocks.register
def _corrections(corrections: Corrections, language: Language = "zh") -> Iterator[Block]:
    if corrections:
        more = ("以上", " or more") if corrections.truncated else ("", "")
        chinese = f"使勾稽关系平衡的最小改法：{len(corrections)} 种{more[0]}"
        english = f"smallest sets of figures whose change balances it: {len(corrections)}{more[1]}"
        yield Line(phrase(language, chinese, english))
    else:
        yield Line(phrase(language, "没有列出改法", "no corrections are listed"))
    if corrections.timed_out:
        yield Line(phrase(language, "时间用尽，可能有更小的改法", "time ran out; smaller ones may exist", "warning"))
    open_parts = [part for part in corrections.parts if len(part) > 1 or part.truncated or part.timed_out]
    if open_parts and corrections.certain:
        yield Heading(("各种改法都有", "In all of them")[language == "en"])
        yield _changes(corrections.certain, language)
    for number, part in enumerate(open_parts or [corrections], start=1):
        yield from _choices(part, number if len(open_parts) > 1 else 0, language)


def _choices(part: Corrections, number: int, language: Language) -> Iterator[Block]:
    """The corrections of one part, of which one is to be chosen."""
    if number:
        chinese, english = f"第 {number} 处，改法 {len(part)} 种", f"Choice {number}, one of {len(part)}"
        yield Heading((chinese, english)[language == "en"])
    for rank, correction in enumerate(part[:MOST_CORRECTIONS], start=1):
        yield Heading(_headline(rank, correction, language))
        yield _changes(correction.changes, language)
    if len(part) > MOST_CORRECTIONS:
        more = len(part) - MOST_CORRECTIONS
        yield Line(phrase(language, f"另有 {more:,} 种改法未显示", f"{more:,} more are not shown"))


def _changes(changes: Sequence[Change], language: Language) -> Listing:
    return Listing(
        headed(
            language,
            ("数", "Figure", "rest"),
            ("报告为", "Reported", "whole"),
            ("应为", "Proposed", "whole"),
            ("可能的原因", "Perhaps", "little"),
        ),
        (_change(change, language) for change in changes[:MOST_CHANGES]),
        max(0, len(changes) - MOST_CHANGES),
        language,
    )


def _change(change: Change, language: Language) -> tuple[Phrase, ...]:
    guess: Guess | None = change.guess
    return (
        named(change.path, language, _stands(change, language)),
        Phrase(text_of(change.reported, language), look="wrong"),
        Phrase(_proposed(change.proposed), look="deduced"),
        phrase(language, guess.render("zh"), guess.render("en")) if guess else Phrase(""),
    )


def _stands(change: Change, language: Language) -> str:
    """In which of several reports a figure stands."""
    if change.report is None:
        return ""
    return f"第{change.report + 1}份，" if language == "zh" else f"report {change.report + 1}, "


def _proposed(value: Proposal) -> str:
    return str(value) if isinstance(value, int) else f"{value[0]}–{value[1]}"


def _headline(rank: int, correction: Correction, language: Language) -> str:
    guesses = dict.fromkeys(change.guess for change in correction.changes if change.guess)
    words = "、".join(guess.render("zh") for guess in guesses)
    english = ", ".join(guess.render("en") for guess in guesses)
    many, weight = len(correction.changes), f"{correction.weight:g}"
    if language == "en":
        return f"{rank}. {many} to change, weight {weight}" + (f": {english}" if guesses else "")
    return f"{rank}. 改 {many} 个数，权重 {weight}" + (f"：{words} ({english})" if guesses else "")


# Reports


def _tables(report: Report, figures: Mapping[str, Shown], language: Language, format: str = "") -> Iterator[Block]:
    """The six sections, the tables in their official layout, and what the signs in them mean."""
    yield Facts(tuple(_particulars(report, format, language)))
    if report.preamble:
        yield Prose(section_name(["preamble"], language).capitalize(), shortened(report.preamble, LONGEST_PROSE))
    editions = editions_of(report)
    for name in SECTIONS:
        heading = section_label(name) if language == "zh" else section_name([name], "en").capitalize()
        if name not in TABLES:
            section = getattr(report, name)
            yield Prose(heading, None if section is None else shortened(section.text, LONGEST_PROSE), language)
            continue
        yield Heading(heading)
        if name in editions:
            yield Form(_sheet(name, editions[name], language), figures)
        else:
            yield absent(language)
    looks = {shown.look for shown in figures.values()}
    legend = tuple(look for look in Look if look.sign and look in looks)
    if legend:
        yield Legend(legend, language)


def _sheet(name: str, edition: Edition, language: Language) -> Sheet:
    """The layout of a table, its labels in the language."""
    if language == "zh":
        return layout(name, edition)
    return tuple(
        tuple(evolve(cell, text=label_gloss(cell.text)) if cell.header else cell for cell in row)
        for row in layout(name, edition)
    )


def _particulars(report: Report, format: str, language: Language) -> Iterator[tuple[str, str]]:
    period = report.period
    title, organ, year, dates, kind = (
        ("标题", "机关", "年度", "期限", "格式") if language == "zh" else ("Title", "Organ", "Year", "Period", "Format")
    )
    yield title, shortened(" ".join(report.title.split()), LONGEST_TITLE) or "—"
    yield organ, shortened(report.institution or "—", LONGEST_TITLE)
    yield year, str(report.year or "—")
    yield dates, f"{period.start} — {period.end}" if period else "—"
    if format:
        yield kind, format


# Findings


def _listing(findings: Findings, language: Language) -> Listing:
    """Findings as a list, the gravest first. Long messages are shortened, and of many findings the first are listed."""
    ranked = sorted(findings, key=lambda finding: list(SEVERITIES).index(finding.severity))
    heads = headed(
        language,
        ("程度", "Severity", "whole"),
        ("位置", "Place", "little"),
        ("问题", "Finding", "rest"),
        ("代码", "Code", "whole"),
    )
    rows = (_row(each, language) for each in ranked[:MOST_ROWS])
    return Listing(heads, rows, max(0, len(ranked) - MOST_ROWS), language)


def _row(finding: Finding, language: Language) -> tuple[Phrase, ...]:
    return (
        Phrase(SEVERITIES[finding.severity] if language == "zh" else finding.severity, look=finding.severity),
        Phrase(finding.where(language)),
        phrase(language, *(shortened(finding.render(each), LONGEST_MESSAGE) for each in LANGUAGES)),
        Phrase(finding.code),
    )


def counts(findings: Findings, language: Language) -> str:
    """How many there are of each severity.

    >>> counts(Findings(), "zh"), counts(Findings(), "en")
    ('没有问题', 'nothing')
    """
    number = Counter(finding.severity for finding in findings)
    words = SEVERITIES if language == "zh" else {severity: severity for severity in SEVERITIES}
    listed = [f"{word} {number[severity]}" for severity, word in words.items() if number[severity]]
    return ("，" if language == "zh" else ", ").join(listed) or ("没有问题" if language == "zh" else "nothing")


def named(path: str, language: Language, before: str = "") -> Phrase:
    """A figure as people call it, with words before; its path beside it, for those who program."""
    return Phrase(before + figures_name((path,), language), path if language == "zh" else "")
