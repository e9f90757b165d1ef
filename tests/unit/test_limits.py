"""What a document may use of time and memory, and the errors that say so."""

import pytest

import gov_info_report as gir
from gov_info_report.document import LOOK_EVERY, Document, Passage, limits
from gov_info_report.parsing.alignment import align
from gov_info_report.parsing.front import FAR
from gov_info_report.parsing.outline import outline
from gov_info_report.parsing.settling import settle
from gov_info_report.readers import read_document

HEADING = "二、主动公开政府信息情况"


@pytest.mark.parametrize("format", [None, "text", "markdown", "html"])
@pytest.mark.parametrize("kind", [str, str.encode])
def test_a_source_that_is_too_large(kind, format):
    limits = gir.Limits(unpacked=20)
    with pytest.raises(gir.ParseError, match=r"too large: \d+ bytes, at most 20, as Limits.unpacked says"):
        gir.parse(kind(HEADING + "字" * 20), format, limits=limits)


def test_a_file_is_measured_before_it_is_read(tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(b"x" * 21)
    with pytest.raises(gir.ParseError, match="too large: 21 bytes, at most 20"):
        gir.read(path, limits=gir.Limits(unpacked=20))


@pytest.mark.parametrize("tags", ["<div>" * 12, "</div>" * 50 + "<div>" * 12, "<b><i>" * 6])
def test_elements_that_nest_too_deep(tags):
    with pytest.raises(gir.ParseError, match=r"elements nest 12 deep, at most 11, as Limits\.depth says"):
        gir.parse(f"{tags}{HEADING}", "html", limits=gir.Limits(depth=11))
    report = gir.parse(f"{tags}{HEADING}", "html", limits=gir.Limits(depth=12))
    assert report == gir.Report(proactive=gir.model.Proactive2021())


@pytest.mark.parametrize(
    "source",
    [
        f"{HEADING}\n" + "规章\t1\t2\t3\n" * 3,
        f"## {HEADING}\n\n" + "| 规章 | 1 |\n" * 3,
        f"<h2>{HEADING}</h2><table>{'<tr><td>规章<td>1<td>2<td>3' * 3}</table>",
    ],
    ids=["text", "markdown", "html"],
)
def test_too_many_cells(source):
    with pytest.raises(gir.ParseError, match=r"more than 11 cells; Limits\.cells sets it"):
        gir.parse(source, limits=gir.Limits(cells=11))
    report = gir.parse(source, limits=gir.Limits(cells=12))
    rows = 3 if source.startswith("##") else 4
    assert gir.parse(source) == report
    with pytest.raises(gir.ParseError):
        gir.parse(source, limits=gir.Limits(cells=rows))


@pytest.mark.parametrize("source", [f"{HEADING}\n规章\t1", f"<h2>{HEADING}</h2><table><tr><td>规章<td>1</table>"])
def test_too_little_time(source):
    with pytest.raises(gir.ParseError, match=r"reading took more than 1e-09 seconds; Limits.seconds sets it"):
        gir.parse(source, limits=gir.Limits(seconds=1e-9))


@pytest.fixture
def clock(monkeypatch):
    """A clock on which a second passes with each look; it holds the looks."""
    looks = []
    monkeypatch.setattr(limits.time, "monotonic", lambda: looks.append(None) or float(len(looks)))
    return looks


MANY = 100 * LOOK_EVERY


@pytest.mark.parametrize(
    ("source", "format"),
    [
        ("一二三\n" * MANY, "text"),
        ("\n" * MANY, "text"),
        ("## 一二三\n" * MANY, "markdown"),
        ("<p>一二三</p>" * MANY, "html"),
        ("<br>" * MANY, "html"),
        ("<b>一</b>" * MANY, "html"),
    ],
    ids=["lines", "empty lines", "headings", "paragraphs", "breaks", "words"],
)
def test_readers_look_at_the_clock_as_they_go(clock, source, format):
    budget = gir.Limits(seconds=50).start()
    with pytest.raises(gir.ParseError, match=r"reading took more than 50 seconds; Limits.seconds sets it"):
        read_document(source, format, budget)
    assert len(clock) == 52


@pytest.mark.parametrize(
    ("line", "walks", "searches"),
    [
        ("一二三", 2, 2),  # the outline and the preamble; titles on a line and on several, in the first passages alone
        ("年度报告", 2, 2),
        ("一、总体情况", 2, 0),  # the outline, and what only lists the headings
        (HEADING, 2, 0),
    ],
)
def test_the_outline_looks_at_the_clock_in_each_walk_through_a_document(clock, line, walks, searches):
    document = Document("text", tuple(Passage(line, (number + 1, 1, None, None, None)) for number in range(MANY)))
    budget = gir.Limits(seconds=1e6).start()
    before = len(clock)
    outline(document, budget)
    assert len(clock) - before == (walks * MANY + searches * FAR) // LOOK_EVERY


def test_settling_looks_at_the_clock_where_rows_come_again_and_again(clock):
    page = "- 一、本年新收政府信息公开申请数量\n  - 自然人：5\n" * LOOK_EVERY * 20
    document = read_document(f"三、收到和处理政府信息公开申请情况\n{page}", "markdown", gir.Limits(seconds=1e6).start())
    plan = outline(document, gir.Limits(seconds=1e6).start())
    budget = gir.Limits(seconds=1e6).start()
    found = align("requests", [line for part in plan.parts for line in part.lines], budget)
    before = len(clock)
    settle(found, gir.model.table("requests", 2021), budget)
    assert len(clock) - before == -(-len(found.rows) // LOOK_EVERY) > 1


def test_the_line_on_which_many_rows_stand_is_kept_once():
    source = f"{HEADING}\n" + "规章：1；" * 2000
    assert {finding.actual for finding in gir.read(source).findings} == {source.split("\n")[1]}


@pytest.mark.parametrize("source", ["字" * 7, "字" * 7 + "\ud800"])
def test_a_text_is_measured_in_the_bytes_of_utf8(source):
    size = 3 * len(source)
    with pytest.raises(gir.ParseError, match=f"too large: {size} bytes, at most 20"):
        gir.parse(source, limits=gir.Limits(unpacked=20))


@pytest.mark.parametrize("name", ["unpacked", "depth", "cells", "seconds"])
def test_a_limit_is_more_than_nothing(name):
    with pytest.raises(ValueError, match=f"'{name}' must be > 0"):
        gir.Limits(**{name: 0})


@pytest.mark.parametrize(
    ("source", "format"),
    [(b"PK\x03\x04....", "zip")],
)
def test_files_of_a_kind_without_a_reader(source, format):
    with pytest.raises(gir.ParseError, match=f"no reader for {format} files; save the report as text or HTML"):
        gir.parse(source)
