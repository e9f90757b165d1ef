"""Reading a source: its format told, then through readers and parsing to a report; JSON straight through the model.

What reads a source, and what JSON needs, is imported with the first source that asks for it, so that importing the
library stays quick.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from gov_info_report.document import Budget, Limits
from gov_info_report.errors import FormatError, ParseError
from gov_info_report.findings import Finding, Findings, Reading, find
from gov_info_report.model import Report, make_converter

if TYPE_CHECKING:
    import cattrs

    from gov_info_report.parsing import Parsed

__all__ = ["Source", "check", "parse", "read"]

Source: TypeAlias = str | bytes | os.PathLike[str]
"""A text itself, bytes, or the path of a file. A `str` is never a path."""


DEFAULT_LIMITS = Limits()


def parse(source: Source, format: str | None = None, *, limits: Limits = DEFAULT_LIMITS) -> Report:
    r"""The report that a source holds.

    Args:
        source: The text itself, bytes, or a path.
        format: One of "text", "markdown", "html", "csv", "json", "docx", "pdf", "xlsx", "xls" and "doc"; told from the
            source when it is not given. The last five need bytes or a path, and their extras.
        limits: How much of a source is read before it is refused.

    Returns:
        A report. What was not read is a mark in it, never a number; `read` and `validate` say what and why.

    Raises:
        ParseError: The source is no such report, no text, or beyond the limits.
        FormatError: The format is not known.
        OSError: The file cannot be read.

    >>> parse("六、其他需要报告的事项\n未收取信息处理费。").other_matters.processing_fee.charged
    False
    """
    return _read(source, format, limits)[0]


def read(source: Source, format: str | None = None, *, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Like `parse`, with what happened while reading, and the place of every figure in the source."""
    report, format, parsed, replaced = _read(source, format, limits)
    findings = _about_characters(replaced)
    if parsed is None:
        return Reading(report, Findings(findings), {}, format)
    return Reading(report, Findings((*findings, *parsed.findings)), parsed.spans(), format)


def check(source: Source, format: str | None = None, *, limits: Limits = DEFAULT_LIMITS) -> Findings:
    r"""All that there is to say of a source: what reading found, and what `validate` says of the reading.

    Args:
        source: As for `read`.
        format: As for `read`.
        limits: As for `read`.

    Returns:
        The findings, each cause once; `Findings.verdict` says what they come to.

    Raises:
        ParseError: As for `read`.
        FormatError: As for `read`.
        OSError: As for `read`.

    >>> check("六、其他需要报告的事项\n未收取信息处理费。").verdict.render()
    '未通过'
    """
    from gov_info_report.rules import validate

    reading = read(source, format, limits=limits)
    return reading.findings + validate(reading)


def _read(source: Source, format: str | None, limits: Limits) -> tuple[Report, str, Parsed | None, tuple[int, ...]]:
    """The report of a source, its format, how it was parsed, and the lines on which characters were replaced."""
    from gov_info_report.parsing import parse_document
    from gov_info_report.readers import read_document

    budget = limits.start()
    content, format, replaced = _opened(source, format, budget)
    if format == "json" and isinstance(content, str):
        return _from_json(content, budget), format, None, replaced
    parsed = parse_document(read_document(content, format, budget), budget)
    return parsed.report, format, parsed, replaced


def _opened(source: Source, format: str | None, budget: Budget) -> tuple[str | bytes, str, tuple[int, ...]]:
    """What a source holds, text or bytes, its format, and the lines on which characters had to be replaced."""
    from gov_info_report.readers import BINARY_READERS, FORMATS, clean, decode, detect, detect_binary

    if format is not None and format not in FORMATS:
        listed = ", ".join(FORMATS)
        raise FormatError(
            f"没有 {format!r} 这种格式，可用 {listed} (format {format!r} is not known; there are {listed})"
        )
    of_name = None
    if isinstance(source, os.PathLike):
        from pathlib import Path

        path = Path(source)
        budget.check_size(path.stat().st_size)
        of_name = "csv" if path.suffix.lower() == ".csv" else None
        source = path.read_bytes()
    elif not isinstance(source, str | bytes | bytearray | memoryview):
        raise TypeError(f"a source is str, bytes or a path, not {type(source).__name__}")
    budget.check_size(len(source.encode("utf-8", "surrogatepass")) if isinstance(source, str) else len(source))
    if not isinstance(source, str):
        source = bytes(source)
        binary = detect_binary(source) if format is None else format if format in BINARY_READERS else None
        if binary is not None:
            return source, binary, ()
        source = decode(source)
    text, replaced = clean(source)
    if not text.removeprefix("\ufeff").strip():
        raise ParseError("内容为空 (the source is empty)", code="empty")
    return text, format or of_name or detect(text), replaced


def _about_characters(lines: tuple[int, ...]) -> list[Finding]:
    if not lines:
        return []
    named = "、".join(map(str, lines[:5]))
    return [find("character-replaced", detail=f"{named}{'…' if len(lines) > 5 else ''}")]


def _from_json(text: str, budget: Budget) -> Report:
    import cattrs

    from gov_info_report.readers import load_json

    value = load_json(text, budget)
    try:
        return _converter().structure(value, Report)
    except cattrs.BaseValidationError as error:
        problems = cattrs.transform_error(error)
        raise _not_ours("; ".join(problems), problems[0].partition(" @ $.")[2]) from error
    except (TypeError, ValueError) as error:
        raise _not_ours(error) from error


@cache
def _converter() -> cattrs.Converter:
    return make_converter()


def _not_ours(problem: object, key: str = "") -> ParseError:
    """The error of JSON of another kind, which names the key at which it differs."""
    message = f"JSON 内容不符合本库的格式 (not this library's JSON): {problem}"
    return ParseError(message, code="json-foreign", place=key)
