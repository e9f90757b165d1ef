"""`check --explain` and `mend`: the cells to look at first, corrections as a diff, and what is written of them."""

import json
import random
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import gov_info_report as gir
from gov_info_report import cli
from gov_info_report.cli.common import SUFFIXES
from gov_info_report.writers import WRITERS

EXAMPLES = Path(__file__).parents[2] / "examples"
CELL = "requests.outcomes.unavailable.not_held.natural_person"
LABEL = "三、本年度办理结果 > （四）无法提供 > 1.本机关不掌握相关政府信息 | 自然人"

MISSING, BLANK = gir.Mark.MISSING, gir.Mark.BLANK
# Nothing tells which of the five figures of a block is wrong, unless two of its digits are swapped.
SWAPPED, ZEROS = gir.model.DisputeResults(3, 0, 0, 12, 24), gir.model.DisputeResults(0, 0, 0, 0, 0)


def disputes(*blocks: gir.model.DisputeResults) -> str:
    report = gir.evolve(gir.blank(), {record.path: 0 for record in gir.to_records(gir.blank())})
    title = "青禾县水利局2024年政府信息公开工作年度报告"
    return gir.serialise(
        gir.Report(title=title, requests=report.requests, disputes=gir.model.Disputes(*blocks)), "json"
    )


@pytest.fixture(autouse=True)
def _beside_the_examples(monkeypatch):
    monkeypatch.chdir(EXAMPLES)


@pytest.fixture
def too_many_errors(monkeypatch) -> str:
    """A report whose figures are all wrong, where nothing is installed that could locate so many."""
    monkeypatch.setitem(sys.modules, "highspy", None)
    numbers = random.Random(1)
    report = gir.parse(EXAMPLES / "wrong-cell.txt")
    figures = [record.path for record in gir.to_records(report) if record.path.startswith("requests.")]
    return gir.serialise(gir.evolve(report, {path: numbers.randrange(1000) for path in figures}), "json")


def run(*arguments: str, source: str | None = None) -> Result:
    environment = {"COLUMNS": "80", "FORCE_COLOR": None, "TTY_COMPATIBLE": None}
    return CliRunner().invoke(cli.main, arguments, input=source, env=environment)


def explanation(*arguments: str, source: str | None = None) -> str:
    """What --explain adds to the output of check."""
    plain, explained = run("check", *arguments, source=source), run("check", "--explain", *arguments, source=source)
    assert explained.exit_code == plain.exit_code
    assert explained.stdout.startswith(plain.stdout)
    return explained.stdout.removeprefix(plain.stdout)


# check --explain


def test_explain_names_the_cell_that_is_wrong_for_each_broken_identity():
    assert (
        explanation("wrong-cell.txt")
        == f"""\
先看这些单元格（改动最少即可使勾稽关系成立；可能性大的在前，是否属实须核实）：
● “三、本年度办理结果 > （四）无法提供 > 1.本机关不掌握相关政府信息”行：各列之和为 9，总计为 4
  1. 第47行第25字  {LABEL}：8 → 3（一位数字有误）
● “自然人”列：办理结果（一）至（六）之和为 18，（七）总计为 13
  1. 第47行第25字  {LABEL}：8 → 3（一位数字有误）
"""
    )


def test_explain_speaks_english_and_of_what_is_picked():
    assert (
        explanation("--lang", "en", "--pick", "requests-outcomes-total", "wrong-cell.txt")
        == f"""\
Look at these cells first (the fewest changes that make the identities hold, the most plausible first; verify them):
● column 自然人: the outcomes add up to 18, （七）总计 is 13
  1. 第47行第25字  {LABEL}: 8 → 3 (one digit is wrong)
"""
    )


@pytest.mark.parametrize(
    "arguments", [("tabs.txt",), ("lost-column.txt",), ("--pick", "title-missing", "wrong-cell.txt")]
)
def test_explain_adds_nothing_where_no_identity_is_broken(arguments):
    assert explanation(*arguments) == ""


def test_explain_ranks_what_is_equally_possible_and_gives_ranges():
    source = disputes(SWAPPED, ZEROS, gir.model.DisputeResults(30, BLANK, 0, 0, 4))
    assert (
        explanation("--pick", "disputes-total", "-", source=source)
        == """\
先看这些单元格（改动最少即可使勾稽关系成立；可能性大的在前，是否属实须核实）：
● “行政复议”：各项结果之和为 15，总计为 24
  1. 行政复议 > 尚未审结：12 → 21（两位数字颠倒）
  2. 行政复议 > 总计：24 → 15（总计未更新）
  3. 行政复议 > 结果纠正：0 → 9（一位数字有误）
  4. 行政复议 > 其他结果：0 → 9（一位数字有误）
  5. 行政复议 > 结果维持：3 → 12
● “行政诉讼 > 复议后起诉”：各项结果之和为 30，总计为 4
  1. 行政诉讼 > 复议后起诉 > 总计：4 → ≥ 30
  2. 行政诉讼 > 复议后起诉 > 结果维持：30 → 0–4
"""
    )


def test_explain_says_how_many_more_there_are_and_that_the_limit_cut_the_list():
    blocks = [gir.model.DisputeResults(11, 12, 13, 14, 70)] * 3  # 5 × 5 × 5 equally small corrections
    output = explanation("--pick", "disputes-total", "--lang", "en", "-", source=disputes(*blocks))
    assert output.endswith("There are more than 100 equally small sets of changes; the others are not listed\n")
    # Each column of table 3 has 20 rows of outcomes, any of which can be the wrong one.
    report = gir.parse(disputes(ZEROS, ZEROS, ZEROS))
    without_totals = {record.path: MISSING for record in gir.to_records(report) if record.path.endswith(".total")}
    changed = {"requests.outcomes.total.other": 7, "requests.received.other": 7, "disputes.reconsideration.total": 0}
    source = gir.serialise(gir.evolve(report, without_totals | changed), "json")
    output = explanation("--pick", "requests-outcomes-total", "-", source=source)
    assert [line[:4] for line in output.splitlines()[2:-1]] == ["  1.", "  2.", "  3.", "  4.", "  5."]
    assert output.endswith("  另有 16 种，见 --json\n")
    [checked] = json.loads(run("check", "--explain", "--json", "-", source=source).stdout)
    [broken] = [finding for finding in checked["findings"] if finding["code"] == "requests-outcomes-total"]
    assert len(broken["look_first"]) == checked["explanation"]["corrections"] == 21


def test_explain_names_what_has_to_change_with_it_outside_of_every_broken_identity():
    figures = {
        "received.natural_person": 5,
        "received.total": 5,
        "outcomes.granted.natural_person": 5,  # stands a row too high
        "outcomes.partly_granted.enterprise": MISSING,
        "outcomes.partly_granted.total": 5,
        "outcomes.total.natural_person": 5,
        "outcomes.total.enterprise": MISSING,
        "outcomes.total.total": 5,
    }
    report = gir.parse(disputes(ZEROS, ZEROS, ZEROS))
    source = gir.serialise(gir.evolve(report, {f"requests.{name}": value for name, value in figures.items()}), "json")
    assert (
        explanation("-", source=source)
        == """\
先看这些单元格（改动最少即可使勾稽关系成立；可能性大的在前，是否属实须核实）：
● “三、本年度办理结果 > （一）予以公开”行：各列之和为 5，总计为 0
  1. 三、本年度办理结果 > （一）予以公开 | 总计：0 → 5（总计未更新）
  2. 三、本年度办理结果 > （一）予以公开 | 自然人：5 → 0（一位数字有误）
● 不在上述勾稽关系中，但须一并改动：
  1. 三、本年度办理结果 > （二）部分公开（区分处理的，只计这一情形，不计其他情形） | 总计：5 → 0（总计未更新）
  2. 三、本年度办理结果 > （二）部分公开（区分处理的，只计这一情形，不计其他情形） | 自然人：0 → 5（一位数字有误）
"""
    )


def test_explain_says_when_time_ran_out_and_lists_figures_that_change_together(monkeypatch):
    changes = (
        gir.balance.Change("disputes.reconsideration.upheld", 3, 5, gir.balance.Guess.DIGIT_REPLACED),
        gir.balance.Change("disputes.reconsideration.pending", 12, (0, 9)),
    )
    answer = gir.balance.Corrections([gir.balance.Correction(changes, 2.0)], truncated=True, timed_out=True)
    monkeypatch.setattr(gir, "locate", lambda report: answer)
    source = disputes(SWAPPED, ZEROS, ZEROS)
    assert explanation("--pick", "disputes-total", "-", source=source).splitlines()[2:] == [
        "  1. 行政复议 > 结果维持：3 → 5（一位数字有误）",
        "     并且 行政复议 > 尚未审结：12 → 0–9",
        "时间用尽：以上改法能使勾稽关系成立，但可能有改动更少的",
    ]


def test_explain_says_where_the_identities_know_no_change():
    source = gir.serialise(gir.evolve(gir.parse(EXAMPLES / "tabs.txt"), {"proactive.fees.amount": -4}), "json")
    assert explanation("--lang", "en", "-", source=source).splitlines()[1:] == [
        "● 第二十条第（八）项 > 行政事业性收费 | 本年收费金额（单位：万元） is negative: -4",
        "  no change is listed",
    ]


def test_explain_says_what_to_install_for_very_many_errors(too_many_errors):
    problem = (
        "错误的数过多，查找改法需要 highspy (locating so many wrong figures needs highspy): "
        "pip install 'gov_info_report[solve]'"
    )
    assert explanation("-", source=too_many_errors).splitlines()[1:] == [f"  {problem}"]
    [checked] = json.loads(run("check", "--explain", "--json", "-", source=too_many_errors).stdout)
    assert checked["explanation"] == {
        "corrections": 0,
        "truncated": False,
        "timed_out": False,
        "problem": problem,
        "elsewhere": [],
    }


def test_explain_prints_json_with_the_candidates_of_each_finding():
    result = run("check", "--json", "--explain", "--skip", "requests-row-total", "wrong-cell.txt", "nowhere.txt")
    checked, nowhere = json.loads(result.stdout)
    assert checked["explanation"] == {
        "corrections": 1,
        "truncated": False,
        "timed_out": False,
        "problem": None,
        "elsewhere": [],
    }
    [finding] = checked["findings"]
    assert finding["look_first"] == [
        [
            {
                "path": CELL,
                "label": LABEL,
                "span": {"line": 47, "column": 25},
                "reported": 8,
                "proposed": 3,
                "lowest": 3,
                "highest": 3,
                "guess": "digit-replaced",
                "message": "一位数字有误",
            }
        ]
    ]
    assert "explanation" not in nowhere
    source = disputes(gir.model.DisputeResults(30, BLANK, 0, 0, 4), ZEROS, ZEROS)
    [ranges] = json.loads(run("check", "--json", "--explain", "--lang", "en", "-", source=source).stdout)
    told = {finding["code"]: finding["look_first"] for finding in ranges["findings"]}
    assert told["cell-blank"] == told["section-missing"] == []
    assert told["disputes-total"][1] == [
        {
            "path": "disputes.reconsideration.upheld",
            "label": "行政复议 > 结果维持",
            "span": None,
            "reported": 30,
            "proposed": None,
            "lowest": 0,
            "highest": 4,
            "guess": None,
            "message": None,
        }
    ]


# mend


def test_mend_prints_a_diff_and_writes_nothing():
    before = sorted(EXAMPLES.iterdir())
    result = run("mend", "wrong-cell.txt")
    assert (result.exit_code, result.stderr) == (1, "")
    assert (
        result.stdout
        == f"""\
wrong-cell.txt  更正 1 个数，补填 0 个数
更正：以下改法改动最少，可使勾稽关系成立，且只此一种；是否属实须核实
@@ 第47行第25字  {LABEL} @@ {CELL}
- 8
+ 3  一位数字有误
补填：没有可由勾稽关系推出的数
核对：错误 2，警告 0，提示 0 → 错误 0，警告 0，提示 0
"""
    )
    assert sorted(EXAMPLES.iterdir()) == before


def test_mend_of_a_report_that_holds():
    result = run("mend", "--lang", "en", "tabs.txt")
    assert (result.exit_code, result.output) == (
        0,
        """\
tabs.txt  corrected 0, filled in 0
Corrections: the identities ask for none
Filled in: the identities force no figure
Check: error 0, warning 0, info 0
""",
    )


@pytest.mark.parametrize(("suffix", "to"), [*SUFFIXES.items(), (".report", "json")])
def test_mend_writes_a_new_file_by_its_suffix_or_as_asked(suffix, to, tmp_path):
    new = tmp_path / f"new{suffix}"
    asked = ("--to", to) if suffix not in SUFFIXES else ()
    result = run("mend", "--lang", "en", "wrong-cell.txt", "--write", str(new), *asked)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == f"written: {new} ({to})"
    assert gir.parse(new) == gir.evolve(gir.parse(EXAMPLES / "wrong-cell.txt"), {CELL: 3})
    assert run("check", str(new)).exit_code == 0


def test_every_format_that_can_be_written_has_a_suffix():
    assert set(SUFFIXES.values()) == set(WRITERS)


def test_mend_overwrites_nothing(tmp_path):
    source, other, link = tmp_path / "source.txt", tmp_path / "other.txt", tmp_path / "link.txt"
    source.write_bytes((EXAMPLES / "wrong-cell.txt").read_bytes())
    other.write_bytes(b"kept")
    link.symlink_to(tmp_path / "nowhere.txt")
    before = source.read_bytes()
    for new in (source, other, link):
        result = run("mend", str(source), "--write", str(new))
        assert result.exit_code == 2
        assert result.stderr == f"错误 (error): {new}: 已经存在，不覆盖 (it is there already, and is not overwritten)\n"
    assert (source.read_bytes(), other.read_bytes()) == (before, b"kept")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.txt", "other.txt", "source.txt"]


@pytest.mark.parametrize("command", [("mend", "wrong-cell.txt", "--write"), ("convert", "wrong-cell.txt", "-o")])
def test_a_format_that_nothing_names_and_a_place_that_cannot_be_written(command, tmp_path):
    unnamed = run(*command, str(tmp_path / "new"))
    assert (unnamed.exit_code, unnamed.stdout, unnamed.stderr) == (
        2,
        "",
        f"错误 (error): {tmp_path / 'new'}: 不知道以何种格式写出，请用 --to 指定 "
        "(no telling in which format to write; name it with --to): text, markdown, html, json, docx\n",
    )
    unwritable = run(*command, str(tmp_path / "no" / "new.txt"))
    assert unwritable.exit_code == 2
    assert unwritable.stderr.endswith("文件无法读写 (cannot read or write the file): No such file or directory\n")
    assert list(tmp_path.iterdir()) == []


def test_convert_takes_the_format_from_the_suffix(tmp_path):
    assert run("convert", "tabs.txt", "-o", str(tmp_path / "new.MD")).exit_code == 0
    assert (tmp_path / "new.MD").read_text("utf-8") == gir.serialise(gir.parse(EXAMPLES / "tabs.txt"), "markdown")


TIE = disputes(SWAPPED, gir.model.DisputeResults(1, gir.Unreadable("约二"), 0, BLANK, BLANK), ZEROS)


def test_mend_lists_every_correction_that_is_equally_small_and_takes_none_of_them(tmp_path):
    new = tmp_path / "new.json"
    result = run("mend", "-", "--write", str(new), source=TIE)
    assert result.exit_code == 1
    assert (
        result.stdout
        == """\
-  更正 0 个数，补填 0 个数
更正：有 5 种改法同样少，可能性大的在前；未选定，不写入。请核实后用 --choose N 选定
改法 1：
@@ 行政复议 > 尚未审结 @@ disputes.reconsideration.pending
- 12
+ 21  两位数字颠倒
改法 2：
@@ 行政复议 > 总计 @@ disputes.reconsideration.total
- 24
+ 15  总计未更新
改法 3：
@@ 行政复议 > 结果纠正 @@ disputes.reconsideration.corrected
- 0
+ 9  一位数字有误
改法 4：
@@ 行政复议 > 其他结果 @@ disputes.reconsideration.other
- 0
+ 9  一位数字有误
改法 5：
@@ 行政复议 > 结果维持 @@ disputes.reconsideration.upheld
- 3
+ 12
补填：没有可由勾稽关系推出的数
5 个数相互矛盾，未据此推算
3 个空缺的数，勾稽关系不能确定其值，未补填
核对：错误 6，警告 2，提示 1
"""
    )
    assert result.stderr == (
        f"错误 (error): {new}: 未写出：有 5 种同样少的改法，请用 --choose N 选定 "
        "(not written: 5 corrections are equally small; choose one with --choose N)\n"
    )
    assert not new.exists()


def test_mend_takes_the_correction_that_is_chosen(tmp_path):
    new = tmp_path / "new.json"
    result = run("mend", "--lang", "en", "-", "--choose", "2", "--write", str(new), source=TIE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == f"""\
-  corrected 1, filled in 0
Corrections: number 2 is chosen, of 5 listed; verify it
@@ 行政复议 > 总计 @@ disputes.reconsideration.total
- 24
+ 15  the total was not updated
Filled in: the identities force no figure
3 absent figures are left; the identities do not determine them
Check: error 6, warning 2, info 1 → error 5, warning 2, info 1
written: {new} (json)
"""
    )
    assert gir.parse(new) == gir.evolve(gir.parse(TIE), {"disputes.reconsideration.total": 15})
    too_high = run("mend", "-", "--choose", "6", source=TIE)
    assert (too_high.exit_code, too_high.stdout, too_high.stderr) == (
        2,
        "",
        "错误 (error): --choose: 只有 5 种改法 (there are 5 corrections)\n",
    )


def test_mend_fills_in_what_is_forced_apart_from_corrections_and_says_what_rests_on_them(tmp_path):
    report = gir.parse(EXAMPLES / "wrong-cell.txt")
    totals = [path for path in (f"requests.{row}.total" for row in ("received", "carried_in")) if report[path]]
    rows = {record.path.rpartition(".")[0] for record in gir.to_records(report) if ".outcomes." in record.path}
    lost = [*totals, "requests.carried_forward.total", *(f"{row}.total" for row in rows)]
    source = gir.serialise(gir.evolve(report, dict.fromkeys(lost, MISSING)), "json")
    new = tmp_path / "new.json"
    result = run("mend", "-", "--choose", "2", "--write", str(new), source=source)
    lines = result.stdout.splitlines()
    assert lines[:8] == [
        "-  更正 1 个数，补填 25 个数",
        "更正：已选定第 2 种改法，共列出 2 种；是否属实须核实",
        f"@@ {LABEL} @@ {CELL}",
        "- 8",
        "+ 3  一位数字有误",
        "补填：空缺的数，由勾稽关系推出，只有一个可能的值",
        "@@ 一、本年新收政府信息公开申请数量 | 总计 @@ requests.received.total",
        "+ 17  ∴ “一、本年新收政府信息公开申请数量”行（各列之和 = 总计）：代入其余各数，17 − 0 = 17（原为 缺）",
    ]
    steps = dict(zip(lines[6:-2:2], lines[7:-2:2], strict=True))
    assert len(steps) == 25
    resting = {place.rpartition(" ")[2] for place, line in steps.items() if line.endswith("（以更正属实为前提）")}
    assert resting == {f"{row}.total" for row in rows} - {"requests.outcomes.total.total"}
    assert lines[-2].startswith("核对：")
    assert (result.exit_code, gir.parse(new)) == (0, gir.evolve(report, {CELL: 3}))


def test_mend_writes_no_value_of_a_range():
    source = disputes(gir.model.DisputeResults(30, BLANK, 0, 0, 4), SWAPPED, ZEROS)
    result = run("mend", "-", "--choose", "1", "--lang", "en", source=source)
    assert result.exit_code == 1
    assert (
        result.stdout
        == """\
-  corrected 1, filled in 0
Corrections: number 1 is chosen, of 10 listed; verify it
@@ 行政复议 > 总计 @@ disputes.reconsideration.total
- 4
? ≥ 30  open: any of these values; not written
@@ 行政诉讼 > 未经复议直接起诉 > 尚未审结 @@ disputes.direct_litigation.pending
- 12
+ 21  two digits are swapped
Filled in: the identities force no figure
4 figures contradict each other; nothing was deduced through them
1 absent figures are left; the identities do not determine them
Check: error 6, warning 1, info 0 → error 5, warning 1, info 0
"""
    )


def test_mend_with_something_open_writes_the_rest_with_status_1(tmp_path):
    source = disputes(gir.model.DisputeResults(30, BLANK, 0, 0, 4), SWAPPED, ZEROS)
    new = tmp_path / "new.json"
    result = run("mend", "-", "--choose", "1", "--write", str(new), source=source)
    assert (result.exit_code, result.stderr) == (1, "")
    assert gir.parse(new) == gir.evolve(gir.parse(source), {"disputes.direct_litigation.pending": 21})


def test_mend_tells_apart_what_all_corrections_have_and_what_they_differ_in():
    report = gir.parse(EXAMPLES / "wrong-cell.txt")
    block = {"upheld": 3, "corrected": 0, "other": 0, "pending": 12, "total": 24}
    report = gir.evolve(report, {f"disputes.reconsideration.{name}": value for name, value in block.items()})
    lines = run("mend", "-", source=gir.serialise(report, "json")).stdout.splitlines()
    assert lines[1:11] == [
        "更正：有 5 种改法同样少，可能性大的在前；未选定，不写入。请核实后用 --choose N 选定",
        "各种改法都有：",
        f"@@ {LABEL} @@ {CELL}",
        "- 8",
        "+ 3  一位数字有误",
        "改法 1：",
        "@@ 行政复议 > 尚未审结 @@ disputes.reconsideration.pending",
        "- 12",
        "+ 21  两位数字颠倒",
        "改法 2：",
    ]


def test_mend_says_that_the_limit_cut_the_list(tmp_path):
    source = disputes(*[gir.model.DisputeResults(11, 12, 13, 14, 70)] * 3)
    result = run("mend", "-", "--write", str(tmp_path / "new.txt"), source=source)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1:3] == [
        "更正：有 100 种改法同样少，可能性大的在前；未选定，不写入。请核实后用 --choose N 选定",
        "同样少的改法不止 100 种，其余未列出",
    ]
    assert "(not written: 100 or more corrections are equally small; choose one with --choose N)" in result.stderr


def test_mend_takes_nothing_when_time_ran_out(tmp_path, monkeypatch):
    change = gir.balance.Change("disputes.reconsideration.total", 24, 15, gir.balance.Guess.TOTAL_NOT_UPDATED)
    answer = gir.balance.Corrections([gir.balance.Correction((change,), 1.0)], truncated=True, timed_out=True)
    asked = []
    monkeypatch.setattr(gir, "locate", lambda report, seconds: asked.append(seconds) or answer)
    new = tmp_path / "new.txt"
    result = run("mend", "-", "--choose", "1", "--time-limit", "0.5", "--write", str(new), source=TIE)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:6] == [
        "-  更正 0 个数，补填 0 个数",
        "更正：时间用尽；以下改法可使勾稽关系成立，但可能有改动更少的，因此不能选定；可加大 --time-limit",
        "改法 1：",
        "@@ 行政复议 > 总计 @@ disputes.reconsideration.total",
        "- 24",
        "+ 15  总计未更新",
    ]
    assert result.stderr == (
        f"错误 (error): {new}: 未写出：时间用尽，可能有改动更少的改法；可加大 --time-limit "
        "(not written: time ran out, and smaller corrections may exist; give a longer --time-limit)\n"
    )
    assert (asked, new.exists()) == ([0.5], False)


def test_mend_says_what_to_install_for_very_many_errors(too_many_errors):
    result = run("mend", "-", source=too_many_errors)
    assert (result.exit_code, result.stdout, result.stderr) == (
        2,
        "",
        "错误 (error): -: 错误的数过多，查找改法需要 highspy (locating so many wrong figures needs highspy): "
        "pip install 'gov_info_report[solve]'\n",
    )


def test_mend_says_that_reading_found_something():
    assert run("mend", "lost-column.txt").stderr == (
        "lost-column.txt: 读取时发现问题（错误 0，警告 19，提示 0），详见 check "
        "(found while reading: error 0, warning 19, info 0; see check)\n"
    )


@pytest.mark.parametrize("command", ["check", "mend", "show"])
def test_a_format_whose_extra_is_not_installed_is_told_with_status_2(command, monkeypatch, tmp_path):
    document = tmp_path / "report.docx"
    document.write_bytes(gir.serialise(gir.blank(), "docx"))
    monkeypatch.setitem(sys.modules, "lxml", None)
    result = run(command, str(document))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pip install 'gov_info_report[docx]'" in result.stderr
