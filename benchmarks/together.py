"""What prose, years and departments cost beside reading, and how often the wrong figure of a county is the one answer.

    python -m benchmarks.together [--counties 300] [--seed 1]

Checking prose, and comparing two years, are measured on our examples and on the shared samples where they lie beside
the checkout: texts that no call has seen before, beside parsing them. A county of 80 departments is read, checked,
added up and located, beside reading its 81 reports alone. Then counties of 20 departments and 3 years are drawn, of
which one figure of one report is wrong. Times are those of this process alone, as medians.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from random import Random

import attrs

import gov_info_report as gir
from benchmarks.__main__ import TABLE_CODES, documents
from gov_info_report.balance import system
from gov_info_report.model import table
from gov_info_report.testing import consistent_report

ROUNDS = 15
PROSE = 0.25
"""What checking the prose may take, in parts of parsing."""
COMPARE = 1.0
"""What comparing two reports may take, in parts of parsing one."""
DEPARTMENTS = 80
COUNTY = 1.3
"""What a county may take, in parts of reading its reports."""
FOUND = 97.0
"""In so many percent of counties the wrong figure and its report are the one answer."""
SMALL, YEARS = 20, (2022, 2023, 2024)

APPLICANTS = [column.name for column in table("requests", 2021).rows[0].columns if not column.term.sums]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each figure beside its limit; 1 when one is not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.together", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--counties", type=int, default=300, help="so many with one wrong figure")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    kept = [*beside_parsing(), measure_county(options.seed), measure_locating(options.counties, options.seed)]
    return 0 if all(kept) else 1


def seconds(call: Callable[[], object]) -> float:
    """What a call takes of the processor."""
    start = time.process_time()
    call()
    return time.process_time() - start


# Beside parsing


def beside_parsing() -> Iterator[bool]:
    """Print what the prose, and the year before, take of each document."""
    print(f"{'beside parsing':40}{'parse':>12}{'prose':>10}{'compare':>10}")
    for path in documents():
        source = path.read_text("utf-8")
        parsed, prose, compared = (statistics.median(taken) for taken in zip(*measured(source), strict=True))
        print(f"  {path.name:38}{parsed * 1e3:9.2f} ms{prose / parsed:8.3f} ×{compared / parsed:8.3f} ×")
        yield prose <= PROSE * parsed
        yield compared <= COMPARE * parsed
    print(f"  {'at most':38}{'':12}{PROSE:8.3f} ×{COMPARE:8.3f} ×", flush=True)


def measured(source: str) -> Iterator[tuple[float, float, float]]:
    """What parsing, checking the prose and comparing take, each time of a text that differs from all before."""
    earlier = gir.parse(source)
    for number in range(ROUNDS + 1):
        text = source.replace("。", f"（{number}）。", 3)
        parsed = seconds(lambda: gir.parse(text))  # noqa: B023  # called at once
        report = gir.parse(text)
        alone = seconds(lambda: gir.validate(report, pick=TABLE_CODES))  # noqa: B023
        checked = seconds(lambda: gir.validate(report))  # noqa: B023
        compared = seconds(lambda: gir.compare(earlier, report))  # noqa: B023
        if number:
            yield parsed, checked - alone, compared


# Counties


def measure_county(seed: int) -> bool:
    """Print what a county takes, in parts of reading its reports."""
    ratios = []
    for number in range(5):
        random = Random(f"{seed} {number}")
        [parts] = county_years(random, DEPARTMENTS, YEARS[-1:])
        reports, _ = with_one_wrong(random, [*parts, summed(parts)])
        texts = [gir.serialise(report, "text") for report in reports]
        readings: list[gir.Reading] = []
        read = seconds(lambda: readings.extend(map(gir.read, texts)))  # noqa: B023  # called at once
        checked = seconds(lambda: [gir.validate(reading) for reading in readings])  # noqa: B023
        added = seconds(lambda: gir.validate(readings[-1], parts=readings[:-1]))  # noqa: B023
        located = seconds(lambda: gir.locate(readings))  # noqa: B023
        ratios.append((1 + (checked + added + located) / read, checked / read, added / read, located / read))
    whole, *of_it = (statistics.median(column) for column in zip(*ratios, strict=True))
    print(f"a county of {DEPARTMENTS} departments: {whole:.3f} × reading its reports  (at most {COUNTY})")
    print("  checked {:.3f}, added up {:.3f}, located {:.3f}".format(*of_it), flush=True)
    return bool(whole <= COUNTY)


def measure_locating(counties: int, seed: int) -> bool:
    """Print in how many counties the wrong figure and its report are the one answer."""
    hits, taken = 0, []
    for number in range(counties):
        random = Random(f"{seed} {number} located")
        years = county_years(random, SMALL, YEARS)
        reports, wrong = with_one_wrong(random, [report for parts in years for report in (*parts, summed(parts))])
        start = time.process_time()
        found = gir.locate(reports)
        taken.append(time.process_time() - start)
        hits += [[(change.report, change.path) for change in one.changes] for one in found] == [[wrong]]
    print(f"{counties} counties of {SMALL} departments and {len(YEARS)} years with one wrong figure")
    print(
        f"  the one answer in {100 * hits / counties:.1f} %  (at least {FOUND}), {statistics.median(taken):.3f} s each"
    )
    return 100 * hits >= FOUND * counties


def county_years(random: Random, departments: int, years: Sequence[int]) -> list[list[gir.Report]]:
    """The reports of departments, year by year; what is carried in and in force follows from the year before."""
    chains = []
    for number in range(departments):
        drawn = [consistent_report(random, 2021) for _ in years]
        for at, (earlier, later) in enumerate(pairwise(drawn), start=1):
            drawn[at] = gir.evolve(later, dict(following(drawn[at - 1] if at > 1 else earlier, later)))
        chains.append(
            [
                named(report, f"青禾县{chr(ord('甲') + number)}务局", year)
                for report, year in zip(drawn, years, strict=True)
            ]
        )
    return [list(parts) for parts in zip(*chains, strict=True)]


def following(before: gir.Report, now: gir.Report) -> Iterator[tuple[str, int]]:
    """The figures of a report that follow from the year before, and those that keep its sums."""
    rows = ("received", "carried_in", "outcomes.granted", "outcomes.total")
    totals = dict.fromkeys(rows, 0)
    for column in APPLICANTS:
        forward, granted, handled, left = (
            count(of, f"requests.{row}.{column}")
            for of, row in ((before, "carried_forward"), (now, rows[2]), (now, rows[3]), (now, "carried_forward"))
        )
        more = max(0, forward - handled - left)  # so many more were granted, else less came out than was carried in
        values = (handled + left + more - forward, forward, granted + more, handled + more)
        for row, value in zip(rows, values, strict=True):
            totals[row] += value
            yield f"requests.{row}.{column}", value
    yield from ((f"requests.{row}.total", value) for row, value in totals.items())
    for row in ("proactive.regulations", "proactive.normative_documents"):
        kept = count(before, f"{row}.in_force") + count(now, f"{row}.issued")
        repealed = min(count(now, f"{row}.repealed"), kept)
        yield f"{row}.repealed", repealed
        yield f"{row}.in_force", kept - repealed


def count(report: gir.Report, path: str) -> int:
    """A count of a report."""
    return int(report.number(path) or 0)


def named(report: gir.Report, office: str, year: int) -> gir.Report:
    """The report as that of an office and a year."""
    return attrs.evolve(
        report,
        title=f"{office}{year}年政府信息公开工作年度报告",
        preamble=f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    )


def summed(parts: Sequence[gir.Report]) -> gir.Report:
    """The report of the government whose departments these are."""
    figures = {record.path: sum(part.number(record.path) or 0 for part in parts) for record in gir.to_records(parts[0])}
    return named(gir.evolve(parts[0], figures), "青禾县人民政府", parts[0].year or 0)


def with_one_wrong(random: Random, reports: Sequence[gir.Report]) -> tuple[list[gir.Report], tuple[int, str]]:
    """The reports with one wrong figure of table 3, and which it is."""
    at, path = random.randrange(len(reports)), random.choice(system("requests", 2021).table.paths)
    wrong = gir.evolve(reports[at], {path: count(reports[at], path) + random.randint(1, 60)})
    return [*reports[:at], wrong, *reports[at + 1 :]], (at, path)


if __name__ == "__main__":
    sys.exit(main())
