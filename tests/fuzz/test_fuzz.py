"""Every reader, given files that were once right: a reading that keeps its promises or a refusal, in bounded time.

The files that are changed lie in `seeds`, a folder a reader; all are our own, made once with `serialise`, reportlab,
openpyxl, python-docx, or by hand. What was ever found lies in `regressions`, named for the format, and is run first
and always. CI searches briefly; to search long: `pytest tests/fuzz --hypothesis-profile=long`. What fails is kept in
a folder that the failure names, as small as Hypothesis could make it, ready to become a regression.
"""

from __future__ import annotations

import io
import os
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import gov_info_report as gir
from gov_info_report.findings import is_figure

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
FOUND = Path(tempfile.gettempdir()) / "gov-info-report-fuzz"
SECONDS = 2 * gir.Limits().seconds
"""Reading, checking, writing and reading again take no longer."""

TEXTS = ("text", "markdown", "html", "json")
PACKAGES = ("docx", "xlsx")
FORMATS = (*TEXTS, *PACKAGES, "pdf", "decoding")

FORM = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "规章",
    "行政许可",
    "（一）予以公开",
    "总计",
    "其他",
    "0",
    "-1",
    "/",
    "〔缺〕",
)
XML = ("&amp;", "&#0;", "&#xd800;", "<!--", "]]>", "<?a ", 'xml:space="preserve"', "_x000D_", "-1", "99999999", "&b;")
TOKENS: dict[str, Sequence[str]] = {
    "text": (*FORM, "\n", "\t", "|", " | ", "\\", "\r", "\u3000", "\u2028", "\x85", "\ufeff", "- 5 -", "０", "⼀"),
    "markdown": (*FORM, "\n", "|", "\\|", "---|", "# ", "## ", "<br>", "&#124;", "&nbsp;", "**", "```", "\\"),
    "html": (
        *(*FORM, "<table>", "</table>", "<tr>", "<td>", "<td rowspan=20>", '<td colspan="0">', "</td>", "<br>", "<p>"),
        *("<script>", "<!--", "-->", "<svg>", "<template>", "&#0;", "&#x110000;", "<p class=literal>", "</body>", "<b"),
    ),
    "json": (
        *("[", "]", "{", "}", ",", ":", '"', "null", "1e999", "-0", "NaN", "1" * 30, "true", '"a":', "\\ud800"),
        *("\\u0000", '"unreadable"', '"missing"', "[" * 400),
    ),
    "docx": (
        *(*XML, "<w:p>", "</w:p>", "<w:tbl>", "</w:tbl>", "<w:tr>", "<w:tc>", "</w:tc>", "<w:tab/>", "<w:del/>"),
        *('<w:gridSpan w:val="2"/>', "<w:vMerge/>", '<w:vMerge w:val="restart"/>', "<w:txbxContent>", "<w:sdt>"),
        *("<w:numPr>", '<w:ilvl w:val="9"/>', '<w:sym w:char="FFFF"/>', "<w:vanish/>", "<w:pPr>", "<w:rPr>"),
    ),
    "xlsx": (
        *(*XML, "<row>", "</row>", "<c>", "</c>", "<v>", "</v>", 't="s"', 't="str"', 't="inlineStr"', 't="b"', 't="e"'),
        *('s="1"', 'r="XFD1048576"', 'r="A0"', '<mergeCell ref="A1:XFD1048576"/>', "1e308", "[Red]", "yyyy", "<f>"),
    ),
    "pdf": (
        *("stream\n", "endstream", "endobj", "obj", "<<", ">>", "[", "]", "/Length 1", "/Kids", "/Parent", "/Count -1"),
        *(" Tj", " Do", " cm", " re f", " l S", "1 0 0 1 0 0 Tm", "q ", "Q ", "1e38", "-99999999"),
        *("/Rotate 90", "/MediaBox[0 0 0 0]", "/UserUnit 9", "/Filter/FlateDecode", "BT ", "ET ", "/Encrypt"),
        *("1 0 R", "4 0 R", "trailer"),
    ),
    "decoding": (
        *("\ufeff", "\0", "charset=big5", "charset=utf-7", 'encoding="rot13"', "\x1b$B", "信息公开", "\x80", "\xff"),
    ),
}  # fmt: skip


def files(folder: str, format: str) -> list[bytes]:
    """The sources of a format that lie in a folder."""
    return [path.read_bytes() for path in sorted((HERE / folder / format).glob("*"))]


SEEDS = {format: files("seeds", format) for format in FORMATS}
Pieces = str | bytes


@st.composite
def changed(draw: st.DrawFn, source: Pieces, others: Sequence[Pieces], tokens: Sequence[Pieces]) -> Pieces:
    """A source with pieces of it cut out, doubled, repeated, moved, or put in from elsewhere."""
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(source)))
        end = at + draw(st.integers(1, 60))
        match draw(st.sampled_from(["insert", "cut", "double", "set", "repeat", "move", "splice", "end"])):
            case "insert":
                source = source[:at] + draw(st.sampled_from(tokens)) + source[at:]
            case "cut":
                source = source[:at] + source[end:]
            case "double":
                source = source[:at] + source[at:end] + source[at:]
            case "set":
                source = (
                    source[:at] + (bytes([end % 256]) if isinstance(source, bytes) else chr(end)) + source[at + 1 :]
                )
            case "repeat":
                source = source[:at] + source[at:end] * draw(st.integers(2, 300)) + source[end:]
            case "move":
                rest, to = source[:at] + source[end:], draw(st.integers(0, len(source)))
                source = rest[:to] + source[at:end] + rest[to:]
            case "splice":
                other = draw(st.sampled_from(others))
                start = draw(st.integers(0, len(other)))
                source = source[:at] + other[start : start + draw(st.integers(1, 2000))] + source[end:]
            case _:
                source = source[: max(at, 1)]
    return source


@st.composite
def texts(draw: st.DrawFn, format: str) -> str:
    """A text of a format, changed."""
    seeds = [seed.decode() for seed in SEEDS[format]]
    return draw(changed(draw(st.sampled_from(seeds)), seeds, TOKENS[format]))


@st.composite
def binaries(draw: st.DrawFn, format: str) -> bytes:
    """A file of a format, changed byte by byte."""
    tokens = [token.encode("utf-8", "surrogatepass") for token in TOKENS[format]]
    return draw(changed(draw(st.sampled_from(SEEDS[format])), SEEDS[format], tokens))


@st.composite
def packages(draw: st.DrawFn, format: str) -> bytes:
    """An archive of which one part is changed, and packed again."""
    parts = [unpacked(seed) for seed in SEEDS[format]]
    chosen = dict(draw(st.sampled_from(parts)))
    name = draw(st.sampled_from(sorted(chosen, key=lambda name: -len(chosen[name]))))
    others = [part[name] for part in parts if name in part]
    chosen[name] = draw(changed(chosen[name], others, [token.encode() for token in TOKENS[format]]))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part, content in chosen.items():
            archive.writestr(part, content)
    return file.getvalue()


def unpacked(seed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(seed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


Unaccounted = Callable[[Pieces, str | None], list[str]]


@pytest.fixture(scope="session")
def check(unaccounted: Unaccounted) -> Callable[[Pieces, str | None], None]:
    """Reads a source all the way; a refusal is right, any other exception or a promise that is broken is not."""

    def check(source: Pieces, format: str | None) -> None:
        began = time.monotonic()
        try:
            read_all_the_way(source, format, unaccounted)
            assert time.monotonic() - began < SECONDS
        except Exception as error:
            FOUND.mkdir(exist_ok=True)
            path = FOUND / f"{format or 'decoding'}-{os.getpid()}"
            path.write_bytes(source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source)
            error.add_note(f"The source lies in {path}")
            raise

    return check


def read_all_the_way(source: Pieces, format: str | None, unaccounted: Unaccounted) -> None:
    """Read a source, check what comes of it, write that and read it again."""
    try:
        reading = gir.read(source, format)
    except (gir.ParseError, gir.FormatError):
        return
    records = {record.path: record for record in gir.to_records(reading.report)}
    findings = reading.findings + gir.validate(reading)
    assert all(finding.message and finding.render("en") for finding in findings)
    assert [path for path, record in records.items() if record.value is None and not findings.about(path)] == []
    assert set(filter(is_figure, reading.spans)) <= records.keys()
    for written in ("text", "json"):
        assert gir.parse(gir.serialise(reading.report, written), written) == reading.report
    assert gir.read(source, format) == reading
    if reading.format != "json":
        assert unaccounted(source, reading.format) == []


@pytest.mark.parametrize("format", TEXTS)
@given(data=st.data())
def test_texts(format, data, check):
    check(data.draw(texts(format)), format)


@pytest.mark.parametrize("format", PACKAGES)
@given(data=st.data())
def test_packages(format, data, check):
    check(data.draw(st.one_of(packages(format), packages(format), binaries(format))), format)


@given(source=binaries("pdf"))
def test_pdf(source, check):
    check(source, "pdf")


@given(source=binaries("decoding"))
@example(source=b"")
def test_decoding(source, check):
    check(source, None)


@pytest.mark.parametrize("format", FORMATS)
def test_what_was_found_before(format, check):
    for source in files("seeds", format) + files("regressions", format):
        check(source, None if format == "decoding" else format)
