"""How reports are read whose truth is known: our own generator's, and those of corpora that lie elsewhere.

    python -m benchmarks.reading [--n 1000] [--seed 1] [--corpora DIR] [--only NAME ...] [--details FILE] [--json]

Our own are consistent reports in every layout, with every damage alone, with pairs of them and with triples. Below DIR
(or GIR_CORPORA) lie torture, converters, field and corpus; their cases come from the scorers beside them. Every figure
has one verdict: *right*, *silent* (a wrong number and no word), *flagged* (a wrong number and a warning), *loud* (not
read, and told), *quiet* (not read, not told). Nothing is excused: what the page does not settle is loud, too, when it
is left unread. Of these, `open` are those that the page does not settle; an oracle that shares no code with the reader
says so. `of all` is the part of all figures that is right, `decidable` of those that the page settles, `not zero` of
these without zeros. `alarms` are warnings and errors on documents that are in order, and `alarmed` says how many of
these have any. Field and corpus have truth files of their own kind, which name what is undecided: their figures are
counted as their scorers do.

Exits with 1 where more than `--max-silent` figures are silent, or fewer than `--min-right` percent of the decidable
ones are right in any of the lines in capitals.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import itertools
import json
import os
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from random import Random
from types import ModuleType
from typing import TextIO

from attrs import define, field

import gov_info_report as gir
from tests.pages import DAMAGES, LAYOUTS, damaged_report, suits
from tests.pages.verdict import VERDICTS, Case, Outcome, case_of, judge

GROUPS = {"alone": 1, "pairs": 2, "triples": 3}
"""How many damages our own documents have."""

Labelled = tuple[Case, tuple[str, ...]]
"""A case, and the lines of the table in which it counts."""


@define
class Score:
    """The figures of some cases by verdict, and what else is counted of them."""

    cases: int = 0
    crashed: int = 0
    alarms: int = 0
    clean: int = 0
    alarmed: int = 0
    all: Counter[str] = field(factory=Counter)
    decidable: Counter[str] = field(factory=Counter)
    not_zero: Counter[str] = field(factory=Counter)
    notes: list[str] = field(factory=list)

    def add(self, outcome: Outcome, clean: bool) -> None:
        """Count a case, `clean` where it is in order."""
        self.cases += 1
        self.clean += clean
        self.alarmed += bool(outcome.alarms)
        self.crashed += bool(outcome.crashed)
        self.alarms += len(outcome.alarms)
        for figure in outcome.figures:
            self.all[figure.verdict] += 1
            self.decidable[figure.verdict] += figure.settled
            self.not_zero[figure.verdict] += figure.settled and figure.kind == "not zero"

    def percent(self, which: str) -> float:
        """How many of a hundred figures are right: of `all`, of the `decidable` ones, of those `not zero`."""
        return _rate({"all": self.all, "decidable": self.decidable, "not zero": self.not_zero}[which])

    def line(self, name: str) -> str:
        """The line of the table."""
        counts = "".join(f"{self.all[verdict]:9}" for verdict in VERDICTS)
        left = sum(self.all[verdict] - self.decidable[verdict] for verdict in ("loud", "quiet"))
        rates = "".join(f"{_rate(each):10.2f}" for each in (self.all, self.decidable, self.not_zero))
        alarmed = f"{self.alarms:8}{f'{self.alarmed}/{self.clean}':>10}"
        return f"{name:34}{self.cases:6}{counts}{left:9}{rates}{alarmed}{self.crashed:8}"

    def plain(self) -> dict[str, object]:
        """The same as JSON can say it."""
        counted = {"all": self.all, "decidable": self.decidable, "not zero": self.not_zero}
        figures = {name: {**each, "percent right": round(_rate(each), 4)} for name, each in counted.items()}
        counts = {"cases": self.cases, "crashed": self.crashed, "alarms": self.alarms}
        return {**counts, "clean": self.clean, "alarmed": self.alarmed, **figures, "notes": self.notes}


HEAD = (
    f"{'':34}{'cases':>6}{''.join(f'{verdict:>9}' for verdict in VERDICTS)}{'open':>9}"
    f"{'of all':>10}{'decidable':>10}{'not zero':>10}{'alarms':>8}{'alarmed':>10}{'crashed':>8}"
)


def _rate(counts: Counter[str]) -> float:
    return 100 * counts["right"] / counts.total() if counts.total() else 100.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 where the figures are not what is asked for."""
    options = _options(arguments)
    warnings.simplefilter("ignore")
    sources = _sources(options)
    scores: dict[str, Score] = {}
    with contextlib.ExitStack() as stack:
        stack.enter_context(_apart())
        details = stack.enter_context(options.details.open("w", encoding="utf-8")) if options.details else None
        for name in options.only or sources:
            scores |= sources[name](details)
    if options.json:
        print(json.dumps({name: score.plain() for name, score in scores.items()}, ensure_ascii=False))
    else:
        print(HEAD)
        for name, score in scores.items():
            print(score.line(name), *score.notes, sep="\n    ")
    broken = list(_broken(scores, options))
    print(*broken, sep="\n", end="\n" if broken else "", file=sys.stderr)
    return 1 if broken else 0


@contextlib.contextmanager
def _apart() -> Iterator[None]:
    """Sends what solvers written in C print to where errors go, so that the table stands alone."""
    printed = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(printed, 1)
        os.close(printed)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--n", type=int, default=1000, help="cases of each group of ours, and of torture")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpora", type=Path, default=os.environ.get("GIR_CORPORA"), metavar="DIR")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="alone, pairs, triples, torture, converters, ...")
    parser.add_argument("--layout", choices=LAYOUTS, help="of ours only this layout")
    parser.add_argument("--damage", choices=DAMAGES, help="of ours only documents with this damage")
    parser.add_argument("--converter", default="", metavar="REGEX", help="only converters whose name matches")
    parser.add_argument(
        "--details", type=Path, metavar="FILE", help="write what is not right, with the sources of ours"
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--max-silent", type=int, help="exit 1 when more figures are silent")
    parser.add_argument(
        "--min-right", type=float, metavar="PERCENT", help="exit 1 when fewer of the decidable are right"
    )
    options = parser.parse_args(arguments)
    unknown = set(options.only or ()) - _sources(options).keys()
    if unknown:
        parser.error(f"nothing here is called {', '.join(sorted(unknown))}: without --corpora there are only our own")
    return options


Source = Callable[[TextIO | None], dict[str, Score]]


def _sources(options: argparse.Namespace) -> dict[str, Source]:
    """Everything that can be scored, by name."""

    def ours(name: str) -> Source:
        return lambda details: _scored(name, _ours(options, name), details)

    sources = {name: ours(name) for name in GROUPS}
    if options.corpora is not None:
        folder = Path(options.corpora)
        found: dict[str, Source] = {
            "torture": lambda details: _scored("torture", _torture(folder, options), details),
            "converters": lambda details: _scored("converters", _converters(folder, options), details),
            "field": lambda details: {"FIELD": _field(folder, details)},
            "corpus": lambda details: {"CORPUS": _corpus(folder, details)},
        }
        sources |= {name: source for name, source in found.items() if (folder / name).is_dir()}
    return sources


def _broken(scores: dict[str, Score], options: argparse.Namespace) -> Iterator[str]:
    totals = {name: score for name, score in scores.items() if name.isupper()}
    silent = sum(score.all["silent"] for score in totals.values())
    if options.max_silent is not None and silent > options.max_silent:
        yield f"silent: {silent}, at most {options.max_silent}"
    for name, score in totals.items():
        if options.min_right is not None and _rate(score.decidable) < options.min_right:
            yield f"{name}: {_rate(score.decidable):.2f} % of the decidable are right, at least {options.min_right} %"


def _scored(name: str, cases: Iterable[Labelled], details: TextIO | None) -> dict[str, Score]:
    """The score of all cases, after those of each label."""
    total, scores = Score(), dict[str, Score]()
    for case, labels in cases:
        outcome = judge(case)
        for score in (total, *(scores.setdefault(label, Score()) for label in labels)):
            score.add(outcome, case.clean)
        if details is not None:
            details.write(_told(case, outcome))
    lines = {
        f"{name}: {label}": scores[label] for label in sorted(scores, key=lambda label: _rate(scores[label].decidable))
    }
    return {**lines, name.upper(): total}


def _told(case: Case, outcome: Outcome) -> str:
    """What is wrong with a case, worst first; nothing where all is right."""
    wrong = [figure for figure in outcome.figures if figure.verdict != "right"]
    if not (wrong or outcome.crashed or outcome.alarms):
        return ""
    wrong.sort(key=lambda figure: (VERDICTS.index(figure.verdict), not figure.settled))
    lines = [f"== {case.name} {outcome.crashed} {' '.join(outcome.alarms)}".rstrip()]
    lines += [
        f"   {figure.verdict} {figure.path} printed {figure.printed!s} read {figure.read!s}"
        f"{'' if figure.settled else ' (open)'}"
        for figure in wrong
    ]
    if isinstance(case.source, str):
        lines += [f"   > {line}" for line in case.source.split("\n")]
    return "\n".join(lines) + "\n"


# Our own


def _ours(options: argparse.Namespace, group: str) -> Iterator[Labelled]:
    """Documents in every layout with every damage, or so many damages, in turn; the same for the same seed."""
    random = Random(f"{options.seed} {group}")
    combined = list(itertools.combinations(DAMAGES, GROUPS[group]))
    pairs = [
        (layout, damages)
        for layout in ([options.layout] if options.layout else LAYOUTS)
        for damages in (combined if group == "alone" else random.sample(combined, min(len(combined), 400)))
        if options.damage in (None, *damages) and all(suits(layout, DAMAGES[name]) for name in damages)
    ]
    random.shuffle(pairs)
    for number, (layout, damages) in enumerate(itertools.islice(itertools.cycle(pairs), options.n)):
        document = damaged_report(Random(f"{options.seed} {group} {number}"), layout, damages)
        case = case_of(document, f"{group} {number}: {layout} / {', '.join(document.damages)}")
        yield case, (f"in {layout}", *(document.damages if group == "alone" else ()))


# Corpora that lie elsewhere


def _module(path: Path) -> ModuleType:
    """A scorer, loaded from where it lies; what lies beside it can be imported by it."""
    if str(path.parent) not in sys.path:
        sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location(f"corpora_{path.parent.name}_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _torture(folder: Path, options: argparse.Namespace) -> Iterator[Labelled]:
    for case in _module(folder / "torture" / "torture.py").cases(options.n, options.seed):
        clean = not case.damages and not case.undecidable
        truth = {path: _figure(value) for path, value in case.truth.items()}
        labels = (f"in {case.layout}", *(case.damages or ("none",)))
        yield Case(case.name, case.source, truth, case.undecidable, clean=clean), labels


def _converters(folder: Path, options: argparse.Namespace) -> Iterator[Labelled]:
    for case in _module(folder / "converters" / "score.py").cases(options.converter):
        truth = {path: _figure(value) for path, value in case.truth.items()}
        yield Case(case.name, case.source, truth, case.undecidable, clean=case.clean), (case.layout,)


def _figure(truth: int | str) -> gir.Figure:
    """A figure of a truth: an integer, a decimal as text, or the name of a mark."""
    if isinstance(truth, str):
        return gir.Mark(truth) if truth in list(gir.Mark) else Decimal(truth)
    return truth


def _field(folder: Path, details: TextIO | None) -> Score:
    """The field documents, as their scorer counts them; a document that is not perfect has a note."""
    scorer, total = _module(folder / "tools" / "score_field.py"), Score()
    perfect = 0
    with contextlib.redirect_stdout(io.StringIO()):
        scores = list(scorer.scores(folder / "field", scorer.OFTEN))
    for score in scores:
        total.cases += 1
        total.crashed += bool(score.refused)
        total.alarms += score.alarms
        perfect += score.perfect
        lost = Counter(right=score.figures["right"], loud=score.figures["lost"])
        wrong = Counter(silent=score.figures["wrong silent"], flagged=score.figures["wrong flagged"])
        total.all += lost + wrong
        total.decidable += lost + wrong
        if details is not None and not score.perfect:
            details.write(f"== field {score.line()}\n")
    total.notes.append(
        f"{perfect} of {total.cases} perfect; institution, year, period, edition or sections wrong: "
        f"{sum(len(score.metadata) for score in scores)}"
    )
    return total


def _corpus(folder: Path, details: TextIO | None) -> Score:
    """The real documents, as their scorer counts them."""
    scorer, total = _module(folder / "tools" / "score_truth.py"), Score()
    perfect = 0
    for truth in sorted((folder / "corpus" / "truth").glob("*.json")):
        score = scorer.score_document(folder / "corpus" / "documents", truth)
        if score is None:
            continue
        total.cases += 1
        total.crashed += bool(score.failure)
        figures = Counter({verdict: score.figures[verdict] for verdict in VERDICTS})
        total.all += figures
        total.decidable += figures
        is_perfect = figures["right"] == figures.total() and all(score.checks.values()) and not score.failure
        perfect += is_perfect
        if details is not None and not is_perfect:
            details.write(f"== corpus {score.line()}\n")
    total.notes.append(f"{perfect} of {total.cases} perfect, with all fields, identities and deductions")
    return total


if __name__ == "__main__":
    sys.exit(main())
