"""The command line with several reports: `compare`, and `check` against last year's and the departments'."""

import json
import re

import attrs
import pytest
from click.testing import CliRunner

import gov_info_report as gir
from gov_info_report import cli
from gov_info_report.model import to_records


def run(*arguments, width=100):
    environment = {"COLUMNS": str(width), "FORCE_COLOR": None, "TTY_COMPATIBLE": None}
    return CliRunner().invoke(cli.main, list(map(str, arguments)), env=environment)


def made(office, year, **figures):
    report = gir.evolve(gir.blank(), dict.fromkeys((each.path for each in to_records(gir.blank())), 0))
    named = attrs.evolve(
        report,
        title=f"{office}{year}年政府信息公开工作年度报告",
        preamble=f"本报告的统计期限自{year}年1月1日起至{year}年12月31日止。",
        overview=gir.model.Overview(
            "（一）主动公开。发布信息。\n（二）依申请公开。依法办理。\n（三）政府信息管理。逐条审核。\n"
            "（四）平台建设。网站改版。\n（五）监督保障。培训两次。"
        ),
        problems=gir.model.Problems("公开不够及时，将加强培训。"),
        other_matters=gir.model.OtherMatters("未收取信息处理费。"),
    )
    return gir.evolve(named, {path.replace("__", "."): value for path, value in figures.items()})


@pytest.fixture
def write(tmp_path):
    """Writes a report to a file of this name, in a folder or not."""

    def written(name, report):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(gir.serialise(report, "text"), "utf-8")
        return path

    return written


CARRIED = "requests__carried_in__total"


def test_compare_prints_figures_and_sentences(write):
    old = write("old.txt", made("青禾县水利局", 2023, proactive__licensing__decisions=10))
    new = write("new.txt", made("青禾县水利局", 2024, proactive__licensing__decisions=90))
    result = run("compare", old, new)
    figures, *copied = result.output.split("\n\n")
    assert result.exit_code == 0
    assert figures.splitlines() == [
        "前  青禾县水利局 2023",
        "后  青禾县水利局 2024",
        "1 个数不同，其中 1 个变化异常 (1 figures differ, 1 of them unusually)",
        "┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━┳━━━━┳━━━━━┳━━━━━━┓",
        "┃ 数                                   ┃ 前 ┃ 后 ┃ 差  ┃ 倍数 ┃",
        "┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━╇━━━━╇━━━━━╇━━━━━━┩",
        "│ 表二“行政许可”行、本年处理决定数量列 │ 10 │ 90 │ +80 │ 9.00 │",
        "└──────────────────────────────────────┴────┴────┴─────┴──────┘",
    ]
    assert [part.splitlines()[0] for part in copied] == [
        "前言：照抄 1 句",
        "“一、总体情况”：照抄 5 句",
        "“五、存在的主要问题及改进情况”：照抄 1 句",
        "“六、其他需要报告的事项”：照抄 1 句",
    ]
    english = run("compare", "--lang", "en", old, new).output.split("\n\n")
    assert english[0].splitlines()[:3] == [
        "Earlier  青禾县水利局 2023",
        "Later  青禾县水利局 2024",
        "1 figures differ, 1 of them unusually",
    ]
    assert [part.splitlines()[0] for part in english[1:]] == [
        "preamble: copied 1",
        "section 1 (overview): copied 5",
        "section 5 (problems): copied 1",
        "section 6 (other matters): copied 1",
    ]


def test_compare_as_json(write):
    old = write("old.txt", made("青禾县水利局", 2023, proactive__licensing__decisions=10))
    new = write("new.txt", made("青禾县水利局", 2024, proactive__licensing__decisions=90))
    told = json.loads(run("compare", "--json", old, new).output)
    assert told["earlier"] == {"institution": "青禾县水利局", "year": 2023}
    assert told["figures"][0] == {
        "path": "proactive.licensing.decisions",
        "earlier": "10",
        "later": "90",
        "difference": 80,
        "factor": 9.0,
        "jump": 2.322,
        "unusual": True,
    }
    assert {sentence["was"] for sentence in told["sentences"]} == {"copied"}


def test_compare_with_a_file_that_is_none(write, tmp_path):
    old = write("old.txt", made("青禾县水利局", 2023))
    assert run("compare", old, tmp_path / "none.txt").exit_code == 2


def codes(result):
    return [finding["code"] for finding in json.loads(result.output)[0]["findings"]]


def test_check_against_a_file_of_last_year(write):
    new = write("new.txt", made("青禾县水利局", 2024, **{CARRIED: 0}))
    old = write("old.txt", made("青禾县水利局", 2023, requests__carried_forward__total=2))
    assert codes(run("check", "--json", "--previous", old, new)) == ["carried-in-differs"]
    other = write("other.txt", made("青禾县教育局", 2023))
    assert codes(run("check", "--json", "--previous", other, new)) == ["previous-unexpected"]
    assert codes(run("check", "--json", new)) == []


def test_check_finds_last_years_report_in_a_folder(write, tmp_path):
    new = write("new.txt", made("青禾县水利局", 2024))
    write("before/a.txt", made("青禾县教育局", 2023, requests__carried_forward__total=5))
    write("before/b.txt", made("青禾县水利局", 2022, requests__carried_forward__total=5))
    assert codes(run("check", "--json", "--previous", tmp_path / "before", new)) == []
    write("before/c.txt", made("青禾县水利局", 2023, requests__carried_forward__total=2))
    assert codes(run("check", "--json", "--previous", tmp_path / "before", new)) == ["carried-in-differs"]


def test_check_against_the_departments(write, tmp_path):
    write("parts/a.txt", made("青禾县水利局", 2024, proactive__licensing__decisions=5))
    write("parts/b.txt", made("青禾县教育局", 2024, proactive__licensing__decisions=2))
    whole = write("whole.txt", made("青禾县人民政府", 2024, proactive__licensing__decisions=7))
    assert codes(run("check", "--json", "--parts", tmp_path / "parts", whole)) == []
    wrong = write("wrong.txt", made("青禾县人民政府", 2024, proactive__licensing__decisions=8))
    result = run("check", "--json", "--parts", tmp_path / "parts", wrong)
    assert codes(result) == ["parts-differ"]
    [[finding]] = [told["findings"] for told in json.loads(result.output)]
    assert finding["message"] == (
        "与各部门之和不符：第二十条第（五）项 > 行政许可：本报告 8，各部门之和 7（青禾县水利局 5、青禾县教育局 2）"
    )


def test_check_of_a_folder_against_a_folder(write, tmp_path):
    write("now/a.txt", made("青禾县水利局", 2024))
    write("now/b.txt", made("青禾县教育局", 2024))
    write("before/a.txt", made("青禾县水利局", 2023, requests__carried_forward__total=2))
    write("before/b.txt", made("青禾县教育局", 2023))
    result = run("check", "--previous", tmp_path / "before", tmp_path / "now", width=200)
    differs = "上年结转与上一年度报告的结转下年度不符：总计 上年结转下年度 2，本年的上年结转 0"
    assert [re.split("  +", line) for line in result.output.splitlines()] == [
        ["请核对", "2024", "青禾县水利局", f"{tmp_path}/now/a.txt", differs],
        ["通过", "2024", "青禾县教育局", f"{tmp_path}/now/b.txt"],
        ["共 2 份：通过 1，请核对 1"],
    ]
