"""`parse` and `read` from end to end: sources, formats, characters, and input that is no report."""

import contextlib
import io
import pathlib
import pickle
import random
import re
import time
from typing import get_args

import attrs
import pytest

import gov_info_report as gir
from gov_info_report import FormatError, ParseError
from gov_info_report.findings import is_figure
from gov_info_report.readers import FORMATS
from gov_info_report.reading import Format
from gov_info_report.writers import WRITERS, Written

HEADING = "六、其他需要报告的事项"
SHORT = f"{HEADING}\n未收取信息处理费。"


# Sources


def test_sources_of_every_kind(tmp_path, source):
    text = source().text
    path = tmp_path / "年报.txt"
    path.write_bytes(text.encode())
    wanted = gir.read(text)
    for each in (text, text.encode(), bytearray(text.encode()), memoryview(text.encode()), path):
        assert gir.read(each) == wanted
        assert gir.parse(each) == wanted.report


def test_a_path_of_any_kind(tmp_path):
    class Place:
        def __fspath__(self):
            return str(tmp_path / "年报.txt")

    (tmp_path / "年报.txt").write_text(SHORT, "utf-8")
    assert gir.parse(Place()) == gir.parse(SHORT)
    assert gir.parse(pathlib.PurePath(tmp_path / "年报.txt")) == gir.parse(SHORT)


def test_a_str_is_never_a_path(tmp_path):
    path = tmp_path / "年报.txt"
    path.write_text(SHORT, "utf-8")
    with pytest.raises(ParseError, match="no such report"):
        gir.parse(str(path))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        gir.parse(tmp_path / "没有.txt")
    with pytest.raises(IsADirectoryError):
        gir.read(tmp_path)


@pytest.mark.parametrize("source", [None, 1, ["甲"]], ids=lambda value: type(value).__name__)
def test_what_is_no_source(source):
    wanted = f"a source is str, bytes, a path or a file opened for reading bytes, not {type(source).__name__}"
    with pytest.raises(TypeError, match=wanted):
        gir.parse(source)


@pytest.mark.parametrize("source", ["年报.txt", "in/2024 年报.docx", "C:\\年报\\a.PDF\n", "./a.html"])
def test_a_str_that_looks_like_a_path_gets_a_hint(source):
    with pytest.raises(ParseError) as raised:
        gir.read(source)
    error, cause = raised.value, raised.value.__cause__
    assert error.render("zh") == f"{cause.render('zh')}；此为文本本身，文件请用 pathlib.Path"
    assert error.render("en") == f"{cause.render('en')}; a str is the text itself: for a file give a pathlib.Path"
    assert error.code == cause.code == "no-report"


@pytest.mark.parametrize("source", ["某某新闻", "第一行\n年报.txt", b"a.txt", "版本 2.0"])
def test_what_looks_like_no_path_gets_no_hint(source):
    with pytest.raises(ParseError) as raised:
        gir.read(source)
    assert "Path" not in str(raised.value)


def test_files_that_are_open(tmp_path):
    path = tmp_path / "年报.txt"
    path.write_bytes(b"before" + SHORT.encode())
    with path.open("rb") as file:
        file.seek(6)
        assert gir.read(file) == gir.read(SHORT)
    assert gir.parse(io.BytesIO(SHORT.encode())) == gir.parse(SHORT)
    with pytest.raises(ParseError, match="too large"):
        gir.parse(io.BytesIO(SHORT.encode()), limits=gir.Limits(unpacked=10))
    with pytest.raises(TypeError, match=r"^a file is opened for reading bytes: open\(path, 'rb'\)$"):
        gir.parse(io.StringIO(SHORT))


def test_the_formats_that_are_typed_are_those_that_are_read_and_written():
    assert set(get_args(Format)) == set(FORMATS)
    assert set(get_args(Written)) == set(WRITERS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
@pytest.mark.parametrize("edition", [2021, 2019])
def test_encodings(encoding, edition, source):
    text = source(edition).text
    assert gir.read(text.encode(encoding)) == gir.read(text)


@pytest.mark.parametrize("breaks", ["\r\n", "\r", "\x0b", "\x0c", "\x85"], ids=repr)
def test_line_breaks(breaks, source):
    text = source().text
    broken = text.replace("\n", breaks)
    reading, plain = gir.read(broken), gir.read(text)
    assert (reading.report, reading.findings) == (plain.report, plain.findings)
    assert {path: (span.line, span.column) for path, span in reading.spans.items()} == {
        path: (span.line, span.column) for path, span in plain.spans.items()
    }
    printed = {path: broken[span.start : span.end].replace(breaks, "\n") for path, span in reading.spans.items()}
    assert printed == {path: text[span.start : span.end] for path, span in plain.spans.items()}


# Formats


@pytest.mark.parametrize("format", ["text", "markdown", "html", "json"])
@pytest.mark.parametrize("edition", [2021, 2019])
def test_every_format_is_told_and_read(format, edition, consistent):
    written = gir.serialise(consistent[edition], format)
    reading = gir.read(written)
    assert (reading.report, reading.format, reading.findings) == (consistent[edition], format, gir.Findings())
    assert gir.read(written, format=format) == reading
    places = {record.path for record in gir.to_records(reading.report)}
    assert set(filter(is_figure, reading.spans)) == (set() if format == "json" else places)


def test_a_named_format_overrides_the_telling():
    text = f"## {HEADING}\n<p>无。</p>"
    assert gir.parse(text).other_matters.text == "无。"
    assert gir.parse(text, format="text").other_matters.text == "<p>无。</p>"
    assert gir.read(text, format="markdown").report.other_matters.text == "无。"


@pytest.mark.parametrize("format", ["odt", "ods", "TEXT", " text"], ids=repr)
def test_formats_that_are_not_known(format):
    message = f"format {format!r} is not known; there are json, text, markdown, html"
    with pytest.raises(FormatError, match=message):
        gir.parse(SHORT, format=format)
    with pytest.raises(FormatError, match=message):
        gir.read(SHORT, format)


def test_html_spans_name_table_row_and_column(consistent):
    reading = gir.read(gir.serialise(consistent[2021], "html"))
    assert str(reading.spans["requests.received.natural_person"]) == "第2个表格第4行第4列"
    assert str(reading.spans["disputes.reconsideration.total"]) == "第3个表格第4行第5列"
    assert str(reading.spans["proactive.regulations.issued"]) == "第1个表格第3行第2列"


TEXTS = ("title", "preamble", "overview", "problems", "other_matters")


def lines_of(report):
    """Each line of the texts of a report, by the path of its place."""
    texts = {name: getattr(report, name) for name in TEXTS}
    return {
        f"{name}.{number}": line
        for name, text in texts.items()
        for number, line in enumerate((text if isinstance(text, str) else text.text).split("\n"), start=1)
    }


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
@pytest.mark.parametrize("edition", [2021, 2019])
def test_texts_have_places(format, edition, consistent):
    written = gir.serialise(consistent[edition], format)
    reading = gir.read(written)
    lines = lines_of(reading.report)
    spans = {path: span for path, span in reading.spans.items() if not is_figure(path)}
    assert set(spans) == {*lines, *TEXTS}
    for path, line in lines.items():
        cut = written[spans[path].start : spans[path].end]
        assert line in re.sub("<[^>]*>|(?<=[（）])\\\\|\\\\(?=[（）.])", "", cut), path
    for name in TEXTS:
        first, last = (path for path in (f"{name}.1", [path for path in lines if path.startswith(name)][-1]))
        assert spans[name] == attrs.evolve(spans[first], end=spans[last].end)


def test_texts_of_a_word_document_have_their_paragraphs(consistent):
    reading = gir.read(gir.serialise(consistent[2021], "docx"))
    spans = {path: span for path, span in reading.spans.items() if not is_figure(path)}
    assert set(spans) == {*lines_of(reading.report), *TEXTS}
    assert [spans[name].block for name in ("title", "preamble", "overview.1", "overview.6")] == [1, 2, 4, 9]
    assert spans["overview"] == spans["overview.1"]


def test_the_place_of_a_text_beside_its_heading_and_in_a_cell():
    text = f"一、总体情况　全年平稳。\n{HEADING}\n未收费。\n一、总体情况\n又一次。"
    spans = gir.read(text).spans
    assert {path: text[span.start : span.end] for path, span in spans.items()} == {
        "overview": "一、总体情况　全年平稳。",
        "overview.1": "一、总体情况　全年平稳。",
        "other_matters": "未收费。",
        "other_matters.1": "未收费。",
    }
    cell = f"<h2>{HEADING}</h2><table><tr><td>未收费。<br>无其他事项。</td></tr></table>"
    assert {str(span) for span in gir.read(cell).spans.values()} == {"第1个表格第1行第1列"}


def test_a_finding_on_a_text_has_its_place():
    text = f"青禾县水利局2024年政府信息公开工作年度报告\n{HEADING}\n某某局未收取信息处理费。"
    [finding] = gir.check(text).of("template-text")
    assert finding.where() == "第3行第1字"


# Characters


def test_control_characters_are_replaced_and_told():
    reading = gir.read(f"{HEADING}\n未\x00收取\x07信息处理费。\n\n\x01")
    assert reading.report.other_matters.text == "未\ufffd收取\ufffd信息处理费。\n\ufffd"
    (finding,) = reading.findings
    assert (finding.code, finding.severity, finding.message) == (
        "character-replaced",
        "warning",
        "原文含有控制字符或损坏的字节，已替换为“\ufffd”：第2、4行",
    )
    many = gir.read(HEADING + "\n\x00" * 9)
    assert many.findings[0].detail == "2、3、4、5、6…"


def test_replaced_characters_are_told_of_json_too():
    report = gir.Report(title="甲乙", problems=gir.model.Problems("丙"))
    reading = gir.read(gir.serialise(report, "json").replace("甲乙", "甲\x7f乙"))
    assert reading.report.title == "甲\ufffd乙"
    assert reading.findings.codes == {"character-replaced"}
    assert gir.read(b"\xef\xbb\xbf" + gir.serialise(report, "json").encode()).report == report


def test_a_replaced_character_in_a_figure_is_unreadable(source):
    reading = gir.read(source().change("行政处罚", "26", "2\x006").text)
    assert reading.report["proactive.penalties.decisions"] == gir.Unreadable("2\ufffd6")
    assert reading.findings.codes == {"character-replaced"}


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_surrogates_are_replaced(format):
    reading = gir.read(f"<h2>{HEADING}</h2><p>甲\ud800乙</p>" if format == "html" else f"{HEADING}\n甲\ud800乙")
    assert reading.report.other_matters.text == "甲\ufffd乙"
    assert reading.findings.codes == {"character-replaced"}


# What is no report


@pytest.mark.parametrize("format", [None, "text", "markdown", "html", "json"])
@pytest.mark.parametrize("source", ["", " ", "\n\t\r\n", "\u3000", b"", b"\n", "\x0c"], ids=repr)
def test_nothing(source, format):
    with pytest.raises(ParseError, match="the source is empty"):
        gir.parse(source, format=format)


@pytest.mark.parametrize("source", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf\n"], ids=ascii)
def test_nothing_but_a_byte_order_mark(source):
    with pytest.raises(ParseError, match="the source is empty"):
        gir.parse(source)


@pytest.mark.parametrize(
    "source",
    [
        "今天天气不错。",
        "青禾县水利局2024年政府信息公开工作年度报告",
        "科室\t篇数\n办公室\t12",
        "<html><body><p>页面不存在</p></body></html>",
        "<html></html>",
        "## 通知\n\n请各科室报送材料。",
        "0\t0\t0\t0\t0\t0\t0",
        "规章",
        "总计\t1",
        "\x00",
        "PK\x03\x04",
        "%PDF-1.7",
        "\\一、总体情况",
        "一" * 1000,
    ],
    ids=ascii,
)
def test_texts_that_are_no_report(source):
    for format in (None, "text", "markdown", "html"):
        with pytest.raises(ParseError, match=r"不是政府信息公开工作年度报告.*no such report"):
            gir.parse(source, format=format)


def test_one_heading_or_one_row_is_a_report():
    assert gir.parse(HEADING).other_matters == gir.model.OtherMatters("")
    report = gir.parse("行政许可\t12")
    assert report["proactive.licensing.decisions"] == 12
    assert gir.read("行政许可\t12").findings.codes == {"heading-missing"}


def test_undecodable_bytes():
    with pytest.raises(ParseError, match="the bytes are not text in"):
        gir.parse(b"\xff\xff" * 20 + SHORT.encode())


def test_utf_16_without_its_mark():
    """It must not come out as a report with other words."""
    assert gir.parse(SHORT.encode("utf-16-le")) == gir.parse(SHORT)


def test_deep_html():
    with pytest.raises(ParseError, match="elements nest 100000 deep, at most 256"):
        gir.parse("<div>" * 100_000 + HEADING)
    assert gir.parse("<p>" * 20_000 + HEADING).other_matters == gir.model.OtherMatters("")
    assert gir.parse("<table><tr><td>" * 200 + HEADING).other_matters == gir.model.OtherMatters("")


@pytest.mark.slow
def test_random_text_and_bytes():
    chance = random.Random(7)
    words = [
        "规章",
        "总计",
        "其他",
        "一、",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "\t",
        "|",
        "\n",
        "0",
        "12",
        "#",
        " ",
        "<td>",
        "</td>",
        "\\",
        "〔",
        "〕",
        "&lt;",
        "（一）",
        "行政复议",
        "\u3000",
        "-",
        "/",
        "信息内容",
        "\x00",
    ]
    for size in [*range(0, 60, 3), *[300] * 30]:
        text = "".join(chance.choices(words, k=size))
        for source in (text, text.encode("gb18030"), chance.randbytes(size)):
            for format in (None, "text", "markdown", "html"):
                try:
                    reading = gir.read(source, format=format)
                except ParseError:
                    continue
                gir.validate(reading)


@pytest.mark.parametrize("edition", [2021, 2019])
@pytest.mark.parametrize("format", ["text", "markdown", "html", "json"])
def test_every_beginning_of_a_report_is_read_or_refused(edition, format, consistent, figures_of):
    report = consistent[edition]
    text = gir.serialise(report, format)
    whole = figures_of(report)
    step = max(1, len(text) // 60)
    refused = 0
    for end in range(0, len(text), step):
        try:
            reading = gir.read(text[:end], format=format)
        except ParseError:
            refused += 1
            continue
        assert format != "json"
        told = [*reading.findings, *gir.validate(reading)]
        named = {path for finding in told for path in finding.paths}
        for path, figure in figures_of(reading.report).items():
            if path not in whole:  # the labels that tell the edition are cut off
                continue
            if not isinstance(figure, int) and path not in named:
                assert any(path.startswith(f"{prefix}.") for prefix in named), path
        for name in ("overview", "proactive", "requests", "disputes", "problems", "other_matters"):
            assert getattr(reading.report, name) is not None or name in named
    assert refused < 60 if format != "json" else refused >= 60


@pytest.mark.slow
def test_a_long_text_takes_time_in_proportion():
    """A generous bound: what grows with the square would take minutes."""
    chance = random.Random(11)
    alphabet = "一二三规章总计其他0123456789\t\t|\n\n（）、。#<>"
    text = "".join(chance.choices(alphabet, k=300_000))
    started = time.perf_counter()
    for format in ("text", "markdown", "html"):
        with contextlib.suppress(ParseError):
            gir.read(text, format=format)
    assert time.perf_counter() - started < 30


# Readings


def test_a_reading_is_equal_to_another_of_the_same_source(source):
    assert gir.read(source().text) == gir.read(source().text)
    assert gir.read(source().text) != gir.read(source(2019).text)
    assert hash(gir.read(source().text)) == hash(gir.read(source().text))


def test_a_bare_reading():
    reading = gir.Reading(gir.blank())
    assert (reading.findings, reading.spans, reading.format) == (gir.Findings(), {}, "")
    assert gir.validate(reading) == gir.validate(gir.blank())


def test_threads_read_alike(source):
    from concurrent.futures import ThreadPoolExecutor

    texts = [source(edition).text for edition in (2021, 2019)] * 20
    with ThreadPoolExecutor(8) as pool:
        readings = list(pool.map(gir.read, texts))
    assert readings == [gir.read(text) for text in texts]


def test_the_places_of_a_page_are_ranges_of_its_source():
    page = f"<h2>{HEADING}</h2>\r\n<p title='>'>未收取<b>信息处理费</b>。</p>"
    page = f"<table><tr><td>规章<td> <b>3</b>\r\n<td>0<td>12</table>{page}"
    reading = gir.read(page)
    span = reading.spans["proactive.regulations.in_force"]
    assert (span, page[span.start : span.end]) == (
        gir.document.Span(table=1, row=1, column=4, cell=4, start=page.index("12<"), end=page.index("12<") + 2),
        "12",
    )
    span = reading.spans["proactive.regulations.issued"]
    assert page[span.start : span.end] == " <b>3</b>\r\n"
    assert pickle.loads(pickle.dumps(reading)) == reading


def test_the_places_of_findings_in_a_page_are_found_when_somebody_first_asks(monkeypatch):
    asked = []
    located = gir.document.Document.located
    monkeypatch.setattr(gir.document.Document, "located", lambda *given: asked.append(given[1]) or located(*given))
    page = f"<h2>{HEADING}</h2><p>无。</p><h2>{HEADING}</h2><p>无其他事项。</p>"
    reading, same = gir.read(page), gir.read(page)
    assert (reading.year, asked, hasattr(reading, "months")) == (None, [], False)
    (span,) = reading.findings.of("section-repeated").items[0].spans
    assert page[span.start : span.end] == HEADING
    assert pickle.loads(pickle.dumps(same)) == reading == gir.read(page)
