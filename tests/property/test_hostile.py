"""Whatever comes in: a report or a `ParseError`, and nothing else."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gov_info_report as gir
from gov_info_report.testing import prose, reports

pytestmark = pytest.mark.slow

FORMATS = st.sampled_from([None, "text", "markdown", "html", "json"])


def read_all_the_way(source: str | bytes, format: str | None = None) -> None:
    """Read, check and write; only a refusal is allowed to stop it."""
    with suppress(gir.ParseError):
        reading = gir.read(source, format)
        assert gir.parse(source, format) == reading.report
        for finding in [*reading.findings, *gir.validate(reading)]:
            assert finding.message
            assert finding.render("en")
        assert gir.parse(gir.serialise(reading.report, "text")) == reading.report


@given(source=st.one_of(st.text(), st.binary(), prose(), prose().map(str.encode)), format=FORMATS)
def test_arbitrary_text_and_bytes(source: str | bytes, format: str | None) -> None:
    read_all_the_way(source, format)


@given(source=st.text(alphabet="<>/tabledivp =\"'&;#x一、总体情况规章0\n"), format=FORMATS)
def test_broken_markup(source: str, format: str | None) -> None:
    read_all_the_way(source, format)


@st.composite
def mutilated(draw: st.DrawFn) -> str:
    """A serialised report with lines, or cells, cut, doubled and shuffled."""
    text = gir.serialise(draw(reports()), draw(st.sampled_from(["text", "markdown", "html", "json"])))
    separator = draw(st.sampled_from(["\n", "\t", " | ", "<", "{"]))
    pieces = text.split(separator)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(pieces) - 1))
        match draw(st.sampled_from(["cut", "double", "move", "shear"])):
            case "cut" if len(pieces) > 1:
                del pieces[at]
            case "double":
                pieces.insert(at, pieces[at])
            case "move":
                pieces.insert(draw(st.integers(0, len(pieces) - 1)), pieces.pop(at))
            case _:
                pieces[at] = pieces[at][: len(pieces[at]) // 2]
    return separator.join(pieces)


@given(source=mutilated(), format=FORMATS)
def test_serialised_reports_cut_doubled_and_shuffled(source: str, format: str | None) -> None:
    read_all_the_way(source, format)


@given(source=mutilated())
def test_every_absent_figure_of_a_mutilated_report_is_named(source: str) -> None:
    with suppress(gir.ParseError):
        reading = gir.read(source)
        found = reading.findings + gir.validate(reading)
        absent = [record.path for record in gir.to_records(reading.report) if record.value is None]
        assert [path for path in absent if not found.about(path)] == []
