"""A report against last year's and against those of its parts."""

from decimal import Decimal
from random import Random

import attrs
import pytest

import gov_info_report as gir
from gov_info_report.model import Mark, Overview, Problems, to_records
from gov_info_report.rules import RULES
from gov_info_report.testing.consistent import consistent_report

BESIDE_CODES = {
    *("previous-unexpected", "carried-in-differs", "in-force-differs", "items-differ", "prose-copied"),
    *("parts-unexpected", "parts-differ", "parts-unassessed"),
}
COLUMNS = ("natural_person", "enterprise", "research_institute", "public_welfare", "legal_service", "other", "total")
TEXT = "（一）主动公开。公布河道信息{}条。\n（二）依申请公开。依法逐件答复申请人。\n（三）政府信息管理。发布前审核。"


def made(year, *, office="青禾县水利局", edition=2021, **changes):
    """A report all of whose figures are 0 but those that are given, by path with _ for the dots."""
    report = gir.evolve(gir.blank(edition), dict.fromkeys((each.path for each in to_records(gir.blank(edition))), 0))
    report = gir.evolve(report, changes.pop("figures", {}))
    return attrs.evolve(report, title=f"{office}{year}年政府信息公开工作年度报告", **changes)


def said(report, **others):
    return [
        (finding.code, finding.paths, finding.expected, finding.actual)
        for finding in gir.validate(report, **others).of(*BESIDE_CODES)
    ]


def row(name, natural_person, enterprise):
    return {
        f"requests.{name}.natural_person": natural_person,
        f"requests.{name}.enterprise": enterprise,
        f"requests.{name}.total": natural_person + enterprise,
    }


def test_the_codes_have_their_cases_here():
    registered = {
        code for rule in RULES for code in rule.codes if rule.check.__module__.endswith((".parts", ".previous"))
    }
    assert registered == BESIDE_CODES


# Years


def test_a_year_that_follows():
    before = made(2023, figures={**row("carried_forward", 2, 1), "proactive.regulations.in_force": 5})
    now = made(2024, figures={**row("carried_in", 2, 1), "proactive.regulations.in_force": 5})
    assert said(now, previous=before) == []
    assert said(now, previous=gir.findings.Reading(before)) == []


def test_carried_in_is_told_once_for_all_columns():
    before, now = made(2023, figures=row("carried_forward", 2, 1)), made(2024, figures=row("carried_in", 2, 0))
    [finding] = gir.validate(now, previous=before).of("carried-in-differs")
    assert finding.paths == ("requests.carried_in.enterprise", "requests.carried_in.total")
    assert finding.detail == (
        "法人或其他组织 > 商业企业 上年结转下年度 1，本年的上年结转 0；总计 上年结转下年度 3，本年的上年结转 2"
    )


def test_a_column_without_a_number_is_not_compared():
    before = made(2023, figures=row("carried_forward", 2, 1))
    now = made(2024, figures={**row("carried_in", 2, 1), "requests.carried_in.total": Mark.BLANK})
    assert said(now, previous=before) == []


def test_documents_in_force():
    path = "proactive.normative_documents"
    before = made(2023, figures={f"{path}.in_force": 9})
    now = made(2024, figures={f"{path}.issued": 3, f"{path}.repealed": 2, f"{path}.in_force": 11})
    assert said(now, previous=before) == [("in-force-differs", (f"{path}.in_force",), 10, 11)]
    assert [each.detail for each in gir.validate(now, previous=before).of("in-force-differs")] == [
        "上年 9 + 制发 3 - 废止 2"
    ]
    assert said(gir.evolve(now, {f"{path}.in_force": 10}), previous=before) == []


def test_items_of_the_form_of_2019():
    path = "proactive.licensing"
    before = made(2019, edition=2019, figures={f"{path}.items_last_year": 9, f"{path}.items_change": -2})
    now = made(2020, edition=2019, figures={f"{path}.items_last_year": 9})
    assert said(now, previous=before) == [("items-differ", (f"{path}.items_last_year",), 7, 9)]


def test_the_form_of_2019_before_that_of_2021():
    before = made(2020, edition=2019, figures={**row("carried_forward", 1, 0), "proactive.regulations.public_total": 7})
    now = made(2021, figures={**row("carried_in", 1, 0), "proactive.regulations.in_force": 3})
    assert said(now, previous=before) == []


@pytest.mark.parametrize(
    "before", [made(2022), made(2024), made(2023, office="青禾县教育局")], ids=["earlier", "same", "another"]
)
def test_another_report_than_the_year_befores_is_not_compared(before):
    now = made(2024, figures=row("carried_in", 2, 1))
    actual = f"{before.institution}{before.year}"
    assert said(now, previous=before) == [("previous-unexpected", (), "青禾县水利局2023", actual)]


def test_an_office_may_be_shortened():
    before = made(2023, office="青禾县卫健委")
    assert said(made(2024, office="青禾县卫生健康委员会"), previous=before) == []


def test_a_report_that_names_no_organ_may_be_the_year_befores():
    before = attrs.evolve(made(2023), title="2023年政府信息公开工作年度报告")
    assert said(made(2024), previous=before) == []
    assert said(made(2024, figures=row("carried_in", 2, 0)), previous=before) == [
        ("carried-in-differs", ("requests.carried_in.natural_person", "requests.carried_in.total"), None, None)
    ]


def test_copied_prose_is_shown_by_its_first_sentences():
    text = Overview(TEXT.format(12) + "\n（四）平台建设。网站改版一次。\n（五）监督保障。开展培训两次。")
    [finding] = gir.validate(made(2024, overview=text), previous=made(2023, overview=text)).of("prose-copied")
    assert finding.detail == "公布河道信息12条。 依法逐件答复申请人。 发布前审核。"


def test_copied_prose():
    before = made(2023, overview=Overview(TEXT.format(12)), problems=Problems("更新不够及时。2024年将加强培训和考核。"))
    now = made(2024, overview=Overview(TEXT.format(30)), problems=Problems("更新不够及时。2025年将加强培训和考核。"))
    assert said(now, previous=before) == [
        ("prose-copied", ("overview",), None, 100),
        ("prose-copied", ("problems",), None, 100),
    ]


def test_a_sentence_that_stays_is_no_copy():
    before = made(2023, overview=Overview(TEXT.format(12)))
    other = "（一）主动公开。召开发布会两场，回应热点问题。\n（二）依申请公开。依法逐件答复申请人。\n"
    other += "（三）政府信息管理。清理旧文件，更新目录。"
    assert said(made(2024, overview=Overview(other)), previous=before) == []


# Departments


def county(**changes):
    return made(2024, office="青禾县人民政府", **changes)


def parts(*figures):
    offices = ("青禾县水利局", "青禾县教育局", "青禾县交通局")
    return [made(2024, office=office, figures=each) for office, each in zip(offices, figures, strict=False)]


def test_parts_that_add_up():
    whole = county(figures={"proactive.licensing.decisions": 12, **row("received", 3, 1)})
    given = parts({"proactive.licensing.decisions": 10, **row("received", 3, 0)}, {"proactive.licensing.decisions": 2})
    assert said(whole, parts=[*given, parts({}, {}, row("received", 0, 1))[2]]) == []


def test_a_figure_that_is_not_the_sum_is_named_with_who_reports_what():
    whole = county(figures=row("received", 3, 1))
    [finding] = gir.validate(whole, parts=parts(row("received", 1, 1), row("received", 4, 0))).of("parts-differ")
    assert finding.paths == ("requests.received.natural_person", "requests.received.total")
    assert finding.detail == (
        "一、本年新收政府信息公开申请数量：自然人 本报告 3，各部门之和 5（青禾县教育局 4、青禾县水利局 1）；"
        "总计 本报告 4，各部门之和 6（青禾县教育局 4、青禾县水利局 2）"
    )


OFFICES = ("水利局", "教育局", "交通局", "民政局", "司法局", "财政局")


@pytest.mark.parametrize(
    ("of", "shown", "others", "lacking"),
    [
        (5, "教育局 50、水利局 40、交通局 30、民政局 20、司法局 10", "", "水利局、教育局、交通局、民政局、司法局"),
        (
            6,
            "财政局 60、教育局 50、水利局 40、交通局 30、民政局 20",
            "等6个部门",
            "水利局、教育局、交通局、民政局、司法局 等6个",
        ),
    ],
)
def test_five_parts_are_named_the_largest_first(of, shown, others, lacking):
    path = "proactive.licensing.decisions"
    given = [
        attrs.evolve(made(2024, figures={path: figure}), title=f"青禾县{office}2024年政府信息公开工作年度报告")
        for office, figure in zip(OFFICES[:of], (40, 50, 30, 20, 10, 60), strict=False)
    ]
    [differing] = gir.validate(county(figures={path: 1}), parts=given).of("parts-differ")
    total = sum(each.number(path) for each in given)
    named = "、".join(f"青禾县{each}" for each in shown.split("、"))
    assert differing.detail == f"第二十条第（五）项 > 行政许可：本报告 1，各部门之和 {total}（{named}{others}）"
    blank = [gir.evolve(each, {path: Mark.BLANK}) for each in given]
    [unassessed] = gir.validate(county(figures={path: 1}), parts=blank).of("parts-unassessed")
    assert unassessed.detail == "、".join(f"青禾县{each}" for each in lacking.split("、"))


def test_amounts_are_added_exactly_and_rounding_is_borne():
    path = "proactive.fees.amount"
    given = parts({path: Decimal("1.25")}, {path: Decimal("0.3775")})
    for total, wanted in (("1.6275", 0), ("1.63", 0), ("1.64", 0), ("1.65", 1), ("1.75", 1)):
        assert len(said(county(figures={path: Decimal(total)}), parts=given)) == wanted, total


def test_a_part_without_a_number_leaves_the_sum_open():
    path = "proactive.regulations.issued"
    given = parts({path: Mark.NOT_APPLICABLE}, {path: 2})
    assert said(county(figures={path: 3}), parts=given) == [("parts-unassessed", (path,), None, None)]
    [finding] = gir.validate(county(figures={path: 3}), parts=given).of("parts-unassessed")
    assert finding.detail == "青禾县水利局"
    assert said(county(figures={path: 1}), parts=given) == [("parts-differ", (path,), None, None)]
    assert said(county(figures={path: Mark.BLANK}), parts=given) == []


def test_a_part_of_another_edition_has_other_figures():
    old = made(2024, office="青禾县教育局", edition=2019)
    found = said(county(), parts=[*parts({}), old])
    assert {code for code, *_ in found} == {"parts-unassessed"}
    assert "proactive.regulations.in_force" in found[0][1]
    assert "requests.received.total" not in found[0][1]


def test_parts_that_are_not_added():
    one, other = parts({"proactive.licensing.decisions": 1}, {})
    last_year = made(2023, office="青禾县交通局", figures={"proactive.licensing.decisions": 5})
    whole = county(figures={"proactive.licensing.decisions": 1})
    found = gir.validate(whole, parts=[one, other, one, last_year, whole])
    assert [(finding.code, finding.detail) for finding in found.of(*BESIDE_CODES)] == [
        ("parts-unexpected", "青禾县水利局，重复 (handed in twice)"),
        ("parts-unexpected", "青禾县交通局，是 2023 年度的报告 (of another year)"),
        ("parts-unexpected", "青禾县人民政府，是汇总的报告本身 (the whole itself)"),
    ]


def test_check_takes_them_too():
    before = made(2023, figures=row("carried_forward", 2, 1))
    text = gir.serialise(made(2024), "text")
    alone = gir.check(text)
    assert gir.check(text, previous=before).codes - alone.codes == {"carried-in-differs"}
    part = made(2024, office="青禾县水利局站", figures={"proactive.licensing.decisions": 3})
    assert gir.check(text, parts=[part]).codes - alone.codes == {"parts-differ"}


def test_generated_reports_add_up():
    given = [consistent_report(Random(seed), 2021) for seed in range(5)]
    paths = [record.path for record in to_records(gir.blank())]
    named = [attrs.evolve(each, title=f"青禾县{at}局2024年政府信息公开工作年度报告") for at, each in enumerate(given)]
    whole = gir.evolve(county(), {path: sum(each.number(path) for each in named) for path in paths})
    assert said(whole, parts=named) == []
