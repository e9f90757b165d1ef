"""A panel of offices and years, and the links of years in what was collected."""

import attrs
import pytest

import gov_info_report as gir
from gov_info_report.batch import collect
from gov_info_report.model import to_records

parquet = pytest.importorskip("pyarrow.parquet")


def made(office, year, **figures):
    report = gir.evolve(gir.blank(), dict.fromkeys((each.path for each in to_records(gir.blank())), 0))
    named = attrs.evolve(report, title=f"{office}{year}年政府信息公开工作年度报告", other_matters=None)
    return gir.evolve(named, {f"requests.{path}": value for path, value in figures.items()})


def with_carried(office, year, carried_in, carried_forward):
    report = made(office, year)
    cells = {"carried_in": carried_in, "carried_forward": carried_forward}
    return gir.evolve(report, {f"requests.{row}.total": value for row, value in cells.items()})


def test_a_row_an_office_and_year():
    reports = {
        "b.txt": with_carried("青禾县水利局", 2024, 4, 0),
        "a.txt": with_carried("青禾县水利局", 2023, 0, 3),
        "c.txt": with_carried("青禾县教育局", 2024, 0, 0),
        "d.txt": gir.blank(),
    }
    table = gir.panel(reports)
    keys = ("source", "institution", "year", "verdict", "duplicates", "previous", "broken_links")
    assert [tuple(row[key] for key in keys) for row in table.select(list(keys)).to_pylist()] == [
        ("c.txt", "青禾县教育局", 2024, "failed", 0, False, None),
        ("a.txt", "青禾县水利局", 2023, "failed", 0, False, None),
        ("b.txt", "青禾县水利局", 2024, "failed", 0, True, ["requests.carried_in.total"]),
        ("d.txt", None, None, "failed", 0, False, None),
    ]
    assert table["requests.carried_in.total"].to_pylist() == [0, 0, 4, None]
    assert set(gir.indicators(gir.blank())) <= set(table.column_names)


def test_of_several_reports_the_one_with_the_fewest_errors_is_kept():
    good = made("青禾县水利局", 2024)
    wrong = gir.evolve(good, {"disputes.reconsideration.total": 3})
    blank = gir.evolve(good, {"proactive.fees.amount": gir.Mark.BLANK})
    table = gir.panel({"wrong": wrong, "blank": blank, "good": good, "again": good})
    assert table.select(["source", "duplicates"]).to_pylist() == [{"source": "again", "duplicates": 3}]


def test_readings_and_no_reports():
    text = gir.serialise(made("青禾县水利局", 2024), "text")
    assert gir.panel([gir.read(text)])["year"].to_pylist() == [2024]
    assert gir.panel([]).num_rows == 0


def test_collecting_links_the_years(tmp_path):
    for at, report in enumerate(
        (with_carried("青禾县水利局", 2023, 0, 3), with_carried("青禾县水利局", 2024, 4, 0), made("青禾县教育局", 2024))
    ):
        (tmp_path / f"{at}.json").write_text(gir.serialise(report, "json"), "utf-8")
    collect([tmp_path / f"{at}.json" for at in range(3)], tmp_path / "out", workers=1)
    links = parquet.read_table(tmp_path / "out" / "links").to_pylist()
    assert len(links) == 9
    assert [
        (link["source"][-6:], link["previous"][-6:], link["path"], link["expected"], link["actual"])
        for link in links
        if not link["holds"]
    ] == [("1.json", "0.json", "requests.carried_in.total", 3, 4)]
    rates = parquet.read_table(tmp_path / "out" / "indicators")
    assert rates.num_rows == 3 * len(gir.indicators(gir.blank()))
    collect([tmp_path / f"{at}.json" for at in range(3)], tmp_path / "out", workers=1)
    assert parquet.read_table(tmp_path / "out" / "links").to_pylist() == links


def test_statements_are_collected(tmp_path):
    overview = gir.model.Overview("依申请公开：收到申请12件。")
    report = attrs.evolve(made("青禾县水利局", 2024), overview=overview)
    (tmp_path / "a.json").write_text(gir.serialise(report, "json"), "utf-8")
    collect([tmp_path / "a.json"], tmp_path / "out", workers=1)
    [row] = parquet.read_table(tmp_path / "out" / "statements").to_pylist()
    assert (row["section"], row["path"], row["value"], row["kind"], row["text"]) == (
        "overview",
        "requests.received.total",
        12,
        "count",
        "依申请公开：收到申请12件。",
    )
