"""Reports beside each other: compared, as rates, linked, and located together."""

from random import Random

import attrs
import pytest

import gov_info_report as gir
from gov_info_report.model import Mark, Overview, Unreadable, to_records
from gov_info_report.together.links import by_office, parts_links, whole_of, years_links
from gov_info_report.together.sentences import Was, copied

APPLICANTS = ("natural_person", "enterprise", "research_institute", "public_welfare", "legal_service", "other")
COLUMNS = (*APPLICANTS, "total")
PATHS = [record.path for record in to_records(gir.blank())]


def made(office, year, figures=None, edition=2021):
    """A report all of whose figures are 0 but those that are given."""
    report = gir.evolve(gir.blank(edition), dict.fromkeys((each.path for each in to_records(gir.blank(edition))), 0))
    return attrs.evolve(
        gir.evolve(report, figures or {}), title=f"{office}{year}年政府信息公开工作年度报告", other_matters=None
    )


# compare


def test_figures_side_by_side():
    old = made("青禾县水利局", 2023, {"proactive.licensing.decisions": 100, "proactive.penalties.decisions": 4})
    new = made("青禾县水利局", 2024, {"proactive.licensing.decisions": 250, "proactive.penalties.decisions": 9})
    comparison = gir.compare(old, new)
    assert [each.path for each in comparison.figures] == [
        "proactive.licensing.decisions",
        "proactive.penalties.decisions",
        *(path for path in PATHS if path not in {"proactive.licensing.decisions", "proactive.penalties.decisions"}),
    ]
    first, second = comparison.changed
    assert (first.earlier, first.later, first.difference, first.factor, first.is_unusual) == (100, 250, 150, 2.5, True)
    assert (second.earlier, second.later, second.difference, second.factor, second.is_unusual) == (4, 9, 5, 2.25, False)
    assert comparison.unusual == (first,)


def test_small_counts_do_not_jump():
    for earlier, later, jumps in ((0, 5, False), (0, 10, True), (1000, 1900, False), (1000, 2100, True), (40, 5, True)):
        path = "proactive.licensing.decisions"
        pair = (made("青禾县水利局", year, {path: value}) for year, value in ((2023, earlier), (2024, later)))
        assert bool(gir.compare(*pair).unusual) is jumps, (earlier, later)


def test_marks_and_other_editions_have_no_difference():
    path = "requests.received.total"
    old = made("青禾县水利局", 2020, edition=2019)
    new = gir.evolve(made("青禾县水利局", 2021), {path: Mark.BLANK, "disputes.reconsideration.total": Unreadable("约")})
    by_path = {each.path: each for each in gir.compare(old, new).figures}
    assert (by_path[path].earlier, by_path[path].later, by_path[path].difference) == (0, Mark.BLANK, None)
    assert by_path["proactive.procurement.items"].later is None
    assert by_path["proactive.regulations.in_force"].earlier is None
    assert {each.path for each in gir.compare(old, new).changed} >= {path, "disputes.reconsideration.total"}


def test_sentences_side_by_side():
    before = "（一）主动公开。2023年发布信息12条。召开发布会两次。\n（二）依申请公开。逐件登记申请，按期答复申请人。"
    after = "（一）主动公开。2024年发布信息30条。\n（二）依申请公开。逐件登记并按期答复申请人。新设查询终端三台。"
    pair = (attrs.evolve(gir.blank(), overview=Overview(text)) for text in (before, after))
    comparison = gir.compare(*pair)
    assert [(each.was, each.earlier, each.later) for each in comparison.sentences] == [
        (Was.COPIED, "2023年发布信息12条。", "2024年发布信息30条。"),
        (Was.GONE, "召开发布会两次。", ""),
        (Was.CHANGED, "逐件登记申请，按期答复申请人。", "逐件登记并按期答复申请人。"),
        (Was.NEW, "", "新设查询终端三台。"),
    ]
    assert 0 < comparison.copied("overview") < 0.5
    assert comparison.copied("problems") == 0


def test_a_heading_is_no_sentence_that_was_copied():
    assert copied("（一）主动公开情况\n发布公告九则。", "（一）主动公开情况\n召开会议三次。").sentences == ()


def test_a_comparison_is_shown():
    old, new = made("青禾县水利局", 2023), made("青禾县水利局", 2024, {"proactive.licensing.decisions": 90})
    shown = gir.compare(old, new)._repr_html_()
    assert "1 个数不同，其中 1 个变化异常" in shown
    assert "+90" in shown


# indicators


def test_rates_with_numerator_and_denominator():
    figures = {
        "requests.received.natural_person": 6,
        "requests.received.total": 8,
        "requests.carried_in.total": 2,
        "requests.carried_forward.total": 1,
        "requests.outcomes.granted.total": 4,
        "requests.outcomes.partly_granted.total": 2,
        "requests.outcomes.refused.state_secret.total": 1,
        "requests.outcomes.refused.internal_affairs.total": 1,
        "requests.outcomes.unavailable.not_held.total": 1,
        "requests.outcomes.total.total": 9,
        "disputes.reconsideration.corrected": 1,
        "disputes.reconsideration.pending": 2,
        "disputes.reconsideration.total": 4,
        "disputes.direct_litigation.total": 1,
        "disputes.litigation_after_reconsideration.total": 1,
        "disputes.litigation_after_reconsideration.corrected": 1,
    }
    rates = gir.indicators(made("青禾县水利局", 2024, figures), population=40_000)
    assert {name: (rate.numerator, rate.denominator) for name, rate in rates.items()} == {
        "disclosure_rate": (6, 9),
        "refusal_rate": (2, 9),
        "unavailable_rate": (1, 9),
        "not_processed_rate": (0, 9),
        "carried_forward_rate": (1, 10),
        "natural_person_share": (6, 8),
        "reconsideration_correction_rate": (1, 2),
        "reconsideration_correction_share": (1, 4),
        "litigation_correction_rate": (1, 2),
        "litigation_correction_share": (1, 2),
        "dispute_rate": (6, 8),
        "requests_per_100000": (8, 40_000),
    }
    assert rates["natural_person_share"].value == 0.75
    assert rates["requests_per_100000"].value == 20
    assert [rate.label for rate in rates.values()] == [
        "公开率",
        "不予公开率",
        "无法提供率",
        "不予处理率",
        "结转率",
        "自然人占比",
        "复议纠错率（占已审结）",
        "复议纠错率（占全部）",
        "诉讼纠错率（占已审结）",
        "诉讼纠错率（占全部）",
        "争议率",
        "每十万人新收申请数",
    ]


def test_no_rate_without_its_figures():
    report = made("青禾县水利局", 2024)
    assert {rate.value for rate in gir.indicators(report).values()} == {None}
    absent = gir.evolve(report, {"requests.received.total": 9, "requests.received.natural_person": Mark.BLANK})
    assert gir.indicators(absent)["natural_person_share"].numerator is None
    assert gir.indicators(absent)["natural_person_share"].value is None
    assert gir.indicators(attrs.evolve(report, requests=None))["disclosure_rate"].denominator is None


def test_rates_of_both_editions():
    figures = {"requests.outcomes.granted.total": 3, "requests.outcomes.total.total": 4}
    assert gir.indicators(made("青禾县水利局", 2020, figures, edition=2019))["disclosure_rate"].value == 0.75


# Links


def test_links_of_years():
    codes = [link.code for link in years_links(made("甲局", 2023), made("甲局", 2024))]
    assert codes == ["carried-in-differs"] * 7 + ["in-force-differs"] * 2
    codes = [link.code for link in years_links(made("甲局", 2019, edition=2019), made("甲局", 2020, edition=2019))]
    assert codes == ["carried-in-differs"] * 7 + ["items-differ"] * 5
    codes = [link.code for link in years_links(made("甲局", 2020, edition=2019), made("甲局", 2021))]
    assert codes == ["carried-in-differs"] * 7


def test_links_are_moved_to_the_places_of_their_reports():
    [link, *_] = years_links(made("甲局", 2023), made("甲局", 2024), (4, 9))
    assert (link.left, link.right) == (
        ((4, "requests.carried_forward.natural_person"),),
        ((9, "requests.carried_in.natural_person"),),
    )
    assert len(list(parts_links(made("县", 2024), [made("甲局", 2024)], [1, 0]))) == len(PATHS)
    assert len(list(parts_links(made("县", 2024), [made("甲局", 2024, edition=2019)]))) == len(
        {record.path for record in to_records(gir.blank(2019))} & set(PATHS)
    )


def test_tables_that_one_of_the_years_lacks_are_not_linked():
    old, new = made("甲局", 2023), made("甲局", 2024)
    for one in (attrs.evolve(old, requests=None), attrs.evolve(old, proactive=None)):
        for pair in ((one, new), (new, one)):
            codes = {link.code for link in years_links(*pair)}
            assert codes == {"in-force-differs" if one.requests is None else "carried-in-differs"}


def test_a_figure_of_the_whole_is_linked_with_that_of_each_part():
    whole, parts = made("县", 2024), [made("甲局", 2024), made("乙局", 2024)]
    path = "requests.received.total"
    [link] = [link for link in parts_links(whole, parts) if link.label == path]
    assert (link.left, link.right) == (((0, path),), ((1, path), (2, path)))


@pytest.mark.parametrize("end", ["人民政府", "政府", "管委会", "管理委员会"])
def test_a_government_has_the_offices_of_its_place_and_year_for_parts(end):
    named = [
        ("青禾县水利局", 2024),
        (f"青禾县{end}", 2024),
        ("柳溪县教育局", 2024),
        ("青禾县教育局", 2024),
        ("青禾县交通局", 2023),
        ("", 2024),
        ("青禾县民政局", None),
        (f"青禾县{end}", 2023),
        (f"青禾县{end}", 2024),
        (f"青禾县{end}", None),
        ("青禾县司法局", None),
    ]
    reports = [
        attrs.evolve(made("", 2024), title=f"{office}{year or ''}年政府信息公开工作年度报告") for office, year in named
    ]
    asked = []

    def adds_up(whole, parts):
        asked.append((whole, parts))
        return whole == 1

    assert list(whole_of(reports, adds_up)) == [(1, [0, 3])]
    assert asked == [(1, [0, 3]), (8, [0, 3])]


def test_offices_are_known_by_their_names_also_when_shortened():
    named = [
        ("青禾县卫健委", 2022),
        ("青禾县教育局", 2022),
        ("青禾县卫生健康委员会", 2023),
        (None, 2023),
        ("青禾县教育局", 2021),
        ("柳溪县教育局", 2021),
    ]
    indices = [[(each.index, each.year) for each in office] for office in by_office(named)]
    assert indices == [[(0, 2022), (2, 2023)], [(4, 2021), (1, 2022)], [(5, 2021)]]


# Joint location


def year(office, number, received, carried_in, carried_forward):
    """A balanced report with so many requests of natural persons."""
    handled = received + carried_in - carried_forward
    rows = {"received": received, "carried_in": carried_in, "carried_forward": carried_forward}
    rows |= {"outcomes.granted": handled, "outcomes.total": handled}
    cells = {f"requests.{row}.{column}": value for row, value in rows.items() for column in ("natural_person", "total")}
    return made(office, number, cells)


def summed(office, number, parts):
    return made(office, number, {path: sum(part.number(path) for part in parts) for path in PATHS})


def changes(corrections):
    return [[(each.report, each.path, each.reported, each.proposed) for each in one.changes] for one in corrections]


def test_last_years_own_balance_says_which_of_two_years_is_wrong():
    good = [year("青禾县水利局", 2023, 20, 0, 3), year("青禾县水利局", 2024, 30, 3, 1)]
    assert changes(gir.locate(good)) == []
    path = "requests.carried_forward.natural_person"
    wrong = [gir.evolve(good[0], {path: 8}), good[1]]
    assert changes(gir.locate(wrong)) == [[(0, path, 8, 3)]]
    path = "requests.carried_in.natural_person"
    wrong = [good[0], gir.evolve(good[1], {path: 8})]
    assert changes(gir.locate(wrong)) == [[(1, path, 8, 3)]]
    assert changes(gir.locate(wrong[1], previous=wrong[0])) == [[(0, path, 8, 3)]]


def test_both_sides_of_a_broken_link_are_named_where_nothing_else_tells():
    path = "proactive.regulations.in_force"
    pair = [made("青禾县水利局", 2023, {path: 5}), made("青禾县水利局", 2024, {path: 7})]
    assert sorted(changes(gir.locate(pair))) == [
        [(0, path, 5, 7)],
        [(1, path, 7, 5)],
        [(1, "proactive.regulations.issued", 0, 2)],
    ]


@pytest.mark.parametrize("in_whole", [False, True])
def test_the_wrong_cell_of_a_county_is_named_with_its_report(in_whole):
    offices = ("青禾县水利局", "青禾县教育局", "青禾县交通局")
    reports = [year(office, 2024, 20 + at, at, at + 1) for at, office in enumerate(offices)]
    reports.append(summed("青禾县人民政府", 2024, reports))
    place, path = 3 if in_whole else 1, "requests.received.natural_person"
    meant = reports[place].number(path)
    reports[place] = gir.evolve(reports[place], {path: meant + 7})
    assert changes(gir.locate(reports)) == [[(place, path, meant + 7, meant)]]
    if in_whole:
        assert changes(gir.locate(reports[3], parts=reports[:3])) == [[(0, path, meant + 7, meant)]]


def test_last_years_report_and_the_departments_are_asked_together():
    offices = ("青禾县水利局", "青禾县教育局")
    parts = [year(office, 2024, 20, 0, 1) for office in offices]
    whole, before = summed("青禾县人民政府", 2024, parts), year("青禾县人民政府", 2023, 9, 0, 0)
    path = "requests.received.natural_person"
    parts[1] = gir.evolve(parts[1], {path: 26})
    assert changes(gir.locate(whole, previous=before, parts=parts)) == [[(3, path, 26, 20)]]
    forward = "requests.carried_forward.natural_person"
    wrong = gir.evolve(before, {forward: 4})
    assert changes(gir.locate(whole, previous=wrong, parts=parts)) == [[(1, forward, 4, 0), (3, path, 26, 20)]]


def test_contradictions_that_share_nothing_are_solved_apart():
    reports = [year(f"青禾县{at}局", number, 20, 0, 0) for at in range(6) for number in (2023, 2024)]
    path = "requests.outcomes.granted.natural_person"
    wrong = [gir.evolve(each, {path: 91}) if at in (0, 5, 10) else each for at, each in enumerate(reports)]
    found = gir.locate(wrong)
    assert changes(found) == [[(at, path, 91, 20) for at in (0, 5, 10)]]
    assert len(found.parts) == 3


def test_departments_that_are_not_all_there_are_not_linked():
    reports = [year("青禾县水利局", 2024, 20, 0, 0), year("青禾县教育局", 2024, 9, 0, 0)]
    whole = year("青禾县人民政府", 2024, 300, 0, 0)
    assert changes(gir.locate([*reports, whole])) == []


def test_absent_figures_are_free_in_linked_reports():
    before, now = year("青禾县水利局", 2023, 20, 0, 3), year("青禾县水利局", 2024, 30, 3, 1)
    blank = gir.evolve(before, {"requests.carried_forward.natural_person": Mark.BLANK})
    assert changes(gir.locate([blank, now])) == []
    path = "requests.carried_in.natural_person"
    assert changes(gir.locate([blank, gir.evolve(now, {path: 9})])) == [[(1, path, 9, 3)]]


def test_what_cannot_be_asked_of_several():
    report = made("青禾县水利局", 2024)
    [finding] = gir.validate(gir.evolve(report, {"disputes.reconsideration.total": 1})).of("disputes-total")
    with pytest.raises(ValueError, match="about one report"):
        gir.locate([report, report], finding)
    with pytest.raises(ValueError, match="at least one"):
        gir.locate([report], limit=0)
    with pytest.raises(ValueError, match="above 0"):
        gir.locate([report], weights={"requests.received.total": 0})
    with pytest.raises(gir.PathError):
        gir.locate([report, report], weights={"requests.received.totl": 2})
    with pytest.raises(ValueError, match="belong to one report"):
        gir.locate([report], previous=report)


def test_one_wrong_figure_anywhere_in_years_and_departments_is_found():
    random = Random(3)
    offices = [f"青禾县{name}局" for name in ("水利", "教育", "交通", "林业")]
    for _ in range(12):
        reports = []
        for number in (2022, 2023):
            parts = []
            for office in offices:
                carried_in = (
                    0 if number == 2022 else reports[offices.index(office)].number("requests.carried_forward.total")
                )
                received = random.randint(5, 40)
                parts.append(year(office, number, received, carried_in, random.randint(0, 4)))
            reports += [*parts, summed("青禾县人民政府", number, parts)]
        place, path = (
            random.randrange(len(reports)),
            f"requests.{random.choice(['received', 'carried_forward'])}.natural_person",
        )
        meant = reports[place].number(path)
        reports[place] = gir.evolve(reports[place], {path: meant + random.randint(1, 9)})
        assert [one[0][:2] for one in changes(gir.locate(reports))] == [(place, path)]


# In frames


def test_statements_and_comparisons_are_tables():
    pytest.importorskip("pyarrow")
    report = attrs.evolve(made("青禾县水利局", 2024), overview=Overview("收到申请12件。"))
    [row] = gir.to_arrow(gir.statements(report), sources=["a.txt"]).to_pylist()
    assert row == {
        "source": "a.txt",
        "section": "overview",
        "start": 0,
        "end": 7,
        "path": "requests.received.total",
        "value": 12,
        "kind": "count",
        "text": "收到申请12件。",
    }
    before = gir.evolve(made("青禾县水利局", 2023), {"proactive.fees.amount": Mark.BLANK})
    table = gir.to_arrow(gir.compare(before, report))
    assert table.num_rows == len(PATHS)
    rows = {row["path"]: row for row in table.to_pylist()}
    assert rows["proactive.fees.amount"]["earlier"] is None
    assert rows["proactive.fees.amount"]["earlier_mark"] == "blank"
    assert rows["requests.received.total"]["difference"] == 0


def test_corrections_of_several_reports_name_the_report():
    pytest.importorskip("pyarrow")
    path = "requests.carried_in.natural_person"
    good = [year("青禾县水利局", 2023, 20, 0, 3), year("青禾县水利局", 2024, 30, 3, 1)]
    found = gir.locate([good[0], gir.evolve(good[1], {path: 8})])
    [row] = gir.to_arrow(found).to_pylist()
    assert (row["report"], row["path"], row["proposed"]) == (1, path, 3)
    assert "第2份，" in found._repr_html_()
