"""Every reader keeps every limit: what is beyond it is refused by name, and twice the input takes twice the time."""

import gc
import io
import time
import zipfile
from itertools import product

import attrs
import openpyxl
import pytest
import xlwt
from reportlab.pdfgen.canvas import Canvas

import gov_info_report as gir
from gov_info_report.readers import FORMATS

REPORT = gir.evolve(gir.blank(), {"requests.received.total": 14})
HEADING = "二、主动公开政府信息情况"
NAMES = [limit.name for limit in attrs.fields(gir.Limits)]


def workbook(rows):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def old_workbook(rows):
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def pages(lines, pages=1):
    """A PDF with lines of words on each page, and a table drawn within a drawing within a drawing."""
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.beginForm("inner")
    canvas.grid([50, 150, 250], [50, 80, 110])
    canvas.drawString(60, 60, "12")
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.doForm("inner")
    canvas.endForm()
    for _ in range(pages):
        canvas.doForm("outer")
        for line in range(lines):
            canvas.drawString(72, 800 - line * 3, "some words on a line")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


SOURCES = {
    **{format: gir.serialise(REPORT, format) for format in ("text", "markdown", "html", "json", "docx")},
    "xlsx": workbook([[HEADING], ["规章", 1, 2, 3], *[["行政许可", 1]] * 60]),
    "xls": old_workbook([[HEADING], ["规章", 1, 2, 3], *[["行政许可", 1]] * 60]),
    "csv": f"{HEADING}\n规章,1,2,3\n" + "行政许可,1\n" * 60,
    "pdf": pages(9),
}
BELOW = {"unpacked": 500, "depth": 1, "cells": 2, "seconds": 1e-9}
MESSAGES = {
    "unpacked": r"文件过大：\d+ 字节，上限 500，由 Limits\.unpacked 设定",
    "depth": r"标签嵌套 \d+ 层，上限 1，由 Limits\.depth 设定",
    "cells": r"表格单元格超过 2 个，上限由 Limits\.cells 设定",
    "seconds": r"读取超过 1e-09 秒，上限由 Limits\.seconds 设定",
}
FLAT = {(format, "depth") for format in ("text", "markdown", "csv", "xls")}  # nothing nests in these
CONVERTED = {("doc", name) for name in NAMES}  # becomes a docx first: see test_readers_office


@pytest.mark.parametrize(("format", "limit"), sorted({*product(FORMATS, NAMES)} - FLAT - CONVERTED))
def test_each_reader_keeps_each_limit(format, limit):
    with pytest.raises(gir.ParseError, match=MESSAGES[limit]):
        gir.read(SOURCES[format], format, limits=gir.Limits(**{limit: BELOW[limit]}))


@pytest.mark.parametrize("format", [format for format in SOURCES if format != "pdf"])
def test_within_the_limits_the_same_sources_are_read(format):
    assert gir.read(SOURCES[format], format).format == format


# Without being asked: the defaults


def archive(name, content):
    """A document of Office in which a part has other contents."""
    file = io.BytesIO()
    format = "docx" if name.startswith("word") else "xlsx"
    with zipfile.ZipFile(io.BytesIO(SOURCES[format])) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return file.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
DOCX, XLSX = "word/document.xml", "xl/worksheets/sheet1.xml"
MANY = 100_001


def nested(root, tag, times=100_000):
    return f"<{root}>{f'<{tag}>' * times}{f'</{tag}>' * times}</{root.split()[0]}>"


@pytest.mark.parametrize(
    ("source", "format", "message"),
    [
        (archive(DOCX, bytes(65 * 2**20)), "docx", "too large"),
        (archive(XLSX, bytes(65 * 2**20)), "xlsx", "too large"),
        ("字" * (64 * 2**20 + 1), "text", "too large"),
        (archive(DOCX, nested(f"w:document {W}", "w:sdt")), "docx", r"elements nest \d+ deep"),
        (archive(XLSX, nested(f"worksheet {S}", "row")), "xlsx", r"elements nest \d+ deep"),
        (f"<p>{HEADING}</p>{'<div>' * 100_000}", "html", "elements nest 100000 deep"),
        ('{"title": ' + "[" * 100_000, "json", "elements nest 100001 deep"),
        (f"{HEADING}\n" + "\t0" * MANY, "text", "more than 100000 cells"),
        (f"# {HEADING}\n" + "| 0 " * MANY, "markdown", "more than 100000 cells"),
        (f"<h2>{HEADING}</h2><table><tr>" + "<td>0" * MANY, "html", "more than 100000 cells"),
        ("[" + "0," * 41 * MANY, "json", "more than 100000 cells"),
        (
            archive(
                DOCX, f"<w:document {W}><w:body><w:tbl><w:tr>{'<w:tc/>' * MANY}</w:tr></w:tbl></w:body></w:document>"
            ),
            "docx",
            "more than 100000 cells",
        ),
        (
            archive(XLSX, f"<worksheet {S}><sheetData>{'<row><c><v>0</v></c></row>' * MANY}</sheetData></worksheet>"),
            "xlsx",
            "more than 100000 cells",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_hostile_sources_are_refused_without_being_asked_to(source, format, message):
    began = time.process_time()
    with pytest.raises(gir.ParseError, match=message):
        gir.read(source, format)
    assert time.process_time() - began < gir.Limits().seconds


@pytest.mark.parametrize("declared", ['<!ENTITY b "&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/passwd">'])
@pytest.mark.parametrize("part", [DOCX, XLSX])
def test_entities_are_refused(part, declared):
    bomb = f'<!DOCTYPE w [<!ENTITY a "{"a" * 99}">{declared}]><w>&b;</w>'
    with pytest.raises(gir.ParseError, match="a document type declaration"):
        gir.read(archive(part, bomb))


# Megabytes on one line, and what grows with its square


def paragraphs(times):
    return archive(
        DOCX, f"<w:document {W}><w:body>{'<w:p><w:r><w:t>甲</w:t></w:r></w:p>' * times}</w:body></w:document>"
    )


GROWING = {
    "text, rows of commas": ("text", lambda times: f"{HEADING}\n" + "规章,1,2,3\n" * (100 * times)),
    "text, quotes": ("text", lambda times: f"{HEADING}\n规章,1,2,3\n" + '"规章,\n' * (300 * times)),
    "text, a box": ("text", lambda times: f"{HEADING}\n" + "│规章│1│\n├────┼─┤\n" * (50 * times)),
    "text, dashes": ("text", lambda times: f"{HEADING}\n" + "---- --\n规章 1\n" * (100 * times)),
    "markdown, tables in HTML": (
        "markdown",
        lambda times: "## 一、总体情况\n" + "<table><td>规章</table>\n" * (100 * times),
    ),
    "markdown, marks": ("markdown", lambda times: "# 一、总体情况\n" + "[**a_~~b*" * (200 * times)),
    "html, hidden": ("html", lambda times: "<p>一、总体情况" + "<s>甲</s><b hidden><p>乙</p></b>" * (100 * times)),
    "text, one line": ("text", lambda times: "一、总体情况\n" + "甲" * (50_000 * times)),
    "text, one row": ("text", lambda times: f"{HEADING}\n规章" + "\t0" * (1000 * times)),
    "text, figures on one line": ("text", lambda times: f"{HEADING}\n规章" + " 0" * (500 * times)),
    "text, lines": ("text", lambda times: "一、总体情况\n" + "甲\n" * (300 * times)),
    "text, headings": ("text", lambda times: "一、总体情况\n" * (100 * times)),
    "markdown, one line": ("markdown", lambda times: "# 一、总体情况\n" + "\\&" * (10_000 * times)),
    "html, paragraphs": ("html", lambda times: "<h2>一、总体情况</h2>" + "<p>甲" * (500 * times)),
    "html, one line": ("html", lambda times: "<h2>一、总体情况</h2><p>" + "甲<" * (20_000 * times)),
    "html, rows": ("html", lambda times: f"<h2>{HEADING}</h2><table>" + "<tr><td>规章<td rowspan=9>1" * (100 * times)),
    "json": ("json", lambda times: '{"title": [' + "0, " * (20_000 * times)),
    "docx, paragraphs": ("docx", lambda times: paragraphs(300 * times)),
    "xlsx, rows": ("xlsx", lambda times: workbook([["甲", 1]] * (100 * times))),
    "pdf, lines": ("pdf", lambda times: pages(20 * times)),
    "pdf, pages": ("pdf", lambda times: pages(5, 10 * times)),
}


@pytest.mark.slow
@pytest.mark.parametrize(("format", "source"), GROWING.values(), ids=GROWING)
def test_twice_the_input_takes_about_twice_the_time(format, source):
    """What grows with the square takes four times as long for each doubling: sixteen times for four times the input."""
    times = seconds(source(2), format), seconds(source(8), format)
    assert times[1] <= 2.5**2 * times[0] + 0.01


def seconds(source, format):
    """The least that reading takes, of three tries; memory that others left behind aside."""
    taken = []
    for _ in range(3):
        gc.collect()
        began = time.process_time()
        try:
            gir.read(source, format)
        except gir.ParseError:
            assert format in ("json", "xlsx", "docx", "pdf")
        taken.append(time.process_time() - began)
    return min(taken)


@pytest.mark.parametrize("row", ["规章;1;2\n", '["规章", 1, 2]\n', "<tr><td>规章<td>1<td>2", "规章 1 2\n"])
def test_rows_that_lack_a_cell_and_recur_are_read_in_time(row):
    began = time.process_time()
    gir.read(f"{HEADING}\n{'<table>' * ('<' in row)}" + row * 12_000)
    assert time.process_time() - began < gir.Limits().seconds
