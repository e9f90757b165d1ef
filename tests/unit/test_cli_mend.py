"""`check --explain` and `mend`: the cells to look at first, corrections as a diff, and what is written of them."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import gov_info_report as gir
from gov_info_report import cli
from gov_info_report.cli.common import SUFFIXES
from gov_info_report.findings import figures_name
from gov_info_report.writers import WRITERS

EXAMPLES = Path(__file__).parents[2] / "examples"
CELL = "requests.outcomes.unavailable.not_held.natural_person"
LABEL = "表三“（四）无法提供—1.本机关不掌握相关政府信息”行、自然人列"
CHINESE, ENGLISH = (
    f"{LABEL}（第47行第25字）",
    'table 3, row "unavailable - not held", column "natural person" (line 47, character 25)',
)
RECONSIDERATION = "表四“行政复议”栏"

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


def run(*arguments: str, source: str | None = None) -> Result:
    environment = {"COLUMNS": "80", "FORCE_COLOR": None, "TTY_COMPATIBLE": None}
    return CliRunner().invoke(cli.main, arguments, input=source, env=environment)


def explained(*arguments: str, source: str | None = None) -> list[str]:
    """What check says with --explain, below the verdict."""
    return run("check", "--explain", *arguments, source=source).stdout.splitlines()[1:]


# check --explain


def test_a_cell_that_is_certain_is_said_with_all_that_it_mends():
    assert explained("wrong-cell.txt") == run("check", "wrong-cell.txt").stdout.splitlines()[1:]
    assert explained("--lang", "en", "--pick", "requests-outcomes-total", "wrong-cell.txt") == [
        f"error    Verify {ENGLISH}: 8 → 3 (one digit is wrong). With this change the following hold:",
        '         · table 3, column "natural person": the outcomes add up to 18, their total is 13',
    ]
    assert explained("--pick", "title-missing", "wrong-cell.txt") == []


def test_explain_ranks_what_is_equally_possible_and_gives_ranges():
    source = disputes(SWAPPED, ZEROS, gir.model.DisputeResults(30, BLANK, 0, 0, 4))
    last = "表四“行政诉讼—复议后起诉”栏"
    assert explained("--pick", "disputes-total", "-", source=source) == [
        f"错误  {RECONSIDERATION}：各项结果之和为 15，总计为 24",
        "      → 请核实下列单元格，改动其一即可成立（5 种改法）：",
        f"      1. {RECONSIDERATION}、尚未审结列：12 → 21（两位数字颠倒）",
        f"      2. {RECONSIDERATION}、总计列：24 → 15（总计未更新）",
        f"      3. {RECONSIDERATION}、结果纠正列：0 → 9（一位数字有误）",
        f"      4. {RECONSIDERATION}、其他结果列：0 → 9（一位数字有误）",
        f"      5. {RECONSIDERATION}、结果维持列：3 → 12",
        f"错误  {last}：各项结果之和为 30，总计为 4",
        "      → 请核实下列单元格，改动其一即可成立（2 种改法）：",
        f"      1. {last}、总计列：4 → ≥ 30",
        f"      2. {last}、结果维持列：30 → 0–4",
    ]


def test_explain_says_how_many_more_there_are():
    # Each column of table 3 has 20 rows of outcomes, any of which can be the wrong one.
    report = gir.parse(disputes(ZEROS, ZEROS, ZEROS))
    without_totals = {record.path: MISSING for record in gir.to_records(report) if record.path.endswith(".total")}
    changed = {"requests.outcomes.total.other": 7, "requests.received.other": 7, "disputes.reconsideration.total": 0}
    source = gir.serialise(gir.evolve(report, without_totals | changed), "json")
    lines = explained("--pick", "requests-outcomes-total", "-", source=source)
    assert lines[1] == "      → 请核实下列单元格，改动其一即可成立（21 种改法）："
    assert [line.partition(".")[0].strip() for line in lines[2:-1]] == list(map(str, range(1, 21)))
    assert lines[-1] == "      另有 1 种，见 --json"
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
    granted, partly = "表三“（一）予以公开”行", "表三“（二）部分公开”行"
    assert explained("--pick", "requests-row-total", "-", source=source) == [
        f"错误  {granted}：各列之和为 5，总计为 0",
        "      → 请核实下列单元格，改动其一即可成立（2 种改法）：",
        f"      1. {granted}、总计列：0 → 5（总计未更新），并且{partly}、总计列：5 → 0（总计未更新）",
        f"      2. {granted}、自然人列：5 → 0（一位数字有误），并且{partly}、自然人列：0 → 5（一位数字有误）",
    ]
    [checked] = json.loads(run("check", "--explain", "--json", "-", source=source).stdout)
    assert [[change["place"] for change in way] for way in checked["explanation"]["elsewhere"]] == [
        [f"{partly}、总计列"],
        [f"{partly}、自然人列"],
    ]


def test_figures_that_are_certain_to_change_together_are_one_cause():
    report = gir.parse(EXAMPLES / "tabs.txt")
    row = [f"requests.received.{name}" for name in gir.model.Applicants.__annotations__]
    values = [report[path] for path in row]
    shifted = dict(zip(row[:-1], [0, *values[:-2]], strict=True))
    source = gir.serialise(gir.evolve(report, shifted), "json")
    lines = explained("-", source=source)
    assert lines[0] == "错误  请核实以下 6 格，一并改动后下列各项成立："
    assert all(line.endswith("（整行错一列）") for line in lines[1:7])
    assert [line[6:8] for line in lines[1:]] == [*(f"{at}." for at in range(1, 7)), *["· "] * (len(lines) - 7)]
    assert run("check", "-", source=source).stdout.splitlines()[0] == f"-  未通过  错误 {len(lines) - 7}"


def test_explain_says_when_time_ran_out_and_lists_figures_that_change_together(monkeypatch):
    changes = (
        gir.balance.Change("disputes.reconsideration.upheld", 3, 5, gir.balance.Guess.DIGIT_REPLACED),
        gir.balance.Change("disputes.reconsideration.pending", 12, (0, 9)),
    )
    answer = gir.balance.Corrections([gir.balance.Correction(changes, 2.0)], truncated=True, timed_out=True)
    monkeypatch.setattr(gir, "locate", lambda report, seconds: answer)
    source = disputes(SWAPPED, ZEROS, ZEROS)
    assert explained("--pick", "disputes-total", "-", source=source)[1:] == [
        "      → 请核实下列单元格，改动其一即可成立（1 种改法以上）：",
        f"      1. {RECONSIDERATION}、结果维持列：3 → 5（一位数字有误），并且{RECONSIDERATION}、尚未审结列：12 → 0–9",
        "      时间用尽：以上改法能使勾稽关系成立，但可能有改动更少的",
    ]


def test_a_number_that_the_identities_know_no_change_for_is_said_as_it_is():
    source = gir.serialise(gir.evolve(gir.parse(EXAMPLES / "tabs.txt"), {"proactive.fees.amount": -4}), "json")
    assert explained("--lang", "en", "-", source=source) == [
        'error    table 2, row "administrative fees", column "collected this year" is negative: -4'
    ]


def test_explain_prints_json_with_the_candidates_of_each_finding():
    result = run("check", "--json", "--explain", "--skip", "requests-row-total", "wrong-cell.txt", "nowhere.txt")
    checked, nowhere = json.loads(result.stdout)
    assert checked["explanation"] == {
        "corrections": 1,
        "truncated": False,
        "timed_out": False,
        "elsewhere": [],
    }
    [finding] = checked["findings"]
    assert finding["look_first"] == [
        [
            {
                "path": CELL,
                "place": LABEL,
                "span": {"line": 47, "column": 25, "start": 977, "end": 978},
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
            "place": 'table 4, block "administrative reconsideration", column "upheld"',
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
更正：以下更正只此一种改法；是否属实须核实
@@ {CHINESE} @@
- 8
+ 3  一位数字有误
补填：没有可由勾稽关系推出的数
核对：错误 2 → 没有问题
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
Check: nothing
""",
    )


@pytest.mark.parametrize(("suffix", "to"), [*SUFFIXES.items(), (".report", "json")])
def test_mend_writes_a_new_file_by_its_suffix_or_as_asked(suffix, to, tmp_path):
    new = tmp_path / f"new{suffix}"
    asked = ("--to", to) if suffix not in SUFFIXES else ()
    result = run("mend", "--lang", "en", "wrong-cell.txt", "--write", str(new), *asked)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == f"written: {new} ({to})"  # a text holds nothing that is lost
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
        "(no format is named to write in; name it with --to): text, markdown, html, json, docx\n",
    )
    unwritable = run(*command, str(tmp_path / "no" / "new.txt"))
    assert unwritable.exit_code == 2
    assert unwritable.stderr.endswith("文件无法读写 (cannot read or write the file): No such file or directory\n")
    assert list(tmp_path.iterdir()) == []


def test_convert_takes_the_format_from_the_suffix(tmp_path):
    assert run("convert", "tabs.txt", "-o", str(tmp_path / "new.MD")).exit_code == 0
    assert (tmp_path / "new.MD").read_text("utf-8") == gir.serialise(gir.parse(EXAMPLES / "tabs.txt"), "markdown")


TIE = disputes(SWAPPED, gir.model.DisputeResults(1, gir.Unreadable("约二"), 0, BLANK, BLANK), ZEROS)


def test_mend_lists_every_way_that_is_equally_small_and_takes_none_of_them(tmp_path):
    new = tmp_path / "new.json"
    result = run("mend", "-", "--write", str(new), source=TIE)
    assert result.exit_code == 1
    assert (
        result.stdout
        == f"""\
-  更正 0 个数，补填 0 个数
更正：第 1 处，有 5 种改法，可能性大的在前；未选定，不写入。请核实后用 --choose K:N 选定
改法 1:1
@@ {RECONSIDERATION}、尚未审结列 @@
- 12
+ 21  两位数字颠倒
改法 1:2
@@ {RECONSIDERATION}、总计列 @@
- 24
+ 15  总计未更新
改法 1:3
@@ {RECONSIDERATION}、结果纠正列 @@
- 0
+ 9  一位数字有误
改法 1:4
@@ {RECONSIDERATION}、其他结果列 @@
- 0
+ 9  一位数字有误
改法 1:5
@@ {RECONSIDERATION}、结果维持列 @@
- 3
+ 12
补填：没有可由勾稽关系推出的数
5 个数相互矛盾，未据此推算
3 个空缺的数，勾稽关系不能确定其值，未补填
核对：错误 6，警告 1，提示 1
"""
    )
    assert result.stderr == (
        f"错误 (error): {new}: 未写出：有 1 处待选定；请用 --choose K:N 选定，或用 --certain 只写入确定的更正 "
        "(not written: 1 to be chosen; choose with --choose K:N, or write with --certain what is certain)\n"
    )
    assert not new.exists()


def test_mend_takes_the_way_that_is_chosen(tmp_path):
    new = tmp_path / "new.json"
    result = run("mend", "--lang", "en", "-", "--choose", "2", "--write", str(new), source=TIE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == f"""\
-  corrected 1, filled in 0
Corrections: at choice 1 way 2 is taken, of 5; verify it
@@ table 4, block \"administrative reconsideration\", column \"total\" @@
- 24
+ 15  the total was not updated
Filled in: the identities force no figure
3 absent figures are left; the identities do not determine them
Check: error 6, warning 1, info 1 → error 5, warning 1, info 1
written: {new} (json)
"""
    )
    assert gir.parse(new) == gir.evolve(gir.parse(TIE), {"disputes.reconsideration.total": 15})


@pytest.mark.parametrize("asked", ["6", "0", "2:1", "x", "1:", ":1"])
def test_a_way_that_there_is_not(asked):
    result = run("mend", "-", "--choose", asked, source=TIE)
    if asked == ":1":  # the first choice is meant where none is named
        assert result.exit_code == 1
        return
    assert (result.exit_code, result.stdout, result.stderr) == (
        2,
        "",
        f"错误 (error): --choose: {asked}: 没有这种改法，可选 1:1–5\n",
    )


def test_three_wrong_totals_are_three_choices_and_each_is_made_for_itself(tmp_path):
    source = disputes(*[gir.model.DisputeResults(11, 12, 13, 14, 70)] * 3)
    result = run("mend", "-", source=source)
    assert len(result.stdout.splitlines()) == 1 + 3 * (1 + 5 * 4) + 3
    new = tmp_path / "new.json"
    choices = ("--choose", "3:1", "--choose", "1:1")
    partly = run("mend", "-", *choices, "--write", str(new), source=source)
    assert (partly.exit_code, new.exists()) == (1, False)
    assert "有 1 处待选定" in partly.stderr
    all_three = run("mend", "-", *choices, "--choose", "2:2", "--write", str(new), source=source)
    assert (all_three.exit_code, all_three.stderr) == (0, "")
    assert gir.validate(gir.parse(new), pick=["disputes-total"]) == gir.Findings()


def test_the_first_ways_of_a_choice_are_listed_and_all_where_that_is_asked_for():
    report = gir.parse(disputes(ZEROS, ZEROS, ZEROS))
    without_totals = {record.path: MISSING for record in gir.to_records(report) if record.path.endswith(".total")}
    changed = {"requests.outcomes.total.other": 7, "requests.received.other": 7, "disputes.reconsideration.total": 0}
    source = gir.serialise(gir.evolve(report, without_totals | changed), "json")
    ways = [line for line in run("mend", "-", source=source).stdout.splitlines() if line.startswith(("改法", "另有"))]
    assert ways == [*(f"改法 1:{rank}" for rank in range(1, 11)), "另有 11 种，见 --all"]
    every = run("mend", "--all", "-", source=source).stdout.splitlines()
    assert [line for line in every if line.startswith("改法")] == [f"改法 1:{rank}" for rank in range(1, 22)]


def test_certain_corrections_are_written_alone(tmp_path):
    new = tmp_path / "new.json"
    report = gir.parse(EXAMPLES / "wrong-cell.txt")
    block = {"upheld": 3, "corrected": 0, "other": 0, "pending": 12, "total": 24}
    report = gir.evolve(report, {f"disputes.reconsideration.{name}": value for name, value in block.items()})
    source = gir.serialise(report, "json")
    assert run("mend", "-", "--write", str(new), source=source).exit_code == 1
    assert not new.exists()
    result = run("mend", "-", "--certain", "--write", str(new), source=source)
    assert (result.exit_code, result.stderr) == (1, "")  # the choice is still to be made
    assert result.stdout.splitlines()[:6] == [
        "-  更正 1 个数，补填 0 个数",
        "更正：以下更正只此一种改法；是否属实须核实",
        f"@@ {LABEL} @@",
        "- 8",
        "+ 3  一位数字有误",
        "更正：第 1 处，有 5 种改法，可能性大的在前；未选定，不写入。请核实后用 --choose K:N 选定",
    ]
    assert gir.parse(new) == gir.evolve(report, {CELL: 3})


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
        "更正：第 1 处，已选定第 2 种改法，共 2 种；是否属实须核实",
        f"@@ {LABEL} @@",
        "- 8",
        "+ 3  一位数字有误",
        "补填：空缺的数，由勾稽关系推出，只有一个可能的值",
        "@@ 表三“一、本年新收政府信息公开申请数量”行、总计列 @@",
        "+ 17  ∴ “一、本年新收政府信息公开申请数量”行（各列之和 = 总计）：代入其余各数，17 - 0 = 17（原为 缺）",
    ]
    steps = dict(zip(lines[6:-2:2], lines[7:-2:2], strict=True))
    assert len(steps) == 25
    resting = {place for place, line in steps.items() if line.endswith("（以更正属实为前提）")}
    totals = {f"{row}.total" for row in rows} - {"requests.outcomes.total.total"}
    assert resting == {f"@@ {figures_name((path,))} @@" for path in totals}
    assert lines[-2].startswith("核对：")
    assert (result.exit_code, gir.parse(new)) == (0, gir.evolve(report, {CELL: 3}))


def test_mend_writes_no_value_of_a_range():
    source = disputes(gir.model.DisputeResults(30, BLANK, 0, 0, 4), SWAPPED, ZEROS)
    result = run("mend", "-", "--choose", "1:1", "--choose", "2:1", "--lang", "en", source=source)
    assert result.exit_code == 1
    assert (
        result.stdout
        == """\
-  corrected 1, filled in 0
Corrections: at choice 1 way 1 is taken, of 2; verify it
@@ table 4, block \"administrative reconsideration\", column \"total\" @@
- 4
? ≥ 30  open: any of these values; not written
Corrections: at choice 2 way 1 is taken, of 5; verify it
@@ table 4, block \"litigation without prior reconsideration\", column \"pending\" @@
- 12
+ 21  two digits are swapped
Filled in: the identities force no figure
4 figures contradict each other; nothing was deduced through them
1 absent figures are left; the identities do not determine them
Check: error 6, warning 1 → error 5, warning 1
"""
    )


def test_mend_with_something_open_writes_the_rest_with_status_1(tmp_path):
    source = disputes(gir.model.DisputeResults(30, BLANK, 0, 0, 4), SWAPPED, ZEROS)
    new = tmp_path / "new.json"
    result = run("mend", "-", "--choose", "1", "--choose", "2:1", "--write", str(new), source=source)
    assert (result.exit_code, result.stderr) == (1, "")
    assert gir.parse(new) == gir.evolve(gir.parse(source), {"disputes.direct_litigation.pending": 21})


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
        "更正：第 1 处，时间用尽；以下 1 种改法可使勾稽关系成立，但可能有改动更少的，因此不能选定；可加大 --time-limit",
        "改法 1:1",
        f"@@ {RECONSIDERATION}、总计列 @@",
        "- 24",
        "+ 15  总计未更新",
    ]
    assert result.stderr == (
        f"错误 (error): {new}: 未写出：时间用尽，可能有改动更少的改法；可加大 --time-limit "
        "(not written: time ran out, and smaller corrections may exist; give a longer --time-limit)\n"
    )
    assert (asked, new.exists()) == ([0.5], False)


def test_mend_says_that_reading_found_something():
    source = (EXAMPLES / "tabs.txt").read_text("utf-8").replace("工作", "工\0作", 1)
    assert run("mend", "-", source=source).stderr == "-: 读取时发现问题（警告 1），详见 check\n"


@pytest.mark.parametrize("command", ["check", "mend", "show"])
def test_a_format_whose_extra_is_not_installed_is_told_with_status_2(command, monkeypatch, tmp_path):
    document = tmp_path / "report.docx"
    document.write_bytes(gir.serialise(gir.blank(), "docx"))
    monkeypatch.setitem(sys.modules, "lxml", None)
    result = run(command, str(document))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pip install 'gov_info_report[docx]'" in result.stderr
