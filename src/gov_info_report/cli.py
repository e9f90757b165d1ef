"""The command line `gov-info-report`: check, convert and show reports in a terminal."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeAlias

import attrs
from attrs import field, frozen

import gov_info_report as gir
from gov_info_report.document import grid_from_spans
from gov_info_report.findings import CATALOGUE, Finding, Findings, Reading, Severity
from gov_info_report.model import TABLES, Mark, Report, Unreadable, section_label, tables_of
from gov_info_report.readers import FORMATS
from gov_info_report.writers import WRITERS
from gov_info_report.writers.sheet import Sheet, SheetCell, sheet

if TYPE_CHECKING:
    import click
    from rich.console import Console
    from rich.text import Text

__all__ = ["main"]

Language: TypeAlias = Literal["zh", "en"]

CLEAN, ERRORS, FAILED = 0, 1, 2
"""The exit statuses; of several files the highest counts."""


# Reading


def _read(file: str, format: str | None) -> Reading:
    return gir.read(sys.stdin.buffer.read() if file == "-" else Path(file), format)


def _problem(error: Exception) -> str:
    """Why a file could not be read or written; the library's own messages are in both languages already."""
    if isinstance(error, OSError):
        return f"文件无法读写 (cannot read or write the file): {error.strerror or error}"
    return str(error)


def _complain(file: str, problem: str) -> None:
    print(f"错误 (error): {file}: {problem}", file=sys.stderr)


def _read_or_exit(file: str, format: str | None) -> Reading:
    """The reading of the one file that a command is about; what reading had to report is not passed over."""
    try:
        reading = _read(file, format)
    except (gir.ParseError, OSError) as error:
        _complain(file, _problem(error))
        sys.exit(FAILED)
    if reading.findings:
        chinese, english = _counts(reading.findings, "zh"), _counts(reading.findings, "en")
        print(
            f"{file}: 读取时发现问题（{chinese}），详见 check (found while reading: {english}; see check)",
            file=sys.stderr,
        )
    return reading


# check

_SEVERITIES: dict[Severity, tuple[str, str]] = {
    "error": ("错误", "red"),
    "warning": ("警告", "yellow"),
    "info": ("提示", "cyan"),
}
"""How grave a finding is, gravest first: the Chinese word, and the colour."""

_VERDICTS = {"zh": ("通过", "未通过"), "en": ("passed", "failed")}
_HEADINGS = {"zh": ("程度", "位置", "问题", "代码"), "en": ("Severity", "Place", "Finding", "Code")}


@frozen
class _Checked:
    """A file with what reading and checking say of it, or with the reason why it cannot be read."""

    file: str
    reading: Reading | None = None
    findings: Findings = field(factory=Findings)
    problem: str | None = None

    @property
    def status(self) -> int:
        """The exit status that this file asks for."""
        if self.problem is not None:
            return FAILED
        return CLEAN if self.findings.ok else ERRORS


def check(
    files: Sequence[str],
    format: str | None,
    language: Language,
    as_json: bool,
    pick: Sequence[str],
    skip: Sequence[str],
) -> NoReturn:
    """Print the findings of each file, and exit with the highest of their statuses."""
    codes = (frozenset(pick) or CATALOGUE.keys()) - frozenset(skip)
    checked: list[_Checked] = []
    for file in files:
        checked.append(_check(file, format, codes))
        if checked[-1].problem is not None:
            _complain(file, checked[-1].problem)
        elif not as_json:
            _print_findings(checked[-1], language)
    if as_json:
        data = [_as_data(each, language) for each in checked]
        print(json.dumps(data, ensure_ascii=False, indent=2, default=str))
    sys.exit(max(each.status for each in checked))


def _check(file: str, format: str | None, codes: Collection[str]) -> _Checked:
    try:
        reading = _read(file, format)
    except (gir.ParseError, OSError) as error:
        return _Checked(file, problem=_problem(error))
    return _Checked(file, reading, (reading.findings + gir.validate(reading)).of(*codes))


def _as_data(checked: _Checked, language: Language) -> dict[str, Any]:
    reading = checked.reading
    return {
        "file": checked.file,
        "format": reading and reading.format,
        "institution": reading and reading.report.institution,
        "year": reading and reading.report.year,
        "ok": checked.status == CLEAN,
        "problem": checked.problem,
        "findings": [_finding_as_data(finding, language) for finding in checked.findings],
    }


def _finding_as_data(finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.render(language),
        "paths": finding.paths,
        "spans": [span and attrs.asdict(span, filter=lambda _, at: at is not None) for span in finding.spans],
        "expected": finding.expected,
        "actual": finding.actual,
    }


def _print_findings(checked: _Checked, language: Language) -> None:
    from rich.table import Table
    from rich.text import Text

    console = _console(wrap=True)
    ok = checked.findings.ok
    console.print(
        Text.assemble(
            (checked.file, "bold"),
            "  ",
            (_VERDICTS[language][not ok], "bold green" if ok else "bold red"),
            f"  {_counts(checked.findings, language)}",
        ),
        soft_wrap=True,
    )
    if not checked.findings:
        return
    severity, place, message, code = _HEADINGS[language]
    table = Table()
    table.add_column(severity, no_wrap=True)
    table.add_column(place, max_width=max(14, console.width // 4 - 6), overflow="fold")
    table.add_column(message, overflow="fold", ratio=1)
    table.add_column(code, no_wrap=True)
    for finding in sorted(checked.findings, key=lambda each: list(_SEVERITIES).index(each.severity)):
        chinese, colour = _SEVERITIES[finding.severity]
        word = chinese if language == "zh" else finding.severity
        table.add_row(Text(word, colour), _place(finding, language), finding.render(language), finding.code)
    console.print(table)


def _counts(findings: Findings, language: Language) -> str:
    counts = Counter(finding.severity for finding in findings)
    if language == "zh":
        return "，".join(f"{word} {counts[severity]}" for severity, (word, _) in _SEVERITIES.items())
    return ", ".join(f"{severity} {counts[severity]}" for severity in _SEVERITIES)


def _place(finding: Finding, language: Language) -> str:
    """Where the first of the figures stands that a finding names, in the source or else in the form."""
    places = [str(span) for span in finding.spans if span is not None] or list(finding.paths)
    if len(places) < 2:
        return "".join(places)
    return f"{places[0]} 等 {len(places)} 处" if language == "zh" else f"{places[0]} (of {len(places)})"


# convert


def convert(file: str, to: str, out: str, format: str | None) -> None:
    """Write the report that a file holds in another format; text as UTF-8."""
    written = gir.serialise(_read_or_exit(file, format).report, to)
    content = written.encode() if isinstance(written, str) else written
    if out == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        _complain(out, _problem(error))
        sys.exit(FAILED)


# show

_MARKS = {Mark.BLANK: "空", Mark.NOT_APPLICABLE: "/", Mark.MISSING: "缺"}
_LEGEND = "空: 未填写 (blank)    /: 不适用 (not applicable)    缺: 原文无此格 (missing)"
_MARK_STYLE, _UNREADABLE_STYLE, _ZERO_STYLE, _LINE_STYLE = "bold yellow", "bold red", "dim", "dim"


def show(file: str, format: str | None) -> None:
    """Print a report's title, what is computed from its prose, and its tables."""
    from rich.text import Text

    report = _read_or_exit(file, format).report
    console = _console(wrap=False)
    for label, value in _particulars(report):
        console.print(Text.assemble((f"{label}  ", "dim"), value))
    sheets = {of.name: sheet(of, section) for of, section in tables_of(report)}
    for name in TABLES:
        console.print(Text(f"\n{section_label(name)}", "bold"))
        if name in sheets:
            console.print(_drawn(sheets[name], report, console.width))
        else:
            console.print(Text("原文无此部分 (the source has no such section)", _MARK_STYLE))
    paths = (cell.path for of in sheets.values() for row in of for cell in row if cell.path)
    if any(isinstance(report[path], Mark) for path in paths):
        console.print(Text(f"\n{_LEGEND}", _MARK_STYLE))


def _particulars(report: Report) -> Iterator[tuple[str, str]]:
    period = report.period
    yield "标题", " ".join(report.title.split()) or "—"
    yield "机关", report.institution or "—"
    yield "年度", str(report.year or "—")
    yield "期限", f"{period.start} — {period.end}" if period else "—"


@frozen(eq=False)
class _Box:
    """A cell on its way to the screen: where it stands, what it covers, and its lines that are not yet drawn."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    style: str
    right: bool
    lines: list[str] = field(factory=list)


def _boxes(of: Sheet, report: Report) -> list[_Box]:
    spans = ([(cell.text, cell.row_span, cell.column_span) for cell in row] for row in of)
    return [
        _Box(row, placed.column, cell.row_span, cell.column_span, *_shown(cell, report), right=not cell.header)
        for row, (cells, resolved) in enumerate(zip(of, grid_from_spans(spans, 1).rows, strict=True))
        for cell, placed in zip(cells, resolved.cells, strict=True)
    ]


def _shown(cell: SheetCell, report: Report) -> tuple[str, str]:
    """The text of a cell and its style: every mark can be seen and is unlike a zero."""
    if cell.path is None:
        return cell.text, ""
    figure = report[cell.path]
    if isinstance(figure, Mark):
        return _MARKS[figure], _MARK_STYLE
    if isinstance(figure, Unreadable):
        return cell.text, _UNREADABLE_STYLE
    return cell.text, "" if figure else _ZERO_STYLE


def _drawn(of: Sheet, report: Report, available: int) -> Text:
    """A table with its spans, as narrow as the terminal asks for and no narrower than its figures are."""
    from rich.cells import chop_cells
    from rich.text import Text

    boxes = _boxes(of, report)
    widths = _widths(boxes, available)
    for box in boxes:
        box.lines.extend(chop_cells(box.text, _covered(widths, box.column, box.columns)))
    owners = {
        (row, column): box
        for box in boxes
        for row in range(box.row, box.row + box.rows)
        for column in range(box.column, box.column + box.columns)
    }
    lines: list[Text] = []
    for row, height in enumerate([*_heights(boxes, len(of)), 0]):
        lines.append(Text.assemble(*_line(owners, widths, row, edge=True)))
        lines.extend(Text.assemble(*_line(owners, widths, row, edge=False)) for _ in range(height))
    return Text("\n").join(lines)


def _line(
    owners: Mapping[tuple[int, int], _Box], widths: Sequence[int], row: int, edge: bool
) -> Iterator[tuple[str, str]]:
    """A line on the screen with its styles: through a row of the table, or along its upper edge."""
    column = 0
    while column < len(widths):
        box = owners.get((row, column))
        yield _joint(owners, row, column) if edge else "│", _LINE_STYLE
        if box is None or (edge and box.row == row):
            yield "─" * widths[column], _LINE_STYLE
            column += 1
        else:
            text = box.lines.pop(0) if box.lines else ""
            padding = " " * (_covered(widths, column, box.columns) - _length(text))
            yield padding + text if box.right else text + padding, box.style
            column += box.columns
    yield _joint(owners, row, column) if edge else "│", _LINE_STYLE


def _length(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _covered(sizes: Sequence[int], start: int, count: int) -> int:
    """What a span covers of rows or columns of these sizes, with the lines between them."""
    return sum(sizes[start : start + count]) + count - 1


_CHARACTER = 2
"""The width of a Chinese character; columns grow by it."""


def _widths(boxes: Sequence[_Box], available: int) -> list[int]:
    """The width of each column: figures whole, and what is left given to those that need the most."""
    count = max(box.column + box.columns for box in boxes)
    least, wanted = [_CHARACTER * 2] * count, [0] * count
    for box in boxes:
        if box.columns == 1:
            wanted[box.column] = max(wanted[box.column], _length(box.text))
            if box.right:
                least[box.column] = max(least[box.column], _length(box.text))
    widths = list(least)
    while True:
        spare = available - sum(widths) - count - 1
        need = max(want / width for want, width in zip(wanted, widths, strict=True))
        neediest = [at for at in range(count) if wanted[at] / widths[at] == need]
        if need <= 1 or spare < _CHARACTER * len(neediest):
            return widths
        for at in neediest:
            widths[at] += _CHARACTER


def _heights(boxes: Sequence[_Box], count: int) -> list[int]:
    """The height of each row; a cell over several rows that needs more makes the last of them higher."""
    heights = [1] * count
    for box in sorted(boxes, key=lambda box: box.rows):
        lacking = len(box.lines) - _covered(heights, box.row, box.rows)
        heights[box.row + box.rows - 1] += max(lacking, 0)
    return heights


def _joint(owners: Mapping[tuple[int, int], _Box], row: int, column: int) -> str:
    """The character where lines meet, at the upper left corner of a place in the grid."""
    above_left, above = owners.get((row - 1, column - 1)), owners.get((row - 1, column))
    left, here = owners.get((row, column - 1)), owners.get((row, column))
    west, east = above_left is not left, above is not here
    north, south = above_left is not above, left is not here
    return " ╴╶─╵┘└┴╷┐┌┬│┤├┼"[west + 2 * east + 4 * north + 8 * south]


# The commands


def _console(wrap: bool) -> Console:
    """A console that prints what it is given, whatever it looks like."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False, soft_wrap=not wrap)


def _commands() -> click.Group:
    """The click group; `ImportError` without the extra `cli`."""
    import click
    import rich  # noqa: F401  # missed here, before any work is done

    def option(*names: str, choices: Sequence[str] = (), **settings: Any) -> click.Option:
        return click.Option(names, type=click.Choice(choices) if choices else None, **settings)

    file = click.Argument(["file"])
    files = click.Argument(["files"], nargs=-1, required=True, metavar="FILE...")
    format = option("--format", choices=FORMATS, help="输入格式，缺省自动判断。 Input format, else detected.")
    codes: dict[str, Any] = {"choices": list(CATALOGUE), "multiple": True, "metavar": "CODE"}

    checking = click.Command(
        "check",
        callback=check,
        short_help="列出发现的问题。 List what is found.",
        help="列出读取与核对中发现的问题。\n\n"
        "List what is found while reading and checking each FILE.\n\n"
        "Exit status: 0 nothing reported is an error; 1 something is; 2 a FILE cannot be read, which "
        "outranks 1.",
        params=[
            files,
            format,
            option("--lang", "language", choices=["zh", "en"], default="zh", help="语言。 Language."),
            option("--json", "as_json", is_flag=True, help="输出 JSON。 JSON, every figure named."),
            option("--pick", **codes, help="只报告此类，可重复。 Report only this; repeatable."),
            option("--skip", **codes, help="不报告此类，可重复。 Do not report this; repeatable."),
        ],
    )
    converting = click.Command(
        "convert",
        callback=convert,
        short_help="转换为另一种格式。 Write in another format.",
        help="转换为另一种格式 (UTF-8)。\n\n"
        "Write the report that FILE holds in another format, as UTF-8.\n\n"
        "Exit status: 0 written; 2 FILE cannot be read, or the output not be written.",
        params=[
            file,
            option("--to", choices=list(WRITERS), required=True, help="输出格式。 Output format."),
            option("-o", "--out", default="-", help="输出文件，缺省为标准输出。 Output file, else stdout."),
            format,
        ],
    )
    showing = click.Command(
        "show",
        callback=show,
        short_help="在终端显示各表。 Show the tables.",
        help="在终端显示标题、机关、年度和各表。\n\n"
        "Show title, institution, year and the tables in the terminal.\n\n"
        "Exit status: 0 shown; 2 FILE cannot be read.",
        params=[file, format],
    )
    group = click.Group(
        "gov-info-report",
        callback=_tolerate_any_terminal,
        help="检查、转换、显示政府信息公开工作年度报告。\n\n"
        "Check, convert and show annual reports on government information disclosure. "
        "A FILE of - is standard input.\n\n"
        "Exit status: 0 done, and check found no error; 1 check found errors; "
        "2 a file cannot be read, or the command line is wrong.",
        commands=[checking, converting, showing],
    )
    return click.version_option(gir.__version__, prog_name="gov-info-report")(group)


def _tolerate_any_terminal() -> None:
    """Let a terminal without Chinese characters show escapes, where Python would stop with an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _refuse() -> NoReturn:
    print(
        "错误 (error): 命令行需要 click 和 rich (the command line needs click and rich): "
        "pip install 'gov_info_report[cli]'",
        file=sys.stderr,
    )
    sys.exit(FAILED)


main: Callable[[], Any]
"""The click group; without the extra `cli`, a function that says what to install."""
try:
    main = _commands()
except ImportError:  # the console script is installed with the extra and without it
    main = _refuse
