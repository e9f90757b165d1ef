"""Rules and labels of one's own, without a fork: the recipes of the documentation."""

import attrs
import pytest

import gov_info_report as gir
from gov_info_report.findings import Entry, find
from gov_info_report.model import Alias, add_aliases, added_aliases, drop_aliases
from gov_info_report.rules import RULES, forget, own_modules, rule

FEES = "proactive.fees.amount"

ENTRY = Entry(
    code="fees-high",
    source="validate",
    severity="warning",
    meaning="More than 10,000 万元 of fees.",
    rule="本单位规定",
    chinese="{label}偏高：{actual}",
    english="{label} is high: {actual}",
)


def fees_are_moderate(subject):
    """Fees of more than 10,000 万元 are looked at."""
    fees = subject.report.number(FEES)
    if fees is not None and fees > 10_000:
        yield find("fees-high", [FEES], actual=fees)


@pytest.fixture
def registered():
    yield rule(ENTRY)(fees_are_moderate)
    forget(fees_are_moderate)


@pytest.fixture
def rich(source):
    return gir.evolve(gir.parse(source().text), {FEES: 20_000})


def test_a_rule_brings_its_entry_and_is_asked(registered, rich):
    assert registered is fees_are_moderate
    assert gir.CATALOGUE["fees-high"] is ENTRY
    expected = find("fees-high", [FEES], actual=20_000)
    assert list(gir.validate(rich, pick=["fees-high"])) == [expected]
    assert expected in gir.validate(rich)
    assert gir.validate(rich, skip=["fees-high"]).of("fees-high") == gir.Findings()
    assert expected.message.endswith("偏高：20000")
    assert own_modules() == (fees_are_moderate.__module__,)


def test_a_rule_that_is_forgotten_leaves_nothing(rich):
    before = list(RULES), dict(gir.CATALOGUE)
    rule(ENTRY)(fees_are_moderate)
    forget(fees_are_moderate)
    assert (list(RULES), dict(gir.CATALOGUE)) == before
    assert own_modules() == ()
    with pytest.raises(ValueError, match="fees-high"):
        gir.validate(rich, pick=["fees-high"])


def test_a_rule_that_is_forgotten_leaves_the_others(registered, rich):
    def fees_are_there(subject):
        """Fees are stated."""
        yield find("fees-low", [FEES])

    rule(attrs.evolve(ENTRY, code="fees-low"))(fees_are_there)
    assert gir.validate(rich).of("fees-high", "fees-low").codes == {"fees-high", "fees-low"}
    forget(fees_are_there)
    assert gir.validate(rich).of("fees-high", "fees-low").codes == {"fees-high"}
    assert "fees-low" not in gir.CATALOGUE
    assert gir.CATALOGUE["fees-high"] is ENTRY


def test_a_rule_that_is_registered_again_takes_the_place_of_the_first(registered, rich):
    rule(attrs.evolve(ENTRY, severity="error"))(fees_are_moderate)
    assert [finding.severity for finding in gir.validate(rich).of("fees-high")] == ["error"]


def test_codes_that_are_taken_or_unknown(registered):
    before = list(RULES)
    with pytest.raises(ValueError, match="the code 'cell-blank' is taken"):
        rule(attrs.evolve(ENTRY, code="cell-blank"))(fees_are_moderate)
    with pytest.raises(ValueError, match="the code 'fees-high' is taken"):
        rule(ENTRY)(test_codes_that_are_taken_or_unknown)
    with pytest.raises(ValueError, match="no entry of the catalogue for fees-low; give the Entry itself"):
        rule("fees-low")(fees_are_moderate)
    assert before == RULES


# Labels


@pytest.fixture
def no_aliases():
    yield
    for alias in added_aliases():
        drop_aliases(alias.path)


def test_labels_of_ones_own_are_read(source, no_aliases):
    label = "准予办理事项"  # no page of the documentation has it, so that no test has read it before
    given = source().change("行政许可", "行政许可", label).text
    assert gir.parse(given)["proactive.licensing.decisions"] is gir.Mark.MISSING
    add_aliases("proactive.licensing", label)
    assert gir.parse(given) == gir.parse(source().text)
    assert added_aliases() == (Alias("proactive.licensing", label),)
    drop_aliases("proactive.licensing")
    assert gir.parse(given)["proactive.licensing.decisions"] is gir.Mark.MISSING


def test_a_label_that_was_dropped_is_not_read_though_it_was_before(no_aliases):
    page = "二、主动公开政府信息情况\n依法办理事项\t12"
    add_aliases("proactive.licensing", "依法办理事项")
    assert gir.parse(page)["proactive.licensing.decisions"] == 12
    drop_aliases("proactive.licensing")
    assert gir.parse(page)["proactive.licensing.decisions"] is gir.Mark.MISSING


def test_a_label_that_is_added_is_read_though_it_was_not_before(no_aliases):
    page = "二、主动公开政府信息情况\n行政处罚 26 照章办理事项 12 行政强制 5"
    assert gir.parse(page)["proactive.licensing.decisions"] is gir.Mark.MISSING
    add_aliases("proactive.licensing", "照章办理事项")
    assert gir.parse(page)["proactive.licensing.decisions"] == 12


def test_what_an_alias_may_stand_for(no_aliases):
    for path in ("problems", "requests.outcomes.refused", "requests.outcomes.granted", "requests.received.other"):
        add_aliases(path, "甲", "甲", "乙")
    assert len(added_aliases()) == 8
    with pytest.raises(gir.PathError, match=r"'requests\.outcome' is no section, group, row or figure of the form"):
        add_aliases("requests.outcome", "甲")
    with pytest.raises(ValueError, match="an alias is not empty"):
        add_aliases("problems", " ")


@pytest.mark.parametrize(
    "line",
    ["办证办照\t15", "规章 0 0 0 办证办照 15 行政处罚 3", "办证办\n照\n15", "办证\n办照 15"],
    ids=["a cell", "a line of many", "broken over two lines", "broken before its figure"],
)
def test_what_was_read_before_is_read_anew(line, no_aliases):
    """Nothing that is kept of a text outlives the labels that it was kept for."""
    text = f"二、主动公开政府信息情况\n规范性文件\t1\t0\t3\n{line}\n行政强制\t0"
    before = gir.read(text)
    assert before.report["proactive.licensing.decisions"] is gir.Mark.MISSING
    add_aliases("proactive.licensing", "办证办照")
    assert gir.parse(text)["proactive.licensing.decisions"] == 15
    drop_aliases("proactive.licensing")
    assert gir.read(text) == before


def test_headings_of_ones_own_are_read(no_aliases):
    text = "一、总体情况\n平稳。\n五、美中不足之处\n不够快。"
    assert gir.parse(text).problems is None
    add_aliases("problems", "美中不足之处")
    assert gir.parse(text).problems.text == "不够快。"
    drop_aliases("problems")
    assert gir.parse(text).problems is None
