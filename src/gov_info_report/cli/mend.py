"""The command `mend`: proposed corrections as a diff of cells, and what follows from them; a new file if asked."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from attrs import evolve, field, frozen

import gov_info_report as gir
from gov_info_report.balance import Change, Correction, Corrections, Deduction
from gov_info_report.cli.changes import figure_name, proposal_text
from gov_info_report.cli.common import (
    CLEAN,
    ERRORS,
    FAILED,
    complain,
    content_of,
    input_format,
    language,
    option,
    output_format,
    problem,
    read_or_exit,
    time_limit,
    written,
)
from gov_info_report.cli.screen import console
from gov_info_report.display import counts, text_of
from gov_info_report.findings import Language, Reading
from gov_info_report.writers import WRITERS

if TYPE_CHECKING:
    import click

__all__ = ["command"]

MOST_WAYS = 10
"""So many ways of a choice are listed; --all lists them all."""


def command() -> click.Command:
    """The command for click."""
    import click

    return click.Command(
        "mend",
        callback=mend,
        short_help="提出更正与补填。 Propose corrections.",
        help="提出使勾稽关系成立的更正和可以推出的空缺数；不改动 FILE。\n\n"
        "Print, as a diff of cells, the fewest changes that make the identities hold, and the absent figures that are "
        "then forced. FILE is never changed; --write puts the result into a new file. What is certain stands first; "
        "where several changes would do, each such place is a choice of its own, and none is taken unless it is "
        "chosen.\n\n"
        "Exit status: 0 the identities hold, in FILE or in what was written; 1 they do not: corrections were not "
        "written, or not all of them are decided; 2 FILE cannot be read, the output not be written, or the command "
        "line is wrong.",
        params=[
            click.Argument(["file"]),
            option("--write", metavar="NEW", help="写入新文件，不覆盖已有文件。 Write a new file."),
            option("--to", choices=list(WRITERS), help="输出格式，缺省按后缀。 Output format, else by the suffix."),
            option("--all", "every", is_flag=True, help="列出全部改法。 List all ways of each choice."),
            option("--certain", is_flag=True, help="只取确定的更正。 Take the certain corrections alone."),
            option(
                "--choose",
                "chosen",
                multiple=True,
                metavar="[K:]N",
                help="在第 K 处选定第 N 种改法，可重复。 Take way N at choice K; repeatable.",
            ),
            time_limit(10.0, "查找改法的秒数上限。 The most seconds to search."),
            language(),
            input_format(),
        ],
    )


def mend(
    file: str,
    write: str | None,
    to: str | None,
    every: bool,
    certain: bool,
    chosen: Sequence[str],
    time_limit: float,
    language: Language,
    format: str | None,
) -> NoReturn:
    """Print what is proposed, and write it where that is asked for and decided."""
    written_as = None if write is None else output_format(to, write, language)
    reading = read_or_exit(file, format, language)
    corrections = gir.locate(reading.report, seconds=time_limit)
    plan = evolve(_plan(reading, corrections, _chosen(chosen, corrections, language)), every=every)
    screen = console(wrap=False)
    for line, style in plan.lines(file, language):
        screen.print(line, style=style)
    if write is None or written_as is None:
        sys.exit(ERRORS if corrections else CLEAN)
    if plan.open and not certain:
        complain(write, _why_not_written(plan, language), language)
        sys.exit(ERRORS)
    _write_new(write, content_of(plan.report, written_as), language)
    for line in written(write, written_as, reading, language):
        screen.print(line)
    sys.exit(ERRORS if plan.open or plan.ranges else CLEAN)


def _chosen(asked: Sequence[str], corrections: Corrections, language: Language) -> dict[int, int]:
    """The way that is taken at each choice, both counted from 1; exits where there is no such choice or way."""
    choices = _open_parts(corrections)
    taken: dict[int, int] = {}
    for each in asked:
        choice, _, way = each.rpartition(":")
        numbers = (choice or "1", way)
        at, rank = (int(number) if number.isdecimal() else 0 for number in numbers)
        if not (1 <= at <= len(choices) and 1 <= rank <= len(choices[at - 1])):
            listed = ", ".join(f"{number}:1–{len(part)}" for number, part in enumerate(choices, start=1)) or "—"
            english = f"{each}: there is no such way; there are {listed}"
            complain("--choose", english if language == "en" else f"{each}: 没有这种改法，可选 {listed}", language)
            sys.exit(FAILED)
        taken[at] = rank
    return taken


def _write_new(name: str, content: bytes, language: Language) -> None:
    """Write a file that is not there yet, or exit."""
    try:
        with Path(name).open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        english = "it is there already, and is not overwritten"
        complain(name, english if language == "en" else f"已经存在，不覆盖 ({english})", language)
    except OSError as error:
        complain(name, problem(error, language), language)
    else:
        return
    sys.exit(FAILED)


def _why_not_written(plan: _Plan, language: Language) -> str:
    if plan.corrections.timed_out:
        chinese = "未写出：时间用尽，可能有改动更少的改法；可加大 --time-limit"
        english = "not written: time ran out, and smaller corrections may exist; give a longer --time-limit"
    else:
        many = len(plan.open)
        chinese = f"未写出：有 {many} 处待选定；请用 --choose K:N 选定，或用 --certain 只写入确定的更正"
        english = f"not written: {many} to be chosen; choose with --choose K:N, or write with --certain what is certain"
    return english if language == "en" else f"{chinese} ({english})"


# What is to be done


def _is_certain(part: Corrections) -> bool:
    return len(part) == 1 and not part.truncated and not part.timed_out


def _open_parts(corrections: Corrections) -> list[Corrections]:
    """The parts in which there is something to choose."""
    return [part for part in corrections.parts if not _is_certain(part)]


def _plan(reading: Reading, corrections: Corrections, chosen: Mapping[int, int]) -> _Plan:
    """Take what is certain and what is chosen; then what is forced. Nothing is chosen where time ran out."""
    parts = _open_parts(corrections)
    taken = {at: part[chosen[at] - 1] for at, part in enumerate(parts, 1) if at in chosen and not part.timed_out}
    changes = [*corrections.certain, *(change for correction in taken.values() for change in correction.changes)]
    printed = gir.deduce(reading.report)
    if not changes:
        return _Plan(reading, corrections, taken, printed)
    decided = {change.path: change.proposed for change in changes if isinstance(change.proposed, int)}
    deduction = gir.deduce(gir.evolve(reading.report, decided))
    forced = {(step.path, step.value) for step in printed.steps}
    resting = frozenset(step.path for step in deduction.steps if (step.path, step.value) not in forced)
    return _Plan(reading, corrections, taken, deduction, resting)


@frozen
class _Plan:
    """What is proposed: the corrections, those that are chosen by the number of the choice, and what is deduced then.

    `resting` are the figures deduced that are forced only once the corrections are true; `every` asks for all ways of
    each choice to be listed.
    """

    reading: Reading
    corrections: Corrections
    taken: Mapping[int, Correction]
    deduction: Deduction
    resting: frozenset[str] = field(factory=frozenset)
    every: bool = False

    @property
    def open(self) -> list[Corrections]:
        """The parts in which something is still to be chosen."""
        return [part for at, part in enumerate(_open_parts(self.corrections), 1) if at not in self.taken]

    @property
    def changes(self) -> list[Change]:
        """The changes that are taken."""
        return [*self.corrections.certain, *(change for each in self.taken.values() for change in each.changes)]

    @property
    def ranges(self) -> list[Change]:
        """The changes that are taken and have several values."""
        return [change for change in self.changes if _is_open(change)]

    @property
    def report(self) -> gir.Report:
        """The report with all that is decided."""
        return self.deduction.report

    def lines(self, file: str, language: Language) -> Iterator[tuple[str, str]]:
        """What is proposed, in lines with the style of each."""
        words = _WORDS[language]
        yield words["title"].format(file, len(self.changes) - len(self.ranges), len(self.deduction.steps)), "bold"
        yield from self._corrections(words, language)
        yield from self._deductions(words, language)
        before, after = (counts(gir.validate(report), language) for report in (self.reading.report, self.report))
        yield (words["check"].format(before) if before == after else words["checks"].format(before, after)), ""

    def _corrections(self, words: Mapping[str, str], language: Language) -> Iterator[tuple[str, str]]:
        if not self.corrections:
            yield words["balanced"], ""
            return
        if self.corrections.certain:
            yield words["certain"], "bold"
            yield from self._diff(self.corrections.certain, language)
        for at, part in enumerate(_open_parts(self.corrections), start=1):
            if at in self.taken:
                yield words["chosen"].format(at, part.items.index(self.taken[at]) + 1, len(part)), "bold"
                yield from self._diff(self.taken[at].changes, language)
            else:
                yield from self._choice(at, part, words, language)

    def _choice(
        self, at: int, part: Corrections, words: Mapping[str, str], language: Language
    ) -> Iterator[tuple[str, str]]:
        """A choice that is not made, with its ways."""
        yield words["timed out" if part.timed_out else "choice"].format(at, len(part)), "bold"
        if part.truncated and not part.timed_out:
            yield words["truncated"].format(len(part)), "bold"
        shown = len(part) if self.every else MOST_WAYS
        for rank, correction in enumerate(part[:shown], start=1):
            yield words["rank"].format(at, rank), "bold"
            yield from self._diff(correction.changes, language)
        if len(part) > shown:
            yield words["more"].format(len(part) - shown), "bold"

    def _diff(self, changes: Sequence[Change], language: Language) -> Iterator[tuple[str, str]]:
        for change in changes:
            guess = f"  {change.guess.render(language)}" if change.guess else ""
            yield self._header(change.path, language), "cyan"
            yield f"- {text_of(change.reported, language)}", "red"
            if _is_open(change):
                yield f"? {proposal_text(change.proposed)}  {_WORDS[language]['open']}", "yellow"
            else:
                yield f"+ {proposal_text(change.proposed)}{guess}", "green"

    def _deductions(self, words: Mapping[str, str], language: Language) -> Iterator[tuple[str, str]]:
        yield (words["forced"] if self.deduction.steps else words["nothing forced"]), ""
        for step in self.deduction.steps:
            yield self._header(step.path, language), "cyan"
            resting = words["resting"] if step.path in self.resting else ""
            reason = f"{step.render(language)}{words['was'].format(text_of(step.replaced, language))}{resting}"
            yield f"+ {step.value}  ∴ {reason}", "blue"
        if self.deduction.contradicted:
            yield words["contradicted"].format(len(self.deduction.contradicted)), "yellow"
        absent = sum(record.mark in _ABSENT for record in gir.to_records(self.report))
        if absent:
            yield words["absent"].format(absent), "yellow"

    def _header(self, path: str, language: Language) -> str:
        return f"@@ {figure_name(path, self.reading.spans, language)} @@"


_ABSENT = frozenset(("blank", "missing", "unreadable"))
"""The marks of figures that could be filled in; what is marked as not applicable is left alone."""


def _is_open(change: Change) -> bool:
    return not isinstance(change.proposed, int)


_WORDS = {
    "zh": {
        "title": "{}  更正 {} 个数，补填 {} 个数",
        "balanced": "更正：勾稽关系没有要求更正的数",
        "certain": "更正：以下更正只此一种改法；是否属实须核实",
        "chosen": "更正：第 {} 处，已选定第 {} 种改法，共 {} 种；是否属实须核实",
        "choice": "更正：第 {} 处，有 {} 种改法，可能性大的在前；未选定，不写入。请核实后用 --choose K:N 选定",
        "timed out": "更正：第 {} 处，时间用尽；以下 {} 种改法可使勾稽关系成立，但可能有改动更少的，因此不能选定；"
        "可加大 --time-limit",
        "truncated": "改法不止 {} 种，其余未列出",
        "rank": "改法 {}:{}",
        "more": "另有 {} 种，见 --all",
        "open": "未定：可取其中任一值，不写入",
        "forced": "补填：空缺的数，由勾稽关系推出，只有一个可能的值",
        "nothing forced": "补填：没有可由勾稽关系推出的数",
        "was": "（原为 {}）",
        "resting": "（以更正属实为前提）",
        "contradicted": "{} 个数相互矛盾，未据此推算",
        "absent": "{} 个空缺的数，勾稽关系不能确定其值，未补填",
        "check": "核对：{}",
        "checks": "核对：{} → {}",
    },
    "en": {
        "title": "{}  corrected {}, filled in {}",
        "balanced": "Corrections: the identities ask for none",
        "certain": "Corrections: there is one way only to make the identities hold; verify it",
        "chosen": "Corrections: at choice {} way {} is taken, of {}; verify it",
        "choice": "Corrections: choice {}, {} ways, the most plausible first; none is chosen, none is written. "
        "Verify them, and choose one with --choose K:N",
        "timed out": "Corrections: choice {}, time ran out; these {} ways make the identities hold, but smaller ones "
        "may exist, so none can be chosen; give a longer --time-limit",
        "truncated": "There are more than {} ways; the others are not listed",
        "rank": "Way {}:{}",
        "more": "{} more; see --all",
        "open": "open: any of these values; not written",
        "forced": "Filled in: absent figures that the identities leave one value",
        "nothing forced": "Filled in: the identities force no figure",
        "was": " (was {})",
        "resting": " (if the correction is true)",
        "contradicted": "{} figures contradict each other; nothing was deduced through them",
        "absent": "{} absent figures are left; the identities do not determine them",
        "check": "Check: {}",
        "checks": "Check: {} → {}",
    },
}
