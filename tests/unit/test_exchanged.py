"""What a web service takes and returns: reports, readings and findings through the converter, pydantic and FastAPI."""

import json
import subprocess
import sys
from decimal import Decimal
from typing import Annotated

import attrs
import cattrs
import pydantic
import pytest
from fastapi import Body, FastAPI
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

import gov_info_report as gir
from gov_info_report.document import Span
from gov_info_report.model import problems_of

TOTAL = "requests.received.total"


@pytest.fixture
def reading(source):
    return gir.read(source().change("行政处罚", "26", "约26").text)


@pytest.fixture
def findings(reading):
    """Findings with numbers, with decimals, with texts, and with places."""
    listed = [*reading.findings, *gir.validate(reading)]
    values = [Decimal("-1.50"), Decimal("2E+3"), 3, "1.50", None]
    return gir.Findings([*listed, *(attrs.evolve(listed[0], expected=value, actual=value) for value in values)])


def through_json(data, cls):
    converter = gir.make_converter()
    return converter.structure(json.loads(json.dumps(converter.unstructure(data))), cls)


def test_findings_and_readings_come_back(reading, findings):
    assert reading.spans
    boxed = attrs.evolve(reading, spans={TOTAL: Span(page=2, box=(1.5, 2.0, 30.25, 40.0))})
    assert through_json(boxed, gir.Reading) == boxed
    assert through_json(reading, gir.Reading) == reading
    same = through_json(findings, gir.Findings)
    assert same == findings
    assert [str(each.expected) for each in same] == [str(each.expected) for each in findings]
    assert through_json(gir.Findings(), gir.Findings) == gir.Findings()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"severity": "fatal"}, "@ $[0].severity"),
        ({"paths": "requests"}, "expected a list, found str @ $[0].paths"),
        ({"paths": [1]}, "expected a string, found int @ $[0].paths[0]"),
        ({"expected": 1.5}, '1.5 is no whole number, no text and no {"decimal": "…"} @ $[0].expected'),
        ({"expected": {"decimal": "1e"}}, "no whole number, no text"),
        ({"expected": {"decimal": 1}}, "no whole number, no text"),
        ({"weight": 1}, "weight"),
    ],
    ids=str,
)
def test_what_is_no_finding_is_refused_with_its_place(change, problem, findings):
    converter = gir.make_converter()
    data = converter.unstructure(findings[:1])
    data[0].update(change)
    with pytest.raises(cattrs.BaseValidationError) as raised:
        converter.structure(data, gir.Findings)
    assert problem in problems_of(raised.value)


def test_findings_are_a_list():
    with pytest.raises(TypeError, match="expected a list, found dict"):
        gir.make_converter().structure({}, gir.Findings)


# FastAPI

app = FastAPI()
Posted = Annotated[gir.Report, Body()]


class Checked(pydantic.BaseModel):
    """A model of a user's own with ours in it."""

    report: gir.Report
    findings: gir.Findings


@app.post("/total")
def raise_total(report: Posted) -> gir.Report:
    return gir.evolve(report, {TOTAL: 14})


@app.post("/check")
def check(report: Posted) -> Checked:
    return Checked(report=report, findings=gir.validate(report))


@app.get("/blank")
def reading_of_blank() -> gir.Reading:
    return gir.Reading(gir.blank(), format="text")


client = TestClient(app)


def test_a_service_takes_and_returns_a_report(reading):
    sent = json.loads(gir.serialise(reading, "json"))
    answer = client.post("/total", json=sent)
    assert answer.status_code == 200
    assert gir.parse(answer.text, "json") == gir.evolve(reading.report, {TOTAL: 14})


def test_a_service_refuses_what_is_no_report():
    sent = json.loads(gir.serialise(gir.blank(), "json"))
    sent["requests"]["received"]["total"] = "many"
    answer = client.post("/total", json=sent)
    assert answer.status_code == 422
    [problem] = answer.json()["detail"]
    assert problem["loc"] == ["body"]
    assert problem["msg"] == (
        "Value error, 'many' is no figure: a whole number, a decimal as a string, a mark or an unreadable "
        "cell @ $.requests.received.total"
    )
    assert client.post("/total", json=[]).status_code == 422


def test_a_model_of_a_users_own_holds_reports_and_findings(reading):
    report = reading.report
    answer = client.post("/check", json=json.loads(gir.serialise(report, "json")))
    expected = Checked(report=report, findings=gir.validate(report))
    assert Checked.model_validate_json(answer.text) == expected
    assert Checked.model_validate(expected.model_dump()) == expected


def test_a_service_returns_a_reading():
    same = gir.make_converter().structure(client.get("/blank").json(), gir.Reading)
    assert same == gir.Reading(gir.blank(), format="text")


@pytest.mark.parametrize("edition", [2021, 2019])
def test_the_description_of_the_service_describes_a_report(edition):
    described = client.get("/openapi.json").json()
    body = described["paths"]["/total"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    components = {"components": described["components"]}
    validator = Draft202012Validator({**body, **components})
    sent = json.loads(gir.serialise(gir.blank(edition), "json"))
    assert list(validator.iter_errors(sent)) == []
    sent["requests"]["received"]["total"] = "many"
    assert [list(error.path) for error in validator.iter_errors(sent)] == [["requests"]]


def test_the_schemas_of_findings_and_readings(findings, reading):
    for value, cls in ((findings, gir.Findings), (reading, gir.Reading)):
        validator = Draft202012Validator(pydantic.TypeAdapter(cls).json_schema())
        assert list(validator.iter_errors(gir.make_converter().unstructure(value))) == []


def test_pydantic_is_imported_by_nobody_who_does_not_ask_for_it():
    code = (
        "import sys, gov_info_report as gir; gir.make_converter().unstructure(gir.blank()); gir.validate(gir.blank()); "
        "print([name for name in sys.modules if name.startswith('pydantic')])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
