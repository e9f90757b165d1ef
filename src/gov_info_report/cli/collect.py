"""The command `collect`: a folder of reports into Parquet datasets."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn

import gov_info_report as gir
from gov_info_report.batch import Summary
from gov_info_report.batch import collect as collected
from gov_info_report.cli.common import CLEAN, ERRORS, FAILED, complain, option, problem, time_limit

if TYPE_CHECKING:
    import click

__all__ = ["command"]

INTERRUPTED = 130


def command() -> click.Command:
    """The command for click."""
    import click

    return click.Command(
        "collect",
        callback=collect,
        short_help="汇集为 Parquet 数据集。 Many reports into Parquet.",
        help="将多份年报汇集为 Parquet 数据集；中断后再次运行即可继续。\n\n"
        "Read every SOURCE (directories, globs, files, .zip, .jsonl) into the Parquet datasets reports, figures, "
        "findings, statements, indicators, links and failures below a directory. After an interruption the same "
        "command goes on where it stopped.\n\n"
        "Exit status: 0 every document was read; 1 some were not, and are in failures; 2 the collection did not "
        "come to its end.",
        params=[
            click.Argument(["sources"], nargs=-1, required=True, metavar="SOURCE..."),
            option("-o", "--out", required=True, help="输出目录。 Output directory."),
            option("--workers", type=click.IntRange(min=1), help="进程数，缺省为处理器数。 Processes, else one a CPU."),
            time_limit(60.0, "每份文档的秒数上限。 The most seconds for a document."),
        ],
    )


def collect(sources: Sequence[str], out: str, workers: int | None, time_limit: float) -> NoReturn:
    """Collect the documents of the sources, and print what the datasets hold."""
    try:
        summary = collected(list(sources), out, workers=workers, time_limit=time_limit, progress=sys.stderr.isatty())
    except (gir.GovInfoReportError, OSError, ValueError) as error:
        complain(out, problem(error))
        sys.exit(FAILED)
    except KeyboardInterrupt:
        complain(out, "已中断，再次运行即可继续 (interrupted; the same command goes on from here)")
        sys.exit(INTERRUPTED)
    print("\n".join(_lines(summary)))
    sys.exit(ERRORS if summary.failures else CLEAN)


def _lines(summary: Summary) -> list[str]:
    return [
        f"文档 (documents)     {summary.documents}，本次新增 (added now) {summary.added}",
        f"未能读取 (failures)  {_counted(summary.failures)}",
        f"格式 (formats)       {_counted(summary.formats)}",
        f"发现 (findings)      {_counted(summary.findings)}",
    ]


def _counted(counts: Mapping[str, int]) -> str:
    """The sum, and what it is made of, most first."""
    parts = sorted(counts.items(), key=lambda part: (-part[1], part[0]))
    total = str(sum(counts.values()))
    return f"{total}：{'，'.join(f'{name} {count}' for name, count in parts)}" if parts else total
