"""The data dictionary of the form, derived from the model, against the official one."""

import csv
from collections import Counter
from pathlib import Path

import pytest

import gov_info_report as gir
from gov_info_report.model import TABLES, editions_of, table, tables_of

FORM_CSV = Path(__file__).resolve().parents[3] / "shared" / "FORM.csv"


def test_form_is_the_shared_dictionary():
    if not FORM_CSV.exists():
        pytest.skip(f"the shared data dictionary is not there: {FORM_CSV}")
    with FORM_CSV.open(encoding="utf-8", newline="") as file:
        wanted = {
            (
                row["path"],
                row["label"],
                row["gloss"],
                row["unit"],
                row["type"],
                frozenset(map(int, row["editions"].replace(";", " ").replace(",", " ").split())),
            )
            for row in csv.DictReader(file)
        }
    entries = [
        (entry.path, entry.label, entry.gloss, entry.unit, entry.type, frozenset(entry.editions))
        for entry in gir.form()
    ]
    assert set(entries) == wanted
    assert len(entries) == len(wanted)


@pytest.mark.parametrize(
    ("path", "entries"),
    [
        (
            "proactive.fees.amount",
            [
                gir.model.FormEntry(
                    "proactive.fees.amount",
                    "第二十条第（八）项 > 行政事业性收费 > 本年收费金额（单位：万元）",
                    "administrative fees collected this year",
                    "万元",
                    "decimal>=0",
                    (2021,),
                )
            ],
        ),
        (
            "proactive.licensing.items_change",
            [
                gir.model.FormEntry(
                    "proactive.licensing.items_change",
                    "第二十条第（五）项 > 行政许可 > 本年增/减",
                    "administrative licensing, change this year",
                    "项",
                    "int (signed)",
                    (2019,),
                )
            ],
        ),
        (
            "proactive.licensing.decisions",
            [
                gir.model.FormEntry(
                    "proactive.licensing.decisions",
                    "第二十条第（五）项 > 行政许可 > 本年处理决定数量",
                    "administrative licensing, decisions this year",
                    "件",
                    "int>=0",
                    (2021,),
                ),
                gir.model.FormEntry(
                    "proactive.licensing.decisions",
                    "第二十条第（五）项 > 行政许可 > 处理决定数量",
                    "administrative licensing, decisions",
                    "件",
                    "int>=0",
                    (2019,),
                ),
            ],
        ),
        (
            "disputes.direct_litigation.pending",
            [
                gir.model.FormEntry(
                    "disputes.direct_litigation.pending",
                    "行政诉讼 > 未经复议直接起诉 > 尚未审结",
                    "litigation without prior reconsideration, pending",
                    "件",
                    "int>=0",
                    (2021, 2019),
                )
            ],
        ),
    ],
    ids=["amount", "signed", "two editions", "both editions"],
)
def test_entries_of_a_path(path, entries):
    assert [entry for entry in gir.form() if entry.path == path] == entries


@pytest.mark.parametrize(("edition", "size"), [(2021, 200), (2019, 198)])
def test_size_of_an_edition(edition, size):
    entries = [entry.path for entry in gir.form() if edition in entry.editions]
    assert (len(entries), len(set(entries))) == (size, size)


def test_rows_of_each_table():
    rows = {(name, edition): len(table(name, edition).rows) for name in TABLES for edition in (2021, 2019)}
    assert rows == {
        ("proactive", 2021): 6,
        ("proactive", 2019): 8,
        ("requests", 2021): 25,
        ("requests", 2019): 23,
        ("disputes", 2021): 3,
        ("disputes", 2019): 3,
    }


def test_rows_and_figures_of_the_small_reports_are_those_of_the_form(printed):
    for edition in (2021, 2019):
        assert list(printed(edition)) == [path for name in TABLES for path in table(name, edition).paths]


def test_columns_of_a_row_of_table_3():
    row = table("requests", 2021).rows[0]
    assert [(column.index, column.name, column.term.label, column.term.heading) for column in row.columns] == [
        (0, "natural_person", "自然人", ""),
        (1, "enterprise", "商业企业", "法人或其他组织"),
        (2, "research_institute", "科研机构", "法人或其他组织"),
        (3, "public_welfare", "社会公益组织", "法人或其他组织"),
        (4, "legal_service", "法律服务机构", "法人或其他组织"),
        (5, "other", "其他", "法人或其他组织"),
        (6, "total", "总计", ""),
    ]


@pytest.mark.parametrize(("name", "edition"), [("overview", 2021), ("requests", 2020), ("requests", 2022)], ids=str)
def test_what_is_no_table(name, edition):
    with pytest.raises(ValueError, match=f"no table '{name}' in edition {edition}"):
        table(name, edition)


@pytest.mark.parametrize(
    ("sections", "editions"),
    [
        ({"overview": gir.model.Overview()}, {}),
        ({"disputes": gir.model.Disputes()}, {"disputes": 2021}),
        (
            {"proactive": gir.model.Proactive2019(), "disputes": gir.model.Disputes()},
            {"proactive": 2019, "disputes": 2019},
        ),
        (
            {
                "proactive": gir.model.Proactive2021(),
                "requests": gir.model.Requests(outcomes=gir.model.Outcomes(other=gir.model.Applicants())),
                "disputes": gir.model.Disputes(),
            },
            {"proactive": 2021, "requests": 2019, "disputes": 2019},
        ),
    ],
    ids=["no table", "disputes alone", "disputes after table 2", "disputes after table 3"],
)
def test_editions_of_the_tables_of_a_report(sections, editions):
    report = gir.Report(**sections)
    assert editions_of(report) == editions
    assert [(of.name, of.edition, section) for of, section in tables_of(report)] == [
        (name, edition, sections[name]) for name, edition in editions.items()
    ]


def test_every_gloss_and_label_is_whole():
    for entry in gir.form():
        assert "{" not in entry.gloss
        assert entry.gloss == entry.gloss.strip()
        assert all(part.strip() for part in entry.label.replace(" | ", " > ").split(" > "))
    assert Counter(entry.unit for entry in gir.form())[""] == 1  # 采购总金额 carries no unit
