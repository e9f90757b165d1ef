"""How long reading, checking and writing a report take beside `pandas.read_html` on the same report.

    python -m benchmarks

That call only lifts the raw tables out of a page; a user's own mapping to figures would come on top. The documents
are our examples, and the shared samples where they lie beside the checkout. The calls that are compared take turns. In
a turn each is made several times over, as by one who has many reports: what the call before it has left of the
processor's caches is not what is measured. Each figure is the median of the turns.
"""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas

import gov_info_report as gir

ROOT = Path(__file__).parents[1]
ROUNDS = 11
CALLS = 20
"""So many calls in a turn."""
IMPORT_ROUNDS = 9

LIMITS = {"parse text": 0.35, "parse html": 0.5, "validate": 0.02}
"""What the library promises, in parts of `pandas.read_html`."""
IMPORT_LIMIT = 2.0
"""What `import gov_info_report` may take, in parts of importing attrs, cattrs and lark."""


def main() -> int:
    """Print the table of each document and the import; 1 when a promise is broken."""
    kept = [measure_document(path) for path in documents()]
    kept.append(measure_import())
    return 0 if all(kept) else 1


def documents() -> Iterator[Path]:
    """The text documents that are measured."""
    yield from sorted((ROOT.parent / "shared" / "corpus" / "documents").glob("*.txt"))
    yield from sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in (".txt", ".md", ".html"))


def measure_document(path: Path) -> bool:
    """Print what each call takes on a document; `False` when one takes longer than promised."""
    source = path.read_text("utf-8")
    report = gir.parse(source)
    page = gir.serialise(report, "html")
    text = gir.serialise(report, "text") if path.suffix == ".html" else source
    calls: dict[str, Callable[[], object]] = {
        "pandas.read_html": lambda: pandas.read_html(io.StringIO(page)),
        "parse text": lambda: gir.parse(text),
        "parse html": lambda: gir.parse(page),
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
    """Print what importing the library takes beside importing what it stands on."""
    code = "import time; start = time.perf_counter(); import {}; print(time.perf_counter() - start)"
    names = ("attrs, cattrs, lark", "gov_info_report")
    taken: dict[str, list[float]] = {name: [] for name in names}
    for number in range(IMPORT_ROUNDS + 1):
        for name in names:
            printed = subprocess.run([sys.executable, "-c", code.format(name)], capture_output=True, check=True)
            if number:
                taken[name].append(float(printed.stdout))
    ours, theirs = statistics.median(taken[names[1]]), statistics.median(taken[names[0]])
    print("import")
    print(f"  {names[0]:20}{theirs * 1e3:8.1f} ms")
    print(f"  {names[1]:20}{ours * 1e3:8.1f} ms {ours / theirs:5.2f} ×  (at most {IMPORT_LIMIT})")
    return ours / theirs <= IMPORT_LIMIT


if __name__ == "__main__":
    sys.exit(main())
