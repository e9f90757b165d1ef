"""From bytes to text, and what no text holds."""

import codecs
import sys
import types

import pytest

import gov_info_report as gir
from gov_info_report.errors import ParseError
from gov_info_report.readers import clean, decode

WORDS = "一、总体情况：办结 14 件，𠮷"


@pytest.mark.parametrize(
    "source",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + WORDS.encode("utf-32-be"),
        WORDS.encode("gb18030"),
    ],
    ids=["UTF-8", "UTF-8 mark", "UTF-16 LE", "UTF-16 BE", "UTF-32 LE", "UTF-32 BE", "GB18030"],
)
def test_encodings(source):
    assert decode(source) == WORDS


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ('<meta charset="big5"><p>總體情況</p>', "big5"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=Big5'><p>總體情況</p>", "big5"),
        ("<?xml version='1.0' encoding='Big5-HKSCS'?><p>總體情況</p>", "big5hkscs"),
        ('<meta charset="gb2312"><p>总体情况</p>', "gb18030"),
        ('<meta charset="gbk"><p>总体情况𠮷</p>', "gb18030"),
        ('<meta charset="no-such-encoding"><p>总体情况</p>', "gb18030"),
        ('<meta charset="iso-8859-1"><p>总体情况</p>', "gb18030"),
        ('<meta charset="big5"><p>总体情况</p>', "utf-8"),
    ],
    ids=["big5", "http-equiv", "xml", "gb2312", "gbk too narrow", "unknown", "untrue", "UTF-8 goes first"],
)
def test_declared_encodings(page, encoding):
    assert decode(page.encode(encoding)) == page


PAGE = "<p>一、總體情況</p>\n<p>申請 14 件</p>\n"
TRADITIONAL = "一、總體情況：未收取信息處理費。"


@pytest.mark.parametrize(
    "source",
    [
        PAGE.encode("utf-16-le"),
        PAGE.encode("utf-16-be"),
        TRADITIONAL.encode("utf-16-le"),  # no zero in it
        TRADITIONAL.encode("utf-16-be"),
        PAGE.encode("big5"),
    ],
    ids=["UTF-16 LE", "UTF-16 BE", "UTF-16 LE of Chinese alone", "UTF-16 BE of Chinese alone", "Big5"],
)
def test_encodings_that_nothing_declares(source, monkeypatch):
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    assert decode(source) == (PAGE if b"p" in source else TRADITIONAL)


def test_ascii_in_utf_16():
    assert decode('{"title": ""}'.encode("utf-16-be")) == '{"title": ""}'


@pytest.mark.parametrize(
    "text",
    ["一、总体情况\0\0", "年\0", "\0", "a\0b", "\0\0年年年年\0\0年年"],
    ids=ascii,
)
def test_zeros_that_strayed_into_a_text(text):
    assert decode(text.encode()) == text


class Guess:
    """What charset-normalizer returns: the best of its guesses."""

    def __init__(self, encoding):
        self.encoding = encoding

    def best(self):
        return self.encoding and self


@pytest.mark.parametrize(
    "guess",
    ["euc_jp", None, "cp1252"],
    ids=["a guess", "no guess", "a guess without a word of the form"],
)
def test_detection_comes_last(guess, monkeypatch):
    asked = []
    module = types.ModuleType("charset_normalizer")
    module.from_bytes = lambda source: asked.append(source) or Guess(guess)
    monkeypatch.setitem(sys.modules, "charset_normalizer", module)
    source = "信息公開".encode("euc_jp")
    in_gb18030 = source.decode("gb18030")
    assert decode(source) == ("信息公開" if guess == "euc_jp" else in_gb18030)
    assert asked == [source]
    asked.clear()
    assert decode("信息公开".encode("gb18030")) == "信息公开"
    assert asked == []


def test_without_charset_normalizer(monkeypatch):
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    source = "信息公開".encode("euc_jp")
    assert decode(source) == source.decode("gb18030")


def test_detection_by_charset_normalizer():
    page = "一、総体情況。本報告は政府信息公開申請についての年度報告である。" * 4
    assert decode(page.encode("euc_jp")) == page


@pytest.mark.parametrize("name", ["rot13", "base64", "hex", "zlib", "idna", "punycode", "undefined"])
def test_a_declared_codec_that_is_no_encoding_of_text(name):
    page = f'<meta charset="{name}"><p>总体情况</p>'
    assert decode(page.encode("gb18030")) == page


def test_an_empty_text_after_its_mark():
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE):
        assert decode(mark) == ""
    assert decode(b"") == ""


@pytest.mark.parametrize(
    "source",
    [b"\xff\xff\xff", b"\x81", bytes(range(128, 256)), codecs.BOM_UTF16_LE + b"\x00", codecs.BOM_UTF8 + b"\xff"],
    ids=["no encoding", "half a character", "all high bytes", "odd UTF-16", "mark of UTF-8 only"],
)
def test_undecodable_bytes(source):
    with pytest.raises(ParseError, match=r"文本编码无法识别.*the bytes are not text in"):
        decode(source)


@pytest.mark.parametrize(
    ("text", "cleaned", "lines"),
    [
        ("甲\n乙", "甲\n乙", ()),
        ("甲\r\n乙\r丙", "甲\r\n乙\n丙", ()),
        ("甲\x0b乙\x0c丙\x1c丁\x1d戊\x1e己\x85庚", "甲\n乙\n丙\n丁\n戊\n己\n庚", ()),
        ("甲\t乙", "甲\t乙", ()),
        ("甲\u2028乙", "甲\u2028乙", ()),
        ("甲\x00\n\n乙\x07\x08丙", "甲\ufffd\n\n乙\ufffd\ufffd丙", (1, 3)),
        ("\ud800", "\ufffd", (1,)),
        ("甲\r\n\x9f", "甲\r\n\ufffd", (2,)),
        ("", "", ()),
    ],
    ids=ascii,
)
def test_cleaning(text, cleaned, lines):
    assert clean(text) == (cleaned, lines)


REPORT = "一、总体情况\n本年度政府信息公开情况良好，全年平稳有序。\n六、其他需要报告的事项\n无。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(
    ("broken", "lines", "place"),
    [(lambda text: text[:-1], "第4行", -1), (lambda text: text.replace(b"\n", b"\xff\n", 1), "第1行", 0)],
    ids=["cut off", "a stray byte"],
)
def test_a_broken_byte_is_told_and_costs_itself(encoding, broken, lines, place):
    reading = gir.read(broken(REPORT.encode(encoding)))
    assert [finding.message for finding in reading.findings if finding.code == "character-replaced"] == [
        f"原文含有控制字符或损坏的字节，已替换为“\N{REPLACEMENT CHARACTER}”：{lines}"
    ]
    assert reading.report.overview == gir.model.Overview("本年度政府信息公开情况良好，全年平稳有序。")
    left = "无。" if place == 0 else "无\ufffd" if encoding == "gb18030" else "无\ufffd\ufffd"
    assert reading.report.other_matters == gir.model.OtherMatters(left)


def test_each_broken_byte_is_a_character():
    text, lines = clean(decode("一、总体情况".encode() + b"\n\xe4\xb8\n\xff" + "良好".encode()))
    assert (text, lines) == ("一、总体情况\n\ufffd\ufffd\n\ufffd良好", (2, 3))
