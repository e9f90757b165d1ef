"""The command line: what it prints, where, and with which exit status."""

import importlib
import io
import json
import re
import sys
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

import gov_info_report as gir
from gov_info_report import cli
from gov_info_report.cli.common import _LOST
from gov_info_report.readers import FORMATS

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
    assert result.output == "tabs.txt  通过\npipes.txt  通过\n"
    assert run("check", "--lang", "en", "tabs.txt").output == "tabs.txt  passed\n"


def test_check_names_the_cell_to_look_at_and_what_it_mends():
    result = run("check", "wrong-cell.txt")
    assert result.exit_code == 1
    assert (
        result.output
        == """\
wrong-cell.txt  未通过  错误 2
错误  请核实表三“（四）无法提供—1.本机关不掌握相关政府信息”行、自然人列（第47行第25字）：8 → 3（一位数字有误）。\
改后下列各项成立：
      · 表三“（四）无法提供—1.本机关不掌握相关政府信息”行：各列之和为 9，总计为 4
      · 表三自然人列：办理结果（一）至（六）之和为 18，（七）总计为 13
"""
    )


def test_check_speaks_english_throughout():
    assert (
        run("check", "--lang", "en", "wrong-cell.txt").output
        == """\
wrong-cell.txt  failed  error 2
error    Verify table 3, row \"unavailable - not held\", column \"natural person\" (line 47, character 25): 8 → 3 \
(one digit is wrong). With this change the following hold:
         · table 3, row \"unavailable - not held\": the columns add up to 9, the total is 4
         · table 3, column \"natural person\": the outcomes add up to 18, their total is 13
"""
    )


@pytest.mark.parametrize("name", ["tabs.txt", "wrong-cell.txt", "lost-column.txt", "edition-2019.txt"])
def test_check_prints_no_path_and_only_what_a_chinese_console_has(name):
    output = run("check", "--all", "--explain", name).output + run("mend", name).output + run("show", name).output
    assert output.encode("gbk").decode("gbk") == output
    assert not re.search(r"requests\.|disputes\.|proactive\.", output)


BLANK_TEXT = "\n".join(
    line for line in gir.serialise(gir.blank(), "text").splitlines() if line.strip() and not line.startswith("〔")
)


@pytest.mark.parametrize("format", ["text", "markdown", "html", "docx", "json"])
def test_a_form_left_blank_fails_in_few_words(format, tmp_path):
    file = tmp_path / "form"
    written = gir.serialise(gir.blank(), format)
    file.write_bytes(written if isinstance(written, bytes) else written.encode())
    result = run("check", str(file))
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f"{file}  未通过  错误 3，警告 2，提示 2（提示见 --all）",
        "错误  表二没有填写",
        "错误  表三没有填写",
        "错误  表四没有填写",
        "      → 填写表格，没有发生的填 0",
        "警告  第六部分未报告收取信息处理费的情况",
        "警告  标题和统计期限均未写明年度，或无法确定",
        "      → 在标题中写明年度",
    ]


def test_check_puts_the_gravest_first_and_findings_of_a_kind_together():
    report = gir.evolve(gir.parse(EXAMPLES / "tabs.txt"), {"requests.received.other": gir.Mark.BLANK})
    source = gir.serialise(attrs.evolve(report, title="", preamble="", problems=None, overview=None), "json")
    assert (
        run("check", "-", source=source).output
        == f"""\
-  未通过  错误 2，警告 2，提示 2（提示见 --all）
错误  缺少“一、总体情况”部分
错误  缺少“五、存在的主要问题及改进情况”部分
      → 补上该部分；没有内容的写明“无”
警告  有 1 格未填写：表三“一、本年新收政府信息公开申请数量”行、其他列
      → 没有发生的填 0
警告  {gir.CATALOGUE["year-unknown"].chinese}
      → 在标题中写明年度
"""
    )
    assert run("check", "--all", "-", source=source).output.splitlines()[-2:] == [
        "提示  表三有 2 个勾稽关系因缺数无法核对",
        "提示  没有标题",
    ]


def test_check_cuts_what_is_long_and_says_so_and_all_shows_it():
    report = gir.Report(
        title="青禾县水利局2024年政府信息公开工作年度报告",
        disputes=gir.evolve(gir.parse(EXAMPLES / "tabs.txt"), {TOTAL: gir.model.Unreadable("长" * 300)}).disputes,
    )
    source = gir.serialise(report, "json")
    lines = run("check", "-", source=source).output.splitlines()
    assert lines[0].startswith("-  未通过  错误 6，提示 1")
    assert lines[1].startswith("错误  有 1 格不是数字：表四“行政复议”栏、总计列：长长")
    assert re.search(r"长……（另有 \d+ 字，见 --all）$", lines[1])
    assert lines[3:] == [
        *(f"错误  {finding.message}" for finding in gir.validate(report).of("section-missing")[:3]),
        "      另有 2 条同类，见 --all",
        "      → 补上该部分；没有内容的写明“无”",
    ]
    whole = run("check", "--all", "-", source=source).output
    assert whole.count("长") == 300
    assert "另有" not in whole


TOTAL = "disputes.reconsideration.total"


def test_three_wrong_totals_are_three_choices():
    report = gir.parse(EXAMPLES / "tabs.txt")
    blocks = ("reconsideration", "direct_litigation", "litigation_after_reconsideration")
    wrong = {f"disputes.{block}.total": report[f"disputes.{block}.total"] + 7 for block in blocks}
    source = gir.serialise(gir.evolve(report, wrong), "json")
    lines = run("check", "-", source=source).output.splitlines()
    assert lines[0] == "-  未通过  错误 3"
    assert len(lines) == 1 + 3 * 5
    assert [line for line in lines if line.startswith("错误")] == [
        f"错误  {finding.message}" for finding in gir.validate(gir.evolve(report, wrong)).errors
    ]
    assert lines[2] == "      → 请核实下列单元格，改动其一即可成立（5 种改法）："
    assert lines[5] == "      另有 3 种，见 --explain"
    assert len(run("check", "--explain", "-", source=source).output.splitlines()) == 1 + 3 * 7


def test_strict_fails_on_warnings():
    source = gir.serialise(
        gir.evolve(gir.parse(EXAMPLES / "tabs.txt"), {"proactive.fees.amount": gir.Mark.BLANK}), "json"
    )
    assert (run("check", "-", source=source).exit_code, run("check", "--strict", "-", source=source).exit_code) == (
        0,
        1,
    )
    assert run("check", "--strict", "tabs.txt").exit_code == 0


def test_a_terminal_is_used_to_its_full_width():
    from rich.cells import cell_len

    environment = {"FORCE_COLOR": "1", "TTY_COMPATIBLE": "1", "NO_COLOR": None, "TERM": "xterm-256color"}
    for width in (60, 80, 100):
        result = CliRunner().invoke(cli.main, ["check", "wrong-cell.txt"], env={**environment, "COLUMNS": str(width)})
        lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in result.output.splitlines()]
        assert width - 4 <= max(cell_len(line.rstrip()) for line in lines) <= width
        assert "\x1b[1;31m错误" in result.output
        plain = run("check", "wrong-cell.txt").output
        assert "".join("".join(lines).split()) == "".join(plain.split())


# check, many files


def test_check_prints_an_overview_of_a_folder(tmp_path):
    for name in ("tabs.txt", "wrong-cell.txt"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    (tmp_path / "z.txt").write_text("与年报无关的文字")
    row = "表三“（四）无法提供—1.本机关不掌握相关政府信息”行"
    expected = f"""\
通过     2024  青禾县水利局              {tmp_path}/tabs.txt
未通过   2024  青禾县农业农村局          {tmp_path}/wrong-cell.txt  {row}：各列之和为 9，总计为 4
未读出   -     -                         {tmp_path}/z.txt  """
    for source in (str(tmp_path), f"{tmp_path}/*.txt"):
        result = run("check", source)
        assert result.exit_code == 2
        assert result.stdout.startswith(expected)
        assert result.stdout.splitlines()[-1] == "共 3 份：通过 1，未通过 1，未读出 1"
    assert run("check", "--format", "text", str(tmp_path)).exit_code == 2


def test_check_prints_a_line_of_json_for_each_file_of_a_folder(tmp_path):
    for name in ("tabs.txt", "wrong-cell.txt"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    result = run("check", "--json", str(tmp_path))
    assert result.exit_code == 1
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(each["file"], each["verdict"], len(each["findings"])) for each in told] == [
        (f"{tmp_path}/tabs.txt", "passed", 0),
        (f"{tmp_path}/wrong-cell.txt", "failed", 2),
    ]


def test_check_reports_only_what_is_picked_and_nothing_that_is_skipped():
    assert run("check", "--skip", "requests-row-total", "wrong-cell.txt").exit_code == 1
    both = ("--skip", "requests-row-total", "--skip", "requests-outcomes-total")
    assert run("check", *both, "wrong-cell.txt").exit_code == 0
    assert run("check", "--pick", "title-missing", "wrong-cell.txt").output == ("wrong-cell.txt  通过\n")
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
            "verdict": "passed",
            "ok": True,
            "problem": None,
            "code": None,
            "findings": [],
        },
        {
            "file": "nowhere.txt",
            "format": None,
            "institution": None,
            "year": None,
            "verdict": None,
            "ok": False,
            "problem": "文件无法读写 (cannot read or write the file): No such file or directory",
            "code": None,
            "findings": [],
        },
        {
            "file": "wrong-cell.txt",
            "format": "text",
            "institution": "青禾县农业农村局",
            "year": 2024,
            "verdict": "failed",
            "ok": False,
            "problem": None,
            "code": None,
            "findings": [
                {
                    "code": "requests-row-total",
                    "severity": "error",
                    "message": "表三“（四）无法提供—1.本机关不掌握相关政府信息”行：各列之和为 9，总计为 4",
                    "place": "表三“（四）无法提供—1.本机关不掌握相关政府信息”行",
                    "where": "第47行第25字等7处",
                    "advice": "",
                    "paths": [f"{row}.{column}" for column in (*columns, "total")],
                    "spans": [
                        {"line": 47, "column": column, "start": 952 + column, "end": 953 + column}
                        for column in range(25, 39, 2)
                    ],
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
    place = 'table 4, block "administrative reconsideration", column "total"'
    assert checked["findings"] == [
        {
            "code": "value-fractional",
            "severity": "error",
            "message": f"{place} should be a whole number: 1.50",
            "place": place,
            "where": "",
            "advice": "",
            "paths": ["disputes.reconsideration.total"],
            "spans": [None],
            "expected": None,
            "actual": "1.50",
        }
    ]


def test_a_file_that_is_no_report_outranks_one_with_errors():
    result = run("check", "wrong-cell.txt", "quickstart.py", "tabs.txt")
    assert result.exit_code == 2
    assert [line for line in result.stdout.splitlines() if not line.startswith((" ", "错误"))] == [
        "wrong-cell.txt  未通过  错误 2",
        "tabs.txt  通过",
    ]
    assert result.stderr == (
        "错误 (error): quickstart.py: 不是政府信息公开工作年度报告：既没有年报的标题，也没有年报表格中的任何一行"
        " (no such report: it has neither a heading nor a row of the form)\n"
    )


@pytest.mark.parametrize("command", [("check",), ("show",), ("convert", "--to", "json")])
def test_what_cannot_be_read_is_told_on_standard_error_with_status_2(command):
    nowhere = "错误 (error): nowhere.txt: 文件无法读写 (cannot read or write the file): No such file or directory\n"
    for file, told in (("nowhere.txt", nowhere), ("-", "错误 (error): -: 内容为空 (the source is empty)\n")):
        result = run(*command, file, source="")
        assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)


# Standard input and formats


def test_standard_input_is_read_as_bytes():
    source = (EXAMPLES / "tabs.txt").read_text("utf-8").encode("gb18030")
    assert run("check", "-", source=source).output == "-  通过\n"


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
    lost = "新文件不含原件的：样式、图片、链接\n"
    assert (printed.exit_code, printed.stdout_bytes, printed.stderr) == (0, expected, lost)
    assert (written.exit_code, written.stderr, out.read_bytes()) == (0, "", expected)
    assert written.stdout == f"已写出 {out}（{to}）\n新文件不含原件的：样式、图片、链接\n"


def test_convert_names_what_the_new_file_does_not_hold(tmp_path):
    lines = (EXAMPLES / "tabs.txt").read_text("utf-8").replace("行政强制", "另有说明一段\n行政强制", 1)
    result = run("convert", "-", "-o", str(tmp_path / "new.html"), "--lang", "en", source=lines)
    assert result.stdout.splitlines() == [
        f"written: {tmp_path / 'new.html'} (html)",
        "not carried over: text outside the report (1)",
    ]
    word = tmp_path / "form.docx"
    word.write_bytes(gir.serialise(gir.parse(EXAMPLES / "tabs.txt"), "docx"))
    assert run("convert", str(word), "-o", str(tmp_path / "new.md")).stdout.splitlines() == [
        f"已写出 {tmp_path / 'new.md'}（markdown）",
        "新文件不含原件的：格式、图片、批注、脚注、页眉页脚",
    ]


def test_every_format_that_holds_more_than_text_says_what_is_lost():
    formats = {*FORMATS} - {"text", "csv", "json"}
    assert {language: set(lost) for language, lost in _LOST.items()} == {"zh": formats, "en": formats}


def test_convert_and_show_say_that_reading_found_something():
    for command in (("convert", "--to", "json"), ("show",)):
        source = (EXAMPLES / "tabs.txt").read_text("utf-8").replace("工作", "工\0作", 1)
        assert run(*command, "-", source=source).stderr == "-: 读取时发现问题（警告 1），详见 check\n"
        english = run(*command, "--lang", "en", "-", source=source).stderr
        assert english == "-: found while reading: warning 1; see check\n"


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


def test_show_speaks_english():
    lines = run("show", "--lang", "en", "-", source=gir.serialise(DISPUTES_ONLY, "json"), width=140).stdout
    assert set(re.findall(r"[\u4e00-\u9fff]+", lines)) == {"青禾县水利局", "年政府信息公开工作年度报告", "约九"}
    assert "administrative reconsideration" in lines
    assert lines.splitlines()[-4:] == ["blank", "/: not applicable", "missing", "〔…〕: no figure"]


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
    assert stream.buffer.getvalue().startswith(b"tabs.txt  \\u901a\\u8fc7")
