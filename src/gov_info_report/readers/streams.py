"""The streams of a PDF: what they unpack to, found out before pdfium unpacks them."""

from __future__ import annotations

import re
import zlib
from base64 import a85decode

from gov_info_report.document import Budget

__all__ = ["check_streams"]

_STREAM = re.compile(rb"stream\r?\n")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_USE = re.compile(rb"\bDo\b")
_ASCII85 = re.compile(rb"/ASCII85Decode|/A85\b")
_NO_DRAWING = re.compile(rb"/Length1\b|/(?:Type1C|CIDFontType0C|OpenType|ObjStm|XRef|Metadata)\b")
"""What the dictionaries of fonts say, of objects and of descriptions; other streams may draw."""
DRAWING = 8
"""What draws a page takes so many times its own size to be read."""
_DICTIONARY = 2048
"""The dictionary of a stream is looked for in so many bytes before it."""


def check_streams(source: bytes, budget: Budget) -> None:
    """Refuse a file whose streams unpack to more than allowed; pictures, which are not unpacked, aside.

    What draws a page takes many times its own size to be read, and counts so many times. Drawings that are used
    within others, over and over, count as if all of them were the largest and stood in each other.
    """
    total, uses, nested, largest = 0, 1, 1, 0
    for found in _STREAM.finditer(source):
        if source.startswith(b"end", found.start() - 3):
            continue
        start = max(source.rfind(b"obj", max(found.start() - _DICTIONARY, 0), found.start()), 0)
        dictionary = source[start : found.start()]
        if _IMAGE.search(dictionary):
            continue
        end = source.find(b"endstream", found.end())
        data = source[found.end() : end if end >= 0 else None]
        if _ASCII85.search(dictionary):
            data = _from_ascii85(data)
        weight = 1 if _NO_DRAWING.search(dictionary) else DRAWING
        total += weight * len(data)
        drawing = data
        while data[:1] in (b"\x78", b"\x68", b"\x58", b"\x48"):  # each filter of a chain
            data = _inflated(data, budget)
            drawing = data or drawing
            total += weight * len(data)
            budget.check_size(total)
        if _FORM.search(dictionary):
            nested *= max(len(_USE.findall(drawing)), 1)
            largest = max(largest, len(drawing))
        elif weight > 1:
            uses += len(_USE.findall(drawing))
        budget.check_size(max(total, min(uses * nested * largest, 2**62)))
        budget.check_time()


def _from_ascii85(data: bytes) -> bytes:
    try:
        return a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>"))
    except ValueError:
        return b""


def _inflated(data: bytes, budget: Budget) -> bytes:
    """A compressed stream unpacked, no more of it than shows that it is too large; b"" when it is none."""
    try:
        return zlib.decompressobj().decompress(data, budget.limits.unpacked + 1)
    except zlib.error:
        return b""
