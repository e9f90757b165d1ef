"""Errors: what is the matter is told apart by a code, in one language or in both, with a place where there is one."""

import copy
import gzip
import io
import pickle
import zipfile

import pytest

import gov_info_report as gir
from gov_info_report import errors
from gov_info_report.readers.kinds import refuse_other_kinds

EVERY = [getattr(errors, name) for name in errors.__all__]
BYTES = bytes(range(256))


@pytest.mark.parametrize("cls", EVERY)
def test_an_error_says_its_code_and_place_and_keeps_them(cls):
    error = cls("文件过大 (the file is too large): a.docx", code="too-large", place="第2页")
    for same in (error, pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(same) is cls
        assert (str(same), same.code, same.place) == ("文件过大 (the file is too large): a.docx", "too-large", "第2页")
        assert (same.render(), same.render("en")) == ("文件过大: a.docx", "the file is too large: a.docx")


def test_an_error_that_is_given_no_code_has_that_of_its_kind():
    codes = {cls.__name__: cls("x").code for cls in EVERY}
    assert codes == {
        "FormatError": "format-unknown",
        "GovInfoReportError": "error",
        "MissingExtraError": "extra-missing",
        "ParseError": "no-report",
        "PathError": "path-unknown",
        "TimeLimitError": "time-limit",
        "WorkerError": "worker-ended",
    }


@pytest.mark.parametrize(
    ("message", "chinese", "english"),
    [
        ("只有中文", "只有中文", "只有中文"),
        ("English alone (with brackets)", "English alone (with brackets)", "English alone (with brackets)"),
        ("坏了 (broken: Failed (PDFium: Data).)", "坏了", "broken: Failed (PDFium: Data)."),
        ("坏了 (broken): line 1 (char 0)", "坏了: line 1 (char 0)", "broken: line 1 (char 0)"),
        ("坏了 (never closed", "坏了 (never closed", "坏了 (never closed"),
        ("", "", ""),
    ],
)
def test_messages_in_one_language(message, chinese, english):
    error = gir.ParseError(message)
    assert (error.render("zh"), error.render("en")) == (chinese, english)


def archive():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr(zipfile.ZipInfo("a.txt"), "无")  # of a fixed date, since the bytes name the test
    return file.getvalue()


DOCX = gir.serialise(gir.blank(), "docx")


@pytest.mark.parametrize(
    ("source", "code", "place"),
    [
        ("今天天气很好。", "no-report", ""),
        (BYTES * 3, "no-text", ""),
        (b"\x89PNG\r\n\x1a\n" + BYTES, "unknown-format", ""),
        (b"\xff\xd8\xff\xe0" + BYTES, "unknown-format", ""),
        (b"GIF89a" + BYTES, "unknown-format", ""),
        (b"Rar!\x1a\x07\x00" + BYTES, "unknown-format", ""),
        (gzip.compress(BYTES, mtime=0), "unknown-format", ""),
        (b"\0\0\0\x18ftypmp42" + BYTES, "unknown-format", ""),
        (archive(), "unknown-format", ""),
        (DOCX[: len(DOCX) // 2], "damaged", ""),
        (b"%PDF-1.4\nnothing", "damaged", ""),
        ('{"a": 1,\n]', "json-invalid", "第2行第1字"),
        ("<div>" * 300 + "x", "too-large", ""),
    ],
    ids=lambda value: value[:12] if isinstance(value, str | bytes) else value,
)
def test_sources_that_cannot_be_read_are_told_apart_by_code(source, code, place):
    with pytest.raises(gir.ParseError) as raised:
        gir.read(source)
    assert (raised.value.code, raised.value.place) == (code, place)
    assert raised.value.render("en").isascii()


def test_limits_are_too_large():
    with pytest.raises(gir.ParseError) as raised:
        gir.read(DOCX, limits=gir.Limits(cells=10))
    assert raised.value.code == "too-large"


@pytest.mark.parametrize("text", ["BZh is how this begins", "RIFF", "ID3 一、总体情况", "II*", "GIF89a"])
def test_a_text_that_begins_like_another_kind_is_a_text(text):
    refuse_other_kinds(text.encode())
