"""How collecting scales: from files to Parquet, findings included, beside a loop of `pandas.read_html`.

    python -m benchmarks.scale [--sizes 1000 10000 100000] [--workers 1 2] [--layouts text|all] [--seed 1]

Reports are drawn and laid out in all layouts in turn, written to a directory, and collected by a program of its own.
For each size and number of workers it prints reports per second, the processor time of all processes for a report,
and the most memory that they had together (what they share counted once, where the system says so). Beside it stands
what this machine gave just before and just after to as many processes that only count: machines that are shared grow
faster and slower by the minute, so how well workers scale is measured against that. Then one file in a hundred is
changed, and all are collected again. Exits with 1 where a promise is broken.
"""

from __future__ import annotations

import argparse
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from random import Random

import pandas
from attrs import frozen

from gov_info_report.testing import consistent_report
from tests.pages import LAYOUTS, lay_out

DISTINCT = 4_200
"""So many reports are drawn in each layout's turn; from then on they come again."""
PANDAS_REPORTS = 200
TWICE = 2
"""So often the busy loops run before a collection, and after it."""
EVERY = 0.1
"""Seconds between two looks at the memory."""

SCALING = 0.9
"""How well two workers scale, in parts of how well two busy loops do."""
STEADY = 0.95
"""Reports per second at the largest size, in parts of those at the smallest."""
FLAT = 1.2
"""Memory at the largest size, in parts of that at a tenth of it."""
SPEED = 500.0
"""Reports per second from text files with two workers."""
CHANGED = 0.01
"""Of the files that were collected, so many parts are changed before they are collected again."""
AGAIN = 0.1
"""What that may take, processor and time, in parts of the first collection; from 10,000 files on."""

BUSY = """
import time
start = time.perf_counter()
sum(n * n for n in range(12_000_000))
print(time.perf_counter() - start)
"""
COLLECT = (
    "import sys; from gov_info_report.batch import collect; print(collect(*sys.argv[1:3], workers=int(sys.argv[3])))"
)


@frozen
class Run:
    """What one collection took."""

    reports: int
    seconds: float
    processor: float
    memory: float
    busy: float
    """How often as many busy loops ran through in a second meanwhile."""

    @property
    def rate(self) -> float:
        """Reports per second."""
        return self.reports / self.seconds

    def scaling(self, alone: Run) -> float:
        """How well it scales against a run of one worker, in parts of how well busy loops do."""
        return (self.rate / alone.rate) / (self.busy / alone.busy)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 when a promise is broken."""
    options = _options(arguments)
    runs: dict[tuple[int, int], Run] = {}
    again: dict[int, tuple[float, float]] = {}
    print(f"pandas.read_html alone, the same reports as HTML: {pandas_rate(options.seed):.0f} reports/s")
    print(
        f"{'reports':>10}{'workers':>9}{'seconds':>10}{'reports/s':>11}{'CPU ms/report':>15}{'peak MB':>9}"
        f"{'busy loops/s':>14}{'scaling':>9}"
    )
    for size in options.sizes:
        with tempfile.TemporaryDirectory(dir=options.directory) as scratch:
            folder = Path(scratch, "reports")
            write_reports(folder, size, options.layouts, options.seed)
            for workers in options.workers:
                run = runs[size, workers] = collected(folder, Path(scratch, f"out-{workers}"), size, workers)
                scaling = f"{run.scaling(runs[size, 1]):9.2f}" if (size, 1) in runs else ""
                print(
                    f"{size:10}{workers:9}{run.seconds:10.1f}{run.rate:11.0f}{run.processor / size * 1e3:15.2f}"
                    f"{run.memory:9.0f}{run.busy:14.2f}{scaling}",
                    flush=True,
                )
            changed = change(folder)
            later = collected(folder, Path(scratch, f"out-{workers}"), size, workers)
            again[size] = later.processor / run.processor, later.seconds / run.seconds
            parts = "{:.3f} × the processor, {:.3f} × the time of the first".format(*again[size])
            print(
                f"{size:10}{workers:9}{later.seconds:10.1f} again, {changed} changed: {parts}  (at most {AGAIN})",
                flush=True,
            )
    broken = list(broken_promises(runs, options.layouts))
    broken += [f"BROKEN at {size}: again" for size, parts in again.items() if size >= 10_000 and max(parts) > AGAIN]
    print("\n".join(broken) or "all promises kept")
    return 1 if broken else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--layouts", choices=["all", "text"], default="all", help="all, or those that are no HTML")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--directory", type=Path, help="where the files are written; room for 2 GB at 100,000")
    return parser.parse_args(arguments)


def pandas_rate(seed: int) -> float:
    """How many reports as HTML `pandas.read_html` lifts the tables out of in a second, in this one process."""
    layout = LAYOUTS["html"]
    pages = [layout.write(lay_out(consistent_report(Random(f"{seed} {number}")))) for number in range(PANDAS_REPORTS)]
    pandas.read_html(io.StringIO(pages[0]))
    start = time.perf_counter()
    for page in pages:
        pandas.read_html(io.StringIO(page))
    return len(pages) / (time.perf_counter() - start)


def write_reports(folder: Path, size: int, layouts: str, seed: int) -> None:
    """Write so many files, a thousand to a directory."""
    names = [name for name in LAYOUTS if layouts == "all" or not name.startswith("html")]
    distinct = []
    for number, name in enumerate(islice(cycle(names), min(size, DISTINCT))):
        text = LAYOUTS[name].write(lay_out(consistent_report(Random(f"{seed} {number}"))))
        distinct.append((text, "html" if name.startswith("html") else "txt"))
    for number, (text, suffix) in enumerate(islice(cycle(distinct), size)):
        path = folder / f"{number // 1000:03}" / f"{number:06}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def change(folder: Path) -> int:
    """Change some of the files, spread over all; how many."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())[:: round(1 / CHANGED)]
    for path in files:
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    return len(files)


def busy_loops(count: int) -> float:
    """How often so many processes together run in a second through a loop that needs nothing but the processor."""
    processes = [subprocess.Popen([sys.executable, "-c", BUSY], stdout=subprocess.PIPE) for _ in range(count)]
    return count / max(float(process.communicate()[0]) for process in processes)


def collected(folder: Path, out: Path, size: int, workers: int) -> Run:
    """Collect a folder, and watch the processes that do."""
    busy = [busy_loops(workers) for _ in range(TWICE)]
    start = time.perf_counter()
    before = _children_time()
    process = subprocess.Popen([sys.executable, "-c", COLLECT, folder, out, str(workers)], stdout=subprocess.PIPE)
    memory = 0.0
    while process.poll() is None:
        memory = max(memory, sum(_memory(pid) for pid in _tree(process.pid)))
        time.sleep(EVERY)
    seconds = time.perf_counter() - start
    assert process.stdout is not None
    said = process.stdout.read().decode()
    process.stdout.close()
    if process.returncode or f"documents={size}, failures=Counter()" not in said:
        raise SystemExit(f"not all reports were collected: {said}")
    processor = _children_time() - before
    busy += [busy_loops(workers) for _ in range(TWICE)]
    return Run(size, seconds, processor, memory, statistics.mean(busy))


def _children_time() -> float:
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tree(root: int) -> Iterator[int]:
    yield root
    try:
        for task in Path(f"/proc/{root}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))
    except OSError:  # it has ended meanwhile
        return


def _memory(pid: int) -> float:
    """The memory of a process in MB, what it shares with others divided among them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def broken_promises(runs: dict[tuple[int, int], Run], layouts: str) -> Iterator[str]:
    """A line for each promise that these runs do not keep; promises that they do not touch are not looked at."""
    sizes = sorted({size for size, _ in runs})
    for size in sizes:
        if (size, 1) in runs and (size, 2) in runs:
            scaling = runs[size, 2].scaling(runs[size, 1])
            print(f"{size}: two workers scale {scaling:.2f} × as well as busy loops (at least {SCALING})")
            if scaling < SCALING and size > 1_000:
                yield f"BROKEN at {size}: two workers scale {scaling:.2f} × as well as busy loops"
    for workers in sorted({workers for _, workers in runs}):
        first, last = runs[sizes[0], workers], runs[sizes[-1], workers]
        if len(sizes) > 1:
            steady = last.rate / first.rate
            print(
                f"{workers} workers: {last.reports} at {steady:.2f} × the rate of {first.reports} (at least {STEADY})"
            )
            if steady < STEADY:
                yield f"BROKEN: {steady:.2f} × the rate"
        if (sizes[-1] // 10, workers) in runs:
            flat = last.memory / runs[sizes[-1] // 10, workers].memory
            print(f"{workers} workers: {flat:.2f} × the memory of {sizes[-1] // 10} (at most {FLAT})")
            if flat > FLAT:
                yield f"BROKEN: {flat:.2f} × the memory"
    if layouts == "text" and (sizes[-1], 2) in runs and runs[sizes[-1], 2].rate < SPEED:
        yield f"BROKEN: {runs[sizes[-1], 2].rate:.0f} reports/s from text files, not {SPEED:.0f}"


if __name__ == "__main__":
    sys.exit(main())
