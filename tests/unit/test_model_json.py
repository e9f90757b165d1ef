"""The model as plain data: the converter, and the JSON Schema of what it writes."""

import copy
import json
from decimal import Decimal

import attrs
import cattrs
import pytest
from jsonschema import Draft202012Validator

import gov_info_report as gir

MARKS = {
    "requests.received.total": Decimal("-1.50"),
    "requests.received.other": gir.Mark.BLANK,
    "requests.received.enterprise": gir.Mark.NOT_APPLICABLE,
    "requests.received.legal_service": gir.Mark.MISSING,
    "requests.received.natural_person": gir.Unreadable("约三十"),
    "disputes.reconsideration.total": 10**18 - 1,
    "disputes.reconsideration.upheld": 1 - 10**18,
    "disputes.reconsideration.other": Decimal("2E+3"),
}


@pytest.fixture(scope="module")
def validator():
    schema = gir.json_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def written(report):
    return json.loads(gir.serialise(report, "json"))


def shapes():
    mixed = gir.Report(
        proactive=gir.model.Proactive2019(),
        requests=gir.model.Requests(),
        overview=gir.model.Overview("一\n（一）主动公开。"),
    )
    return {
        "2021": gir.blank(2021),
        "2019": gir.blank(2019),
        "marks 2021": gir.evolve(gir.blank(2021), MARKS),
        "marks 2019": gir.evolve(gir.blank(2019), MARKS),
        "mixed": mixed,
        "one section": gir.Report(title="青禾县", problems=gir.model.Problems("问题")),
    }


@pytest.mark.parametrize("report", shapes().values(), ids=shapes())
def test_the_schema_accepts_what_is_written_and_it_is_read_back(report, validator):
    data = written(report)
    assert list(validator.iter_errors(data)) == []
    assert gir.make_converter().structure(data, gir.Report) == report
    assert gir.make_converter().unstructure(report) == data
    assert gir.parse(gir.serialise(report, "json")) == report


def test_the_json_of_figures():
    data = written(gir.evolve(gir.blank(), MARKS))
    assert data["requests"]["received"] == {
        "natural_person": {"unreadable": "约三十"},
        "enterprise": {"mark": "not_applicable"},
        "research_institute": {"mark": "blank"},
        "public_welfare": {"mark": "blank"},
        "legal_service": {"mark": "missing"},
        "other": {"mark": "blank"},
        "total": "-1.50",
    }
    assert data["disputes"]["reconsideration"] == {
        "upheld": 1 - 10**18,
        "corrected": {"mark": "blank"},
        "other": 2000,
        "pending": {"mark": "blank"},
        "total": 10**18 - 1,
    }


@pytest.mark.parametrize("edition", [2021, 2019])
def test_the_json_states_version_and_editions(edition):
    data = written(gir.blank(edition))
    assert list(data) == [
        "schema_version",
        "title",
        "preamble",
        "overview",
        "proactive",
        "requests",
        "disputes",
        "problems",
        "other_matters",
    ]
    assert (data["schema_version"], data["proactive"]["edition"], data["requests"]["edition"]) == (
        1,
        edition,
        edition,
    )


# One field changed


def places(data, path=()):
    """The path of every key in nested objects."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key)
            yield from places(value, (*path, key))


def holder(data, path):
    for key in path[:-1]:
        data = data[key]
    return data


def removed(data, path):
    del holder(data, path)[path[-1]]


def renamed(data, path):
    inside = holder(data, path)
    inside[f"{path[-1]}_"] = inside.pop(path[-1])


def mistyped(wrong):
    def change(data, path):
        holder(data, path)[path[-1]] = wrong

    return change


def added(data, path):
    holder(data, path)["invented"] = 0


CHANGES = {
    "removed": removed,
    "renamed": renamed,
    "added": added,
    **{f"made {wrong!r}": mistyped(wrong) for wrong in (True, 1.5, [], {}, {"mark": "zero"}, {"unreadable": 1})},
}


CONVERTER = gir.make_converter()


def refuses(data, validator):
    """Whether the schema, and whether the converter refuses the data."""
    by_schema = not validator.is_valid(data)
    try:
        CONVERTER.structure(data, gir.Report)
    except (cattrs.BaseValidationError, ValueError, TypeError):
        return by_schema, True
    return by_schema, False


SMALL = {edition: gir.evolve(gir.blank(edition), MARKS) for edition in (2021, 2019)}


def replaced(data, path, value):
    """A copy of the data, no deeper than needed, with the object at the path replaced."""
    if not path:
        return value
    return {**data, path[0]: replaced(data[path[0]], path[1:], value)}


def retyped(data, path):
    value = holder(data, path)[path[-1]]
    holder(data, path)[path[-1]] = {int: str(value), str: 1, dict: "", type(None): 0}[type(value)]


@pytest.fixture(scope="module", params=[2021, 2019])
def one_table_each(request):
    """What is written of reports that have all prose, and one table or none; small, for there are many to check."""
    zeros = gir.evolve(
        gir.blank(request.param), {record.path: 0 for record in gir.to_records(gir.blank(request.param))}
    )
    marks = {path: value for path, value in MARKS.items() if not isinstance(value, Decimal)}
    full = written(gir.evolve(zeros, marks))
    return [
        {**full, **dict.fromkeys({"proactive", "requests", "disputes"} - {name})}
        for name in ("proactive", "requests", "disputes")
    ]


@pytest.mark.slow
@pytest.mark.parametrize("change", [removed, renamed, retyped])
def test_the_schema_refuses_any_one_field_changed(one_table_each, change, validator):
    accepted = []
    for data in one_table_each:
        assert validator.is_valid(data)
        for path in places(data):
            changed = replaced(data, path[:-1], copy.deepcopy(holder(data, path)))
            change(changed, path)
            if validator.is_valid(changed):
                accepted.append(path)
    assert accepted == []


ROWS = ["title", "overview", "proactive", "requests", "disputes", "schema_version"]
INSIDE = [
    ("overview", "text"),
    ("proactive", "edition"),
    ("proactive", "regulations"),
    ("requests", "edition"),
    ("requests", "outcomes", "other"),
    ("requests", "received", "total"),
    ("requests", "received", "natural_person", "unreadable"),
    ("requests", "received", "other", "mark"),
    ("disputes", "direct_litigation", "pending"),
]


@pytest.mark.parametrize("edition", [2021, 2019])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("path", [*((name,) for name in ROWS), *INSIDE], ids=".".join)
def test_the_converter_refuses_what_the_schema_refuses(edition, change, path, validator):
    data = written(SMALL[edition])
    change(data, path)
    assert refuses(data, validator) == (True, True)
    with pytest.raises(gir.ParseError, match=r"JSON 内容不符合本库的格式 \(not this library's JSON\): "):
        gir.parse(json.dumps(data))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema_version",), 2),
        (("schema_version",), "1"),
        (("schema_version",), True),
        (("proactive", "edition"), 2019),
        (("proactive", "edition"), 2020),
        (("proactive", "edition"), 2021.0),
        (("requests", "edition"), 2019),
        (("requests", "received", "total"), 10**18),
        (("requests", "received", "total"), "12"),
        (("requests", "received", "total"), "1.5\n"),
        (("requests", "received", "total"), "+1.5"),
        (("requests", "received", "total"), "１.５"),
        (("requests", "received", "total"), "1E2"),
        (("requests", "received", "total"), f"1.{'0' * 19}"),
        (("requests", "received", "total"), f"{'1' * 19}.0"),
        (("requests", "received", "total"), None),
        (("requests", "received", "total"), {"mark": "blank", "unreadable": ""}),
        (("overview",), None.__class__.__name__),
        (("requests",), "2021"),
        (("proactive",), [2021]),
    ],
    ids=repr,
)
def test_wrong_values(path, value, validator):
    data = replaced(written(SMALL[2021]), path, value)
    by_schema, by_converter = refuses(data, validator)
    assert by_converter
    if value not in (
        2021.0,
        "1.5\n",
    ):  # a schema does not tell 2021.0 from 2021, nor Python's $ an end from a line feed
        assert by_schema


def test_control_characters_are_refused_on_the_way_in(validator):
    for path in (("title",), ("overview", "text"), ("requests", "received", "natural_person", "unreadable")):
        assert refuses(replaced(written(SMALL[2021]), path, "一\x00二"), validator)[1]


def test_a_report_without_sections_is_refused(validator):
    data = written(gir.Report(title="青禾县", overview=gir.model.Overview()))
    assert refuses({**data, "overview": None}, validator)[1]


@pytest.mark.parametrize(
    "text",
    ["{}", '{"title": 1}', '{"a": ' * 5, '{"title": ' + "[" * 200],
    ids=lambda t: t[:9] + str(len(t)),
)
def test_json_that_is_no_report(text):
    with pytest.raises(gir.ParseError, match="JSON"):
        gir.parse(text)
    with pytest.raises(gir.ParseError, match="JSON"):
        gir.parse(text, format="json")


def test_a_brace_is_json_only_where_that_is_said():
    with pytest.raises(gir.ParseError, match="no such report"):
        gir.parse("{")
    with pytest.raises(gir.ParseError, match="not valid JSON"):
        gir.parse("{", format="json")


@pytest.mark.parametrize("text", ["[1]", "null", "1", '"text"', "[]"])
def test_json_that_is_no_object(text):
    with pytest.raises(gir.ParseError, match="not this library's JSON"):
        gir.parse(text, format="json")


def test_the_converter_is_the_callers_to_extend():
    converter = gir.make_converter()
    converter.register_unstructure_hook(gir.model.Problems, lambda problems: problems.text)
    report = gir.Report(problems=gir.model.Problems("问题"))
    assert converter.unstructure(report)["problems"] == "问题"
    assert gir.make_converter().unstructure(report)["problems"] == {"text": "问题"}
    assert gir.make_converter() is not gir.make_converter()


def test_classes_of_others_can_hold_reports():
    @attrs.frozen
    class Filed:
        number: str
        report: gir.Report

    filed = Filed("甲1", gir.blank(2019))
    converter = gir.make_converter()
    data = json.loads(json.dumps(converter.unstructure(filed)))
    assert data["number"] == "甲1"
    assert converter.structure(data, Filed) == filed
    with pytest.raises((cattrs.BaseValidationError, ValueError)):
        converter.structure({"number": "甲1"}, Filed)


def test_the_schema_speaks_in_the_forms_words():
    schema = gir.json_schema()
    assert schema["properties"]["requests"]["description"] == "三、收到和处理政府信息公开申请情况"
    assert schema["$defs"]["Applicants"]["properties"]["total"] == {
        "description": "总计",
        "$ref": "#/$defs/Figure",
    }
    assert schema["$defs"]["Applicants"]["required"] == [
        "natural_person",
        "enterprise",
        "research_institute",
        "public_welfare",
        "legal_service",
        "other",
        "total",
    ]
