"""The public face: its names, and its exceptions."""

import copy
import pickle
import subprocess
import sys

import pytest

import gov_info_report as gir

NAMES = [
    "CATALOGUE",
    "Comparison",
    "Figure",
    "Finding",
    "Findings",
    "FormatError",
    "GovInfoReportError",
    "Indicator",
    "Limits",
    "Mark",
    "MissingExtraError",
    "ParseError",
    "PathError",
    "Reading",
    "Report",
    "Statement",
    "Unreadable",
    "Verdict",
    "__version__",
    "blank",
    "check",
    "check_many",
    "compare",
    "deduce",
    "evolve",
    "form",
    "from_arrow",
    "from_records",
    "indicators",
    "json_schema",
    "locate",
    "make_converter",
    "panel",
    "parse",
    "read",
    "read_many",
    "serialise",
    "statements",
    "to_arrow",
    "to_pandas",
    "to_polars",
    "to_records",
    "validate",
]


MOST = 45
"""So many names are at the top and no more; what a report is made of is in `gov_info_report.model`."""


def test_the_public_names():
    assert gir.__all__ == NAMES
    assert len(NAMES) <= MOST


def test_every_public_name_is_there_and_documented():
    for name in gir.__all__:
        value = getattr(gir, name)
        if callable(value) and not name.startswith("_"):
            assert value.__doc__, name


def run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_what_one_report_does_not_need_is_imported_when_it_is_asked_for():
    rooms = ["balance", "batch", "frames", "parsing", "readers", "rules", "writers"]
    others = ["cattrs", "lark", "selectolax"]
    there = f"sorted({{*{others}, *(f'gov_info_report.{{room}}' for room in {rooms})}} & sys.modules.keys())"
    assert run(f"import sys; import gov_info_report; print({there})") == "[]"
    assert run(f"import sys, gov_info_report as gir; gir.serialise; print({there})") == "['gov_info_report.writers']"


@pytest.mark.parametrize("room", ["balance", "batch", "frames", "rules", "writers"])
def test_rooms_can_be_reached_from_the_package(room):
    assert run(f"import gov_info_report as gir; print(gir.{room}.__name__)") == f"gov_info_report.{room}"


def test_the_package_lists_what_it_has_not_imported_yet():
    assert run("import gov_info_report as gir; print(set(gir.__all__) - set(dir(gir)))") == "set()"


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match=r"module 'gov_info_report' has no attribute 'to_excel'"):
        gir.to_excel  # noqa: B018


@pytest.mark.parametrize(
    ("cls", "base"),
    [
        (gir.GovInfoReportError, Exception),
        (gir.ParseError, ValueError),
        (gir.FormatError, ValueError),
        (gir.PathError, KeyError),
        (gir.MissingExtraError, ImportError),
        (gir.errors.WorkerError, RuntimeError),
        (gir.errors.TimeLimitError, gir.errors.WorkerError),
        (gir.errors.TimeLimitError, TimeoutError),
    ],
    ids=lambda cls: cls.__name__,
)
def test_exceptions(cls, base):
    assert issubclass(cls, gir.GovInfoReportError)
    assert issubclass(cls, base)
    error = cls("不是年报")
    for same in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(same) is cls
        assert same.args == ("不是年报",)
        assert str(same) == "不是年报"
    assert str(cls()) == ""


def test_raised_exceptions_pickle():
    for fails in (
        lambda: gir.parse(""),
        lambda: gir.parse("{}"),
        lambda: gir.parse("一、总体情况", format="odt"),
        lambda: gir.blank()["requests"],
        lambda: gir.serialise(gir.blank(), "odt"),
    ):
        with pytest.raises(gir.GovInfoReportError) as raised:
            fails()
        same = pickle.loads(pickle.dumps(raised.value))
        assert (type(same), str(same)) == (type(raised.value), str(raised.value))


@pytest.mark.parametrize("edition", [2021, 2019])
def test_reports_readings_and_findings_pickle(edition, source):
    reading = gir.read(source(edition).change("行政处罚", "26", "约26").text)
    same = pickle.loads(pickle.dumps(reading))
    assert same == reading
    assert gir.validate(same) == gir.validate(reading)
    assert copy.deepcopy(reading.report) == reading.report


def test_marks():
    assert {mark.name: (mark.value, str(mark)) for mark in gir.Mark} == {
        "BLANK": ("blank", "blank"),
        "NOT_APPLICABLE": ("not_applicable", "not_applicable"),
        "MISSING": ("missing", "missing"),
    }
