"""Looking figures up: by path, by a misspelt path, all of them, in IPython, and in whatever holds a report."""

from decimal import Decimal

import pytest

import gov_info_report as gir
from gov_info_report.model import Mark, Unreadable

TOTAL, FEES = "requests.received.total", "proactive.fees.amount"
BLANK, ODD = "requests.received.other", "requests.received.enterprise"

MISSPELT = {
    "requests.received": "'requests.received.total'",
    "requests.received.total.real": "'requests.received.total'",
    "requests.received.totals": "'requests.received.total'",
    "requests..received.total": "'requests.received.total'",
    " requests.received.total": "'requests.received.total'",
    "received.total": "'requests.received.total'",
    "direct_litigation.upheld": "'disputes.direct_litigation.upheld'",
    "total": "'requests.received.total' or 'requests.carried_in.total' or 'requests.outcomes.granted.total'",
}


@pytest.mark.parametrize("path", MISSPELT, ids=repr)
def test_a_misspelt_path_is_told_what_it_may_mean(path):
    with pytest.raises(gir.PathError) as raised:
        gir.blank()[path]
    assert str(raised.value) == (
        f"{path!r} names no figure of this report; did you mean {MISSPELT[path]}? form() lists them all"
    )


def test_a_path_of_the_other_edition():
    with pytest.raises(gir.PathError) as raised:
        gir.blank(2021)["proactive.regulations.made"]
    assert str(raised.value) == (
        "'proactive.regulations.made' stands in the form of 2019, and this report's table is of 2021"
    )


def test_a_path_is_a_string():
    with pytest.raises(TypeError, match=r"^a path is a str such as 'requests\.received\.total', not int$"):
        gir.blank()[0]


def test_numbers():
    figures = {TOTAL: 14, FEES: Decimal("43.7"), BLANK: Mark.BLANK, ODD: Unreadable("约三")}
    report = gir.evolve(gir.blank(), figures)
    assert {path: report.number(path) for path in figures} == {TOTAL: 14, FEES: Decimal("43.7"), BLANK: None, ODD: None}
    with pytest.raises(gir.PathError, match=r"did you mean 'requests\.received\.total'"):
        report.number("requests.received.totals")


@pytest.mark.parametrize("edition", [2021, 2019])
def test_all_figures_by_their_paths(edition):
    report = gir.evolve(gir.blank(edition), {TOTAL: 14})
    expected = {record.path: Mark.BLANK for record in gir.to_records(report)} | {TOTAL: 14}
    assert dict(report.figures) == expected
    assert list(report.figures) == list(expected) == report._ipython_key_completions_()
    assert len(report.figures) == len(expected)
    assert TOTAL in report.figures
    assert "requests.received" not in report.figures
    assert list(gir.Report(overview=gir.model.Overview()).figures) == []


def test_completion_of_paths_in_ipython():
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    shell.user_ns["report"] = gir.blank()
    shell.Completer.use_jedi = False
    with pytest.deprecated_call():
        _, completions = shell.complete(None, 'report["requests.received.l')
    assert completions == ["requests.received.legal_service"]


def test_a_report_is_not_iterated_over():
    with pytest.raises(TypeError) as raised:
        list(gir.blank())
    assert str(raised.value) == (
        "a Report is not iterated over; use report.figures (path -> figure) or gir.to_records(report)"
    )


def test_whether_a_report_has_a_figure():
    asked = (TOTAL, "requests.received", "requests.total", "", 0)
    assert [path in gir.blank() for path in asked] == [True, False, False, False, False]


def test_what_holds_a_report_is_taken_for_it():
    report = gir.evolve(gir.blank(), {TOTAL: 14})
    for held in (gir.Reading(report), gir.deduce(report)):
        assert gir.evolve(held, {TOTAL: 15}) == gir.evolve(report, {TOTAL: 15})
        assert gir.to_records(held) == gir.to_records(report)
        assert gir.validate(held) == gir.validate(report)
        assert gir.serialise(held, "json") == gir.serialise(report, "json")
        assert gir.deduce(held) == gir.deduce(report)
        assert gir.locate(held) == gir.locate(report)


@pytest.mark.parametrize("given", ["青禾县", None, gir.Findings()], ids=lambda given: type(given).__name__)
def test_what_holds_no_report(given):
    wanted = f"a report or a reading is wanted, not {type(given).__name__}"
    asks = [gir.to_records, gir.validate, gir.deduce, lambda it: gir.serialise(it, "text")]
    for ask in (
        asks if isinstance(given, gir.Findings) else [*asks, gir.locate]
    ):  # findings of several reports are located
        with pytest.raises(TypeError, match=wanted):
            ask(given)
