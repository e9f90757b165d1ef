"""Reading a source: its format told, then through readers and parsing to a report; JSON straight through the model.

Readers and parsing are imported with the first source, so that importing the library stays quick.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import cattrs

from gov_info_report.errors import FormatError, ParseError
from gov_info_report.findings import Finding, Findings, Reading, find
from gov_info_report.model import Report, make_converter

if TYPE_CHECKING:
    from gov_info_report.parsing import Parsed

__all__ = ["Source", "parse", "read"]

Source: TypeAlias = str | bytes | os.PathLike[str]
"""A text itself, bytes, or the path of a file. A `str` is never a path."""


def parse(source: Source, format: str | None = None) -> Report:
    r"""The report that a source holds.

    Args:
        source: The text itself, bytes, or a path.
        format: "text", "markdown", "html" or "json"; told from the text when it is not given.

    Returns:
        A report. What was not read is a mark in it, never a number; `read` and `validate` say what and why.

    Raises:
        ParseError: The source is no such report, or no text.
        FormatError: The format is not known.
        OSError: The file cannot be read.

    >>> parse("六、其他需要报告的事项\n未收取信息处理费。").other_matters.processing_fee.charged
    False
    """
    text, format, _ = _text_of(source, format)
    return _from_json(text) if format == "json" else _parsed(text, format).report


def read(source: Source, format: str | None = None) -> Reading:
    """Like `parse`, with what happened while reading, and the place of every figure in the source."""
    text, format, replaced = _text_of(source, format)
    if format == "json":
        return Reading(_from_json(text), Findings(_about_characters(replaced)), {}, format)
    parsed = _parsed(text, format)
    return Reading(parsed.report, Findings((*_about_characters(replaced), *parsed.findings)), parsed.spans(), format)


def _text_of(source: Source, format: str | None) -> tuple[str, str, tuple[int, ...]]:
    """The text of a source, its format, and the lines on which characters had to be replaced."""
    if isinstance(source, os.PathLike):
        source = Path(source).read_bytes()
    elif not isinstance(source, str | bytes | bytearray | memoryview):
        raise TypeError(f"a source is str, bytes or a path, not {type(source).__name__}")
    from gov_info_report.readers import FORMATS, clean, decode, detect

    text, replaced = clean(source if isinstance(source, str) else decode(bytes(source)))
    if not text.removeprefix("\ufeff").strip():
        raise ParseError("内容为空 (the source is empty)")
    format = format or detect(text)
    if format not in FORMATS:
        raise FormatError(f"format {format!r} is not known; there are {', '.join(FORMATS)}")
    return text, format, replaced


def _parsed(text: str, format: str) -> Parsed:
    from gov_info_report.parsing import parse_document
    from gov_info_report.readers import read_document

    return parse_document(read_document(text, format))


def _about_characters(lines: tuple[int, ...]) -> list[Finding]:
    if not lines:
        return []
    named = "、".join(map(str, lines[:5]))
    return [find("character-replaced", detail=f"第{named}行{'等' if len(lines) > 5 else ''}")]


def _from_json(text: str) -> Report:
    try:
        return _converter().structure(json.loads(text.removeprefix("\ufeff")), Report)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ParseError(f"JSON 格式有误 (not valid JSON): {error}") from error
    except cattrs.BaseValidationError as error:
        raise _not_ours("; ".join(cattrs.transform_error(error))) from error
    except (TypeError, ValueError) as error:
        raise _not_ours(error) from error


@cache
def _converter() -> cattrs.Converter:
    return make_converter()


def _not_ours(problem: object) -> ParseError:
    return ParseError(f"JSON 内容不符合本库的格式 (not this library's JSON): {problem}")
