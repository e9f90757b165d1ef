"""The examples: the clean ones read as they are printed, the others give just the findings they are there for."""

import runpy
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import gov_info_report as gir
from gov_info_report.findings import is_figure

EXAMPLES = Path(__file__).parents[2] / "examples"
CLEAN = ("tabs.txt", "pipes.txt", "markdown.md", "web-page.html", "edition-2019.txt")
BROKEN = ("lost-column.txt", "wrong-cell.txt")
APPLICANTS = ("natural_person", "enterprise", "research_institute", "public_welfare", "legal_service", "other")


def row(report: gir.Report, path: str) -> tuple[gir.Figure, ...]:
    """The figures of a row of table 3."""
    return tuple(report[f"requests.{path}.{column}"] for column in (*APPLICANTS, "total"))


def block(report: gir.Report, name: str) -> tuple[gir.Figure, ...]:
    """The figures of a block of table 4."""
    columns = ("upheld", "corrected", "other", "pending", "total")
    return tuple(report[f"disputes.{name}.{column}"] for column in columns)


def test_these_are_the_examples():
    names = {path.name for path in EXAMPLES.iterdir() if path.suffix != ".ipynb"}  # tests/test_notebooks.py has those
    assert names - {"__pycache__", ".ipynb_checkpoints"} == {*CLEAN, *BROKEN, "quickstart.py", "spark_job.py"}


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_example_reads_without_a_finding_and_checks_without_an_error(name):
    reading = gir.read(EXAMPLES / name)
    assert list(reading.findings) == []
    assert list(gir.validate(reading, skip=["cell-not-applicable"])) == []
    assert {figure.path for figure in gir.to_records(reading.report)} == set(filter(is_figure, reading.spans))


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_example_has_every_topic_and_prose_in_every_section(name):
    report = gir.parse(EXAMPLES / name)
    assert [passage.topic for passage in report.overview.passages] == list(gir.model.Topic)
    assert report.period == gir.model.Period(date(report.year, 1, 1), date(report.year, 12, 31))
    assert report.problems.text
    assert report.other_matters.text


@pytest.mark.parametrize(
    ("name", "format", "institution", "year", "editions", "fee"),
    [
        ("tabs.txt", "text", "青禾县水利局", 2024, {2021}, gir.model.ProcessingFee(True, Decimal(260))),
        ("pipes.txt", "text", "望川市交通运输局", 2023, {2021}, gir.model.ProcessingFee(False)),
        ("markdown.md", "markdown", "临溪区市场监督管理局", 2025, {2021}, gir.model.ProcessingFee(False)),
        ("web-page.html", "html", "澄湾镇人民政府", 2022, {2021}, gir.model.ProcessingFee(False)),
        ("edition-2019.txt", "text", "槐岭县自然资源局", 2020, {2019}, gir.model.ProcessingFee(False)),
    ],
)
def test_who_reports_on_which_year_in_which_edition(name, format, institution, year, editions, fee):
    reading = gir.read(EXAMPLES / name)
    report = reading.report
    assert reading.format == format
    assert (report.institution, report.year) == (institution, year)
    assert {report.proactive.edition, report.requests.edition} == editions
    assert report.other_matters.processing_fee == fee


def test_tabs():
    report = gir.parse(EXAMPLES / "tabs.txt")
    assert report.proactive == gir.model.Proactive2021(
        regulations=gir.model.DocumentsInForce(0, 0, 0),
        normative_documents=gir.model.DocumentsInForce(1, 2, 6),
        licensing=gir.model.Decisions(214),
        penalties=gir.model.Decisions(17),
        compulsory_measures=gir.model.Decisions(2),
        fees=gir.model.FeesCollected(Decimal("1286.4350")),
    )
    assert row(report, "received") == (11, 4, 1, 0, 2, 0, 18)
    assert row(report, "carried_in") == (1, 0, 0, 0, 0, 0, 1)
    assert row(report, "outcomes.granted") == (5, 2, 1, 0, 1, 0, 9)
    assert row(report, "outcomes.refused.deliberative_process") == (0, 0, 0, 0, 1, 0, 1)
    assert row(report, "outcomes.total") == (11, 4, 1, 0, 2, 0, 18)
    assert row(report, "carried_forward") == (1, 0, 0, 0, 0, 0, 1)
    assert block(report, "reconsideration") == (1, 0, 0, 1, 2)
    assert block(report, "direct_litigation") == (0, 0, 0, 0, 0)
    assert block(report, "litigation_after_reconsideration") == (1, 0, 0, 0, 1)


def test_pipes():
    report = gir.parse(EXAMPLES / "pipes.txt")
    assert report.proactive.licensing == gir.model.Decisions(41268)
    assert report.proactive.fees == gir.model.FeesCollected(Decimal("2319.78"))
    assert row(report, "received") == (22, 9, 0, 1, 4, 2, 38)
    assert row(report, "outcomes.other.not_corrected") == (0, 1, 0, 0, 0, 0, 1)
    assert row(report, "outcomes.total") == (23, 8, 0, 1, 4, 2, 38)
    assert row(report, "carried_forward") == (1, 2, 0, 0, 0, 0, 3)
    assert block(report, "reconsideration") == (3, 1, 0, 0, 4)
    assert block(report, "direct_litigation") == (2, 0, 0, 1, 3)


def test_markdown():
    report = gir.parse(EXAMPLES / "markdown.md")
    assert report.proactive.penalties == gir.model.Decisions(688)
    assert report.proactive.fees == gir.model.FeesCollected(Decimal("18.871"))
    assert row(report, "received") == (57, 21, 2, 3, 6, 1, 90)
    assert row(report, "outcomes.unavailable.not_held") == (9, 4, 1, 0, 1, 0, 15)
    assert row(report, "outcomes.total") == (58, 20, 2, 3, 5, 1, 89)
    assert row(report, "carried_forward") == (3, 1, 0, 0, 1, 0, 5)
    assert block(report, "litigation_after_reconsideration") == (2, 1, 0, 1, 4)


def test_web_page():
    report = gir.parse(EXAMPLES / "web-page.html")
    slash = gir.Mark.NOT_APPLICABLE
    assert report.proactive.regulations == gir.model.DocumentsInForce(slash, slash, slash)
    assert report.proactive.normative_documents == gir.model.DocumentsInForce(2, 0, 5)
    assert row(report, "received") == (5, 1, 0, 0, 0, 0, 6)
    assert row(report, "outcomes.not_processed.complaint") == (1, 0, 0, 0, 0, 0, 1)
    assert row(report, "outcomes.total") == (5, 1, 0, 0, 0, 0, 6)
    assert block(report, "reconsideration") == (0, 1, 0, 0, 1)


def test_edition_2019():
    report = gir.parse(EXAMPLES / "edition-2019.txt")
    assert report.proactive == gir.model.Proactive2019(
        regulations=gir.model.DocumentsPublished(0, 0, 0),
        normative_documents=gir.model.DocumentsPublished(5, 4, 31),
        licensing=gir.model.ServiceItems(18, -2, 1146),
        other_services=gir.model.ServiceItems(27, 3, 2093),
        penalties=gir.model.ServiceItems(42, -3, 57),
        compulsory_measures=gir.model.ServiceItems(6, 0, 2),
        fees=gir.model.FeeItems(4, -1),
        procurement=gir.model.Procurement(13, Decimal("412.68")),
    )
    assert row(report, "received") == (26, 7, 0, 0, 3, 0, 36)
    assert row(report, "outcomes.partly_granted") == (2, 0, 0, 0, 1, 0, 3)
    assert row(report, "outcomes.other") == (1, 1, 0, 0, 0, 0, 2)
    assert row(report, "outcomes.total") == (25, 8, 0, 0, 2, 0, 35)
    assert block(report, "direct_litigation") == (0, 0, 0, 1, 1)


def test_lost_column_keeps_every_number_in_its_column_and_invents_none():
    reading = gir.read(EXAMPLES / "lost-column.txt")
    lost = gir.Mark.MISSING
    assert row(reading.report, "received") == (6, 3, 0, 0, 1, lost, 10)
    assert row(reading.report, "outcomes.refused.third_party_rights") == (0, 1, 0, 0, 0, lost, lost)
    assert row(reading.report, "outcomes.unavailable.not_held") == (2, 0, 0, 0, 0, lost, lost)
    assert row(reading.report, "outcomes.total") == (6, 3, 0, 0, 1, lost, 10)
    assert reading.findings.codes == {"cell-reassigned"}
    assert [finding.code for finding in gir.validate(reading)] == ["column-missing", "identity-unassessed"]
    assert len(gir.validate(reading.report).of("cell-missing")[0].paths) == 19


def test_wrong_cell_breaks_the_two_identities_that_it_stands_in():
    reading = gir.read(EXAMPLES / "wrong-cell.txt")
    assert list(reading.findings) == []
    outcomes = "requests.outcomes."
    rows = ["granted", "partly_granted"]
    rows += [f"refused.{name}" for name in gir.model.Refused.__annotations__]
    rows += [f"unavailable.{name}" for name in gir.model.Unavailable.__annotations__]
    rows += [f"not_processed.{name}" for name in gir.model.NotProcessed.__annotations__]
    rows += [f"other.{name}" for name in gir.model.OtherOutcomes.__annotations__]
    found = {finding.code: (set(finding.paths), finding.expected, finding.actual) for finding in gir.validate(reading)}
    assert found == {
        "requests-row-total": (
            {f"{outcomes}unavailable.not_held.{column}" for column in (*APPLICANTS, "total")},
            9,
            4,
        ),
        "requests-outcomes-total": (
            {f"{outcomes}{name}.natural_person" for name in (*rows, "total")},
            18,
            13,
        ),
    }
    [row_total] = gir.validate(reading, pick=["requests-row-total"])
    assert (
        row_total.spans[0]
        == reading.spans[row_total.paths[0]]
        == gir.document.Span(line=47, column=25, start=977, end=978)
    )
    line = (EXAMPLES / "wrong-cell.txt").read_text("utf-8").splitlines()[46]
    assert line[24:].split("\t") == ["8", "1", "0", "0", "0", "0", "4"]


@pytest.mark.parametrize("name", CLEAN + BROKEN)
@pytest.mark.parametrize("format", ["text", "markdown", "html", "json"])
def test_every_example_is_read_back_equal(name, format):
    report = gir.parse(EXAMPLES / name)
    assert gir.parse(gir.serialise(report, format)) == report


def test_quickstart_runs_from_anywhere(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(EXAMPLES / "quickstart.py"), run_name="__main__")
    printed = capsys.readouterr().out
    cell = "requests.outcomes.unavailable.not_held.natural_person"
    assert f"   {cell} = 8 at 第47行第25字\n" in printed
    assert "      3 would balance: digit-replaced\n" in printed
    assert "   findings: 0\n" in printed
    assert "   and 42 more\n" in printed
    assert printed.count("equal: True") == 4
