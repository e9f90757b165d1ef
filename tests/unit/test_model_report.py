"""The model's classes: what they accept and refuse, looking up and changing figures, being frozen."""

from datetime import date
from decimal import Decimal

import attrs
import pytest

import gov_info_report as gir
from gov_info_report.model import SECTIONS, TABLES, table

CONTROLS = [*map(chr, range(0x0A)), *map(chr, range(0x0B, 0x20)), *map(chr, range(0x7F, 0xA0))]
SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff"]


def texts():
    """A constructor for each place where text is stored."""
    return {
        "title": lambda text: gir.Report(title=text, overview=gir.model.Overview()),
        "preamble": lambda text: gir.Report(preamble=text, overview=gir.model.Overview()),
        "overview": gir.model.Overview,
        "problems": gir.model.Problems,
        "other matters": gir.model.OtherMatters,
        "unreadable": gir.Unreadable,
    }


# Text


@pytest.mark.parametrize("make", texts().values(), ids=texts())
@pytest.mark.parametrize("character", [*CONTROLS, *SURROGATES], ids=lambda character: f"U+{ord(character):04X}")
def test_text_refuses_control_characters_and_surrogates(make, character):
    with pytest.raises(ValueError, match=r"holds the control character .* at position 2"):
        make(f"一件{character}二件")


@pytest.mark.parametrize("make", texts().values(), ids=texts())
@pytest.mark.parametrize(
    "text", ["", "\n", "行\n行\n", " \u3000", "𠮷\U0010ffff", "\ufeff\u200b\u2028\ufffd", "|\\`<p>#"], ids=ascii
)
def test_text_accepts_all_else(make, text):
    assert text in attrs.astuple(make(text), recurse=False)


@pytest.mark.parametrize("make", texts().values(), ids=texts())
@pytest.mark.parametrize("text", [None, b"1", 1, ["1"]], ids=["None", "bytes", "int", "list"])
def test_text_is_str(make, text):
    with pytest.raises(TypeError, match=f"must be str, not {type(text).__name__}"):
        make(text)


# Figures


@pytest.mark.parametrize(
    "figure",
    [
        0,
        -1,
        10**18 - 1,
        1 - 10**18,
        Decimal("0.0"),
        Decimal("18.8710"),
        Decimal("-0.000000000000000001"),
        Decimal("2E+17"),
        Decimal(10**18 - 1),
        *gir.Mark,
        gir.Unreadable(""),
        gir.Unreadable("约三十"),
    ],
    ids=repr,
)
def test_a_cell_accepts(figure):
    assert gir.model.FeesCollected(figure).amount == figure
    assert gir.model.Applicants(total=figure).total == figure
    assert type(gir.model.Applicants(total=figure).total) is type(figure)


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        (True, TypeError, "total must be int, Decimal, Mark or Unreadable, not bool"),
        (False, TypeError, "total must be int, Decimal, Mark or Unreadable, not bool"),
        (1.0, TypeError, "total must be int, Decimal, Mark or Unreadable, not float"),
        (float("nan"), TypeError, "total must be int, Decimal, Mark or Unreadable, not float"),
        ("1", TypeError, "total must be int, Decimal, Mark or Unreadable, not str"),
        ("blank", TypeError, "total must be int, Decimal, Mark or Unreadable, not str"),
        (None, TypeError, "total must be int, Decimal, Mark or Unreadable, not NoneType"),
        (10**18, ValueError, r"total must lie between -10\^18 and 10\^18"),
        (-(10**18), ValueError, r"total must lie between -10\^18 and 10\^18"),
        (10**400, ValueError, r"total must lie between -10\^18 and 10\^18"),
        (Decimal("NaN"), ValueError, r"total must be finite, below 10\^18.*: NaN"),
        (Decimal("sNaN"), ValueError, r"total must be finite, below 10\^18.*: sNaN"),
        (Decimal("-Infinity"), ValueError, r"total must be finite, below 10\^18.*: -Infinity"),
        (Decimal("1E+18"), ValueError, r"total must be finite, below 10\^18.*: 1E\+18"),
        (Decimal("1E-19"), ValueError, r"with at most 18 decimal places: 1E-19"),
        (Decimal("1E-5000"), ValueError, r"with at most 18 decimal places: 1E-5000"),
    ],
    ids=repr,
)
def test_a_cell_refuses(value, error, message):
    with pytest.raises(error, match=message):
        gir.model.Applicants(total=value)
    with pytest.raises(error, match=message):
        gir.evolve(gir.blank(), {"requests.received.total": value})


@pytest.mark.parametrize("base", [int, Decimal])
def test_a_subclass_of_a_number_is_refused(base):
    """Or it would be taken for no number by what asks for the exact type."""

    class Count(base):
        pass

    with pytest.raises(TypeError, match="not Count"):
        gir.model.Applicants(total=Count(1))


# Classes


def test_a_report_has_a_section():
    with pytest.raises(ValueError, match="at least one of its six sections"):
        gir.Report(title="青禾县水利局2024年政府信息公开工作年度报告", preamble="依法编制。")


@pytest.mark.parametrize("name", SECTIONS)
def test_one_section_is_enough_and_the_others_are_none(name):
    section = getattr(gir.blank(), name)
    report = gir.Report(**{name: section})
    assert {other: getattr(report, other) for other in SECTIONS} == {
        **dict.fromkeys(SECTIONS),
        name: section,
    }


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_is_of_its_class(name):
    other = gir.model.Problems() if name != "problems" else gir.model.Overview()
    with pytest.raises(TypeError, match=f"'{name}' must be"):
        gir.Report(**{name: other})


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: gir.model.Outcomes(other=gir.model.Refused()), "other"),
        (lambda: gir.model.Requests(received=0), "received"),
        (lambda: gir.model.Proactive2021(regulations=gir.model.DocumentsPublished()), "regulations"),
        (lambda: gir.model.Proactive2019(fees=None), "fees"),
        (lambda: gir.model.Disputes(reconsideration=gir.model.Applicants()), "reconsideration"),
    ],
    ids=["outcomes", "requests", "proactive 2021", "proactive 2019", "disputes"],
)
def test_a_row_is_of_its_class(make, name):
    with pytest.raises(TypeError, match=f"'{name}' must be"):
        make()


@pytest.mark.parametrize("edition", [2021, 2019])
def test_a_table_built_without_figures_has_none(edition):
    report = gir.blank(edition)
    for name in TABLES:
        of = table(name, edition)
        empty = of.cls() if name != "requests" else attrs.evolve(report.requests)
        if name != "requests":
            assert set(of.figures(empty)) == {gir.Mark.MISSING}


@pytest.mark.parametrize("edition", [2021, 2019])
def test_blank(edition, printed):
    report = gir.blank(edition)
    assert {path: report[path] for path in printed(edition)} == dict.fromkeys(printed(edition), gir.Mark.BLANK)
    assert len(gir.to_records(report)) == len(printed(edition))
    assert (report.title, report.preamble) == ("", "")
    assert (report.overview.text, report.problems.text, report.other_matters.text) == ("", "", "")
    assert (report.proactive.edition, report.requests.edition) == (edition, edition)
    assert gir.blank() == gir.blank(2021)


@pytest.mark.parametrize("edition", [2020, "2021", None], ids=repr)
def test_blank_of_no_edition(edition):
    with pytest.raises(ValueError, match=r"no edition .*; there are 2021, 2019"):
        gir.blank(edition)


def public_classes():
    return [value for name in gir.__all__ if isinstance(value := getattr(gir, name), type) and attrs.has(value)]


@pytest.mark.parametrize("cls", public_classes(), ids=lambda cls: cls.__name__)
def test_every_public_class_is_frozen_and_slotted(cls):
    made = gir.blank() if cls is gir.Report else cls.__new__(cls)
    for attribute in attrs.fields(cls):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(made, attribute.name, 1)
    with pytest.raises((AttributeError, TypeError)):
        made.invented = 1
    assert not hasattr(made, "__dict__")


@pytest.mark.parametrize("edition", [2021, 2019])
def test_reports_are_hashable_and_equal_by_content(edition, source):
    one, other = gir.parse(source(edition).text), gir.parse(source(edition).text)
    assert one is not other
    assert (one, hash(one)) == (other, hash(other))
    changed = gir.evolve(one, {"disputes.reconsideration.total": 6})
    assert changed != one
    assert len({one, other, changed}) == 2


# Looking up and changing


@pytest.mark.parametrize("edition", [2021, 2019])
def test_look_up_and_evolve_every_figure(edition, printed):
    report = gir.blank(edition)
    wanted = {path: number for number, path in enumerate(printed(edition), start=1)}
    changed = gir.evolve(report, wanted)
    assert {path: changed[path] for path in wanted} == wanted
    for path in wanted:
        only = gir.evolve(report, {path: gir.Mark.MISSING})
        assert {other for other in wanted if only[other] is gir.Mark.MISSING} == {path}


def test_evolve_keeps_all_else(consistent):
    report = consistent[2021]
    changed = gir.evolve(report, {"requests.received.total": 1, "requests.outcomes.total.other": 2})
    assert attrs.evolve(changed, requests=report.requests) == report
    assert gir.evolve(changed, {"requests.received.total": 14, "requests.outcomes.total.other": 1}) == report
    assert report["requests.received.total"] == 14
    assert gir.evolve(report, {}) is report


NO_FIGURE = [
    "",
    ".",
    "title",
    "year",
    "requests",
    "requests.outcomes",
    "requests.edition",
    "overview.text",
    "requests.received.__class__",
]


@pytest.mark.parametrize("path", NO_FIGURE, ids=repr)
def test_paths_that_name_no_figure(path):
    message = f"{path!r} names no figure of this report; form() lists them all"
    with pytest.raises(gir.PathError) as looked_up:
        gir.blank()[path]
    with pytest.raises(gir.PathError) as changed:
        gir.evolve(gir.blank(), {path: 1})
    assert str(looked_up.value) == str(changed.value) == message


def test_a_path_into_an_absent_section():
    report = gir.Report(overview=gir.model.Overview())
    message = "this report has no section 'requests', so no figure 'requests.received.total'"
    with pytest.raises(gir.PathError) as looked_up:
        report["requests.received.total"]
    with pytest.raises(gir.PathError) as changed:
        gir.evolve(report, {"requests.received.total": 1})
    assert str(looked_up.value) == str(changed.value) == message


def test_the_edition_belongs_to_the_table():
    other = gir.model.Outcomes(other=gir.model.Applicants(total=1))
    report = gir.Report(proactive=gir.model.Proactive2021(), requests=gir.model.Requests(outcomes=other))
    assert (report.proactive.edition, report.requests.edition) == (2021, 2019)
    assert report["requests.outcomes.other.total"] == 1
    with pytest.raises(gir.PathError):
        report["requests.outcomes.other.miscellaneous.total"]


# Title and preamble


def titled(title, preamble="", overview=""):
    return gir.Report(title=title, preamble=preamble, overview=gir.model.Overview(overview))


@pytest.mark.parametrize(
    ("title", "institution", "year"),
    [
        ("青禾县水利局2024年政府信息公开工作年度报告", "青禾县水利局", 2024),
        ("青禾县水利局 2024 年度政府信息公开工作年度报告", "青禾县水利局", 2024),
        ("青禾县 水利局\n2024年\n政府信息公开工作年度报告", "青禾县水利局", 2024),
        ("青禾县人民政府2023年政府信息公开年度报告", "青禾县人民政府", 2023),
        ("青禾县人民政府2019年政府信息公开工作年报", "青禾县人民政府", 2019),
        ("2022年青禾县水利局政府信息公开工作年度报告", "青禾县水利局", 2022),
        ("2022年度青禾县人民政府信息公开工作年度报告", "青禾县人民政府", 2022),
        ("青禾县水利局政府信息公开工作年度报告（2021年）", "青禾县水利局", 2021),
        ("青禾县水利局政府信息公开工作年度报告(2021年度)", "青禾县水利局", 2021),
        ("青禾县水利局2020年政务信息公开年度报告", "青禾县水利局", 2020),
        ("青禾县水利局2020年政务公开工作年度报告", "青禾县水利局", 2020),
        ("青禾县水利局关于2020年政府信息公开工作情况的报告", "青禾县水利局", 2020),
        ("《青禾县水利局2020年政府信息公开工作年度报告》", "青禾县水利局", 2020),
        ("关于青禾县水利局2020年政府信息公开工作年度报告", "青禾县水利局", 2020),
        ("关于发布青禾县水利局2020年政府信息公开工作年度报告的公告", "青禾县水利局", 2020),
        ("青禾县水利局（2021年度）政府信息公开工作年度报告", "青禾县水利局", 2021),
        ("青禾县水利局2021年度法治建设和政府信息公开年度报告", "青禾县水利局", 2021),
        ("青禾縣水利局二〇二一年政府信息公開年報", "青禾縣水利局", 2021),
        ("青禾县水利局2021年政府信息公开年报（2022年1月）", "青禾县水利局", 2021),
        ("青禾县水利局2021年政府信息公开年报（2020年度）", "青禾县水利局", None),
        ("青禾县第101医院2021年政府信息公开年报", "青禾县第101医院", 2021),
        ("首页 > 青禾县水利局2021年政府信息公开年报", None, 2021),
        ("2024年政府信息公开工作年度报告", None, 2024),
        ("政府信息公开工作年度报告", None, None),
        ("青禾县水利局政府信息公开工作年度报告", "青禾县水利局", None),
        ("青禾县水利局工作总结", None, None),
        ("青禾县水利局202020年政府信息公开工作年度报告", "青禾县水利局", None),
        ("", None, None),
        ("\n", None, None),
    ],
    ids=repr,
)
def test_institution_and_year_of_a_title(title, institution, year):
    report = titled(title)
    assert (report.institution, report.year) == (institution, year)


def period(start, end):
    from datetime import date

    return gir.model.Period(date.fromisoformat(start), date.fromisoformat(end))


WHOLE = period("2024-01-01", "2024-12-31")
PERIODS = {
    "from to": ("统计期限自2024年1月1日起至2024年12月31日止。", WHOLE),
    "year once": ("数据统计期限为2024年1月1日至12月31日。", WHOLE),
    "到": ("统计期限为2024年1月1日到2024年12月31日。", WHOLE),
    "dash": ("统计期限：2024年1月1日—2024年12月31日", WHOLE),
    "two dashes": ("统计期限：2024年1月1日——12月31日", WHOLE),
    "hyphen": ("统计期限：2024年1月1日-2024年12月31日", WHOLE),
    "tilde": ("统计期限：2024年1月1日~2024年12月31日", WHOLE),
    "spaces": ("统计期限为 2024 年 1 月 1 日至 12 月 31 日。", WHOLE),
    "leading zeros": ("统计期限为2024年01月01日起至2024年12月31日。", WHOLE),
    "30 December": ("统计期限自2024年1月1日起至2024年12月30日止。", period("2024-01-01", "2024-12-30")),
    "leap day": ("统计期限自2024年2月29日起至2024年12月31日止。", period("2024-02-29", "2024-12-31")),
    "two years": ("统计期限自2023年12月1日起至2024年12月31日止。", period("2023-12-01", "2024-12-31")),
    "30 February": ("统计期限自2024年1月1日起至2024年2月30日止。", None),
    "no leap year": ("统计期限自2023年2月29日起至2023年12月31日止。", None),
    "month 13": ("统计期限自2024年1月1日起至2024年13月31日止。", None),
    "day 0": ("统计期限自2024年1月0日起至2024年12月31日止。", None),
    "year of six digits": ("统计期限自2024年1月1日起至202024年12月31日止。", None),
    "year of forty digits": (f"统计期限自{'2' * 40}年1月1日起至12月31日止。", None),
    "comma": ("统计期限自2024年1月1日起，至2024年12月31日止。", WHOLE),
    "lost 日": ("统计期限从2024年1月1日至12月31止。", WHOLE),
    "points": ("统计期限为2024.1.1-2024.12.31。", WHOLE),
    "words": ("统计期限为二〇二四年一月一日至十二月三十一日。", WHOLE),
    "broken line": ("统计期限自2024年1月1日起至2024年12月\n31日止。", WHOLE),
    "lost digits": ("统计期限自202411日起至20241231日止。", None),
    "of something else": ("数据另行公布。宣传月自2024年5月1日至5月31日，统计期限自2024年1月1日起至12月31日止。", WHOLE),
    "one day only": ("截至2024年12月31日。", None),
    "no date": ("本报告依法编制。", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("text", "wanted"), PERIODS.values(), ids=PERIODS)
def test_period_of_a_preamble(text, wanted):
    assert titled("", preamble=f"根据有关规定编制。{text}").period == wanted


def test_the_period_may_stand_in_section_one():
    text = "现公布年度报告。\n本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。"
    report = titled("", overview=text)
    assert (report.period, report.year) == (WHOLE, 2024)


def test_a_stretch_of_days_in_section_one_is_no_period():
    report = titled("", overview="2024年5月1日至5月31日开展宣传月活动。")
    assert (report.period, report.year) == (None, None)


def test_the_preamble_goes_before_section_one():
    report = titled("", "统计期限自2023年1月1日起至2023年12月31日止。", "统计期限自2024年1月1日起至2024年12月31日止。")
    assert report.period == period("2023-01-01", "2023-12-31")


@pytest.mark.parametrize(
    ("title", "preamble", "year"),
    [
        ("青禾县水利局2023年政府信息公开工作年度报告", PERIODS["from to"][0], 2023),
        ("青禾县水利局政府信息公开工作年度报告", PERIODS["from to"][0], 2024),
        ("", PERIODS["two years"][0], 2024),
        ("", PERIODS["month 13"][0], None),
    ],
    ids=["the title's", "no year in the title", "the end's", "impossible"],
)
def test_the_year_is_the_titles_else_the_periods(title, preamble, year):
    assert titled(title, preamble).year == year


def test_radicals_in_title_and_period_are_the_characters_that_they_look_like():
    report = gir.Report(
        title="⽯门镇⼈⺠政府2024年政府信息公开⼯作年度报告",
        overview=gir.model.Overview(),
        preamble="统计期限自2024年1⽉1⽇至12⽉31⽇。",
    )
    assert (report.institution, report.year) == ("石门镇人民政府", 2024)
    assert report.period == gir.model.Period(date(2024, 1, 1), date(2024, 12, 31))
