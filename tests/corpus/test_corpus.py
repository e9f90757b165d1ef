"""The shared documents against what they are known to say: every figure, every field, every failing identity."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

import gov_info_report as gir
from tests.pages.conservation import document_of, unaccounted

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
SECTIONS = ("overview", "proactive", "requests", "disputes", "problems", "other_matters")


def truths():
    for file in sorted((CORPUS / "truth").glob("*.json")):
        truth = json.loads(file.read_text("utf-8"))
        yield pytest.param(truth, id=file.stem)


TRUTHS = list(truths())

if not TRUTHS:
    pytest.skip(f"the shared corpus is not there: {CORPUS}", allow_module_level=True)

each_document = pytest.mark.parametrize("truth", TRUTHS)


def read(truth):
    return gir.read(CORPUS / "documents" / truth["document"])


def wanted_figure(printed):
    """The figure that a truth file writes as a number, a decimal as a string, or a mark."""
    if isinstance(printed, str) and printed in list(gir.Mark):
        return gir.Mark(printed)
    return Decimal(printed) if isinstance(printed, str) else printed


@each_document
def test_every_figure(truth):
    report = read(truth).report
    decidable = {path: figure for path, figure in truth["figures"].items() if not isinstance(figure, dict)}
    assert {path: report[path] for path in decidable} == {
        path: wanted_figure(figure) for path, figure in decidable.items()
    }
    assert {record.path for record in gir.to_records(report)} == set(truth["figures"])


@each_document
def test_every_absent_figure_is_named_by_a_finding(truth):
    reading = read(truth)
    named = {path for finding in (*reading.findings, *gir.validate(reading)) for path in finding.paths}
    for record in gir.to_records(reading.report):
        parts = record.path.split(".")
        if record.value is None:
            assert named & {".".join(parts[:end]) for end in range(1, len(parts) + 1)}, record.path


@each_document
def test_every_field(truth):
    report = read(truth).report
    period = report.period and [report.period.start.isoformat(), report.period.end.isoformat()]
    fee = report.other_matters.processing_fee if report.other_matters else gir.model.ProcessingFee()
    amount = truth["fee"]["amount_yuan"]
    assert {
        "institution": report.institution,
        "year": report.year,
        "period": period,
        "edition": {name: getattr(report, name).edition for name in ("proactive", "requests")},
        "fee": (fee.charged, fee.amount),
    } == {
        "institution": truth["institution"],
        "year": truth["year"],
        "period": truth["period"],
        "edition": truth["edition"],
        "fee": (truth["fee"]["charged"], amount and Decimal(amount)),
    }


@each_document
def test_the_topics_of_section_one(truth):
    report = read(truth).report
    topics = [str(passage.topic) for passage in report.overview.passages if passage.topic]
    once = [topic for place, topic in enumerate(topics) if topics[place - 1 : place] != [topic]]
    assert once in [truth["topics"], *truth.get("topics_also_right", [])]


@each_document
def test_the_sections(truth):
    report = read(truth).report
    present = {number for number, name in enumerate(SECTIONS, start=1) if getattr(report, name) is not None}
    assert present - set(truth.get("sections_undecided", [])) == set(truth["sections_present"])


KINDS = {
    "requests-row-total": "row-total",
    "requests-balance": "balance",
    "requests-outcomes-total": "outcomes-total",
    "disputes-total": "disputes-total",
}


@each_document
def test_the_identities_that_fail(truth):
    failing = set()
    for finding in gir.validate(read(truth)).of(*KINDS):
        kind = KINDS[finding.code]
        part = 1 if kind in ("balance", "outcomes-total") else 0
        places = Counter(path.rsplit(".", 1)[part] for path in finding.paths)
        failing.add((kind, places.most_common(1)[0][0]))
    assert failing == {(failure["kind"], failure["where"]) for failure in truth["identity_failures"]}


@each_document
def test_what_is_deduced(truth):
    """All that the identities force, and nothing else."""
    report = read(truth).report
    done = gir.deduce(report)
    assert {step.path: step.value for step in done.steps} == truth["deduced"]
    assert all(isinstance(done.report[path], gir.Mark | gir.Unreadable) for path in truth["not_forced"])
    assert gir.deduce(done.report).steps == ()


@each_document
@pytest.mark.parametrize("format", ["text", "markdown", "html", "json", "docx"])
def test_it_is_written_and_read_back_equal(truth, format):
    report = read(truth).report
    assert gir.parse(gir.serialise(report, format)) == report


@pytest.mark.parametrize("document", sorted((CORPUS / "documents").iterdir()), ids=lambda document: document.name)
def test_nothing_printed_is_dropped(document):
    """Every character that is no white space stands in the report, in a label of the form, or in a finding."""
    reading = gir.read(document)
    assert unaccounted(document_of(document.read_bytes(), reading.format), reading) == []
