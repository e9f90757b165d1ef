"""What a rich console shows."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve as changed
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment

import gov_info_report as gir
from gov_info_report.balance import Change, Correction, Corrections, Deduction, Guess, Step
from gov_info_report.findings import find

EXAMPLES = Path(__file__).parents[2] / "examples"


def printed(thing, width=100):
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(thing)
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def disputes(**figures):
    report = changed(gir.blank(), overview=None, proactive=None, requests=None, problems=None, other_matters=None)
    zeros = {record.path: 0 for record in gir.to_records(report)}
    return gir.evolve(report, zeros | {f"disputes.reconsideration.{name}": value for name, value in figures.items()})


TABLE = """\
标题  —
机关  —
年度  —
期限  —

二、主动公开政府信息情况
原文无此部分 (the source has no such section)

三、收到和处理政府信息公开申请情况
原文无此部分 (the source has no such section)

四、政府信息公开行政复议、行政诉讼情况
┌────────────────────────────────┬─────────────────────────────────────────────────────────────────┐
│行政复议                        │行政诉讼                                                         │
├──────┬──────┬──────┬──────┬────┼────────────────────────────────┬────────────────────────────────┤
│结果维│结果纠│其他结│尚未审│总计│未经复议直接起诉                │复议后起诉                      │
│持    │正    │果    │结    │    ├──────┬──────┬──────┬──────┬────┼──────┬──────┬──────┬──────┬────┤
│      │      │      │      │    │结果维│结果纠│其他结│尚未审│总计│结果维│结果纠│其他结│尚未审│总计│
│      │      │      │      │    │持    │正    │果    │结    │    │持    │正    │果    │结    │    │
├──────┼──────┼──────┼──────┼────┼──────┼──────┼──────┼──────┼────┼──────┼──────┼──────┼──────┼────┤
"""
REST = """\
│     0│     0│     0│     0│   0│     0│     0│     0│     0│   0│
└──────┴──────┴──────┴──────┴────┴──────┴──────┴──────┴──────┴────┴──────┴──────┴──────┴──────┴────┘
"""


def test_a_report_of_a_broken_identity():
    assert printed(disputes(upheld=3, total=4)) == (
        TABLE
        + "│   ≠ 3│   ≠ 0│   ≠ 0│   ≠ 0│ ≠ 4"
        + REST
        + "\n≠: 在一处不平的勾稽关系中，或与他数矛盾 (in one broken identity, or contradicted)"
    )


def test_a_report_without_fault_has_no_legend():
    assert printed(disputes(upheld=3, total=3)) == TABLE + "│     3│     0│     0│     0│   3" + REST.rstrip("\n")


def test_a_deduction_lists_its_steps_after_the_tables():
    step = Step("disputes.reconsideration.total", 3, "3 + 0 + 0 + 0 = 3", replaced=gir.Mark.BLANK)
    assert printed(Deduction(disputes(upheld=3, total=3), (step,), ("disputes.reconsideration.upheld",))) == (
        TABLE
        + "│   ≠ 3│     0│     0│     0│ ∴ 3"
        + REST
        + """
≠: 在一处不平的勾稽关系中，或与他数矛盾 (in one broken identity, or contradicted)
∴: 由勾稽关系推出 (deduced from the identities)
1 个数相互矛盾，未据此推算：表四“行政复议”栏、结果维持列 (1 figures contradict each other; nothing
was deduced through them)

由勾稽关系推出的数：1 个
┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━┳━━━━━━┳━━━━━━━━━━━━━━━━━━━┓
┃ 数                  ┃ 原为 ┃ 推出 ┃ 理由              ┃
┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━╇━━━━━━╇━━━━━━━━━━━━━━━━━━━┩
│ 表四“行政复议”栏、  │ 空   │ 3    │ 3 + 0 + 0 + 0 = 3 │
│ 总计列              │      │      │                   │
└─────────────────────┴──────┴──────┴───────────────────┘"""
    )


def test_corrections():
    change = Change("disputes.reconsideration.total", 12, 21, Guess.DIGITS_SWAPPED)
    assert (
        printed(Corrections([Correction((change,), 1.0, "digits-swapped")]), width=80)
        == """\
使勾稽关系平衡的最小改法：1 种 (smallest sets of figures whose change balances
it: 1)

1. 改 1 个数，权重 1：两位数字颠倒 (two digits are swapped)
┏━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━┳━━━━━━┳━━━━━━━━━━━━━━┓
┃ 数                       ┃ 报告为 ┃ 应为 ┃ 可能的原因   ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━╇━━━━━━╇━━━━━━━━━━━━━━┩
│ 表四“行政复议”栏、总计列 │ 12     │ 21   │ 两位数字颠倒 │
└──────────────────────────┴────────┴──────┴──────────────┘"""
    )


def test_a_choice_is_shown_once_and_what_is_certain_apart():
    report = gir.evolve(gir.parse(EXAMPLES / "wrong-cell.txt"), {"disputes.reconsideration.total": 99})
    corrections = gir.locate(report)
    assert [len(part) for part in corrections.parts] == [1, 5]
    lines = printed(corrections, width=100).splitlines()
    assert lines[0] == "使勾稽关系平衡的最小改法：5 种 (smallest sets of figures whose change balances it: 5)"
    assert [line for line in lines if line and line[0] not in "┏┃┡│└"][1:] == [
        "各种改法都有",
        *(
            f"{rank}. 改 1 个数，权重 1{words}"
            for rank, words in enumerate(guessed_words(corrections.parts[1]), start=1)
        ),
    ]
    assert sum("（四）无法提供" in line for line in lines) == 1


def guessed_words(part):
    guesses = [correction.changes[0].guess for correction in part]
    return [f"：{guess.render()} ({guess.render('en')})" if guess else "" for guess in guesses]


def test_findings_and_how_many_are_left_out():
    findings = gir.Findings([find("title-missing")] * 101)
    lines = printed(findings, width=60).splitlines()
    assert lines[:5] == [
        "提示 101 (info 101)",
        "┏━━━━━━┳━━━━━━┳━━━━━━━━━━┳━━━━━━━━━━━━━━━┓",
        "┃ 程度 ┃ 位置 ┃ 问题     ┃ 代码          ┃",
        "┡━━━━━━╇━━━━━━╇━━━━━━━━━━╇━━━━━━━━━━━━━━━┩",
        "│ 提示 │      │ 没有标题 │ title-missing │",
    ]
    assert lines[-1] == "另有 1 条未显示 (1 more are not shown)"
    assert len(lines) == 4 + 100 + 2


def test_a_reading_prints_what_its_report_and_its_findings_print():
    report = gir.evolve(gir.parse(EXAMPLES / "tabs.txt"), {"proactive.fees.amount": gir.Mark.MISSING})
    path = "requests.outcomes.refused.state_secret.natural_person"
    reading = gir.Reading(report, gir.Findings([find("cell-reassigned", [path], detail="自然人")]))
    whole = printed(reading, width=120)
    assert "\n※: 读取时有提示 (noted while reading)\n缺: 原文无此格 (missing)\n" in whole
    assert whole.endswith(printed(reading.findings, width=120))
    assert "※ 0│" in whole


def test_no_line_is_wider_than_the_console():
    for thing in (gir.read(EXAMPLES / "lost-column.txt"), gir.parse(EXAMPLES / "wrong-cell.txt")):
        for width in (86, 100, 160):
            assert max(map(cell_len, printed(thing, width).splitlines())) <= width


def test_a_console_too_narrow_folds_and_drops_no_figure():
    report = disputes(upheld=123456, corrected=7, total=123463)
    narrow, wide = printed(report, width=30), printed(report, width=200)
    assert [word for word in narrow.replace("│", " ").split() if word.isdigit()] == [
        word for word in wide.replace("│", " ").split() if word.isdigit()
    ]
    assert max(map(cell_len, narrow.splitlines())) <= 30


def test_markup_in_a_document_is_text():
    path = "disputes.reconsideration.upheld"
    text = "[bold red]三[/] [link=http://example.com]"
    shown = printed(gir.evolve(disputes(), {path: gir.Unreadable(text)}), width=200)
    assert f"〔{text[:24]}…〕" in shown
    title = changed(disputes(), title="[/][red]甲局2024年政府信息公开工作年度报告")
    assert printed(title).splitlines()[0] == "标题  [/][red]甲局2024年政府信息公开工作年度报告"


def test_looks_have_styles_of_their_own():
    marks = {"upheld": gir.Mark.BLANK, "corrected": gir.Unreadable("约"), "other": 0, "total": 3}
    report = gir.evolve(
        disputes(**marks), {"disputes.direct_litigation.upheld": 1, "disputes.direct_litigation.corrected": -2}
    )
    console = Console(width=100)
    segments = Segment.filter_control(console.render(report))
    styles = {segment.text.strip(): str(segment.style) for segment in segments if segment.text.strip()}
    assert {text: styles[text] for text in ("空", "〔约〕", "0", "3", "≠ 1", "× -2")} == {
        "空": "bold yellow",
        "〔约〕": "bold red",
        "0": "dim",
        "3": "none",
        "≠ 1": "red",
        "× -2": "bold red",
    }
