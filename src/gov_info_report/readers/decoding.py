"""From bytes to text: byte order mark, UTF-16 by its zeros, UTF-8, what the page declares, GB18030, and detection."""

from __future__ import annotations

import codecs
import re

from gov_info_report.errors import ParseError
from gov_info_report.readers.kinds import refuse_other_kinds

__all__ = ["clean", "decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")
_DECLARABLE = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}
"""Declarations that are believed. GB2312, GBK and what is plainly untrue of a Chinese page come to GB18030."""

_WORDS = ("信息", "公开", "公開", "政府", "报告", "報告", "情况", "情況")
"""Words of which every such report holds some."""
_UNDECLARED = ("big5hkscs", "utf-16-le", "utf-16-be")
"""Encodings that a page may have and not declare; believed where they bring out words of the form."""
_DETECTABLE = 65536
"""Detection looks at so many bytes; it is slow."""

_BREAKS = re.compile("\r(?!\n)|[\x0b\x0c\x1c\x1d\x1e\x85]")
_UNUSUAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What either of these finds; most texts hold nothing of it."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


BROKEN = "\0"
"""Stands for a byte that belongs to no character, until the text is cleaned."""


def _broken(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return BROKEN * (error.end - error.start), error.end


codecs.register_error("gov_info_report.broken", _broken)


def decode(source: bytes) -> str:
    """The text of a source, with a zero for each byte that is broken; `ParseError` when no encoding fits it.

    A text may hold a few stray bytes, or characters that are cut off; it is one as long as nearly all of it is.
    """
    refuse_other_kinds(source)
    for mark, encoding in _MARKS:
        if source.startswith(mark):
            text = _decoded(source[len(mark) :], encoding)
            text = _mended(source[len(mark) :], encoding) if text is None else text
            return text if text is not None else _refuse(encoding)
    if (text := _unmarked(source)) is not None:
        return text
    if (text := _decoded(source, "utf-8")) is not None or (text := _mended(source, "utf-8")) is not None:
        return text
    return _in_other_encodings(source)


def _in_other_encodings(source: bytes) -> str:
    """The text of a source that is not UTF-8."""
    declared = _DECLARED.search(source, 0, 4096)
    name = declared[1].decode("ascii").lower() if declared else ""
    encodings = (_DECLARABLE[name], "gb18030") if name in _DECLARABLE else ("gb18030",)
    texts = [text for encoding in encodings if (text := _decoded(source, encoding)) is not None]
    if texts and _is_plausible(texts[0]):
        return texts[0]
    for encoding in _UNDECLARED:
        if (text := _decoded(source, encoding)) is not None and _is_plausible(text):
            return text
    detected = _detected(source)
    if detected is not None and _is_plausible(detected):
        return detected
    if texts:
        return texts[0]
    mended = _mended(source, encodings[0])
    return mended if mended is not None and _is_plausible(mended) else _refuse("utf-8", *encodings)


def _unmarked(source: bytes) -> str | None:
    """The text of UTF-16 without its mark, recognised by the zeros that line feeds, digits and tags have in it.

    They are on one side of each pair of bytes. A few zeros may have strayed into any file, so the text must hold
    words of the form, or half of it be ASCII.
    """
    start = source[:4096]
    if len(source) % 2 or b"\0" not in start:
        return None
    low, high = start[::2].count(0), start[1::2].count(0)
    if max(low, high) < max(4 * min(low, high), 2):
        return None
    text = _decoded(source, "utf-16-le" if high > low else "utf-16-be")
    return text if text is not None and (4 * max(low, high) > len(start) or _is_plausible(text)) else None


def _is_plausible(text: str) -> bool:
    """Whether a text holds words of the form; one that was decoded amiss holds none."""
    return any(word in text for word in _WORDS)


def _detected(source: bytes) -> str | None:
    """What charset-normalizer makes of a source; `None` where it makes nothing, or is not installed."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    best = from_bytes(source[:_DETECTABLE]).best()
    return None if best is None else _decoded(source, best.encoding)


def _decoded(source: bytes, encoding: str) -> str | None:
    try:
        return source.decode(encoding)
    except UnicodeError:
        return None


def _mended(source: bytes, encoding: str) -> str | None:
    """What is a text but for a few bytes; `None` where too many are broken for that, or where it says nothing."""
    text = source.decode(encoding, "gov_info_report.broken")
    broken = text.count(BROKEN) - source.count(b"\0")
    whole = sum(1 for character in text if character > "\x7f")
    return text if whole and broken <= max(whole // FEW_BROKEN, min(whole, 3)) else None


FEW_BROKEN = 20
"""One byte may be broken for so many characters that are not ASCII; three in any text that has as many whole ones."""


def _refuse(*encodings: str) -> str:
    raise ParseError(
        f"文本编码无法识别，已尝试 {'、'.join(encodings)}；请先转换为 UTF-8 "
        f"(the bytes are not text in {', '.join(encodings)}; convert the source to UTF-8)",
        code="no-text",
    )


def clean(text: str) -> tuple[str, tuple[int, ...]]:
    """A text with line feeds for every kind of line break, and U+FFFD for every character that no text holds.

    Gives the lines on which such a character stood. No character moves: a carriage return before a line feed stays, and
    readers pass over it, so that places are those of the source.
    """
    if not _UNUSUAL.search(text):
        return text, ()
    text = _BREAKS.sub("\n", text)
    if not _CONTROLS.search(text):
        return text, ()
    lines = tuple(number for number, line in enumerate(text.split("\n"), start=1) if _CONTROLS.search(line))
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text), lines
