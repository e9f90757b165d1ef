"""Reports as tables, and reports back from tables."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import gov_info_report as gir
from gov_info_report.findings import Outcome, find
from gov_info_report.frames import batches, schemas

TOTAL, FEE = "requests.received.total", "proactive.fees.amount"


@pytest.fixture
def mixed(consistent):
    """A report with a mark of each kind, an unreadable cell, an amount with decimals and a count with decimals."""
    return gir.evolve(
        consistent[2021],
        {
            "proactive.licensing.decisions": gir.Mark.BLANK,
            "proactive.penalties.decisions": gir.Mark.NOT_APPLICABLE,
            "proactive.compulsory_measures.decisions": gir.Mark.MISSING,
            FEE: Decimal("43.70"),
            "disputes.reconsideration.total": gir.Unreadable("约五"),
            TOTAL: Decimal("14.5"),
            "requests.received.enterprise": Decimal("3.0"),
            "requests.received.other": -2,
        },
    )


CHANGED = {
    "proactive.licensing.decisions": (None, "blank", ""),
    "proactive.penalties.decisions": (None, "not_applicable", ""),
    "proactive.compulsory_measures.decisions": (None, "missing", ""),
    FEE: (Decimal("43.7"), "", ""),
    "disputes.reconsideration.total": (None, "unreadable", "约五"),
    TOTAL: (Decimal("14.5"), "", ""),
    "requests.received.enterprise": (3, "", ""),
    "requests.received.other": (-2, "", ""),
}


# Long


def test_a_row_of_a_long_table(consistent):
    rows = gir.to_arrow({"青禾/2024.txt": consistent[2021]}).to_pylist()
    [row] = [row for row in rows if row["path"] == "requests.outcomes.refused.third_party_rights.natural_person"]
    assert row == {
        "source": "青禾/2024.txt",
        "institution": "青禾县水利局",
        "year": 2024,
        "edition": 2021,
        "path": "requests.outcomes.refused.third_party_rights.natural_person",
        "table": "三、收到和处理政府信息公开申请情况",
        "row": "三、本年度办理结果 > （三）不予公开 > 4.保护第三方合法权益",
        "column": "自然人",
        "value": 1,
        "amount": None,
        "mark": "",
        "unit": "件",
        "raw": "",
        "trust": "sound",
    }


def test_every_figure_is_a_row_in_the_order_of_the_form(mixed, consistent, figures_of):
    given = [mixed, gir.read(gir.serialise(consistent[2019], "text"))]
    rows = gir.to_arrow(given, sources=["a", None]).to_pylist()
    wanted = [("a", mixed), ("#1", consistent[2019])]
    assert [(row["source"], row["path"]) for row in rows] == [
        (source, path) for source, report in wanted for path in figures_of(report)
    ]
    assert {
        row["path"]: (row["value"] if row["amount"] is None else row["amount"], row["mark"], row["raw"])
        for row in rows
        if row["source"] == "a"
    } == {path: CHANGED.get(path, (figure, "", "")) for path, figure in figures_of(mixed).items()}
    amounts = {(row["source"], row["path"]): row["amount"] for row in rows if row["amount"] is not None}
    assert amounts == {
        ("a", FEE): Decimal("43.7"),
        ("a", TOTAL): Decimal("14.5"),
        ("#1", "proactive.procurement.amount"): 356,
    }


def test_the_edition_is_that_of_the_table(consistent):
    both = gir.Report(proactive=consistent[2019].proactive, requests=consistent[2021].requests)
    rows = gir.to_arrow(both).to_pylist()
    assert {(row["path"].split(".")[0], row["edition"]) for row in rows} == {("proactive", 2019), ("requests", 2021)}
    assert {(row["institution"], row["year"]) for row in rows} == {(None, None)}


# Wide


def test_a_wide_table_has_a_column_a_path(mixed, consistent, prose, figures_of):
    first, second = gir.to_arrow([mixed, consistent[2019]], "wide").to_pylist()
    held = dict(figures_of(mixed)) | {path: value for path, (value, _, _) in CHANGED.items()} | {TOTAL: None}
    assert first == {
        "source": "#0",
        "institution": "青禾县水利局",
        "year": 2024,
        "title": prose["title"],
        "preamble": prose["preamble"],
        "overview.text": prose["overview"],
        "problems.text": prose["problems"],
        "other_matters.text": prose["other_matters"],
        **dict.fromkeys(("proactive.edition", "requests.edition", "disputes.edition"), 2021),
        **{entry.path: held.get(entry.path) for entry in gir.form()},
        "marks": [
            {"path": "proactive.licensing.decisions", "mark": "blank", "raw": "", "value": None},
            {"path": "proactive.penalties.decisions", "mark": "not_applicable", "raw": "", "value": None},
            {"path": "proactive.compulsory_measures.decisions", "mark": "missing", "raw": "", "value": None},
            {"path": TOTAL, "mark": "", "raw": "", "value": Decimal("14.5")},
            {"path": "disputes.reconsideration.total", "mark": "unreadable", "raw": "约五", "value": None},
        ],
    }
    assert {path: second[path] for path in figures_of(consistent[2019])} == figures_of(consistent[2019])
    assert second["marks"] == []


def test_the_columns_of_a_wide_table():
    schema = gir.to_arrow([], "wide").schema
    paths = list(dict.fromkeys(entry.path for entry in gir.form()))
    assert schema.names[11:-1] == paths
    assert [path for path in paths if schema.field(path).type != pa.int64()] == [FEE, "proactive.procurement.amount"]
    assert schema.field(FEE).type == pa.decimal128(38, 18)
    row = "第二十条第（五）项 > 行政许可"
    assert schema.field("proactive.licensing.decisions").metadata == {
        b"label": f"{row} > 本年处理决定数量 / {row} > 处理决定数量".encode(),
        b"unit": "件".encode(),
    }


def test_counts_and_amounts_can_be_reckoned_with(mixed, consistent):
    wide = gir.to_pandas([consistent[2021], mixed], "wide")
    assert wide["requests.received.natural_person"].dtype == pd.Int64Dtype()
    assert list(wide["requests.received.natural_person"] / wide["requests.carried_in.total"]) == [3.0, 3.0]
    assert wide[TOTAL].tolist() == [14, pd.NA]
    assert (wide[FEE] * 2).tolist() == [36, Decimal("87.4")]
    polars = gir.to_polars([consistent[2021], mixed], "wide")
    assert polars.select(pl.col(TOTAL).sum(), pl.col(FEE).sum()).row(0) == (14, Decimal("61.7"))


# pandas and polars


def test_a_long_pandas_frame(mixed, consistent):
    frame = gir.to_pandas({"a": mixed, "b": consistent[2021]})
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        "source": "category",
        "institution": "category",
        "year": "Int32",
        "edition": "Int32",
        "path": "category",
        "table": "category",
        "row": "category",
        "column": "category",
        "value": "Int64",
        "amount": "object",
        "mark": "category",
        "unit": "category",
        "raw": "category",
        "trust": "category",
    }
    assert [str(amount) for amount in frame.amount[frame.path == FEE]] == ["43.7", "18"]
    assert frame.value[frame.path == "disputes.reconsideration.total"].tolist() == [pd.NA, 5]
    assert (frame.value.isna() & frame.amount.isna()).tolist() == (frame["mark"] != "").tolist()
    assert frame[frame.source == "b"].value.sum() == sum(
        record.value for record in gir.to_records(consistent[2021]) if record.path != FEE
    )


def test_a_long_polars_frame(mixed, consistent):
    frame = gir.to_polars({"a": mixed, "b": consistent[2021]})
    assert frame.columns == schemas.FIGURES.names
    fees = frame.filter(pl.col("path") == FEE).select("source", "amount", "mark", "unit").rows()
    assert fees == [("a", Decimal("43.7"), "", "万元"), ("b", 18, "", "万元")]


# What is given


def test_one_report_or_reading(consistent):
    report = consistent[2021]
    table = gir.to_arrow([report])
    assert gir.to_arrow(report) == table
    assert gir.to_arrow(gir.Reading(report)) == table
    assert gir.to_arrow(iter([report])) == table
    assert gir.to_arrow({None: report}) == table


def test_sources_are_names_or_paths(consistent):
    reports = [consistent[2021]] * 3
    wide = gir.to_arrow(reports, "wide", sources=["a.txt", Path("b") / "c.txt", None])
    assert wide["source"].to_pylist() == ["a.txt", str(Path("b") / "c.txt"), "#2"]


def test_a_file_name_that_is_no_text(consistent):
    name = "\udcc4\udcea报.txt"  # as Python gives a name whose bytes are of another encoding
    assert gir.to_arrow({name: consistent[2021]}, "wide")["source"].to_pylist() == ["\\udcc4\\udcea报.txt"]


@pytest.mark.parametrize("sources", [[], ["a"], ["a", "b", "c"]], ids=len)
def test_a_source_for_each(sources, consistent):
    with pytest.raises(ValueError, match=r"zip\(\) argument 2 is (shorter|longer)"):
        gir.to_arrow([consistent[2021]] * 2, sources=sources)
    for batch_of in (batches.figures_batch, batches.reports_batch):
        with pytest.raises(ValueError, match=f"each has its source: there are {len(sources)} for 2"):
            batch_of([consistent[2021]] * 2, sources)


def test_sources_beside_a_mapping(consistent):
    with pytest.raises(ValueError, match="the keys of a mapping are its sources"):
        gir.to_arrow({"a": consistent[2021]}, sources=["a"])


def test_no_such_shape(consistent):
    with pytest.raises(ValueError, match="no shape 'tall'; there are long, wide, findings"):
        gir.to_arrow([consistent[2021]], "tall")


def test_things_that_are_no_reports(consistent):
    kinds = (
        "reports, readings, outcomes, findings, corrections, deductions, comparisons, statements or entries of the form"
    )
    with pytest.raises(TypeError, match=f"a table is of {kinds}, not of str"):
        gir.to_arrow(["青禾县"])
    with pytest.raises(TypeError, match="Findings among Report: a table is of one kind"):
        gir.to_arrow([consistent[2021], gir.Findings()])


@pytest.mark.slow
def test_many_reports_are_one_table(consistent):
    given = [consistent[2021], consistent[2019]] * 1100
    table = gir.to_arrow(given, "wide", sources=map(str, range(2200)))
    assert table.num_rows == 2200
    assert table["source"].to_pylist() == [str(number) for number in range(2200)]
    assert table["year"].to_pylist() == [2024, 2020] * 1100
    long = gir.to_arrow(given, sources=map(str, range(2200)))
    assert long.num_rows == 1100 * 398
    assert long["source"].chunk(0).dictionary == long["source"].chunk(2).dictionary


@pytest.mark.parametrize(("shape", "name"), [("long", "figures"), ("wide", "reports")])
def test_schemas_are_stated_and_kept(shape, name, mixed):
    schema = {"figures": schemas.FIGURES, "reports": schemas.REPORTS}[name]
    assert schema.metadata[b"gov_info_report.schema"] == name.encode()
    assert schema.metadata[b"gov_info_report.version"] == b"2"
    for table in (gir.to_arrow([], shape), gir.to_arrow([mixed], shape)):
        assert table.schema.equals(schema, check_metadata=True)
        table.validate(full=True)


# Back


@pytest.mark.parametrize("make", [gir.to_arrow, gir.to_pandas, gir.to_polars], ids=lambda make: make.__name__)
def test_reports_come_back(make, mixed, consistent):
    given = [mixed, consistent[2019], gir.blank(), gir.blank(2019)]
    given.append(gir.Report(title="\n", other_matters=gir.model.OtherMatters("无")))
    given += [gir.Report(disputes=consistent[2019].disputes), gir.Report(problems=gir.model.Problems())]
    wide = make(given, "wide")
    back = gir.from_arrow(wide)
    assert back == given
    assert str(back[0][FEE]) == "43.7"
    assert type(back[0]["requests.received.enterprise"]) is int


def test_columns_of_others_and_their_order_do_not_matter(mixed):
    wide = gir.to_arrow([mixed], "wide")
    turned = wide.select(wide.schema.names[::-1]).append_column("region", pa.array(["南"]))
    assert gir.from_arrow(turned) == [mixed]
    assert gir.from_arrow(turned.to_batches()[0]) == [mixed]


def test_tables_that_are_no_reports(mixed):
    wide = gir.to_arrow([mixed], "wide")
    later = wide.replace_schema_metadata({**wide.schema.metadata, b"gov_info_report.version": b"3"})
    twice = wide.append_column(TOTAL, pa.array([1]))
    for table, problem in (
        (gir.to_arrow([mixed]), "it holds figures, version 2; what is read are reports, version 2"),
        (later, "it holds reports, version 3; what is read are reports, version 2"),
        (pa.table({"title": ["年报"]}), "237 of its columns are lacking or there twice, first source"),
        (wide.drop_columns([TOTAL]), f"1 of its columns are lacking or there twice, first {TOTAL}"),
        (twice, f"1 of its columns are lacking or there twice, first {TOTAL}"),
    ):
        with pytest.raises(
            gir.ParseError, match=rf"^不是年报表 \(no table of to_arrow\(reports, \"wide\"\)\): {problem}$"
        ):
            gir.from_arrow(table)


@pytest.mark.parametrize(
    ("name", "values", "problem"),
    [
        (TOTAL, ["many"], f"the column {TOTAL} cannot be read as int64"),
        (TOTAL, [1.5], f"the column {TOTAL} cannot be read as int64"),
        (
            TOTAL,
            [None],
            rf"^第1行不是年报 \(row 1 is no report\): {TOTAL} is neither in its column nor among the marks",
        ),
        (TOTAL, [10**18], r"\(row 1 is no report\): total must lie between"),
        ("proactive.penalties.decisions", [0], "is both in its column and among the marks"),
        ("proactive.procurement.amount", [0], "proactive.procurement.amount stands in no table of this report"),
        ("disputes.edition", [None], "disputes.reconsideration.upheld stands in no table of this report"),
        ("requests.edition", [2020], "requests.edition is 2020"),
        ("requests.edition", [2019], "requests.outcomes.other.natural_person is neither in"),
        ("title", [None], "title must be str, not NoneType"),
        ("title", ["\x07"], "title holds the control character"),
    ],
)
def test_rows_that_are_no_report(name, values, problem, mixed):
    wide = gir.to_arrow([gir.evolve(mixed, {TOTAL: 14})], "wide")
    wide = wide.set_column(wide.schema.get_field_index(name), name, pa.array(values))
    with pytest.raises(gir.ParseError, match=problem):
        gir.from_arrow(wide)


def test_a_mark_that_is_none(mixed):
    wide = gir.to_arrow([mixed, mixed], "wide")
    marks = wide["marks"].to_pylist()
    marks[1][0]["mark"] = "lost"
    wide = wide.set_column(wide.schema.get_field_index("marks"), "marks", pa.array(marks, wide["marks"].type))
    with pytest.raises(gir.ParseError, match=r"^第2行不是年报 \(row 2 is no report\): 'lost' is not a valid Mark"):
        gir.from_arrow(wide)
    marks[1][0]["mark"] = ""
    wide = wide.set_column(wide.schema.get_field_index("marks"), "marks", pa.array(marks, wide["marks"].type))
    with pytest.raises(gir.ParseError, match=r"\(row 2 is no report\): .* has neither a value nor a mark"):
        gir.from_arrow(wide)


# Through Parquet, with plain pandas


@pytest.mark.parametrize("shape", ["long", "wide"])
def test_whole_numbers_stay_whole_when_plain_pandas_reads_parquet(shape, mixed, consistent, tmp_path):
    table = gir.to_arrow([mixed, consistent[2021], consistent[2019]], shape)
    pq.write_table(table, tmp_path / "a.parquet")
    for frame in (pd.read_parquet(tmp_path), pd.read_parquet(tmp_path / "a.parquet")):
        for field in table.schema:
            if pa.types.is_integer(field.type):
                assert str(frame[field.name].dtype) == str(field.type).capitalize(), field.name
                assert frame[field.name].tolist() == [
                    pd.NA if value is None else value for value in table[field.name].to_pylist()
                ]


# Trust


def trust(given):
    return {row["path"]: row["trust"] for row in gir.to_arrow(given).to_pylist()}


def test_a_figure_says_how_far_it_can_be_trusted(consistent, figures_of):
    report = gir.evolve(
        consistent[2021],
        {"disputes.reconsideration.total": 99, "disputes.direct_litigation.other": gir.Mark.BLANK, FEE: -1},
    )
    expected = dict.fromkeys(figures_of(report), "sound")
    expected |= {path: "contradicted" for path in expected if path.startswith("disputes.reconsideration.")}
    expected |= {"disputes.direct_litigation.other": "absent", FEE: "contradicted"}
    assert trust(report) == expected
    assert set(trust(consistent[2019]).values()) == {"sound"}


def test_what_reading_doubts_is_doubted(consistent, figures_of):
    row, licensing = "requests.outcomes.refused.state_secret", "proactive.licensing.decisions"
    findings = [
        find("cell-doubtful", [row]),
        find("cell-undecided", ["requests.carried_in.total"]),
        find("row-unlabelled", ["requests.outcomes.other"]),
        find("cell-doubtful", [licensing]),
        find("unit-converted", [licensing], severity="info"),
        find("edition-mixed", ["proactive", "requests"]),
        find("section-out-of-order", ["disputes"]),
        find("title-missing"),
        find("cell-doubtful", ["requests.no.such"]),
    ]
    reading = gir.Reading(consistent[2021], gir.Findings(findings))
    expected = dict.fromkeys(figures_of(consistent[2021]), "sound")
    for path in expected:
        if path.startswith((f"{row}.", "requests.outcomes.other.")) or path == licensing:
            expected[path] = "doubtful"
    expected["requests.carried_in.total"] = "contradicted"
    assert trust(reading) == expected
    assert trust([consistent[2019], reading])["requests.carried_in.total"] == "contradicted"


# Chinese labels


def test_columns_are_called_by_the_words_of_the_form_when_that_is_asked_for(mixed):
    assert gir.to_arrow(mixed, labels="zh").schema.names == [
        "来源", "机关", "年度", "表式版本", "路径", "表", "行", "列", "数值", "金额", "标记", "单位", "原文", "可信度",
    ]  # fmt: skip
    wide = gir.to_pandas(mixed, "wide", labels="zh")
    assert list(wide.columns[:5]) == ["来源", "机关", "年度", "标题", "前言"]
    assert wide["第二十条第（八）项 > 行政事业性收费 > 本年收费金额（单位：万元）"].tolist() == [Decimal("43.7")]
    assert wide["一、本年新收政府信息公开申请数量 | 法人或其他组织 > 商业企业"].tolist() == [3]
    assert str(wide["年度"].dtype) == "Int32"
    assert len(set(wide.columns)) == len(schemas.REPORTS.names)
    with pytest.raises(ValueError, match="no labels 'en'; there are path, zh"):
        gir.to_polars(mixed, labels="en")


@pytest.mark.parametrize("name", ["FIGURES", "REPORTS", "FINDINGS", "CORRECTIONS", "DEDUCTIONS", "FORM"])
def test_every_column_has_a_label_of_its_own(name):
    labels = [field.metadata[b"label"].decode() for field in getattr(schemas, name)]
    assert len(set(labels)) == len(labels)


# Outcomes, findings of reports, the form


def outcomes(consistent):
    failed = Outcome("b.txt", 1, error=gir.ParseError("不是年报"))
    readings = {"a.txt": gir.Reading(consistent[2021]), "c.txt": gir.Reading(consistent[2019])}
    first, last = (Outcome(name, 0, reading, gir.validate(reading)) for name, reading in readings.items())
    return [first, failed, last]


@pytest.mark.parametrize("make", [gir.to_arrow, gir.to_pandas, gir.to_polars], ids=lambda make: make.__name__)
def test_outcomes_are_tables_of_their_reports_and_failures_are_apart(make, consistent):
    given = outcomes(consistent)
    failures = []
    made = make(iter(given), "wide", failures=failures)
    assert failures == given[1:2]
    assert list(made["source"].to_pylist() if make is gir.to_arrow else made["source"]) == ["a.txt", "c.txt"]
    assert gir.from_arrow(made) == [consistent[2021], consistent[2019]]


def test_failures_that_nobody_takes_are_warned_of(consistent):
    warning = (
        r"1 documents could not be read and are not in the table; failures=\[\] takes them\); first b.txt: 不是年报"
    )
    with pytest.warns(UserWarning, match=warning) as warned:
        assert gir.to_arrow(outcomes(consistent), "wide").num_rows == 2
    assert warned[0].filename == __file__
    failures = []
    assert gir.to_arrow(outcomes(consistent)[1:2], failures=failures).num_rows == 0
    assert len(failures) == 1


def test_the_findings_of_reports_bear_the_keys_of_the_other_tables(consistent):
    report = gir.evolve(consistent[2021], {FEE: -1})
    doubt = find("cell-doubtful", [FEE])
    given = [report, gir.Reading(report, gir.Findings([doubt])), Outcome("c.txt", 2, gir.Reading(report))]
    rows = gir.to_arrow(given, "findings").select(["source", "institution", "year", "code"]).to_pylist()
    of = {"institution": "青禾县水利局", "year": 2024}
    assert rows == [
        {"source": "#0", **of, "code": "value-negative"},
        {"source": "#1", **of, "code": "cell-doubtful"},
        {"source": "#1", **of, "code": "value-negative"},
    ]
    assert gir.to_arrow([], "findings").schema.equals(schemas.FINDINGS, check_metadata=True)


def test_the_form_is_a_table():
    rows = gir.to_arrow(gir.form()).to_pylist()
    assert len(rows) == len(gir.form()) == 229
    assert rows[0] == {
        "path": "proactive.regulations.issued",
        "label": "第二十条第（一）项 > 规章 > 本年制发件数",
        "gloss": gir.form()[0].gloss,
        "unit": "件",
        "type": "int>=0",
        "editions": [2021],
    }
    assert gir.to_pandas(gir.form())["path"].nunique() == 226
    assert gir.to_polars(gir.form(), labels="zh").columns == ["路径", "名称", "英文", "单位", "类型", "表式版本"]


# Many reports checked at once, from frames


@pytest.mark.parametrize("way", ["arrow", "pandas", "polars", "plain pandas from parquet"])
def test_frames_are_checked_like_tables(way, mixed, consistent, tmp_path):
    wrong = gir.evolve(consistent[2019], {"disputes.reconsideration.total": 99})
    wide = gir.to_arrow([mixed, wrong, consistent[2021]], "wide")
    pq.write_table(wide, tmp_path / "a.parquet")
    given = {
        "arrow": wide,
        "pandas": gir.to_pandas([mixed, wrong, consistent[2021]], "wide"),
        "polars": pl.from_arrow(wide),
        "plain pandas from parquet": pd.read_parquet(tmp_path),
    }[way]
    checks = gir.check_many(given)
    expected = [
        sum(finding.code in {code for code, _ in checks.identities} for finding in gir.validate(report).errors)
        for report in (mixed, wrong, consistent[2021])
    ]
    assert checks.broken.sum(axis=1).tolist() == expected
    assert expected[1:] == [1, 0]


# Without the extras


@pytest.mark.parametrize("take", [gir.to_arrow, gir.to_pandas, gir.to_polars, gir.from_arrow], ids=lambda f: f.__name__)
def test_without_pyarrow(take, monkeypatch):
    for name in list(sys.modules):
        if name.startswith("gov_info_report.frames.") and name != "gov_info_report.frames.tables":
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(gir.MissingExtraError, match=r"needs pyarrow\): pip install 'gov_info_report\[arrow\]'"):
        take([gir.blank()])


@pytest.mark.parametrize(("extra", "take"), [("pandas", gir.to_pandas), ("polars", gir.to_polars)])
def test_without_data_frames(extra, take, monkeypatch):
    monkeypatch.setitem(sys.modules, extra, None)
    with pytest.raises(gir.MissingExtraError, match=rf"needs {extra}\): pip install 'gov_info_report\[{extra}\]'"):
        take([gir.blank()])


def test_importing_the_library_imports_none_of_them():
    code = "import sys, gov_info_report; print({'pyarrow', 'pandas', 'polars', 'numpy'} & sys.modules.keys())"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
