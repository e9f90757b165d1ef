"""Word: the official form as an office files it, on A4, with headings and three bordered tables."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape

from gov_info_report.model import Report
from gov_info_report.recognise import is_plain_title, is_structural
from gov_info_report.writers.outline import lines, outline
from gov_info_report.writers.sheet import Sheet, SheetCell

__all__ = ["write_docx"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""When every part was written, so that the same report gives the same bytes."""

TEXT_WIDTH = 8844
"""The page less its margins, in twentieths of a point: 156 mm, as GB/T 9704 has it for official documents."""

WIDTHS_OF_TABLE_3 = (560, 980, 3104, *(600,) * 7)
WIDTHS = {len(widths): widths for widths in ((2211,) * 4, WIDTHS_OF_TABLE_3, (589, 590, 590, 590, 589) * 3)}
"""The widths of a table's columns, by their number; they add up to the width of the text."""

SHADE = "C6D9F1"
"""The official form shades the headings of the items in table 2 so."""

_NOT_XML = re.compile("[\ufffe\uffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}[_\ufffe\uffff])|[\ufffe\uffff]")
"""Characters that XML does not allow, and underscores that would read as the start of such a character escaped."""


def write_docx(report: Report) -> bytes:
    """A report as a Word document. A paragraph in a style called Literal is prose, whatever it looks like."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _parts(report):
            member = zipfile.ZipInfo(name, FIXED_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # the same on every system
            package.writestr(member, _HEAD + content)
    return archive.getvalue()


def _parts(report: Report) -> Iterator[tuple[str, str]]:
    yield "[Content_Types].xml", _CONTENT_TYPES
    yield "_rels/.rels", _RELATIONSHIPS
    yield "docProps/core.xml", _PROPERTIES.format(title=_escaped(_title(report)))
    yield "word/document.xml", _DOCUMENT.format(body="".join(_body(report)))
    yield "word/_rels/document.xml.rels", _DOCUMENT_RELATIONSHIPS
    yield "word/styles.xml", _STYLES
    yield "word/fontTable.xml", _FONTS
    yield "word/settings.xml", _SETTINGS
    yield "word/footer1.xml", _FOOTER


def _title(report: Report) -> str:
    """The title for the properties of the document, on one line."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", " ".join(report.title.split()))


# The text


def _body(report: Report) -> Iterator[str]:
    plain = is_plain_title(report.title)
    for line in lines(report.title):
        yield _paragraph(line, "Title", "LiteralTitle", literal=not plain)
    yield from _prose(report.preamble, front=True)
    for section in outline(report):
        yield _paragraph(section.heading, "Heading1")
        if section.sheet:
            yield _table(section.sheet) + _AFTER_TABLE
        yield from _prose(section.prose)


def _prose(text: str, front: bool = False) -> Iterator[str]:
    for line in lines(text):
        yield _paragraph(line, "BodyText", "Literal", literal=is_structural(line, front))


def _paragraph(text: str, style: str, literal_style: str = "", *, literal: bool = False, keep: bool = False) -> str:
    """A paragraph; in its literal style where its text is to be taken to the letter, or XML cannot hold it."""
    if literal_style and (literal or _NOT_XML.search(text)):
        style, text = literal_style, _ESCAPED.sub(_code, text)
    kept = "<w:keepNext/>" if keep else ""
    run = f'<w:r><w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{run}</w:p>'


def _code(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def _escaped(text: str) -> str:
    return escape(text, quote=False)


# The tables


def _table(sheet: Sheet) -> str:
    widths = WIDTHS[sum(cell.column_span for cell in sheet[0])]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_rows(sheet, widths))
    return f"<w:tbl>{_TABLE}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _rows(sheet: Sheet, widths: tuple[int, ...]) -> Iterator[str]:
    """The rows of a table, all on one page; where table 3 does not fit on one, the next repeats its header."""
    long = len(widths) == len(WIDTHS_OF_TABLE_3)
    covering = [(0, 1)] * len(widths)  # for each column, the rows that a cell from above reaches on, and its width
    heading = long
    for number, row in enumerate(sheet, start=1):
        heading = heading and all(cell.header for cell in row)
        left = list(row)
        cells: list[tuple[SheetCell | None, int, int]] = []
        column = 0
        while column < len(widths):
            reach, span = covering[column]
            cell = None if reach else left.pop(0)
            if cell is not None:
                reach, span = cell.row_span, cell.column_span
            covering[column] = reach - 1, span
            cells.append((cell, sum(widths[column : column + span]), span))
            column += span
        keep = number < len(sheet)
        repeated = "<w:tblHeader/>" if heading else ""
        whole = len(cells) == 1  # the heading of an item in table 2
        label = "Label" if whole or (long and not heading) else "Figure"
        printed = "".join(_cell(cell, width, span, label, keep, whole) for cell, width, span in cells)
        yield f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="369"/>{repeated}</w:trPr>{printed}</w:tr>'


def _cell(cell: SheetCell | None, width: int, span: int, label: str, keep: bool, shaded: bool) -> str:
    """A cell; `None` is one that a cell above it covers. `keep` holds it on the page of the next row."""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = "<w:vMerge/>" if cell is None else '<w:vMerge w:val="restart"/>' if cell.row_span > 1 else ""
    style = label if cell is not None and cell.header and cell.row_span == 1 else "Figure"
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if shaded else ""
    paragraph = _paragraph(cell.text if cell is not None else "", style, "LiteralFigure", keep=keep)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{merged}{shade}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{paragraph}</w:tc>"
    )


_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLE = (
    f'<w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_EDGES}</w:tblBorders>'
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr>"
)

_AFTER_TABLE = '<w:p><w:pPr><w:pStyle w:val="Figure"/></w:pPr></w:p>'
"""Some air, which Word wants where a table would be the last thing in a document."""

# The other parts

_DOCUMENT = (
    f'<w:document xmlns:w="{W}" xmlns:r="{_RELATED}"><w:body>{{body}}<w:sectPr>'
    '<w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1304" w:gutter="0"/>'
    "</w:sectPr></w:body></w:document>"
)
_FOOTER = (
    f'<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
)
_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN_TYPE}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("fontTable", "fontTable"),
            ("settings", "settings"),
            ("footer1", "footer"),
        )
    )
    + "</Types>"
)
_RELATIONSHIPS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATED}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_DOCUMENT_RELATIONSHIPS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATED}/{kind}" Target="{name}.xml"/>'
        for number, (kind, name) in enumerate(
            (("styles", "styles"), ("fontTable", "fontTable"), ("settings", "settings"), ("footer", "footer1")), start=1
        )
    )
    + "</Relationships>"
)
_PROPERTIES = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>"
)
_SETTINGS = (
    f'<w:settings xmlns:w="{W}"><w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat></w:settings>"
)


def _font(name: str, otherwise: str) -> str:
    """A font that offices have, and what stands in for it elsewhere."""
    return f'<w:font w:name="{name}"><w:altName w:val="{otherwise}"/><w:charset w:val="86"/></w:font>'


_FONTS = (
    f'<w:fonts xmlns:w="{W}">'
    + _font("方正小标宋简体", "宋体")
    + _font("仿宋_GB2312", "仿宋")
    + _font("黑体", "SimHei")
    + _font("宋体", "SimSun")
    + "</w:fonts>"
)


def _style(
    identifier: str,
    name: str,
    paragraph: str,
    font: str = "",
    size: int = 0,
    parent: str = "",
    *,
    default: bool = False,
) -> str:
    """A style of paragraphs; the size of its characters in half points."""
    fonts = f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{font}"/>' if font else ""
    sizes = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    chosen = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="paragraph"{chosen} w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{fonts}{sizes}</w:rPr></w:style>"
    )


_LATIN = "Times New Roman"
_LINES = '<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'
_BODY_LINES = _LINES.format(before=0, after=0, line=560, rule="exact")
_TIGHT = _LINES.format(before=0, after=0, line=240, rule="auto")
_STYLES = (
    f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="仿宋_GB2312" w:cs="{_LATIN}"/>'
    '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    + _style("Normal", "Normal", '<w:jc w:val="both"/>', default=True)
    + _style(
        "BodyText",
        "Body Text",
        f'{_BODY_LINES}<w:ind w:firstLineChars="200" w:firstLine="640"/>',
        parent="Normal",
    )
    + _style(
        "Title",
        "Title",
        f'{_LINES.format(before=0, after=560, line=640, rule="exact")}<w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
        "方正小标宋简体",
        44,
        "Normal",
    )
    + _style(
        "Heading1",
        "heading 1",
        f'<w:keepNext/>{_BODY_LINES}<w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="1"/>',
        "黑体",
        32,
        "Normal",
    )
    + _style("Figure", "Figure", f'{_TIGHT}<w:jc w:val="center"/>', "宋体", 18, "Normal")
    + _style("Label", "Label", f'{_TIGHT}<w:jc w:val="left"/>', "宋体", 18, "Normal")
    + _style("Footer", "footer", f'{_TIGHT}<w:jc w:val="center"/>', "宋体", 28, "Normal")
    + _style("Literal", "Literal", "", parent="BodyText")
    + _style("LiteralTitle", "Literal Title", "", parent="Title")
    + _style("LiteralFigure", "Literal Figure", "", parent="Figure")
    + "</w:styles>"
)
