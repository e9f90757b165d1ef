"""What the prose says in numbers: clauses that are understood, and clauses that say nothing that can be compared."""

import pytest

import gov_info_report as gir
from gov_info_report.model import Overview, Problems, form
from gov_info_report.prose import Said
from gov_info_report.prose.grammar import claims_of
from gov_info_report.prose.meanings import readings_of
from gov_info_report.prose.numerals import number_of
from gov_info_report.prose.words import Word

TITLE = "青禾县水利局2024年政府信息公开工作年度报告"
RECEIVED, CARRIED_IN = "requests.received.total", "requests.carried_in.total"
HANDLED, FORWARD = "requests.outcomes.total.total", "requests.carried_forward.total"
OUTCOMES = "requests.outcomes"


def said(text, *, title=TITLE, edition=2021):
    """Path, value, kind and the words of each statement of a section one."""
    report = gir.blank(edition)
    report = gir.model.Report(title, "", Overview(text), report.proactive, report.requests, report.disputes)
    return [
        (each.path, each.value, str(each.kind), text[each.span.start : each.span.end])
        for each in gir.statements(report)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("收到政府信息公开申请35件。", [(RECEIVED, 35, "count", "收到政府信息公开申请35件")]),
        ("政府信息公开申请新收35件。", [(RECEIVED, 35, "count", "政府信息公开申请新收35件")]),
        ("收到 35 件政府信息公开申请。", [(RECEIVED, 35, "count", "收到 35 件政府信息公开申请")]),
        ("本局全年共受理依申请公开1,204宗。", [(RECEIVED, 1204, "count", "受理依申请公开1,204宗")]),
        (
            "收到申请三十五件，答复３４件。",
            [(RECEIVED, 35, "count", "收到申请三十五件"), (HANDLED, 34, "count", "答复３４件")],
        ),
        (
            "新收申请9件，上年结转1件，办结8件，结转下年度2件。",
            [
                (RECEIVED, 9, "count", "新收申请9件"),
                (CARRIED_IN, 1, "count", "上年结转1件"),
                (HANDLED, 8, "count", "办结8件"),
                (FORWARD, 2, "count", "结转下年度2件"),
            ],
        ),
        (
            "由2023年转入的申请3件，6件已办结，1件未到期。",
            [
                (CARRIED_IN, 3, "count", "由2023年转入的申请3件"),
                (HANDLED, 6, "count", "6件已办结"),
                (FORWARD, 1, "count", "1件未到期"),
            ],
        ),
        (
            "答复申请9件，其中予以公开4件、部分公开2件，不予公开1件，无法提供1件，不予处理1件。",
            [
                (HANDLED, 9, "count", "答复申请9件"),
                (f"{OUTCOMES}.granted.total", 4, "count", "予以公开4件"),
                (f"{OUTCOMES}.partly_granted.total", 2, "count", "部分公开2件"),
                (f"{OUTCOMES}.refused", 1, "count", "不予公开1件"),
                (f"{OUTCOMES}.unavailable", 1, "count", "无法提供1件"),
                (f"{OUTCOMES}.not_processed", 1, "count", "不予处理1件"),
            ],
        ),
        (
            "新收申请18件，比上年同期少3件，连同上年结转的1件，共办结19件。",
            [
                (RECEIVED, 18, "count", "新收申请18件"),
                (CARRIED_IN, 1, "count", "上年结转的1件"),
                (HANDLED, 19, "count", "办结19件"),
            ],
        ),
        (
            "收到申请12件（个人9件、企业3件），已复10件，尚余2件。",
            [
                (RECEIVED, 12, "count", "收到申请12件"),
                (HANDLED, 10, "count", "已复10件"),
                (FORWARD, 2, "count", "尚余2件"),
            ],
        ),
        (
            "依申请公开：承接上年3件，年末结转2件。",
            [(CARRIED_IN, 3, "count", "承接上年3件"), (FORWARD, 2, "count", "年末结转2件")],
        ),
        ("未收到政府信息公开申请。", [(RECEIVED, 0, "count", "未收到政府信息公开申请")]),
        ("没有人提出政府信息公开申请。", [(RECEIVED, 0, "count", "没有人提出政府信息公开申请")]),
        (
            "收到申请7件，没有结转下年度的申请。",
            [(RECEIVED, 7, "count", "收到申请7件"), (FORWARD, 0, "count", "没有结转下年度的申请")],
        ),
        (
            "未发生行政复议、行政诉讼。",
            [
                ("disputes.reconsideration.total", 0, "count", "未发生行政复议、行政诉讼"),
                ("disputes", 0, "count", "未发生行政复议、行政诉讼"),
            ],
        ),
        (
            "行政复议、行政诉讼均未发生。",
            [
                ("disputes.reconsideration.total", 0, "count", "行政复议、行政诉讼均未发生"),
                ("disputes", 0, "count", "行政复议、行政诉讼均未发生"),
            ],
        ),
        ("行政复议、行政诉讼共3件。", [("disputes", 3, "count", "行政复议、行政诉讼共3件")]),
        (
            "收到申请9件；公开和部分公开合计7件。",
            [(RECEIVED, 9, "count", "收到申请9件"), ("requests.outcomes", 7, "count", "公开和部分公开合计7件")],
        ),
        (
            "引发行政复议3件，其中维持2件、纠正1件；行政诉讼1件。",
            [
                ("disputes.reconsideration.total", 3, "count", "引发行政复议3件"),
                ("disputes.reconsideration.upheld", 2, "count", "维持2件"),
                ("disputes.reconsideration.corrected", 1, "count", "纠正1件"),
                ("disputes", 1, "count", "行政诉讼1件"),
            ],
        ),
        (
            "制发规范性文件2件，废止1件，现行有效12件。",
            [
                ("proactive.normative_documents.issued", 2, "count", "制发规范性文件2件"),
                ("proactive.normative_documents.repealed", 1, "count", "废止1件"),
                ("proactive.normative_documents.in_force", 12, "count", "现行有效12件"),
            ],
        ),
        (
            "作出行政许可决定485件、行政处罚12件。",
            [
                ("proactive.licensing.decisions", 485, "count", "作出行政许可决定485件"),
                ("proactive.penalties.decisions", 12, "count", "行政处罚12件"),
            ],
        ),
        ("行政事业性收费120000元。", [("proactive.fees.amount", 12, "count", "行政事业性收费120000元")]),
        ("行政事业性收费1.2亿元。", [("proactive.fees.amount", 12000, "count", "行政事业性收费1.2亿元")]),
        ("行政事业性收费三亿元。", [("proactive.fees.amount", 30000, "count", "行政事业性收费三亿元")]),
        ("收到申请9例，结转申请2件。", [(RECEIVED, 9, "count", "收到申请9例"), (FORWARD, 2, "count", "结转申请2件")]),
        ("收到政府信息公开申请12件纸质。", [(RECEIVED, 12, "count", "收到政府信息公开申请12件")]),
        (
            "引发行政复议3件，其他结果1件。",
            [
                ("disputes.reconsideration.total", 3, "count", "引发行政复议3件"),
                ("disputes.reconsideration.other", 1, "count", "其他结果1件"),
            ],
        ),
        (
            "依申请公开：引发行政复议3件；收到9件。",
            [("disputes.reconsideration.total", 3, "count", "引发行政复议3件"), (RECEIVED, 9, "count", "收到9件")],
        ),
        ("2024年12月31日收到申请9件。", [(RECEIVED, 9, "count", "收到申请9件")]),
        ("2024年1月1日收到申请9件。", [(RECEIVED, 9, "count", "收到申请9件")]),
    ],
)
def test_counts(text, wanted):
    assert said(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("收到申请超过百件。", [(RECEIVED, 100, "about", "收到申请超过百件")]),
        ("收到申请30余件。", [(RECEIVED, 30, "about", "收到申请30余件")]),
        ("行政事业性收费30余万元。", [("proactive.fees.amount", 30, "about", "行政事业性收费30余万元")]),
        (
            "2023年收到申请20件，2024年收到申请35件。",
            [(RECEIVED, 20, "other-year", "收到申请20件"), (RECEIVED, 35, "count", "收到申请35件")],
        ),
        (
            "2023年收到申请20件；收到申请35件。",
            [(RECEIVED, 20, "other-year", "收到申请20件"), (RECEIVED, 35, "count", "收到申请35件")],
        ),
        ("2024年6月收到申请9件。", [(RECEIVED, 9, "other-year", "收到申请9件")]),
        ("五年来收到申请20件。", [(RECEIVED, 20, "other-year", "收到申请20件")]),
        ("上半年收到申请20件。", [(RECEIVED, 20, "other-year", "收到申请20件")]),
        (
            "全县各部门收到申请80件，本局收到申请9件。",
            [(RECEIVED, 80, "other-scope", "收到申请80件"), (RECEIVED, 9, "count", "收到申请9件")],
        ),
        ("（二）依申请公开。全县各部门，共收到申请80件。", [(RECEIVED, 80, "other-scope", "收到申请80件")]),
        (
            "引发行政复议3件，撤销1件。",
            [
                ("disputes.reconsideration.total", 3, "count", "引发行政复议3件"),
                ("disputes.reconsideration.corrected", 1, "part", "撤销1件"),
            ],
        ),
        ("收到申请9件，其中受理7件。", [(RECEIVED, 9, "count", "收到申请9件"), (RECEIVED, 7, "part", "受理7件")]),
        (
            "收到申请2件，政协提案6件，答复6件。",
            [(RECEIVED, 2, "count", "收到申请2件"), (None, 6, "other-matter", "答复6件")],
        ),
    ],
)
def test_counts_of_another_kind(text, wanted):
    assert said(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "收到涉及征地的申请30件。",
        "收到自然人申请12件。",
        "通过网络收到申请12件。",
        "低保申请受理63件。",
        "依申请公开：收到12件材料。",
        "确保每一件申请都依法答复。",
        "第二件申请已答复。",
        "平均每月收到申请3件。",
        "收到申请比上年增加6件。",
        "答复率为100%，办结率为百分之百。",
        "没有收到涉及商业秘密的申请。",
        "未收到群众投诉举报。",
        "申请办理用时7至19个工作日。",
        "依申请公开：超期答复0件。",
        "依申请公开：书面答复9件。",
        "公开行政许可信息642条。",
        "制定规章制度3项。",
        "《政府信息公开申请12件》。",
        "印发《收到申请12件的处理办法》，未公开。",
        "收到申请12元。",
        "处罚12条。",
        "现将工作情况报告如下。",
        "",
    ],
)
def test_clauses_that_say_nothing_here(text):
    assert [one for one in said(text) if one[0] is not None] == []


def test_a_count_of_the_office_of_a_government_is_not_that_of_the_government():
    title = "青禾县人民政府2024年政府信息公开工作年度报告"
    for maker, kind in (("县政府办公室", "other-scope"), ("相关部门", "other-scope"), ("", "count")):
        words = "受理政府信息公开申请17件"
        assert said(f"{maker}{words}。", title=title) == [(RECEIVED, 17, kind, words)], maker


def test_disputes_that_the_office_decides_are_not_its_own():
    assert said("办理行政复议案件56件，行政诉讼案件12件。") == [
        (None, 56, "other-matter", "办理行政复议案件56件"),
        (None, 12, "other-matter", "行政诉讼案件12件"),
    ]


def test_the_form_of_2019_has_other_figures():
    assert said("新制作规范性文件2件，累计对外公开19件。", edition=2019) == [
        ("proactive.normative_documents.made", 2, "count", "新制作规范性文件2件"),
        ("proactive.normative_documents.public_total", 19, "count", "累计对外公开19件"),
    ]


def test_what_is_spoken_of_is_carried_over_within_a_topic():
    assert said("（一）主动公开。发布信息72条，答复3件。\n（二）依申请公开。\n新收9件；答复8件。") == [
        (RECEIVED, 9, "count", "新收9件"),
        (HANDLED, 8, "count", "答复8件"),
    ]


def test_a_statement_knows_its_section_and_its_sentence():
    report = gir.model.Report(TITLE, problems=Problems("检索不细。被复议机关 纠正 1 件。今后先查档。"))
    [one] = gir.statements(report)
    assert (str(one.span), one.text, one.readings) == (
        "problems[5:17]",
        "被复议机关 纠正 1 件。",
        (("disputes.reconsideration.corrected",),),
    )
    assert one.kind is Said.COUNT
    assert gir.statements(gir.findings.Reading(report)) == (one,)


def places(source):
    """The number and the place of each statement of a source, and what the source prints there."""
    for each in gir.statements(gir.read(source)):
        place = each.span.source
        yield each.value, str(place), source[place.start : place.end] if place.start is not None else ""


PAGE = "一、总体情况\n依申请公开。本局新收申请 9 件，答复８件。\n六、其他需要报告的事项\n无。"


def test_a_statement_leads_to_its_place_in_a_text():
    assert list(places(PAGE)) == [(9, "第2行第9字", "新收申请 9 件"), (8, "第2行第18字", "答复８件")]


def test_a_statement_leads_to_its_place_in_a_page():
    page = "".join(f"<p>{line}</p>" for line in PAGE.split("\n"))
    assert list(places(page)) == [(9, "第2段", "新收申请 9 件"), (8, "第2段", "答复８件")]
    dressed = page.replace("9", "<b>9</b>")  # which characters are meant is not known for certain: the paragraph is
    assert [cut for *_, cut in places(dressed)] == ["依申请公开。本局新收申请 <b>9</b> 件，答复８件。"] * 2


def test_a_statement_leads_to_its_paragraph_in_a_word_document():
    assert [place for _, place, _ in places(gir.serialise(gir.parse(PAGE), "docx"))] == ["第2段", "第2段"]


def test_a_statement_over_two_lines_leads_to_the_first():
    text = PAGE.replace("答复８件", "答复\n８件")
    assert list(places(text))[1] == (8, "第2行第18字", "答复")


def test_characters_that_print_nothing_do_not_move_the_place():
    text = "收到\u200b申请…… 9 件。"
    assert said("依申请公开。" + text) == []
    assert said("收到\u200b申请 9 件。") == [(RECEIVED, 9, "count", "收到\u200b申请 9 件")]


def test_every_reading_is_a_figure_of_the_form():
    nouns = ["REQUEST", "ON_REQUEST", "RECONSIDERATION", "LITIGATION", "DIRECT_LITIGATION", "LITIGATION_AFTER"]
    nouns += ["REGULATIONS", "NORMATIVE_DOCUMENTS", "LICENSING", "PENALTIES", "COMPULSORY_MEASURES", "FEES"]
    acts = ["RECEIVED", "NEW", "CARRIED_IN", "CARRIED", "CARRIED_FORWARD", "HANDLED", "DEALT", "GRANTED", "REFUSED"]
    acts += ["PARTLY_GRANTED", "UNAVAILABLE", "NOT_PROCESSED", "OTHER_OUTCOME", "UPHELD", "CORRECTED", "PENDING"]
    acts += ["OVERTURNED", "OTHER_RESULT", "ISSUED", "REPEALED", "IN_FORCE", "PUBLIC_TOTAL", "DONE"]
    for edition in (2021, 2019):
        known = {entry.path for entry in form() if edition in entry.editions}
        for noun in nouns:
            for act in [(), *((each,) for each in acts)]:
                paths = {path for reading in readings_of((noun,), act, edition) for path in reading}
                assert paths <= known, (noun, act, edition)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        *(("0", 0), ("1,204", 1204), ("2.5万", 25000), ("两", 2), ("十", 10), ("二十", 20), ("三十七", 37)),
        *(("一百零五", 105), ("一千二百", 1200), ("三万", 30000), ("二〇二", 202), ("٣", 3)),
    ],
)
def test_numbers(printed, number):
    assert number_of(printed) == number


@pytest.mark.parametrize("digit", ["9", "一"])
def test_more_digits_than_a_figure_may_have_are_no_number(digit):
    assert said(f"收到申请{digit * 18}件。") == [(RECEIVED, number_of(digit * 18), "count", f"收到申请{digit * 18}件")]
    for longer in (19, 5000):
        assert said(f"收到申请{digit * longer}件。") == []


@pytest.mark.parametrize(
    "kinds", [["AMOUNT"], ["AMOUNT", "REQUEST"], ["RECEIVED", "WORD", "REQUEST", "AMOUNT"], ["NONE"], ["AND", "AMOUNT"]]
)
def test_the_grammar_refuses_what_is_no_whole_clause(kinds):
    assert claims_of([Word(kind, 0, 1, "") for kind in kinds]) == []


def test_the_grammar_takes_the_counts_of_a_clause():
    [one, other] = claims_of([Word(kind, 0, 1, "") for kind in ["RECEIVED", "REQUEST", "AMOUNT", "HANDLED", "AMOUNT"]])
    assert (one.nouns, one.acts, other.nouns, other.acts) == (("REQUEST",), ("RECEIVED",), (), ("HANDLED",))


def test_a_line_that_a_page_broke_is_read_on():
    assert said("（二）依申请公开情况\n经过逐件核对,本局今年全年一共收到政府信息公开申\n请12件，答复12件。") == [
        (RECEIVED, 12, "count", "收到政府信息公开申\n请12件"),
        (HANDLED, 12, "count", "答复12件"),
    ]
    results = "（一）主动公开情况\n本局今年按时办理的行政许可655件、行政处罚60件\n的结果均已公示。"
    assert [kind for _, _, kind, _ in said(results)] == ["part", "part"]
    assert [kind for _, _, kind, _ in said("行政许可655件、行政处罚60件。")] == ["count", "count"]
