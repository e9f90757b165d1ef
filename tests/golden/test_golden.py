"""Small whole documents of our own, and beside each the whole result, to be read in a diff.

`GOLDEN_REWRITE=1 pytest tests/golden` writes the results anew; read the diff before you keep them.
"""

import os
from pathlib import Path

import pytest

import gov_info_report as gir

HERE = Path(__file__).parent
SOURCES = sorted(file for file in HERE.iterdir() if file.suffix in (".txt", ".md", ".html"))
PROSE = ("overview", "problems", "other_matters")


def figure_as_text(figure):
    if isinstance(figure, gir.Unreadable):
        return f"unreadable {figure.raw!r}"
    return f"({figure.value})" if isinstance(figure, gir.Mark) else str(figure)


def block(heading, lines):
    return [f"[{heading}]", *lines, ""]


def result_of(path):
    """All that reading and checking give for a source; of the figures those that are not zero."""
    reading = gir.read(path)
    report = reading.report
    fee = report.other_matters.processing_fee if report.other_matters else None
    lines = block(
        "report",
        [
            f"format: {reading.format}",
            f"title: {report.title!r}",
            f"preamble: {report.preamble!r}",
            f"institution: {report.institution}",
            f"year: {report.year}",
            f"period: {f'{report.period.start} to {report.period.end}' if report.period else None}",
            f"fee: {f'charged {fee.charged}, amount {fee.amount}' if fee else None}",
        ],
    )
    for name in PROSE:
        section = getattr(report, name)
        lines += block(name, ["(absent)"] if section is None else section.text.split("\n"))
    if report.overview is not None:
        lines += block(
            "passages",
            [f"{passage.topic}: {passage.heading!r} {passage.text!r}" for passage in report.overview.passages],
        )
    for name in ("proactive", "requests", "disputes"):
        section = getattr(report, name)
        edition = f" {section.edition}" if hasattr(section, "edition") else ""
        figures = {
            record.path: report[record.path] for record in gir.to_records(report) if record.path.startswith(f"{name}.")
        }
        zeros = sum(figure == 0 for figure in figures.values())
        lines += block(
            f"{name}{edition}: {len(figures)} figures, {zeros} of them 0",
            [
                f"{path.removeprefix(name + '.')} = {figure_as_text(figure)} @ {reading.spans.get(path) or '-'}"
                for path, figure in figures.items()
                if figure != 0
            ],
        )
    for heading, findings in (("reading", reading.findings), ("validate", gir.validate(reading))):
        lines += block(
            f"{heading}: {len(findings)} findings", [line for each in findings for line in finding_as_text(each)]
        )
    return "\n".join(lines)


def finding_as_text(finding):
    yield f"{finding.severity} {finding.code}: {finding.message}"
    yield f"    {finding.render('en')}"
    places = finding.spans if len(finding.spans) == len(finding.paths) else ()
    if len(finding.paths) > 5:
        yield f"    {finding.paths[0]} ... {finding.paths[-1]} ({len(finding.paths)} paths)"
    else:
        for number, path in enumerate(finding.paths):
            yield f"    {path} @ {places[number] if places and places[number] else '-'}"
    if not finding.paths:
        yield from (f"    @ {span}" for span in finding.spans)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_the_whole_result(source):
    result = result_of(source)
    file = source.with_name(f"{source.name}.result")
    if os.environ.get("GOLDEN_REWRITE"):
        file.write_text(result, "utf-8")
    assert result.split("\n") == file.read_text("utf-8").split("\n")


def test_every_result_has_its_source():
    assert SOURCES
    assert {file.name.removesuffix(".result") for file in HERE.glob("*.result")} == {file.name for file in SOURCES}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
@pytest.mark.parametrize("format", ["text", "markdown", "html", "json"])
def test_it_is_written_and_read_back_equal(source, format):
    report = gir.parse(source)
    assert gir.parse(gir.serialise(report, format)) == report
