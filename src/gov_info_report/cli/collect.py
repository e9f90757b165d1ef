"""The command `collect`: a folder of reports into Parquet datasets."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
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
        help="将多份年报汇集为 Parquet 数据集；再次运行即可继续，并更新有变动的文档。\n\n"
        "Read every SOURCE (directories, globs, files, .zip, .jsonl) into the Parquet datasets reports, figures, "
        "findings, statements, indicators, failures, duplicates and links below a directory. The same command goes on "
        "after an interruption, and later reads what is new or has changed.\n\n"
        "Exit status: 0 every document was read; 1 some were not, and are in failures; 2 the collection did not "
        "come to its end.",
        params=[
            click.Argument(["sources"], nargs=-1, required=True, metavar="SOURCE..."),
            option("-o", "--out", required=True, help="输出目录。 Output directory."),
            option("--workers", type=click.IntRange(min=1), help="进程数，缺省为处理器数。 Processes, else one a CPU."),
            option("--refresh", is_flag=True, help="全部重新读取。 Read all documents again."),
            time_limit(60.0, "每份文档的秒数上限。 The most seconds for a document."),
        ],
    )


def collect(sources: Sequence[str], out: str, workers: int | None, time_limit: float, refresh: bool) -> NoReturn:
    """Collect the documents of the sources, and print what the datasets hold."""
    try:
        summary = collected(
            list(sources),
            out,
            workers=workers,
            time_limit=time_limit,
            progress=sys.stderr.isatty(),
            refresh=refresh,
        )
    except (gir.GovInfoReportError, OSError, ValueError) as error:
        complain(out, problem(error))
        sys.exit(FAILED)
    except KeyboardInterrupt:
        complain(
            out,
            "已中断，已完成的均已保存，再次运行即可继续 (interrupted; what is done is kept; run it again to go on)",
        )
        sys.exit(INTERRUPTED)
    print("\n".join(_lines(summary)))
    sys.exit(ERRORS if summary.failures else CLEAN)


MOST_NAMES = 5
"""So many documents that vanished are named."""

CAUSES = {
    "no-report": ("不是年报", "no report"),
    "empty": ("空文件", "empty"),
    "no-text": ("不是文字", "no text"),
    "scanned": ("扫描件", "scanned"),
    "locked": ("已加密", "locked"),
    "damaged": ("已损坏", "damaged"),
    "too-large": ("过大", "too large"),
    "unknown-format": ("不支持的文件格式", "unknown kind of file"),
    "unconvertible": ("旧格式，无法转换", "old format, not converted"),
    "json-invalid": ("JSON 有误", "invalid JSON"),
    "json-foreign": ("其他 JSON", "other JSON"),
    "extra-missing": ("缺少组件", "an extra is not installed"),
    "file-unreadable": ("文件无法打开", "cannot be opened"),
    "time-limit": ("超时", "took too long"),
    "worker-ended": ("读取进程崩溃", "ended its process"),
}
"""Why documents cannot be read, by the code of the error."""

DUPLICATES = {"bytes": ("内容相同", "same bytes"), "office_year": ("同一机关同一年度", "same office and year")}
VERDICTS = {verdict.value: (verdict.render("zh"), verdict.render("en")) for verdict in gir.Verdict}


def _lines(summary: Summary) -> Iterator[str]:
    """What the datasets hold, in words."""
    yield (
        f"文档 (documents)     {summary.documents}，本次新增 (added now) {summary.added}，"
        f"重新读取 (read again) {summary.replaced}"
    )
    yield f"机关 (offices)       {summary.offices}"
    yield f"结论 (verdicts)      {_counted(summary.verdicts, VERDICTS)}"
    yield f"未能读取 (failures)  {_counted(summary.causes, CAUSES)}"
    yield f"格式 (formats)       {_counted(summary.formats)}"
    yield f"发现 (findings)      {_counted(summary.findings)}"
    if summary.duplicates:
        yield f"重复 (duplicates)    {_counted(summary.duplicates, DUPLICATES)}"
    if summary.vanished:
        yield f"文件已不存在，数据仍在 (vanished, rows kept)  {len(summary.vanished)}："
        yield from (f"  {name}" for name in summary.vanished[:MOST_NAMES])
        if len(summary.vanished) > MOST_NAMES:
            yield "  …"


def _counted(counts: Mapping[str, int], words: Mapping[str, tuple[str, str]] | None = None) -> str:
    """The sum, and what it is made of, most first."""
    parts = sorted(counts.items(), key=lambda part: (-part[1], part[0]))
    total = str(sum(counts.values()))
    said = {name: f"{chinese} ({english})" for name, (chinese, english) in (words or {}).items()}
    named = (f"{said.get(name, name)} {count}" for name, count in parts)
    return f"{total}：{'，'.join(named)}" if parts else total
