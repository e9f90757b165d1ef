"""How long reading, checking and writing a report take beside `pandas.read_html` on the same report.

    python -m benchmarks [--documents 300] [--seed 1]

That call only lifts the raw tables out of a page; a user's own mapping to figures would come on top. Reading is
measured on documents that were never read before, each of them once, so that nothing kept from an earlier call helps:
clean text in every layout, damaged text, and pages. Each is read beside `pandas.read_html` on the same report as a
page, the two taking turns to be first, and the medians are compared. Twice the input is the same document twice over.
Checking and writing are measured on our examples, and on the shared samples where they lie beside the checkout: calls
take turns, each made several times over in its turn, and each figure is the median of the turns.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from random import Random

import pandas
from attrs import frozen

import gov_info_report as gir
from tests.pages import DAMAGES, LAYOUTS, damaged_report, lay_out, suits

ROOT = Path(__file__).parents[1]
ROUNDS = 11
CALLS = 20
"""So many calls in a turn."""
IMPORT_ROUNDS = 9

READING = {"clean text": 0.4, "damaged text": 0.6, "pages": 0.7}
"""What reading a document for the first time may take, in parts of `pandas.read_html`."""
TWICE = 2.5
"""What twice the input may take, in parts of what once takes."""
WARMING = 20
"""So many other documents are read before, so that nothing is made for the first time while it is measured."""

TABLE_CODES = tuple(
    code
    for code, entry in gir.CATALOGUE.items()
    if entry.source == "validate"
    and code.startswith(("cell", "column", "disputes", "identity", "requests", "row", "value"))
)
LIMITS = {"validate tables": 0.02}
"""What checking the tables may take, in parts of `pandas.read_html`. What the prose costs on top is held against
parsing, since it is as long as the prose is: see `benchmarks.together`."""
IMPORT_LIMIT = 1.5
"""What `import gov_info_report` may take, in parts of importing attrs, cattrs and lark."""
FIRST_LIMIT = 0.150
"""Seconds of the processor that the first `parse` of a process may take, with all that it imports."""


@frozen
class Source:
    """A document, and the report that it shows as a page."""

    text: str
    page: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables and the import; 1 when a promise is broken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--documents", type=int, default=300, help="so many of a kind")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    kept = [measure_reading(kind, options.documents, options.seed) for kind in READING]
    kept += [measure_document(path) for path in documents()]
    kept.append(measure_import())
    return 0 if all(kept) else 1


# Reading


def measure_reading(kind: str, number: int, seed: int) -> bool:
    """Print what reading documents of a kind takes, each of them once; `False` when it is longer than promised."""
    for source in islice(sources(kind, seed + 1), WARMING):
        _seconds(lambda: gir.read(source.text))  # noqa: B023  # called at once
        _seconds(lambda: pandas.read_html(io.StringIO(source.page)))  # noqa: B023
    ours: list[float] = []
    theirs: list[float] = []
    twice: list[float] = []
    others = sources(kind, seed + 2)
    for at, source in enumerate(islice(sources(kind, seed), number)):
        calls: list[tuple[list[float], Callable[[], object]]] = [
            (ours, lambda: gir.read(source.text)),  # noqa: B023  # called at once
            (theirs, lambda: pandas.read_html(io.StringIO(source.page))),  # noqa: B023
        ]
        for taken, call in calls if at % 2 else reversed(calls):
            taken.append(_seconds(call))
        if at % 3 == 0:
            text = next(others).text
            twice.append(_seconds(lambda: gir.read(f"{text}\n{text}")))  # noqa: B023
    once, other, doubled = map(statistics.median, (ours, theirs, twice))
    print(f"{kind}, {number} documents, each read once")
    print(f"  pandas.read_html  {other * 1e3:8.3f} ms")
    print(f"  read              {once * 1e3:8.3f} ms {once / other:7.3f} ×  (at most {READING[kind]})")
    print(f"  twice the input   {doubled * 1e3:8.3f} ms {doubled / once:7.3f} × of once  (at most {TWICE})", flush=True)
    return once / other <= READING[kind] and doubled / once <= TWICE


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def sources(kind: str, seed: int) -> Iterator[Source]:
    """Documents of a kind in every layout in turn, no two of them alike, the same for the same seed."""
    pages = [name for name in LAYOUTS if name.startswith("html")]
    layouts = pages if kind == "pages" else [name for name in LAYOUTS if name not in pages]
    damages = [name for name in DAMAGES if name != "none"] if kind == "damaged text" else ["none"]
    pairs = [(layout, name) for layout in layouts for name in damages if suits(layout, DAMAGES[name])]
    Random(seed).shuffle(pairs)
    for number, (layout, damage) in enumerate(cycle(pairs)):
        document = damaged_report(Random(f"{kind} {seed} {number}"), layout, (damage,))
        yield Source(document.source, LAYOUTS["html"].write(lay_out(document.report)))


# Checking and writing


def documents() -> Iterator[Path]:
    """The documents whose checking and writing are measured."""
    yield from sorted((ROOT.parent / "shared" / "corpus" / "documents").glob("*.txt"))
    yield from sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in (".txt", ".md", ".html"))


def measure_document(path: Path) -> bool:
    """Print what each call takes on a document; `False` when one takes longer than promised."""
    source = path.read_text("utf-8")
    report = gir.parse(source)
    page = gir.serialise(report, "html")
    calls: dict[str, Callable[[], object]] = {
        "pandas.read_html": lambda: pandas.read_html(io.StringIO(page)),
        "validate tables": lambda: gir.validate(report, pick=TABLE_CODES),
        "validate": lambda: gir.validate(report),
        "serialise text": lambda: gir.serialise(report, "text"),
        "serialise html": lambda: gir.serialise(report, "html"),
    }
    times = in_turns(calls)
    print(path.name)
    ok = True
    for name, seconds in times.items():
        ratio = seconds / times["pandas.read_html"]
        limit = LIMITS.get(name)
        ok = ok and (limit is None or ratio <= limit)
        print(f"  {name:18}{seconds * 1e3:8.3f} ms {ratio:7.3f} ×{f'  (at most {limit})' if limit else ''}")
    return ok


def in_turns(calls: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median seconds of each call, all of them taking turns of several calls after one round to warm up."""
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(ROUNDS + 1):
        for name, call in calls.items():
            start = time.perf_counter()
            for _ in range(CALLS):
                call()
            if number:
                taken[name].append((time.perf_counter() - start) / CALLS)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def measure_import() -> bool:
    """Print what importing the library takes beside importing what it stands on, and what the first parse takes."""
    example = str(ROOT / "examples" / "tabs.txt")
    calls = {
        "import attrs, cattrs, lark": ("", "import attrs, cattrs, lark"),
        "import gov_info_report": ("", "import gov_info_report"),
        "first parse": ("import pathlib, gov_info_report", f"gov_info_report.parse(pathlib.Path({example!r}))"),
    }
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(IMPORT_ROUNDS + 1):
        for name, call in calls.items():
            seconds = _fresh(*call)
            if number:
                taken[name].append(seconds)
    theirs, ours, first = map(statistics.median, taken.values())
    print("in a process of its own, seconds of the processor")
    print(f"  import attrs, cattrs, lark{theirs * 1e3:8.1f} ms")
    print(f"  import gov_info_report    {ours * 1e3:8.1f} ms {ours / theirs:5.2f} ×  (at most {IMPORT_LIMIT})")
    print(f"  first parse               {first * 1e3:8.1f} ms  (at most {FIRST_LIMIT * 1e3:.0f})")
    return ours / theirs <= IMPORT_LIMIT and first <= FIRST_LIMIT


def _fresh(before: str, call: str) -> float:
    """What a call takes in a new process, which finds its bytecode, as an installed library does."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    code = f"import time; {before}\nstart = time.process_time()\n{call}\nprint(time.process_time() - start)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment).stdout)


if __name__ == "__main__":
    sys.exit(main())
