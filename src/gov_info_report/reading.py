"""Reading a source: its format recognised, then through readers and parsing to a report; JSON straight to the model.

What reads a source, and what JSON needs, is imported with the first source that asks for it, so that importing the
library stays quick.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from attrs import evolve

from gov_info_report.document import Budget, Document, Limits, Span
from gov_info_report.errors import FormatError, ParseError
from gov_info_report.findings import Finding, Findings, Reading, find, reading_with
from gov_info_report.model import Report, Reported, common_converter, problems_of

if TYPE_CHECKING:
    from gov_info_report.parsing import Parsed

__all__ = ["Format", "Readable", "Source", "check", "parse", "read"]


class Readable(Protocol):
    """A file that is open for reading bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """The bytes that are left, or so many of them."""


Source: TypeAlias = str | bytes | os.PathLike[str] | Readable
"""A text itself, bytes, the path of a file, or an open file of bytes. A `str` is never a path."""

Format: TypeAlias = Literal["json", "text", "markdown", "html", "csv", "docx", "doc", "pdf", "xlsx", "xls"]
"""The formats that are read."""

DEFAULT_LIMITS = Limits()


def parse(source: Source, format: Format | None = None, *, limits: Limits = DEFAULT_LIMITS) -> Report:
    r"""The report that a source holds.

    Args:
        source: The text itself, bytes, a path (`pathlib.Path`), or a file opened for reading bytes, which is read from
            where it stands. A `str` is always the text and never a path.
        format: One of "text", "markdown", "html", "csv", "json", "docx", "pdf", "xlsx", "xls" and "doc"; recognised
            from the source when it is not given. The last five need bytes, a path or a file, and their extras.
        limits: How much of a source is read before it is refused.

    Returns:
        A report. What was not read is a mark in it, never a number; `read` and `validate` say what and why.

    Raises:
        ParseError: The source is no such report, no text, or beyond the limits.
        FormatError: The format is not known.
        MissingExtraError: The format needs a package that is not installed; the message says how to get it.
        OSError: The file cannot be read.
        TypeError: The source is none of these.

    >>> parse("六、其他需要报告的事项\n未收取信息处理费。").other_matters.processing_fee.charged
    False
    """
    return _read(source, format, limits)[0]


def read(source: Source, format: Format | None = None, *, limits: Limits = DEFAULT_LIMITS) -> Reading:
    r"""The report that a source holds, with what happened while reading, and the place of every figure in the source.

    Args:
        source: The text itself, bytes, a path (`pathlib.Path`), or a file opened for reading bytes, which is read from
            where it stands. A `str` is always the text and never a path.
        format: One of "text", "markdown", "html", "csv", "json", "docx", "pdf", "xlsx", "xls" and "doc"; recognised
            from the source when it is not given. The last five need bytes, a path or a file, and their extras.
        limits: How much of a source is read before it is refused.

    Returns:
        A reading. `report` is what `parse` gives, `findings` what was odd about the source, `spans` the place of each
        figure by its path (and of each text: "overview", and its third line "overview.3"), and `format` the format
        that was read.

    Raises:
        ParseError: The source is no such report, no text, or beyond the limits.
        FormatError: The format is not known.
        MissingExtraError: The format needs a package that is not installed; the message says how to get it.
        OSError: The file cannot be read.
        TypeError: The source is none of these.

    >>> reading = read("四、行政复议、行政诉讼情况\n行政复议\t2\t0\t0\t1\t3")
    >>> reading.format, reading.report["disputes.reconsideration.total"]
    ('text', 3)
    >>> reading.spans["disputes.reconsideration.total"].line
    2
    """
    report, detected, read_from, replaced = _read(source, format, limits)
    about = _about_characters(replaced)
    if read_from is None:
        return Reading(report, Findings(about), {}, detected)
    document, parsed = read_from
    return reading_with(
        report,
        lambda: Findings([*about, *(_located(finding, document) for finding in parsed.findings)]),
        Spans(document, parsed.spans),
        detected,
    )


def check(
    source: Source,
    format: Format | None = None,
    *,
    limits: Limits = DEFAULT_LIMITS,
    previous: Reported | None = None,
    parts: Iterable[Reported] = (),
) -> Findings:
    r"""All that there is to say of a source: what reading found, and what `validate` says of the reading.

    Args:
        source: The text itself, bytes, a path (`pathlib.Path`), or a file opened for reading bytes, which is read from
            where it stands. A `str` is always the text and never a path.
        format: One of "text", "markdown", "html", "csv", "json", "docx", "pdf", "xlsx", "xls" and "doc"; recognised
            from the source when it is not given. The last five need bytes, a path or a file, and their extras.
        limits: How much of a source is read before it is refused.
        previous: The report of the same organ about the year before, as `validate` takes it.
        parts: The reports of the departments that this one is the sum of.

    Returns:
        The findings, each cause once; `Findings.verdict` says what they come to.

    Raises:
        ParseError: The source is no such report, no text, or beyond the limits.
        FormatError: The format is not known.
        MissingExtraError: The format needs a package that is not installed; the message says how to get it.
        OSError: The file cannot be read.
        TypeError: The source is none of these.

    >>> check("六、其他需要报告的事项\n未收取信息处理费。").verdict.render()
    '未通过'
    """
    from gov_info_report.rules import findings_on

    return findings_on(read(source, format, limits=limits), previous=previous, parts=parts)


class Spans(Mapping[str, Span]):
    """The places of a reading by path, found when somebody first asks; pickled as the dictionary that they are."""

    def __init__(self, document: Document, make: Callable[[], Mapping[str, Span]]) -> None:
        self._document, self._make = document, make

    @cached_property
    def _found(self) -> dict[str, Span]:
        found = {path: self._document.located(span) for path, span in self._make().items()}
        return _whole_texts(found) | found

    def __getitem__(self, path: str) -> Span:
        return self._found[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return repr(self._found)

    def __reduce__(self) -> tuple[type[dict[str, Span]], tuple[dict[str, Span]]]:
        return dict, (self._found,)


def _whole_texts(spans: Mapping[str, Span]) -> dict[str, Span]:
    """The place of each text from those of its lines: where the first begins, to the end of the last."""
    whole: dict[str, Span] = {}
    for path, span in spans.items():
        text, _, number = path.rpartition(".")
        if number.isdecimal():
            first = whole.setdefault(text, span)
            if first.end is not None and span.end is not None:
                whole[text] = evolve(first, end=max(first.end, span.end))
    return whole


def _located(finding: Finding, document: Document) -> Finding:
    """A finding whose places say their ranges; those of what is only for information are left as they are."""
    if document.locate is None or finding.severity == "info" or not any(finding.spans):
        return finding
    return evolve(finding, spans=tuple([span and document.located(span) for span in finding.spans]))


_Read: TypeAlias = "tuple[Report, str, tuple[Document, Parsed] | None, tuple[int, ...]]"
"""A report, its format, what it was read from, and the lines on which characters were replaced."""


def _read(source: Source, format: str | None, limits: Limits) -> _Read:
    try:
        return _parsed(source, format, limits)
    except ParseError as error:
        if isinstance(source, str) and _PATH.fullmatch(source):
            raise ParseError(
                f"{error.render('zh')}；此为文本本身，文件请用 pathlib.Path "
                f"({error.render('en')}; a str is the text itself: for a file give a pathlib.Path)",
                code=error.code,
            ) from error
        raise


_PATH = re.compile(r"[^\n\t]{1,1000}\.[A-Za-z]{2,8}\s*")
"""What looks like a path: a line that ends like the name of a file."""


def _parsed(source: Source, format: str | None, limits: Limits) -> _Read:
    from gov_info_report.parsing import parse_document
    from gov_info_report.readers import is_ours, load_json, read_document, read_values

    budget = limits.start()
    content, format, replaced = _opened(source, format, budget)
    if format == "json" and isinstance(content, str):
        value = load_json(content, budget)
        try:
            return _from_json(value), format, None, replaced
        except ParseError as error:
            if is_ours(value):
                raise
            document, foreign = read_values(value, budget), error
    else:
        document, foreign = read_document(content, format, budget), None
    try:
        parsed = parse_document(document, budget)
    except ParseError as error:
        raise foreign or error from None
    return parsed.report, format, (document, parsed), replaced


def _opened(source: Source, format: str | None, budget: Budget) -> tuple[str | bytes, str, tuple[int, ...]]:
    """What a source holds, text or bytes, its format, and the lines on which characters had to be replaced."""
    from gov_info_report.readers import BINARY_READERS, FORMATS, clean, decode, detect, detect_binary

    if format is not None and format not in FORMATS:
        listed = ", ".join(FORMATS)
        raise FormatError(f"没有格式 {format!r}，可用 {listed} (format {format!r} is not known; there are {listed})")
    content = _content(source, budget)
    if isinstance(content, bytes):
        binary = detect_binary(content) if format is None else format if format in BINARY_READERS else None
        if binary is not None:
            return content, binary, ()
        content = decode(content)
    text, replaced = clean(content)
    if not text.removeprefix("\ufeff").strip():
        raise ParseError("内容为空 (the source is empty)", code="empty")
    return text, format or _of_name(source) or detect(text), replaced


def _of_name(source: Source) -> str | None:
    """The format that the name of a file settles: rows with commas are not always recognised by their content."""
    return "csv" if isinstance(source, os.PathLike) and os.fspath(source).lower().endswith(".csv") else None


def _content(source: Source, budget: Budget) -> str | bytes:
    """The text or the bytes of a source, no more than allowed."""
    content: object = source
    if isinstance(source, os.PathLike):
        from pathlib import Path

        budget.check_size(Path(source).stat().st_size)
        content = Path(source).read_bytes()
    elif hasattr(source, "read"):
        content = source.read(budget.limits.unpacked + 1)
        if isinstance(content, str):
            raise TypeError("a file is opened for reading bytes: open(path, 'rb')")
    if isinstance(content, str):
        budget.check_size(len(content.encode("utf-8", "surrogatepass")))
        return content
    if not isinstance(content, bytes | bytearray | memoryview):
        raise TypeError(
            f"a source is str, bytes, a path or a file opened for reading bytes, not {type(content).__name__}"
        )
    budget.check_size(len(content))
    return bytes(content)


def _about_characters(lines: tuple[int, ...]) -> list[Finding]:
    if not lines:
        return []
    named = "、".join(map(str, lines[:5]))
    return [find("character-replaced", detail=f"{named}{'…' if len(lines) > 5 else ''}")]


def _from_json(value: object) -> Report:
    """The report that a value in the library's own JSON is."""
    import cattrs

    try:
        return common_converter().structure(value, Report)
    except cattrs.BaseValidationError as error:
        problems = problems_of(error)
        key = re.search(r" @ \$\.([\w.]+)", problems)
        raise _not_ours(problems, key[1] if key else "") from error
    except (TypeError, ValueError) as error:
        raise _not_ours(error) from error


def _not_ours(problem: object, key: str = "") -> ParseError:
    """The error of JSON of another kind, which names the key at which it differs."""
    message = f"JSON 内容不符合本库的格式 (not this library's JSON): {problem}"
    return ParseError(message, code="json-foreign", place=key)
