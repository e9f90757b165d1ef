"""PDF with a text layer: what pdfium finds on the pages, as glyphs and edges, composed to blocks."""

from __future__ import annotations

import ctypes
import math
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from gov_info_report.document import PICTURE, Budget, Document, Span
from gov_info_report.errors import MissingExtraError, ParseError
from gov_info_report.model import without_radicals
from gov_info_report.readers.paper import Edge, Glyph, Sheet, compose
from gov_info_report.readers.streams import check_streams

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["read_pdf"]

THIN = 3.0
"""A filled area that is no thicker than this, in points, is a ruling line."""
SCANNED = 0.5
"""A page of which pictures cover so much, and that has next to no text, is a scan."""
LARGE = 40.0
"""Type larger than this, in points, is looked at twice: some fonts claim many times the size they print in."""
NARROW = 0.02
"""What is narrower, in points, pdfium may take for nothing."""
FEWEST = 10
"""Scanned pages may bear page numbers as text; so few characters a page are no report."""

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a glyph of which the file does not say what character it is."""

_LOCK = threading.Lock()
"""pdfium works for one thread at a time."""


def read_pdf(source: bytes, budget: Budget) -> Document:
    """The document of a PDF that has a text layer.

    Raises `ParseError` for scanned pages, for files that a password locks, and for files that are no PDF. Scripts,
    links, attachments and forms are not looked at.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtraError.needed("pdf", "pypdfium2", "读取 PDF 文件", "reading PDF") from error
    check_streams(source, budget)
    with _LOCK, closing(_opened(source, pypdfium2)) as pdf:
        budget.check_time()
        sheets = [_sheet(pdf, number, budget) for number in range(len(pdf))]
    _check_text(sheets)
    blocks, remarks = compose(sheets, budget)
    pictures = tuple(
        (f"第{sheet.number}页为图片", PICTURE, Span(page=sheet.number)) for sheet in sheets if _is_scan(sheet)
    )
    return Document("pdf", blocks, remarks + pictures)


def _opened(source: bytes, pypdfium2: Any) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        if pypdfium2.raw.FPDF_GetLastError() == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise ParseError(
                "PDF 已加密，需要密码才能打开 (the PDF is locked with a password)", code="locked"
            ) from error
        raise ParseError(f"PDF 已损坏，无法打开 (the PDF is damaged: {error})", code="damaged") from error


# Pages


def _sheet(pdf: pypdfium2.PdfDocument, number: int, budget: Budget) -> Sheet:
    budget.check_time()
    import pypdfium2

    try:
        page = pdf[number]
        _widen(page.raw, budget)
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise ParseError(
            f"PDF 第{number + 1}页已损坏，无法读取 (page {number + 1} of the PDF is damaged: {error})",
            code="damaged",
            place=f"第{number + 1}页",
        ) from error
    with closing(page), closing(text):
        return _Drawing(page.raw, text.raw, budget).sheet(number + 1)


def _is_scan(sheet: Sheet) -> bool:
    return sheet.pictures >= SCANNED and sum(not glyph.text.isspace() for glyph in sheet.glyphs) < FEWEST


def _check_text(sheets: list[Sheet]) -> None:
    """Refuse a file without text, or with a text whose characters are not known."""
    glyphs = [glyph.text for sheet in sheets for glyph in sheet.glyphs if not glyph.text.isspace()]
    if any(map(_is_scan, sheets)) and len(glyphs) < FEWEST * len(sheets):
        raise ParseError(
            "PDF 是扫描件，没有文字，请先做文字识别 "
            "(the PDF consists of scanned pages without text; run OCR on it first)",
            code="scanned",
        )
    if not glyphs:
        raise ParseError("PDF 中没有文字 (the PDF holds no text)", code="empty")
    if glyphs.count(UNKNOWN) * 2 > len(glyphs):
        raise ParseError(
            "PDF 的字体没有字符对照表，文字无法还原，请先做文字识别 "
            "(the fonts of the PDF do not say which characters they print; run OCR on it)",
            code="scanned",
        )


_Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _objects(page: Any, budget: Budget) -> Iterator[tuple[Any, int, _Matrix]]:
    """What is drawn on a page, drawings within drawings looked through: each object, its kind, what is around it."""
    from pypdfium2 import raw

    stack = [
        (raw.FPDFPage_GetObject(page, at), _IDENTITY, 0) for at in reversed(range(raw.FPDFPage_CountObjects(page)))
    ]
    visited = 0
    while stack:
        thing, around, depth = stack.pop()
        visited += 1
        if not visited % 1024:
            budget.check_time()
        kind = raw.FPDFPageObj_GetType(thing)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield thing, kind, around
            continue
        budget.check_depth(depth + 1)
        inner = _matrix(thing, around)
        stack += [
            (raw.FPDFFormObj_GetObject(thing, at), inner, depth + 1)
            for at in reversed(range(raw.FPDFFormObj_CountObjects(thing)))
        ]


def _matrix(thing: Any, around: _Matrix) -> _Matrix:
    """The matrix of an object, within that of the drawing it belongs to."""
    from pypdfium2 import raw

    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, own)
    a, b, c, d, e, f = around
    return (
        own.a * a + own.b * c,
        own.a * b + own.b * d,
        own.c * a + own.d * c,
        own.c * b + own.d * d,
        own.e * a + own.f * c + e,
        own.e * b + own.f * d + f,
    )


def _widen(page: Any, budget: Budget) -> None:
    """Give a width to texts that have none, since pdfium passes over them.

    Such a text is one character in a font that the file does not embed and the machine does not have: its outline is
    not known, and so its box is empty. Drawn with a stroke it gets the stroke's width.
    """
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for thing, kind, _ in _objects(page, budget):
        if kind != raw.FPDF_PAGEOBJ_TEXT or not raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            continue
        if right.value - left.value < NARROW and any(_matrix(thing, _IDENTITY)):
            raw.FPDFTextObj_SetTextRenderMode(thing, raw.FPDF_TEXTRENDERMODE_STROKE)
            raw.FPDFPageObj_SetStrokeWidth(thing, 1.0)
            raw.FPDFPageObj_Transform(thing, *_IDENTITY)  # has the box reckoned anew


class _Drawing:
    """A page in pdfium's terms: in points from the lower left corner, before any turning."""

    def __init__(self, page: Any, text: Any, budget: Budget) -> None:
        import pypdfium2.raw

        self.raw = pypdfium2.raw
        self.page, self.text, self.budget = page, text, budget
        self.turn = 0

    def sheet(self, number: int) -> Sheet:
        """The page, turned so that most of its text reads from left to right."""
        characters = list(self.characters())
        turns = Counter(turn for _, _, turn in characters if turn is not None)
        self.turn = turns.most_common(1)[0][0] if turns else 0
        box = self.boundary()
        corners = [self.turned(x, y) for x, y in ((box[0], box[1]), (box[2], box[3]))]
        self.origin = min(x for x, _ in corners), min(y for _, y in corners)
        far = max(x for x, _ in corners), max(y for _, y in corners)
        sheet = Sheet(number, far[0] - self.origin[0], far[1] - self.origin[1])
        slanted: list[str] = []
        seen: set[tuple[str, int, int]] = set()
        for character, drawn, turn in characters:
            if turn is None:
                slanted.append(character)
            elif not self.is_repeated(character, drawn, seen):
                sheet.glyphs.append(self.glyph(character, drawn, (turn - self.turn) % 4))
        sheet.slanted = "".join(slanted)
        area = abs((box[2] - box[0]) * (box[3] - box[1])) or 1.0
        for thing in self.drawn():
            if isinstance(thing, float):
                sheet.pictures += thing / area
            else:
                corner = self.placed(thing[0], thing[1]), self.placed(thing[2], thing[3])
                (sheet.shades if thing[4] else sheet.edges).extend(_edges(*corner))
        return sheet

    def boundary(self) -> tuple[float, float, float, float]:
        """The page's box as shown: left, bottom, right, top."""
        rectangle = self.raw.FS_RECTF()
        self.raw.FPDF_GetPageBoundingBox(self.page, rectangle)
        return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top

    def turned(self, x: float, y: float) -> tuple[float, float]:
        """A point after the page was turned upright, from the left and downwards; not moved yet."""
        return ((x, -y), (y, x), (-x, y), (-y, -x))[self.turn]

    def placed(self, x: float, y: float) -> tuple[float, float]:
        """A point of the drawing on the upright page."""
        x, y = self.turned(x, y)
        return x - self.origin[0], y - self.origin[1]

    # Characters

    def characters(self) -> Iterator[tuple[str, tuple[float, ...], int | None]]:
        """Each printed character, its box and baseline, and its turn in quarters, `None` when it is slanted."""
        raw, text = self.raw, self.text
        rectangle, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        high = 0
        for at in range(raw.FPDFText_CountChars(text)):
            if not at % 4096:
                self.budget.check_time()
            if raw.FPDFText_IsGenerated(text, at) == 1:
                continue
            code = raw.FPDFText_GetUnicode(text, at)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code = 0x10000 + (high - 0xD800 << 10) + (code - 0xDC00)
            high = 0
            if raw.FPDFText_HasUnicodeMapError(text, at) == 1:
                code = 0xFFFD
            character = _character(code)
            if not character:
                continue
            raw.FPDFText_GetCharOrigin(text, at, x, y)
            drawn = (*self.box(at, rectangle), x.value, y.value)
            if all(map(math.isfinite, drawn)):
                quarters = -raw.FPDFText_GetCharAngle(text, at) / (math.pi / 2)  # pdfium counts clockwise
                turn = round(quarters) % 4 if abs(quarters - round(quarters)) < 0.05 else None
                yield character, drawn, turn

    def box(self, at: int, rectangle: Any) -> tuple[float, float, float, float]:
        """What a character takes up: by its font, or by its outline where the font's own measures are absurd."""
        self.raw.FPDFText_GetLooseCharBox(self.text, at, rectangle)
        box = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
        width, height = box[2] - box[0], box[3] - box[1]
        plausible = 0 < width <= 2.5 * height and 0 < height <= 20 * width
        if plausible and max(width, height) <= LARGE:
            return box
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        self.raw.FPDFText_GetCharBox(self.text, at, left, right, bottom, top)
        outline = left.value, bottom.value, right.value, top.value
        if plausible and max(outline[2] - outline[0], outline[3] - outline[1]) > 0.3 * max(width, height):
            return box
        return outline

    def is_repeated(self, character: str, drawn: tuple[float, ...], seen: set[tuple[str, int, int]]) -> bool:
        """Whether the same character was printed in the same place before, as some programs make type bold."""
        if character == " ":
            return False
        x, y = drawn[4] / 2, drawn[5] / 2
        places = {(character, int(a), int(b)) for a in (x - 0.25, x + 0.25) for b in (y - 0.25, y + 0.25)}
        repeated = not seen.isdisjoint(places)
        seen.add((character, int(x), int(y)))
        return repeated

    def glyph(self, character: str, drawn: tuple[float, ...], turn: int) -> Glyph:
        left, one = self.placed(drawn[0], drawn[1])
        right, other = self.placed(drawn[2], drawn[3])
        x, y = self.placed(drawn[4], drawn[5])
        left, right, top, bottom = min(left, right), max(left, right), min(one, other), max(one, other)
        return Glyph(character, left, right, top, bottom, x if turn % 2 else y, turn)

    # Lines, areas and pictures

    def drawn(self) -> Iterator[float | tuple[float, float, float, float, bool]]:
        """Straight strokes and thin areas as x, y, x, y, the sides of other areas marked; of pictures the size."""
        raw = self.raw
        for thing, kind, around in _objects(self.page, self.budget):
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                a, b, c, d, _, _ = _matrix(thing, around)
                yield abs(a * d - b * c)
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                yield from self.path(thing, _matrix(thing, around))

    def path(self, path: Any, matrix: _Matrix) -> Iterator[tuple[float, float, float, float, bool]]:
        """The straight parts of a path that is drawn."""
        raw = self.raw
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        if not fill.value and not stroke.value:
            return
        for points in self.outlines(path, matrix):
            lefts, lows = [x for x, _ in points], [y for _, y in points]
            box = min(lefts), min(lows), max(lefts), max(lows)
            if not stroke.value and min(box[2] - box[0], box[3] - box[1]) <= THIN:
                yield (*_spine(box), False)
            else:
                for (x, y), (other_x, other_y) in pairwise(points):
                    yield x, y, other_x, other_y, not stroke.value

    def outlines(self, path: Any, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
        """The points of each stretch of a path; curves bound nothing."""
        raw = self.raw
        a, b, c, d, e, f = matrix
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        for at in range(raw.FPDFPath_CountSegments(path)):
            segment = raw.FPDFPath_GetPathSegment(path, at)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = (x.value * a + y.value * c + e, x.value * b + y.value * d + f)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind != raw.FPDF_SEGMENT_LINETO:
                if len(points) > 1:
                    yield points
                points = []
            points.append(point)
            if raw.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1:
            yield points


def _spine(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The line along the middle of a thin area."""
    left, low, right, high = box
    if right - left < high - low:
        return (left + right) / 2, low, (left + right) / 2, high
    return left, (low + high) / 2, right, (low + high) / 2


def _edges(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Edge]:
    """A stroke as a ruling line, if it is a straight and finite one."""
    (x, y), (other_x, other_y) = one, other
    if not all(map(math.isfinite, (x, y, other_x, other_y))):
        return
    if abs(x - other_x) <= 1.0 and abs(x - other_x) < abs(y - other_y):
        yield Edge(True, (x + other_x) / 2, min(y, other_y), max(y, other_y))
    elif abs(y - other_y) <= 1.0 and abs(y - other_y) < abs(x - other_x):
        yield Edge(False, (y + other_y) / 2, min(x, other_x), max(x, other_x))


# Characters that fonts put in the place of those that are printed


def _character(code: int) -> str:
    """The character of a code point, "" for what prints nothing; radicals as the characters they look like.

    >>> _character(0x2F64), _character(0x2ED3), _character(0xF9E1), _character(0x41)
    ('用', '长', '李', 'A')
    """
    if code in (0x02, 0xAD):  # pdfium's sign for a hyphen at the end of a line
        return "-"
    if code in (0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000):
        return " "
    if code in (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF):
        return ""
    if code == 0 or code > 0x10FFFF:
        return UNKNOWN
    character = without_radicals(chr(code))
    if 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F:
        return unicodedata.normalize("NFKC", character)
    return character if character.isprintable() or 0xE000 <= code <= 0xF8FF else UNKNOWN
