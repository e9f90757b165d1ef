"""The command `mend`: proposed corrections as a diff of cells, and what follows from them; a new file if asked."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from attrs import field, frozen

import gov_info_report as gir
from gov_info_report.balance import Change, Correction, Corrections, Deduction
from gov_info_report.cli.changes import place_of, proposal_text
from gov_info_report.cli.common import (
    CLEAN,
    ERRORS,
    FAILED,
    Language,
    complain,
    console,
    content_of,
    input_format,
    language,
    option,
    output_format,
    problem,
    read_or_exit,
    time_limit,
)
from gov_info_report.display import counts, text_of
from gov_info_report.findings import Reading
from gov_info_report.writers import WRITERS

if TYPE_CHECKING:
    import click

__all__ = ["command"]


def command() -> click.Command:
    """The command for click."""
    import click

    return click.Command(
        "mend",
        callback=mend,
        short_help="提出更正与补填。 Propose corrections.",
        help="提出使勾稽关系成立的更正和可以推出的空缺数；不改动 FILE。\n\n"
        "Print, as a diff of cells, the fewest changes that make the identities hold, and the absent figures that are "
        "then forced. FILE is never changed; --write puts the result into a new file. Of several equally small "
        "corrections none is taken unless it is chosen.\n\n"
        "Exit status: 0 the identities hold, in FILE or in what was written; 1 they do not: corrections were not "
        "written, or not all of them are decided; 2 FILE cannot be read, the output not be written, or the command "
        "line is wrong.",
        params=[
            click.Argument(["file"]),
            option("--write", metavar="NEW", help="写入新文件，不覆盖已有文件。 Write a new file."),
            option("--to", choices=list(WRITERS), help="输出格式，缺省按后缀。 Output format, else by the suffix."),
            option("--choose", type=click.IntRange(min=1), metavar="N", help="选定第 N 种改法。 Take correction N."),
            time_limit(10.0, "查找改法的秒数上限。 The most seconds to search."),
            language(),
            input_format(),
        ],
    )


def mend(
    file: str,
    write: str | None,
    to: str | None,
    choose: int | None,
    time_limit: float,
    language: Language,
    format: str | None,
) -> NoReturn:
    """Print what is proposed, and write it where that is asked for and decided."""
    written_as = None if write is None else output_format(to, write)
    reading = read_or_exit(file, format)
    try:
        corrections = gir.locate(reading.report, seconds=time_limit)
    except gir.MissingExtraError as error:
        complain(file, str(error))
        sys.exit(FAILED)
    if choose is not None and choose > len(corrections):
        complain("--choose", f"只有 {len(corrections)} 种改法 (there are {len(corrections)} corrections)")
        sys.exit(FAILED)
    plan = _plan(reading, corrections, choose)
    screen = console(wrap=False)
    for line, style in plan.lines(file, language):
        screen.print(line, style=style)
    if write is None or written_as is None:
        sys.exit(ERRORS if plan.corrections else CLEAN)
    if plan.undecided:
        complain(write, _why_not_written(corrections))
        sys.exit(ERRORS)
    _write_new(write, content_of(plan.report, written_as))
    screen.print(f"{_WRITTEN[language]} {write} ({written_as})")
    sys.exit(ERRORS if plan.open else CLEAN)


def _write_new(name: str, content: bytes) -> None:
    """Write a file that is not there yet, or exit."""
    try:
        with Path(name).open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        complain(name, "已经存在，不覆盖 (it is there already, and is not overwritten)")
    except OSError as error:
        complain(name, problem(error))
    else:
        return
    sys.exit(FAILED)


def _why_not_written(corrections: Corrections) -> str:
    if corrections.timed_out:
        return (
            "未写出：时间用尽，可能有改动更少的改法；可加大 --time-limit "
            "(not written: time ran out, and smaller corrections may exist; give a longer --time-limit)"
        )
    many = f"{len(corrections)} 种以上" if corrections.truncated else f"{len(corrections)} 种"
    return (
        f"未写出：有 {many}同样少的改法，请用 --choose N 选定 "
        f"(not written: {len(corrections)}{' or more' if corrections.truncated else ''} corrections are equally small; "
        "choose one with --choose N)"
    )


# What is to be done


def _plan(reading: Reading, corrections: Corrections, choose: int | None) -> _Plan:
    """Take the correction that is chosen, or the only one; then what is forced."""
    only = len(corrections) == 1 and not corrections.truncated
    chosen = None
    if corrections and not corrections.timed_out and (choose is not None or only):
        chosen = corrections[(choose or 1) - 1]
    printed = gir.deduce(reading.report)
    if chosen is None:
        return _Plan(reading, corrections, None, printed)
    decided = {change.path: change.proposed for change in chosen.changes if isinstance(change.proposed, int)}
    deduction = gir.deduce(gir.evolve(reading.report, decided))
    forced = {(step.path, step.value) for step in printed.steps}
    resting = frozenset(step.path for step in deduction.steps if (step.path, step.value) not in forced)
    return _Plan(reading, corrections, choose or 1, deduction, resting)


@frozen
class _Plan:
    """What is proposed: the corrections, the rank of the one that is taken, and what is deduced after that.

    `resting` are the figures deduced that are forced only once the correction is true.
    """

    reading: Reading
    corrections: Corrections
    rank: int | None
    deduction: Deduction
    resting: frozenset[str] = field(factory=frozenset)

    @property
    def chosen(self) -> Correction | None:
        """The correction that is taken."""
        return None if self.rank is None else self.corrections[self.rank - 1]

    @property
    def undecided(self) -> bool:
        """Whether something has to be corrected, and it is not known what."""
        return bool(self.corrections) and self.rank is None

    @property
    def open(self) -> list[Change]:
        """The changes that are taken and have several values."""
        return [] if self.chosen is None else [each for each in self.chosen.changes if _is_open(each)]

    @property
    def report(self) -> gir.Report:
        """The report with all that is decided."""
        return self.deduction.report

    def lines(self, file: str, language: Language) -> Iterator[tuple[str, str]]:
        """What is proposed, in lines with the style of each."""
        words = _WORDS[language]
        corrected = 0 if self.chosen is None else len(self.chosen.changes) - len(self.open)
        yield words["title"].format(file, corrected, len(self.deduction.steps)), "bold"
        yield from self._corrections(words, language)
        yield from self._deductions(words, language)
        before, after = (counts(gir.validate(report), language) for report in (self.reading.report, self.report))
        yield (words["check"].format(before) if before == after else words["checks"].format(before, after)), ""

    def _corrections(self, words: Mapping[str, str], language: Language) -> Iterator[tuple[str, str]]:
        many = len(self.corrections)
        if not many:
            yield words["balanced"], ""
            return
        if self.chosen is not None:
            yield (words["only"] if many == 1 else words["chosen"].format(self.rank, many)), ""
            yield from self._diff(self.chosen.changes, language)
            return
        yield (words["timed out"] if self.corrections.timed_out else words["several"].format(many)), "bold"
        if self.corrections.truncated and not self.corrections.timed_out:
            yield words["truncated"].format(many), "bold"
        common = [change for change in self.corrections[0].changes if self._in_all(change)] if many > 1 else []
        if common:
            yield words["common"], "bold"
            yield from self._diff(common, language)
        for rank, correction in enumerate(self.corrections, start=1):
            yield words["rank"].format(rank), "bold"
            yield from self._diff([change for change in correction.changes if change not in common], language)

    def _in_all(self, change: Change) -> bool:
        return all(change in correction.changes for correction in self.corrections)

    def _diff(self, changes: Sequence[Change], language: Language) -> Iterator[tuple[str, str]]:
        for change in changes:
            guess = f"  {change.guess.render(language)}" if change.guess else ""
            yield self._place(change.path), "cyan"
            yield f"- {text_of(change.reported)}", "red"
            if _is_open(change):
                yield f"? {proposal_text(change.proposed)}  {_WORDS[language]['open']}", "yellow"
            else:
                yield f"+ {proposal_text(change.proposed)}{guess}", "green"

    def _deductions(self, words: Mapping[str, str], language: Language) -> Iterator[tuple[str, str]]:
        yield (words["forced"] if self.deduction.steps else words["nothing forced"]), ""
        for step in self.deduction.steps:
            yield self._place(step.path), "cyan"
            resting = words["resting"] if step.path in self.resting else ""
            reason = f"{step.render(language)}{words['was'].format(text_of(step.replaced))}{resting}"
            yield f"+ {step.value}  ∴ {reason}", "blue"
        if self.deduction.contradicted:
            yield words["contradicted"].format(len(self.deduction.contradicted)), "yellow"
        absent = sum(record.mark in _ABSENT for record in gir.to_records(self.report))
        if absent:
            yield words["absent"].format(absent), "yellow"

    def _place(self, path: str) -> str:
        return f"@@ {place_of(path, self.reading.spans)} @@ {path}"


_ABSENT = frozenset(("blank", "missing", "unreadable"))
"""The marks of figures that could be filled in; what is marked as not applicable is left alone."""


def _is_open(change: Change) -> bool:
    return not isinstance(change.proposed, int)


_WRITTEN = {"zh": "已写出", "en": "written:"}

_WORDS = {
    "zh": {
        "title": "{}  更正 {} 个数，补填 {} 个数",
        "balanced": "更正：勾稽关系没有要求更正的数",
        "only": "更正：以下改法改动最少，可使勾稽关系成立，且只此一种；是否属实须核实",
        "chosen": "更正：已选定第 {} 种改法，共列出 {} 种；是否属实须核实",
        "several": "更正：有 {} 种改法同样少，可能性大的在前；未选定，不写入。请核实后用 --choose N 选定",
        "timed out": "更正：时间用尽；以下改法可使勾稽关系成立，但可能有改动更少的，因此不能选定；可加大 --time-limit",
        "truncated": "同样少的改法不止 {} 种，其余未列出",
        "common": "各种改法都有：",
        "rank": "改法 {}：",
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
        "only": "Corrections: the one smallest set of changes that makes the identities hold; verify it",
        "chosen": "Corrections: number {} is chosen, of {} listed; verify it",
        "several": "Corrections: {} are equally small, the most plausible first; none is chosen, none is written. "
        "Verify them, and choose one with --choose N",
        "timed out": "Corrections: time ran out; these make the identities hold, but smaller ones may exist, so none "
        "can be chosen; give a longer --time-limit",
        "truncated": "More than {} are equally small; the others are not listed",
        "common": "In all of them:",
        "rank": "Correction {}:",
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
