"""The command line: what it prints, where, and with which exit status."""

import importlib
import io
import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import gov_info_report as gir
from gov_info_report import cli

EXAMPLES = Path(__file__).parents[2] / "examples"

DISPUTES_ONLY = gir.Report(
    title="青禾县水利局2024年政府信息公开工作年度报告",
    disputes=gir.model.Disputes(
        gir.model.DisputeResults(4, gir.Mark.MISSING, gir.Mark.NOT_APPLICABLE, gir.Mark.BLANK, gir.Unreadable("约九")),
        gir.model.DisputeResults(0, 0, 0, 0, 0),
        gir.model.DisputeResults(0, 123456, 0, 0, 123456),
    ),
)


@pytest.fixture(autouse=True)
def _beside_the_examples(monkeypatch):
    monkeypatch.chdir(EXAMPLES)


def run(*arguments: str, source: str | bytes | None = None, width: int = 80) -> Result:
    environment = {"COLUMNS": str(width), "FORCE_COLOR": None, "TTY_COMPATIBLE": None}
    return CliRunner().invoke(cli.main, arguments, input=source, env=environment)


# check


def test_check_says_of_a_clean_file_that_it_passed():
    result = run("check", "tabs.txt", "pipes.txt")
    assert result.exit_code == 0
    assert result.output == ("tabs.txt  通过  错误 0，警告 0，提示 0\npipes.txt  通过  错误 0，警告 0，提示 0\n")


def test_check_shortens_no_message_and_lists_every_finding():
    raw = "约" * 700
    report = gir.evolve(gir.blank(), {record.path: gir.Unreadable(raw) for record in gir.to_records(gir.blank())})
    output = run("check", "-", source=gir.serialise(report, "json")).stdout
    assert output.count("cell-unreadable") == 200
    assert output.count("约") == 200 * 700


def test_check_lists_findings_in_a_table_of_80_columns():
    result = run("check", "wrong-cell.txt")
    assert result.exit_code == 1
    assert (
        result.output
        == """\
wrong-cell.txt  未通过  错误 2，警告 0，提示 0
┏━━━━━━┳━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ 程度 ┃ 位置           ┃ 问题                       ┃ 代码                    ┃
┡━━━━━━╇━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━┩
│ 错误 │ 第47行第25字   │ “三、本年度办理结果 >      │ requests-row-total      │
│      │ 等 7 处        │ （四）无法提供 >           │                         │
│      │                │ 1.本机关不掌握相关政府信息 │                         │
│      │                │ ”行：各列之和为 9，总计为  │                         │
│      │                │ 4                          │                         │
│ 错误 │ 第37行第20字   │ “自然人”列：办理结果（一） │ requests-outcomes-total │
│      │ 等 22 处       │ 至（六）之和为             │                         │
│      │                │ 18，（七）总计为 13        │                         │
└──────┴────────────────┴────────────────────────────┴─────────────────────────┘
"""
    )


def test_check_speaks_english_and_names_the_path_where_the_source_has_no_place():
    result = run("check", "--lang", "en", "--pick", "column-missing", "lost-column.txt", width=100)
    assert result.exit_code == 1
    assert (
        result.output
        == """\
lost-column.txt  failed  error 1, warning 0, info 0
┏━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━┓
┃ Severity ┃ Place               ┃ Finding                               ┃ Code           ┃
┡━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━┩
│ error    │ requests.received.o │ column missing: 法人或其他组织 > 其他 │ column-missing │
│          │ ther (of 25)        │                                       │                │
└──────────┴─────────────────────┴───────────────────────────────────────┴────────────────┘
"""
    )


def test_check_puts_the_gravest_first():
    output = run("check", "lost-column.txt").output
    assert output.startswith("lost-column.txt  未通过  错误 20，警告 19，提示 28\n")
    order = [word for line in output.splitlines() if (word := line[2:4]) in ("错误", "警告", "提示")]
    assert order == ["错误"] * 20 + ["警告"] * 19 + ["提示"] * 28


def test_check_reports_only_what_is_picked_and_nothing_that_is_skipped():
    assert run("check", "--skip", "requests-row-total", "wrong-cell.txt").exit_code == 1
    both = ("--skip", "requests-row-total", "--skip", "requests-outcomes-total")
    assert run("check", *both, "wrong-cell.txt").exit_code == 0
    assert run("check", "--pick", "title-missing", "wrong-cell.txt").output == (
        "wrong-cell.txt  通过  错误 0，警告 0，提示 0\n"
    )
    assert run("check", "--pick", "no-such-code", "wrong-cell.txt").exit_code == 2


def test_check_prints_json():
    result = run("check", "--json", "--pick", "requests-row-total", "tabs.txt", "nowhere.txt", "wrong-cell.txt")
    row = "requests.outcomes.unavailable.not_held"
    columns = ("natural_person", "enterprise", "research_institute", "public_welfare", "legal_service", "other")
    assert json.loads(result.stdout) == [
        {
            "file": "tabs.txt",
            "format": "text",
            "institution": "青禾县水利局",
            "year": 2024,
            "ok": True,
            "problem": None,
            "findings": [],
        },
        {
            "file": "nowhere.txt",
            "format": None,
            "institution": None,
            "year": None,
            "ok": False,
            "problem": "文件无法读写 (cannot read or write the file): No such file or directory",
            "findings": [],
        },
        {
            "file": "wrong-cell.txt",
            "format": "text",
            "institution": "青禾县农业农村局",
            "year": 2024,
            "ok": False,
            "problem": None,
            "findings": [
                {
                    "code": "requests-row-total",
                    "severity": "error",
                    "message": "“三、本年度办理结果 > （四）无法提供 > 1.本机关不掌握相关政府信息”行："
                    "各列之和为 9，总计为 4",
                    "paths": [f"{row}.{column}" for column in (*columns, "total")],
                    "spans": [{"line": 47, "column": column} for column in range(25, 39, 2)],
                    "expected": 9,
                    "actual": 4,
                }
            ],
        },
    ]
    assert result.exit_code == 2


def test_check_writes_a_decimal_and_an_unknown_place_in_json():
    report = gir.evolve(gir.blank(), {"disputes.reconsideration.total": Decimal("1.50")})
    source = gir.serialise(report, "json")
    result = run("check", "--json", "--lang", "en", "--pick", "value-fractional", "-", source=source)
    [checked] = json.loads(result.stdout)
    assert checked["findings"] == [
        {
            "code": "value-fractional",
            "severity": "error",
            "message": "行政复议 | 总计 should be a whole number: 1.50",
            "paths": ["disputes.reconsideration.total"],
            "spans": [None],
            "expected": None,
            "actual": "1.50",
        }
    ]


def test_a_file_that_is_no_report_outranks_one_with_errors():
    result = run("check", "wrong-cell.txt", "quickstart.py", "tabs.txt")
    assert result.exit_code == 2
    assert "wrong-cell.txt  未通过" in result.stdout
    assert "tabs.txt  通过" in result.stdout
    assert "quickstart.py" not in result.stdout
    assert result.stderr.startswith("错误 (error): quickstart.py: ")


@pytest.mark.parametrize("command", [("check",), ("show",), ("convert", "--to", "json")])
def test_what_cannot_be_read_is_told_on_standard_error_with_status_2(command):
    nowhere = "错误 (error): nowhere.txt: 文件无法读写 (cannot read or write the file): No such file or directory\n"
    for file, told in (("nowhere.txt", nowhere), ("-", "错误 (error): -: 内容为空 (the source is empty)\n")):
        result = run(*command, file, source="")
        assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)


# Standard input and formats


def test_standard_input_is_read_as_bytes():
    source = (EXAMPLES / "tabs.txt").read_text("utf-8").encode("gb18030")
    assert run("check", "-", source=source).output == "-  通过  错误 0，警告 0，提示 0\n"


def test_format_overrides_what_the_text_looks_like():
    source = (EXAMPLES / "tabs.txt").read_text("utf-8")
    assert json.loads(run("check", "--json", "-", source=source).stdout)[0]["format"] == "text"
    overridden = run("check", "--json", "--format", "markdown", "-", source=source)
    assert json.loads(overridden.stdout)[0]["format"] == "markdown"
    assert run("check", "--format", "json", "-", source=source).exit_code == 2
    assert run("check", "--format", "odt", "tabs.txt").exit_code == 2


# convert


@pytest.mark.parametrize("to", ["text", "markdown", "html", "json"])
def test_convert_writes_what_serialise_writes(to, tmp_path):
    expected = gir.serialise(gir.parse(EXAMPLES / "web-page.html"), to).encode()
    out = tmp_path / "out"
    printed = run("convert", "web-page.html", "--to", to)
    written = run("convert", "web-page.html", "--to", to, "-o", str(out))
    assert (printed.exit_code, printed.stdout_bytes, printed.stderr) == (0, expected, "")
    assert (written.exit_code, written.output, out.read_bytes()) == (0, "", expected)


def test_convert_and_show_say_that_reading_found_something():
    for command in (("convert", "--to", "json"), ("show",)):
        assert run(*command, "lost-column.txt").stderr == (
            "lost-column.txt: 读取时发现问题（错误 0，警告 19，提示 0），详见 check "
            "(found while reading: error 0, warning 19, info 0; see check)\n"
        )


def test_convert_to_a_place_that_cannot_be_written(tmp_path):
    result = run("convert", "tabs.txt", "--to", "text", "-o", str(tmp_path / "no" / "out.txt"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("文件无法读写 (cannot read or write the file): No such file or directory\n")


def test_convert_knows_its_formats():
    assert run("convert", "tabs.txt").exit_code == 2
    assert run("convert", "tabs.txt", "--to", "pdf").exit_code == 2


# show


def test_show_draws_the_tables_with_their_spans_and_every_mark():
    result = run("show", "-", source=gir.serialise(DISPUTES_ONLY, "json"), width=40)
    assert result.exit_code == 0
    assert (
        result.stdout
        == """\
标题  青禾县水利局2024年政府信息公开工作年度报告
机关  青禾县水利局
年度  2024
期限  —

二、主动公开政府信息情况
原文无此部分 (the source has no such section)

三、收到和处理政府信息公开申请情况
原文无此部分 (the source has no such section)

四、政府信息公开行政复议、行政诉讼情况
┌────────────────────────────┬─────────────────────────────────────────────────────┐
│行政复议                    │行政诉讼                                             │
├────┬────┬────┬────┬────────┼────────────────────────┬────────────────────────────┤
│结果│结果│其他│尚未│总计    │未经复议直接起诉        │复议后起诉                  │
│维持│纠正│结果│审结│        ├────┬────┬────┬────┬────┼────┬──────┬────┬────┬──────┤
│    │    │    │    │        │结果│结果│其他│尚未│总计│结果│结果纠│其他│尚未│总计  │
│    │    │    │    │        │维持│纠正│结果│审结│    │维持│正    │结果│审结│      │
├────┼────┼────┼────┼────────┼────┼────┼────┼────┼────┼────┼──────┼────┼────┼──────┤
│   4│  缺│   /│  空│〔约九〕│   0│   0│   0│   0│   0│   0│123456│   0│   0│123456│
└────┴────┴────┴────┴────────┴────┴────┴────┴────┴────┴────┴──────┴────┴────┴──────┘

空: 未填写 (blank)
/: 不适用 (not applicable)
缺: 原文无此格 (missing)
〔…〕: 不是数字 (no figure)
"""
    )


@pytest.mark.parametrize("name", ["tabs.txt", "edition-2019.txt"])
def test_show_fits_80_columns_and_grows_with_the_terminal(name):
    from rich.cells import cell_len

    narrow, wide = run("show", name).stdout, run("show", name, width=200).stdout
    assert max(map(cell_len, narrow.splitlines())) <= 80
    assert 100 < max(map(cell_len, wide.splitlines())) <= 200
    for label in ("一、本年新收政府信息公开申请数量", "（七）总计"):
        assert label in narrow
        assert label in wide
    assert wide.count("│结果维持│结果纠正│其他结果│尚未审结│总计│") == 2
    assert "缺: 原文无此格" not in narrow


def test_show_prints_each_figure_of_a_row_in_its_column():
    [line] = [line for line in run("show", "tabs.txt").stdout.splitlines() if "一、本年新收" in line]
    assert line.split("│")[2:-1] == ["  11", "   4", "   1", "   0", "   2", "   0", "  18"]


# The command itself


def test_version():
    assert run("--version").output == f"gov-info-report, version {gir.__version__}\n"


@pytest.mark.parametrize("command", [(), ("check",), ("convert",), ("show",)])
def test_help_tells_the_exit_statuses(command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Exit status: 0 " in result.output


@pytest.mark.parametrize("missing", ["click", "rich"])
def test_without_the_extra_the_command_says_what_to_install(missing, monkeypatch, capsys):
    monkeypatch.setattr(gir, "cli", cli)  # put back what the import below replaces
    monkeypatch.delitem(sys.modules, "gov_info_report.cli")
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(SystemExit) as leaving:
        importlib.import_module("gov_info_report.cli").main()
    assert leaving.value.code == 2
    assert capsys.readouterr().err == (
        "错误 (error): 命令行需要 click 和 rich (the command line needs click and rich): "
        "pip install 'gov_info_report[cli]'\n"
    )


def test_a_terminal_without_chinese_characters_shows_escapes(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", io.StringIO())  # as under IDLE or a notebook: no encoding to speak of
    with pytest.raises(SystemExit):
        cli.main(["check", "tabs.txt"])
    stream.flush()
    assert stream.buffer.getvalue().startswith(b"tabs.txt  \\u901a\\u8fc7  ")
