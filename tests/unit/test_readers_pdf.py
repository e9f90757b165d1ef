"""PDF: whole reports drawn and read back, what pdfium is asked, and what is refused."""

import io
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import gov_info_report as gir
from gov_info_report.document import FURNITURE, PICTURE, TURNED, Grid, Limits, Passage, Span
from gov_info_report.readers.pdf import read_pdf
from gov_info_report.testing import consistent_reports
from tests.documents import texts

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))  # needs no font file: readers have it
WIDTH, HEIGHT = A4
EXAMPLE = Path(__file__).parents[2] / "examples" / "web-page.html"


class Paper:
    """A PDF being drawn, y from the top."""

    def __init__(self, **canvas):
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=A4, **canvas)

    def text(self, x, y, words, size=12):
        self.canvas.setFont("STSong-Light", size)
        self.canvas.drawString(x, HEIGHT - y, words)

    def centred(self, y, words, size):
        self.canvas.setFont("STSong-Light", size)
        self.canvas.drawCentredString(WIDTH / 2, HEIGHT - y, words)

    def line(self, x, y, other_x, other_y):
        self.canvas.line(x, HEIGHT - y, other_x, HEIGHT - other_y)

    def box(self, x, y, width, height, **how):
        self.canvas.rect(x, HEIGHT - y - height, width, height, **how)

    def page(self):
        self.canvas.showPage()

    def bytes(self):
        self.canvas.save()
        return self.file.getvalue()


def read(source, **limits):
    return read_pdf(source, Limits(**limits).start())


# Whole reports


class Typesetter:
    """Sets a report as an office would: a title, paragraphs, tables with or without lines, page numbers."""

    left, right, bottom = 72, 523, 760

    def __init__(self, ruled):
        self.paper, self.ruled, self.number = Paper(), ruled, 1
        self.y = 90

    def advance(self, height):
        if self.y + height > self.bottom:
            self.finish()
            self.y = 90

    def finish(self):
        self.paper.text(280, 810, f"- {self.number} -", 10)
        self.paper.page()
        self.number += 1

    def paragraph(self, words, indent=2, size=14):
        start = self.left + indent * size
        while words:
            end = 1
            while (
                end < len(words) and pdfmetrics.stringWidth(words[: end + 1], "STSong-Light", size) < self.right - start
            ):
                end += 1
            self.advance(26)
            self.paper.text(start, self.y, words[:end], size)
            self.y += 26
            words, start = words[end:], self.left

    def table(self, rows):
        """Rows of (text, row span, column span); a page may end after any of them."""
        placed, taken = [], set()
        for place, row in enumerate(rows):
            column = 0
            for text, down, across in row:
                while (place, column) in taken:
                    column += 1
                taken |= {(place + a, column + b) for a in range(down) for b in range(across)}
                placed.append((place, column, text, down, across))
        columns = 1 + max(column for _, column in taken)
        widths = [(self.right - self.left) / columns] * columns
        if columns == 10:
            widths = [24, 70, 140, *[(self.right - self.left - 234) / 7] * 7]
        edges = [self.left + sum(widths[:at]) for at in range(columns + 1)]
        start = 0
        while start < len(rows):
            self.advance(40)
            fit = min(int((self.bottom - self.y) / 40), len(rows) - start)
            for place, column, text, down, across in placed:
                top, end = max(place, start), min(place + down, start + fit)
                if top < end:
                    box = edges[column], edges[column + across], self.y + (top - start) * 40, (end - top) * 40
                    self.cell(box, text if place >= start else "")
            self.y += fit * 40 + 6
            start += fit
            if start < len(rows):
                self.finish()
                self.y = 90
        self.y += 20

    def cell(self, box, text):
        left, right, top, height = box
        if self.ruled:
            self.paper.box(left, top, right - left, height)
        if text.isdigit():
            self.paper.text((left + right) / 2 - 2.5 * len(text), top + height / 2 + 3, text, 9)
            return
        room = max(int((right - left - 4) / 9), 1)
        lines = [text[at : at + room] for at in range(0, len(text), room)]
        for number, line in enumerate(lines):
            self.paper.text(left + 2, top + height / 2 + 9 * number - 9 * (len(lines) - 1) / 2 + 3, line, 9)

    def bytes(self):
        self.finish()
        return self.paper.bytes()


def typeset(report, ruled=True):
    setter = Typesetter(ruled)
    setter.paper.text(130, 70, report.title, 18)
    for element in html.fromstring(gir.serialise(report, "html")).iter("p", "h2", "table"):
        if element.tag == "table":
            rows = [
                [(cell.text_content(), int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))) for cell in row]
                for row in element.iter("tr")
            ]
            setter.table(rows)
        else:
            setter.paragraph(element.text_content(), size=14)
    return setter.bytes()


@pytest.mark.parametrize("ruled", [True, False], ids=["with ruling lines", "without"])
def test_a_whole_report(ruled):
    report = gir.parse(EXAMPLE)
    reading = gir.read(typeset(report, ruled))
    assert reading.report == report
    assert reading.format == "pdf"
    assert {(finding.code, finding.severity) for finding in reading.findings} == {("text-unplaced", "info")}
    assert [finding.actual for finding in reading.findings] == [f"- {n} -" for n in range(1, len(reading.findings) + 1)]


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(consistent_reports(), st.booleans())
def test_any_report(report, ruled):
    assert gir.parse(typeset(report, ruled)) == report


# Prose


def test_paragraphs_over_lines_and_pages():
    paper = Paper()
    paper.centred(60, "青禾县水利局", 20)
    paper.centred(90, "2024年政府信息公开工作年度报告", 20)
    paper.text(100, 130, "本局公布了灌溉用水计划，并且在村务栏里按月贴出水费收取的", 14.5)
    paper.text(72, 150, "标准。全年修订目录两次，补充", 14.5)
    paper.text(100, 170, "第三段从这里另起，一直写到这一页的末尾还没有写完，所以就", 14.5)
    paper.text(280, 815, "第 1 页 共 2 页", 9)
    paper.page()
    paper.text(72, 60, "接着写在下一页的开头。See page 3 and page 4 of this year's drinking water", 14.5)
    paper.text(72, 80, "plan for 2024.", 14.5)
    paper.text(72, 100, "（联系电话略）", 14.5)
    paper.text(280, 815, "第 2 页 共 2 页", 9)
    document = read(paper.bytes())
    assert tuple(block._replace(place=block.place[:6]) for block in document.blocks) == (
        Passage("青禾县水利局2024年政府信息公开工作年度报告", (None, None, None, None, 1, 1)),
        Passage(
            "本局公布了灌溉用水计划，并且在村务栏里按月贴出水费收取的标准。全年修订目录两次，补充",
            (None, None, None, None, 2, 1),
        ),
        Passage(
            "第三段从这里另起，一直写到这一页的末尾还没有写完，所以就接着写在下一页的开头。"
            "See page 3 and page 4 of this year's drinking water plan for 2024.",
            (None, None, None, None, 3, 1),
        ),
        Passage("（联系电话略）", (None, None, None, None, 4, 2)),
    )
    assert document.remarks == (
        ("第 1 页 共 2 页", FURNITURE, Span(page=1)),
        ("第 2 页 共 2 页", FURNITURE, Span(page=2)),
    )


def test_characters_that_fonts_put_in_the_place_of_others():
    paper = Paper()
    paper.text(72, 100, "⼀般⽤⽔，⻓期⺠生，李某\u3000申请", 14)
    assert texts(read(paper.bytes())) == ["一般用水，长期民生，李某 申请"]


def test_type_made_bold_by_printing_it_twice():
    paper = Paper()
    for shift in (0, 0.4):
        paper.text(72 + shift, 100, "一、总体情况 11", 14)
    assert texts(read(paper.bytes())) == ["一、总体情况 11"]


# How pages are turned and drawn


def small_table(canvas, x, y):
    """Two cells, 左 and 右, with a passage above, at a place counted from below."""
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(x, y + 40, "公开目录")
    for at in (x, x + 60, x + 120):
        canvas.line(at, y, at, y + 30)
    for at in (y, y + 30):
        canvas.line(x, at, x + 120, at)
    canvas.drawString(x + 10, y + 10, "左")
    canvas.drawString(x + 70, y + 10, "右")


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("said", [True, False], ids=["page turned back", "page left so"])
def test_turned_pages(degrees, said):
    paper = Paper()
    paper.canvas.translate(300, 400)
    paper.canvas.rotate(degrees)
    small_table(paper.canvas, 0, 0)
    paper.canvas.setPageRotation(degrees if said else 0)
    assert texts(read(paper.bytes())) == ["公开目录", [[(0, "左"), (1, "右")]]]


def test_text_that_is_turned_within_the_page():
    paper = Paper()
    small_table(paper.canvas, 100, 500)
    canvas = paper.canvas
    for x, y, degrees, words in ((125, 505, 90, "上行"), (155, 528, 270, "下行"), (300, 300, 180, "倒置")):
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(degrees)
        canvas.setFontSize(8)
        canvas.drawString(0, 0, words)
        canvas.restoreState()
    document = read(paper.bytes())
    assert texts(document) == ["公开目录", [[(0, "左上行下行"), (1, "右")]]]
    assert document.remarks == (("倒置", TURNED, Span(page=1)),)


def test_a_watermark():
    paper = Paper()
    small_table(paper.canvas, 100, 500)
    paper.canvas.rotate(30)
    paper.canvas.drawString(400, 300, "内部")
    document = read(paper.bytes())
    assert texts(document) == ["公开目录", [[(0, "左"), (1, "右")]]]
    assert document.remarks == (("内部", FURNITURE, Span(page=1)),)


def test_drawings_within_drawings():
    paper = Paper()
    canvas = paper.canvas
    canvas.beginForm("inner")
    small_table(canvas, 0, 0)
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.translate(10, 10)
    canvas.doForm("inner")
    canvas.endForm()
    canvas.translate(100, 500)
    canvas.doForm("outer")
    assert texts(read(paper.bytes())) == ["公开目录", [[(0, "左"), (1, "右")]]]


def test_single_characters_in_a_font_that_is_neither_embedded_nor_installed():
    """pdfium knows no outline of such a character, and so takes it for a text without a width."""
    paper = Paper()
    paper.text(100, 100, "左")
    paper.canvas.rotate(90)
    paper.canvas.drawString(500, -300, "右")
    document = read(paper.bytes())
    assert texts(document) == ["左"]
    assert document.remarks == (("右", TURNED, Span(page=1)),)


def test_places_say_where_on_the_page():
    paper = Paper()
    small_table(paper.canvas, 100, 500)
    document = read(paper.bytes())
    passage, grid = document.blocks
    places = [passage.span, *[cell.span for cell in grid.rows[0].cells]]
    assert [(span.page, span.table, span.column) for span in places] == [(1, None, None), (1, 1, 1), (1, 1, 2)]
    tops = [round(HEIGHT - 530, 1), round(HEIGHT - 500, 1)]
    assert [span.box for span in places[1:]] == [(100.0, tops[0], 160.0, tops[1]), (160.0, tops[0], 220.0, tops[1])]
    left, top, right, bottom = places[0].box
    assert (left, right) == (100.0, 148.0)
    assert top < HEIGHT - 545 < bottom


def test_lines_drawn_as_thin_areas_and_cells_drawn_as_colours():
    paper = Paper()
    for x in (100, 200, 300):
        paper.box(x, 100, 1, 40, stroke=0, fill=1)
    for y in (100, 140):
        paper.box(100, y, 200, 0.7, stroke=0, fill=1)
    paper.text(110, 125, "左")
    paper.text(210, 125, "右")
    paper.page()
    for x in (100, 201):
        paper.canvas.setFillColorRGB(0.8, 0.9, 1)
        paper.box(x, 100, 99, 40, stroke=0, fill=1)
        paper.canvas.setFillColorRGB(0, 0, 0)
    paper.text(110, 125, "甲")
    paper.text(210, 125, "乙")
    paper.page()
    paper.canvas.setFillColorRGB(0.9, 0.9, 0.9)
    for y in (100, 130):
        paper.box(100, y, 200, 30, stroke=0, fill=1)
    paper.canvas.setFillColorRGB(0, 0, 0)
    paper.text(110, 120, "底色上的一段文字，没有表格。", 14)
    path = paper.canvas.beginPath()
    path.moveTo(300, 300)
    path.curveTo(300, 320, 320, 340, 340, 340)
    path.lineTo(400, 400)
    path.lineTo(400, 300)
    path.close()
    paper.canvas.clipPath(path, stroke=0, fill=0)
    paper.canvas.drawPath(path)
    assert texts(read(paper.bytes())) == [
        [[(0, "左"), (1, "右")], [(0, "甲"), (1, "乙")]],  # in line with the page before
        "底色上的一段文字，没有表格。",
    ]


# What is refused


def picture():
    return ImageReader(Image.new("L", (60, 80), 200))


def test_scanned_pages():
    paper = Paper()
    for number in (1, 2):
        paper.canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)
        paper.text(290, 820, str(number), 9)
        paper.page()
    with pytest.raises(gir.ParseError, match=r"扫描件，没有文字.*scanned pages without text"):
        gir.parse(paper.bytes())


def test_a_scanned_page_among_others():
    paper = Paper()
    paper.text(72, 100, "一、总体情况")
    paper.text(72, 130, "修订了公开目录，见附图，其余各项公开工作与上一年相同。")
    paper.page()
    paper.canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)
    source = paper.bytes()
    assert read(source).remarks == (("第2页为图片", PICTURE, Span(page=2)),)
    [finding] = gir.read(source).findings
    assert (finding.code, finding.severity, finding.actual) == ("text-unplaced", "warning", "第2页为图片")
    assert [str(span) for span in finding.spans] == ["第2页"]


def test_a_file_that_a_password_locks():
    paper = Paper(encrypt=StandardEncryption("secret", strength=128))
    paper.text(72, 100, "一、总体情况")
    with pytest.raises(gir.ParseError, match=r"已加密，需要密码.*locked with a password"):
        gir.parse(paper.bytes())


def test_a_file_that_only_its_owner_may_change():
    paper = Paper(encrypt=StandardEncryption("", ownerPassword="secret", canModify=0, strength=128))
    paper.text(72, 100, "一、总体情况")
    assert texts(read(paper.bytes())) == ["一、总体情况"]


def test_files_without_text():
    paper = Paper()
    paper.line(10, 10, 20, 20)
    paper.page()
    with pytest.raises(gir.ParseError, match=r"PDF 中没有文字.*holds no text"):
        read(paper.bytes())


@pytest.mark.parametrize("source", [b"%PDF-1.7\n", b"%PDF-1.7\nxref\ntrailer<</Root 9 0 R>>\n%%EOF", b""])
def test_damaged_files(source):
    with pytest.raises(gir.ParseError, match=r"PDF 已损坏，无法打开.*the PDF is damaged"):
        read(source)


def test_a_damaged_page():
    paper = Paper()
    paper.text(72, 100, "一、总体情况")
    with pytest.raises(gir.ParseError, match=r"第1页已损坏.*page 1 of the PDF is damaged"):
        read(paper.bytes().replace(b"/Type /Page\n", b"/Type /Cage\n").replace(b"/Kids [ 4 0 R", b"/Kids [ 9 0 R"))


def plain(*streams, page=b"", more=(), filtered=True):
    """A PDF written by hand: a page for each stream, and further objects from number 9 on."""
    resources = b"/Resources<</Font<</F 3 0 R/G 8 0 R>>/XObject<</X 9 0 R>>>>"
    pages = range(20, 20 + 2 * len(streams), 2)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % at for at in pages), len(streams)),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        8: b"<</Type/Font/Subtype/Type0/BaseFont/Nameless/Encoding/Identity-H/DescendantFonts[7 0 R]"
        b"/ToUnicode 10 0 R>>",
        7: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Nameless/CIDSystemInfo<</Registry(A)/Ordering(B)"
        b"/Supplement 0>>/DW 1000>>",
        **dict(enumerate(more, start=9)),
    }
    for at, content in zip(pages, streams, strict=True):
        objects[at] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R%s%s>>" % (
            at + 1,
            resources,
            page,
        )
        objects[at + 1] = stream(content, filtered)
    out, places = io.BytesIO(), {}
    out.write(b"%PDF-1.7\n")
    for number, content in sorted(objects.items()):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, place in sorted(places.items()):
        out.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    out.write(b"trailer<</Size 99/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def stream(content, filtered=True, dictionary=b""):
    data = zlib.compress(content) if filtered else content
    return b"<<%s/Length %d%s>>stream\n%s\nendstream" % (
        dictionary,
        len(data),
        b"/Filter/FlateDecode" if filtered else b"",
        data,
    )


def test_fonts_that_do_not_say_what_they_print():
    unknown = b"BT /G 12 Tf 72 700 Td <0001000200030004> Tj ET"
    with pytest.raises(gir.ParseError, match=r"字体没有字符对照表.*do not say which characters they print"):
        read(plain(unknown))
    assert texts(read(plain(unknown + b" BT /F 12 Tf 72 600 Td (four and more) Tj ET"))) == [
        "\ufffd\ufffd\ufffd\ufffd",
        "four and more",
    ]


def test_characters_as_fonts_name_them():
    names = ["d840dc0b", "200b", "00ad", "0000", "e000", "0007", "516c"]
    mapping = b"1 begincodespacerange <0000><ffff> endcodespacerange %d beginbfchar %s endbfchar" % (
        len(names),
        b" ".join(b"<%04x><%s>" % (code, name.encode()) for code, name in enumerate(names, start=1)),
    )
    codes = b"".join(b"%04x" % code for code in range(1, len(names) + 1))
    words = b"BT /G 12 Tf 72 700 Td <%s> Tj /F 12 Tf (, as printed) Tj ET" % codes
    [text] = texts(read(plain(words, more=[b"null", stream(mapping)])))
    assert text == "\U0002000b -\ufffd\ue000\ufffd公, as printed"


def test_large_type():
    assert texts(read(plain(b"BT /F 12 Tf 72 700 Td (large) Tj ET BT /F 72 Tf 72 400 Td (Ay.) Tj ET"))) == [
        "large",
        "Ay.",
    ]


def test_paths_that_draw_nothing():
    words = b"BT /F 12 Tf 72 700 Td (a) Tj ET 10 10 m 90 10 l n 10 10 m S 5 5 m 9 9 l 20 20 m 30 30 l S"
    assert texts(read(plain(words))) == ["a"]


def test_what_streams_unpack_to():
    words = b"BT /F 12 Tf 72 700 Td (a) Tj ET"
    for filtered in (True, False):
        source = plain(words + b" " * 200_000, filtered=filtered)
        assert texts(read(source)) == ["a"]
        with pytest.raises(gir.ParseError, match=r"文件过大.*Limits\.unpacked"):
            read(source, unpacked=1_000_000)
    with pytest.raises(gir.ParseError, match=r"文件过大：16002\d\d 字节"):
        read(plain(words + b" " * 200_000, filtered=False), unpacked=1_000_000)


def test_pictures_and_fonts_are_no_drawings():
    words = b"BT /F 12 Tf 72 700 Td (a) Tj ET"
    picture = stream(
        bytes(2_000_000), dictionary=b"/Type/XObject/Subtype/Image/Width 1000/Height 2000/BitsPerComponent 8"
    )
    font = stream(bytes(900_000), dictionary=b"/Length1 900000")
    assert texts(read(plain(words, more=[picture, font]), unpacked=1_000_000)) == ["a"]


def test_chains_of_filters():
    paper = Paper(pageCompression=1)  # in ASCII of base 85, too
    paper.text(72, 100, "公" * 30_000, 1)
    source = paper.bytes()
    assert b"/ASCII85Decode" in source
    with pytest.raises(gir.ParseError, match="文件过大"):
        read(source, unpacked=len(source) * 8)
    twice = stream(zlib.compress(bytes(3_000_000)), dictionary=b"/Length1 1")
    with pytest.raises(gir.ParseError, match="文件过大"):
        read(plain(b"BT ET", more=[twice]), unpacked=1_000_000)
    broken = plain(b"BT /F 12 Tf 72 700 Td (a) Tj ET", more=[stream(b"~~~~", False, b"/Filter/ASCII85Decode")])
    assert texts(read(broken)) == ["a"]


def test_drawings_that_multiply():
    levels = [
        stream(
            b"/X Do " * 10,
            dictionary=b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % at,
        )
        for at in range(10, 19)
    ]
    with pytest.raises(gir.ParseError, match="文件过大"):
        read(plain(b"/X Do", more=levels))


def test_the_time_that_a_page_takes():
    source = plain(b"BT /F 9 Tf 72 700 Td (a) Tj ET" + b"0 0 m 1 1 l S " * 2000)
    with pytest.raises(gir.ParseError, match=r"读取超过 1e-09 秒"):
        read(source, seconds=1e-9)
    assert texts(read(source)) == ["a"]


def test_without_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(gir.MissingExtraError, match=r"pip install 'gov_info_report\[pdf\]'"):
        read(b"%PDF-1.7\n")


# Whatever comes


SEEDS = [
    typeset(gir.parse(EXAMPLE)),
    plain(b"BT /F 12 Tf 72 700 Td (two words) Tj ET 0 0 m 9 9 l S", b"q 0 0 5 5 re f Q"),
]


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=60), st.integers(0))
def test_damaged_files_are_read_or_refused(seed, changes, length):
    damaged = bytearray(seed)
    for at, value in changes:
        damaged[at % len(damaged)] = value
    if length % 3 == 0:
        damaged = damaged[: length % len(damaged)]
    try:
        document = read(bytes(damaged))
    except gir.ParseError:
        return
    assert all(isinstance(block, Passage | Grid) for block in document.blocks)


@pytest.mark.slow
def test_many_threads():
    wanted = gir.parse(SEEDS[0])
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(gir.parse, [SEEDS[0]] * 12)) == [wanted] * 12


def test_numbers_that_are_none():
    huge = b"1" + b"0" * 45
    source = plain(
        b"%s 0 m 0 %s l S BT /F 12 Tf %s 0 0 %s 0 0 Tm (a) Tj ET BT /F 9 Tf 9 9 Td (b) Tj ET" % ((huge,) * 4)
    )
    assert texts(read(source)) == ["b"]
