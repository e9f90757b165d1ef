"""Each code of `validate`: the smallest report that has it, and one beside it that has not."""

from decimal import Decimal

import attrs
import pytest

import gov_info_report as gir
from gov_info_report import CATALOGUE, Findings, Mark, Unreadable
from gov_info_report.findings import find
from gov_info_report.rules import RULES

VALIDATED = {code for code, entry in CATALOGUE.items() if entry.source == "validate"}
ELSEWHERE = {
    code
    for rule in RULES
    for code in rule.codes
    if rule.check.__module__.rpartition(".")[2] in {"names", "parts", "previous", "prose", "text"}
}
"""What `test_rules_text` and `test_rules_beside` have the cases of."""
TITLE = "青禾县水利局2024年政府信息公开工作年度报告"
PERIOD = "统计期限自2024年1月1日起至2024年12月31日止。"
BLOCK = "disputes.reconsideration"


def test_a_consistent_report_has_nothing_against_it(consistent):
    for report in consistent.values():
        assert gir.validate(report) == Findings()


# Registry and catalogue


def test_rules_and_catalogue_agree():
    codes = [code for rule in RULES for code in rule.codes]
    assert len(codes) == len(set(codes))
    assert set(codes) == VALIDATED


def test_every_rule_states_its_rule():
    for rule in RULES:
        assert rule.check.__doc__, rule
        assert rule.codes


def test_every_code_has_its_case():
    assert {code for code, *_ in CASES.values()} == VALIDATED - ELSEWHERE


# One smallest change a case: the code, the change to a consistent report of an edition, its findings' paths and values


def figures(changes):
    return lambda report: gir.evolve(report, changes)


def parts(**changes):
    return lambda report: attrs.evolve(report, **changes)


CASES = {
    "section": ("section-missing", parts(problems=None), [(("problems",), None, None)]),
    "table section": ("section-missing", parts(disputes=None), [(("disputes",), None, None)]),
    "table": ("table-missing", parts(disputes=gir.model.Disputes()), [(("disputes",), None, None)]),
    "table 2": ("table-missing", parts(proactive=gir.model.Proactive2021()), [(("proactive",), None, None)]),
    "empty table": (
        "table-empty",
        parts(disputes=gir.blank().disputes),
        [(("disputes",), None, None)],
    ),
    "row": (
        "row-missing",
        parts(
            disputes=gir.model.Disputes(
                reconsideration=gir.model.DisputeResults(0, 0, 0, 0, 0),
                direct_litigation=gir.model.DisputeResults(0, 0, 0, 0, 0),
            )
        ),
        [(("disputes.litigation_after_reconsideration",), None, None)],
    ),
    "one-cell row": (
        "row-missing",
        figures({"proactive.fees.amount": Mark.MISSING}),
        [(("proactive.fees",), None, None)],
    ),
    "cell": ("cell-missing", figures({f"{BLOCK}.other": Mark.MISSING}), [((f"{BLOCK}.other",), None, None)]),
    "blank": ("cell-blank", figures({f"{BLOCK}.other": Mark.BLANK}), [((f"{BLOCK}.other",), None, None)]),
    "not applicable": (
        "cell-not-applicable",
        figures({f"{BLOCK}.other": Mark.NOT_APPLICABLE}),
        [((f"{BLOCK}.other",), None, None)],
    ),
    "unreadable": (
        "cell-unreadable",
        figures({f"{BLOCK}.other": Unreadable("约三")}),
        [((f"{BLOCK}.other",), None, "约三")],
    ),
    "disputes": (
        "disputes-total",
        figures({f"{BLOCK}.total": 6}),
        [(tuple(f"{BLOCK}.{name}" for name in ("upheld", "corrected", "other", "pending", "total")), 5, 6)],
    ),
    "disputes with a mark": (
        "disputes-total",
        figures({f"{BLOCK}.total": 4, f"{BLOCK}.other": Mark.BLANK}),
        [(tuple(f"{BLOCK}.{name}" for name in ("upheld", "corrected", "other", "pending", "total")), 5, 4)],
    ),
    "unassessed": (
        "identity-unassessed",
        figures({f"{BLOCK}.other": Mark.BLANK}),
        [(tuple(f"{BLOCK}.{name}" for name in ("upheld", "corrected", "other", "pending", "total")), None, 1)],
    ),
    "negative": (
        "value-negative",
        figures({"proactive.licensing.decisions": -1}),
        [(("proactive.licensing.decisions",), None, -1)],
    ),
    "negative amount": (
        "value-negative",
        figures({"proactive.fees.amount": Decimal("-0.5")}),
        [(("proactive.fees.amount",), None, Decimal("-0.5"))],
    ),
    "fraction": (
        "value-fractional",
        figures({"proactive.licensing.decisions": Decimal("1.5")}),
        [(("proactive.licensing.decisions",), None, Decimal("1.5"))],
    ),
    "mixed": (
        "edition-mixed",
        parts(proactive=gir.blank(2019).proactive),
        [(("proactive", "requests"), None, "2019 / 2021")],
    ),
    "edition": (
        "edition-unexpected",
        parts(proactive=gir.blank(2019).proactive),
        [(("proactive",), 2021, 2019)],
    ),
    "title": ("title-missing", parts(title=""), [((), None, None)]),
    "white title": ("title-missing", parts(title=" \n"), [((), None, None)]),
    "organ": (
        "institution-unknown",
        parts(title="2024年政府信息公开工作年度报告"),
        [((), None, "2024年政府信息公开工作年度报告")],
    ),
    "year": ("year-unknown", parts(title="", preamble=""), [((), None, None)]),
    "years": (
        "year-mismatch",
        parts(title=TITLE.replace("2024", "2023")),
        [((), 2023, "2024年1月1日起至2024年12月31日")],
    ),
    "impossible": (
        "period-impossible",
        parts(preamble=PERIOD.replace("12月31", "2月30")),
        [((), None, "2024年1月1日起至2024年2月30日")],
    ),
    "lost digits": (
        "period-impossible",
        parts(preamble="统计期限自202411日起至20241231日止。"),
        [((), None, "202411日起至20241231日")],
    ),
    "incomplete": (
        "period-incomplete",
        parts(preamble=PERIOD.replace("31", "30")),
        [((), None, "2024年1月1日起至2024年12月30日")],
    ),
    "row total": (
        "requests-row-total",
        figures({"requests.outcomes.refused.state_secret.enterprise": 1}),
        None,
    ),
    "outcomes total": (
        "requests-outcomes-total",
        figures({"requests.outcomes.refused.state_secret.enterprise": 1}),
        None,
    ),
    "balance": ("requests-balance", figures({"requests.received.enterprise": 4}), None),
    "column": ("column-missing", None, None),
}


@pytest.mark.parametrize(
    ("code", "change", "wanted"),
    [case for case in CASES.values() if case[2] is not None],
    ids=[name for name, case in CASES.items() if case[2] is not None],
)
def test_the_smallest_report_that_has_it(code, change, wanted, consistent):
    report = change(consistent[2021])
    found = gir.validate(report).of(code)
    assert [(finding.paths, finding.expected, finding.actual) for finding in found] == wanted
    assert [finding.severity for finding in found] == [CATALOGUE[code].severity] * len(wanted)
    for finding in found:
        for language in ("zh", "en"):
            assert "{" not in finding.render(language)
            assert "None" not in finding.render(language)
    assert code not in gir.validate(consistent[2021]).codes


COLUMNS = ("natural_person", "enterprise", "research_institute", "public_welfare", "legal_service", "other", "total")


@pytest.mark.parametrize(
    ("path", "value", "wanted"),
    [
        (
            "requests.outcomes.refused.state_secret.enterprise",
            1,
            [
                ("requests-row-total", "三、本年度办理结果 > （三）不予公开 > 1.属于国家秘密", 1, 0),
                ("requests-outcomes-total", "法人或其他组织 > 商业企业", 4, 3),
            ],
        ),
        (
            "requests.received.enterprise",
            4,
            [
                ("requests-row-total", "一、本年新收政府信息公开申请数量", 15, 14),
                ("requests-balance", "法人或其他组织 > 商业企业", 5, 4),
            ],
        ),
        (
            "requests.outcomes.total.total",
            16,
            [
                ("requests-row-total", "三、本年度办理结果 > （七）总计", 15, 16),
                ("requests-outcomes-total", "总计", 15, 16),
                ("requests-balance", "总计", 17, 18),
            ],
        ),
        (
            "requests.carried_forward.natural_person",
            -1,
            [
                ("value-negative", "", None, -1),
                ("requests-row-total", "四、结转下年度继续办理", 0, 2),
                ("requests-balance", "自然人", 11, 9),
            ],
        ),
    ],
)
def test_broken_identities_of_table_3(path, value, wanted, consistent):
    found = gir.validate(gir.evolve(consistent[2021], {path: value}))
    assert sorted((finding.code, finding.label, finding.expected, finding.actual) for finding in found) == sorted(
        wanted, key=lambda each: each[0]
    )
    assert all(path in finding.paths for finding in found)


def test_a_column_that_is_missing_everywhere_is_told_once(consistent):
    report = consistent[2021]
    paths = [record.path for record in gir.to_records(report) if record.path.startswith("requests.")]
    legal = {path: Mark.MISSING for path in paths if path.endswith(".legal_service")}
    found = gir.validate(gir.evolve(report, legal)).of("column-missing", "cell-missing", "row-missing")
    assert [(finding.code, finding.paths, finding.label) for finding in found] == [
        ("column-missing", tuple(legal), "法人或其他组织 > 法律服务机构")
    ]
    legal.pop("requests.received.legal_service")
    found = gir.validate(gir.evolve(report, legal)).of("column-missing", "cell-missing", "row-missing")
    assert [(finding.code, finding.paths) for finding in found] == [("cell-missing", tuple(legal))]


def test_two_missing_columns_are_told_in_the_forms_order(consistent):
    report = consistent[2021]
    paths = [record.path for record in gir.to_records(report) if record.path.startswith("requests.")]
    lost = {path: Mark.MISSING for path in paths if path.endswith((".other", ".enterprise"))}
    found = gir.validate(gir.evolve(report, lost)).of("column-missing")
    assert [finding.label for finding in found] == ["法人或其他组织 > 商业企业", "法人或其他组织 > 其他"]


@pytest.mark.parametrize("edition", [2021, 2019])
def test_a_table_lost_but_for_one_cell(edition):
    report = gir.evolve(
        attrs.evolve(gir.blank(edition), disputes=gir.model.Disputes()), {"disputes.direct_litigation.total": 0}
    )
    found = gir.validate(report).about("disputes.direct_litigation.total")
    assert found.codes <= {"identity-unassessed"}
    missing = gir.validate(report).of("row-missing", "cell-missing", "column-missing", "table-missing")
    assert [(finding.code, *finding.paths) for finding in missing] == [
        ("row-missing", "disputes.reconsideration"),
        ("row-missing", "disputes.litigation_after_reconsideration"),
        (
            "cell-missing",
            *(f"disputes.direct_litigation.{name}" for name in ("upheld", "corrected", "other", "pending")),
        ),
    ]


@pytest.mark.parametrize("edition", [2021, 2019])
def test_every_absent_figure_is_named(edition, consistent):
    for record in gir.to_records(consistent[edition]):
        for mark in (*Mark, Unreadable("约三")):
            found = gir.validate(gir.evolve(consistent[edition], {record.path: mark})).about(record.path)
            absences = [finding.code for finding in found if finding.code.startswith(("cell-", "row-"))]
            assert len(absences) == 1, (record.path, mark)


@pytest.mark.parametrize("edition", [2021, 2019])
def test_a_table_left_empty_is_one_error_and_its_identities_say_nothing(edition):
    found = gir.validate(gir.blank(edition))
    assert [(finding.code, finding.paths) for finding in found if finding.paths] == [
        ("table-empty", ("proactive",)),
        ("table-empty", ("requests",)),
        ("table-empty", ("disputes",)),
        *([("fee-unstated", ("other_matters",))] if edition == 2021 else []),
        ("section-perfunctory", ("problems",)),
    ]
    assert found.verdict is gir.Verdict.FAILED


def test_cells_that_were_marked_beforehand_do_not_make_a_form_filled_in(consistent):
    report = attrs.evolve(consistent[2021], proactive=gir.blank().proactive)
    marked = {f"proactive.regulations.{name}": Mark.NOT_APPLICABLE for name in ("issued", "repealed", "in_force")}
    assert [finding.code for finding in gir.validate(gir.evolve(report, marked))] == ["table-empty"]
    one = gir.evolve(report, {**marked, "proactive.licensing.decisions": 0})
    assert [(finding.code, len(finding.paths)) for finding in gir.validate(one)] == [
        ("cell-not-applicable", 3),
        ("cell-blank", 6),
    ]


def test_a_table_of_which_nothing_applies_is_filled_in(consistent):
    block = [record.path for record in gir.to_records(consistent[2021]) if record.path.startswith("disputes.")]
    found = gir.validate(gir.evolve(consistent[2021], dict.fromkeys(block, Mark.NOT_APPLICABLE)))
    assert [(finding.code, finding.paths, finding.actual) for finding in found] == [
        ("cell-not-applicable", tuple(block), None),
        ("identity-unassessed", tuple(block), 3),
    ]
    assert found.verdict is gir.Verdict.PASSED


def test_cells_without_a_number_are_one_finding_a_table_for_each_kind(consistent):
    changes = {
        "requests.received.total": Mark.BLANK,
        "requests.carried_in.other": Unreadable("约三"),
        "requests.carried_forward.other": Mark.BLANK,
        "requests.outcomes.granted.other": Unreadable("五"),
        "requests.outcomes.granted.total": Mark.MISSING,
        "disputes.reconsideration.total": Mark.BLANK,
    }
    found = gir.validate(gir.evolve(consistent[2021], changes), skip=["identity-unassessed"])
    assert [(finding.code, finding.paths, finding.actual) for finding in found] == [
        ("cell-blank", ("requests.received.total", "requests.carried_forward.other"), None),
        ("cell-unreadable", ("requests.carried_in.other", "requests.outcomes.granted.other"), "约三；五"),
        ("cell-missing", ("requests.outcomes.granted.total",), None),
        ("cell-blank", ("disputes.reconsideration.total",), None),
    ]


def test_identities_that_cannot_be_assessed_are_one_finding_a_table(consistent):
    report = gir.evolve(consistent[2021], {"requests.received.other": Mark.BLANK, f"{BLOCK}.other": Mark.BLANK})
    of = {name: gir.model.table(name, 2021) for name in ("requests", "disputes")}
    row = of["requests"].rows[0].paths
    column = ("requests.carried_in.other", "requests.outcomes.total.other", "requests.carried_forward.other")
    found = gir.validate(report, pick=["identity-unassessed"])
    assert [(finding.paths, finding.actual, finding.message) for finding in found] == [
        ((*row, *column), 2, "表三有 2 个勾稽关系因缺数无法核对"),
        (of["disputes"].rows[0].paths, 1, "表四有 1 个勾稽关系因缺数无法核对"),
    ]


# What the reading has said already

ROW = "requests.carried_in"
CELLS = (f"{ROW}.other", f"{ROW}.total")


@pytest.mark.parametrize(
    ("code", "paths", "severity", "left"),
    [
        ("cell-undecided", CELLS, None, []),
        ("cell-undecided", CELLS[:1], None, [("cell-blank", CELLS[1:])]),
        ("cell-reassigned", [ROW], None, []),
        ("cell-reassigned", ["requests"], None, []),
        ("unit-converted", CELLS, None, []),
        ("unit-converted", CELLS, "info", [("cell-blank", CELLS)]),
        ("row-out-of-order", [ROW], None, [("cell-blank", CELLS)]),
        ("heading-missing", ["requests"], None, [("cell-blank", CELLS)]),
    ],
)
def test_absent_cells_that_a_warning_of_the_reading_names_are_not_reported_again(
    code, paths, severity, left, consistent
):
    report = gir.evolve(consistent[2021], dict.fromkeys(CELLS, Mark.BLANK))
    reading = gir.Reading(report, Findings([find(code, paths, severity=severity)]))
    found = gir.validate(reading, skip=["identity-unassessed"])
    assert [(finding.code, finding.paths) for finding in found] == left
    assert gir.validate(report, pick=["cell-blank"])[0].paths == CELLS


@pytest.mark.parametrize(
    ("lost", "code"), [(gir.model.Disputes(), "table-missing"), (gir.blank().disputes, "table-empty")]
)
def test_a_lost_table_that_the_reading_tells_is_not_reported_again(lost, code, consistent):
    report = attrs.evolve(consistent[2021], disputes=lost)
    assert gir.validate(report).of("table-missing", "table-empty").codes == {code}
    reading = gir.Reading(report, Findings([find("cell-undecided", ["disputes"])]))
    assert gir.validate(reading) == Findings()


def test_a_lost_column_and_a_lost_row_are_reported_though_the_reading_placed_the_rest(consistent):
    report = consistent[2021]
    of = gir.model.table("requests", 2021)
    column = [f"{row.path}.other" for row in of.rows]
    lost = dict.fromkeys([*column, *of.rows[1].paths], Mark.MISSING)
    placed = find("cell-reassigned", [path for row in of.rows[2:] for path in row.paths])
    found = gir.validate(gir.Reading(gir.evolve(report, lost), Findings([placed])), skip=["identity-unassessed"])
    assert [(finding.code, finding.paths) for finding in found] == [
        ("column-missing", tuple(column)),
        ("row-missing", (ROW,)),
    ]


# Values that are allowed


@pytest.mark.parametrize(
    ("edition", "path", "value"),
    [
        (2019, "proactive.licensing.items_change", -8),
        (2021, "proactive.fees.amount", Decimal("18.8710")),
        (2021, "proactive.licensing.decisions", Decimal("5.00")),
        (2019, "proactive.procurement.amount", Decimal("0.01")),
        (2021, "proactive.licensing.decisions", 10**18 - 1),
    ],
    ids=str,
)
def test_values_that_the_form_admits(edition, path, value, consistent):
    assert gir.validate(gir.evolve(consistent[edition], {path: value})) == Findings()


@pytest.mark.parametrize(
    ("path", "value", "codes"),
    [
        ("proactive.licensing.items_change", Decimal("-0.5"), ["value-fractional"]),
        ("proactive.licensing.decisions", Decimal("-0.5"), ["value-negative", "value-fractional"]),
        ("proactive.procurement.amount", -1, ["value-negative"]),
        ("proactive.licensing.items_last_year", -1, ["value-negative"]),
    ],
    ids=str,
)
def test_values_that_the_form_does_not_admit(path, value, codes, consistent):
    found = gir.validate(gir.evolve(consistent[2019], {path: value}))
    assert [(finding.code, finding.paths, finding.actual) for finding in found] == [
        (code, (path,), value) for code in codes
    ]


# Years and editions


def dated(year, period=None, edition=2021, **changes):
    """A report of a year, with a period of its own, and tables of an edition."""
    report = gir.blank(edition)
    title = TITLE.replace("2024", str(year)) if year else "青禾县水利局政府信息公开工作年度报告"
    return attrs.evolve(report, title=title, preamble=period or "", **changes)


YEAR_CODES = [
    "year-unknown",
    "year-mismatch",
    "period-impossible",
    "period-incomplete",
    "edition-unexpected",
    "edition-mixed",
]


def year_findings(report):
    return [(finding.code, finding.expected, finding.actual) for finding in gir.validate(report, pick=YEAR_CODES)]


@pytest.mark.parametrize(
    ("year", "period", "wanted"),
    [
        (2024, None, []),
        (2024, PERIOD, []),
        (None, PERIOD, []),
        (None, None, [("year-unknown", None, None)]),
        (2025, PERIOD, [("year-mismatch", 2025, "2024年1月1日起至2024年12月31日")]),
        (2024, "统计期限为2023年12月1日至2024年11月30日。", [("year-mismatch", 2024, "2023年12月1日至2024年11月30日")]),
        (2024, "统计期限为2024年1月1日至11月30日。", [("period-incomplete", None, "2024年1月1日至11月30日")]),
        (2024, "统计期限为2024年1月2日至12月31日。", [("period-incomplete", None, "2024年1月2日至12月31日")]),
        (
            2024,
            "统计期限为2024年1月1日至202024年12月31日。",
            [("period-impossible", None, "2024年1月1日至202024年12月31日")],
        ),
        (
            None,
            "统计期限为2024年1月1日至12月32日。",
            [("period-impossible", None, "2024年1月1日至12月32日"), ("year-unknown", None, None)],
        ),
    ],
    ids=str,
)
def test_years_and_periods(year, period, wanted):
    assert year_findings(dated(year, period)) == wanted


@pytest.mark.parametrize(
    ("year", "edition", "expected"),
    [
        (2019, 2019, None),
        (2020, 2019, None),
        (2020, 2021, 2019),
        (2021, 2021, None),
        (2021, 2019, None),
        (2022, 2019, None),
        (2023, 2019, 2021),
        (2018, 2021, 2019),
        (2030, 2021, None),
    ],
    ids=str,
)
def test_the_edition_of_a_year(year, edition, expected):
    wanted = [("edition-unexpected", expected, edition)] * 2 if expected else []
    assert year_findings(dated(year, edition=edition)) == wanted
    only_disputes = gir.Report(title=TITLE.replace("2024", str(year)), disputes=gir.model.Disputes())
    assert year_findings(only_disputes) == []


def test_a_period_stated_in_section_one_counts():
    report = dated(2025, overview=gir.model.Overview(PERIOD))
    assert year_findings(report) == [("year-mismatch", 2025, "2024年1月1日起至2024年12月31日")]


# Asking


def test_pick_and_skip(consistent):
    report = gir.evolve(consistent[2021], {f"{BLOCK}.other": Mark.BLANK, "proactive.licensing.decisions": -1})
    report = attrs.evolve(report, title="", problems=None)
    everything = gir.validate(report)
    assert everything.codes == {
        "section-missing",
        "title-missing",
        "cell-blank",
        "value-negative",
        "identity-unassessed",
    }
    for code in everything.codes:
        assert gir.validate(report, pick=[code]) == everything.of(code)
        assert gir.validate(report, skip=[code]) == everything.of(*(everything.codes - {code}))
    assert gir.validate(report, pick=iter(["cell-blank", "title-missing"])) == everything.of(
        "cell-blank", "title-missing"
    )
    assert gir.validate(report, pick=["cell-blank", "title-missing"], skip={"cell-blank"}) == everything.of(
        "title-missing"
    )
    assert gir.validate(report, pick=[]) == Findings()
    assert gir.validate(report, skip=[]) == everything
    assert gir.validate(report, skip=VALIDATED) == Findings()
    assert gir.validate(report, pick=VALIDATED) == everything


@pytest.mark.parametrize("name", ["pick", "skip"])
def test_codes_that_validate_does_not_report(name):
    with pytest.raises(ValueError, match=f"{name} names codes that validate does not report: invented, row-repeated"):
        gir.validate(gir.blank(), **{name: ["row-repeated", "invented", "cell-blank"]})
    with pytest.raises(TypeError, match=f"{name} is a list of codes, not one string: {name}=\\['cell-blank'\\]"):
        gir.validate(gir.blank(), **{name: "cell-blank"})


@pytest.mark.parametrize("edition", [2021, 2019])
def test_a_reading_gives_its_findings_their_places(edition, source):
    lines = source(edition)
    lines.change("行政强制", "\t5", "\t约五").change("3\t1\t0\t1\t5", "1\t5\t1", "1\t6\t1")
    reading = gir.read(lines.text)
    found = gir.validate(reading)
    assert gir.validate(reading.report) == Findings(
        attrs.evolve(finding, spans=(None,) * len(finding.paths)) for finding in found
    )
    assert found.codes == {"cell-unreadable", "disputes-total"}
    for finding in found:
        assert finding.spans == tuple(reading.spans[path] for path in finding.paths)
        assert None not in finding.spans


def test_a_rule_that_crashes_is_a_crash(monkeypatch):
    from gov_info_report.rules import registry

    def broken(report):
        raise ZeroDivisionError("ours")
        yield

    monkeypatch.setattr(registry, "RULES", [*registry.RULES, registry.Rule(("cell-blank",), broken)])
    with pytest.raises(ZeroDivisionError, match="ours"):
        gir.validate(gir.blank())
    assert gir.validate(gir.blank(), skip=["cell-blank"])
