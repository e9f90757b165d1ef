"""The catalogue of codes: what each finding means, how grave it is, and the rule that it rests on."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import frozen

__all__ = ["CATALOGUE", "Entry", "Reporter", "Severity"]

Severity: TypeAlias = Literal["error", "warning", "info"]
Reporter: TypeAlias = Literal["reading", "validate"]

_FORM_2021 = "国办公开办函〔2021〕30号"
_FORM = f"{_FORM_2021}、国办公开办函〔2019〕60号"
_REGULATION = "《政府信息公开条例》第五十条"


@frozen
class Entry:
    """A code: who reports it, how grave it is, what it means, the rule behind it, and its message.

    The messages are templates. `{label}` is what people call the figures that the finding names, `{line}` the row or
    column that they share, `{table}` their table, `{section}` their section, `{count}` how many paths there are.
    `{expected}`, `{actual}` and `{detail}` are the finding's own. `explains` says that a figure without a number in a
    row or table that such a finding names is explained by it, so `validate(reading)` does not report it again.
    `advice` and `english_advice` say what to do next.
    """

    code: str
    source: Reporter
    severity: Severity
    meaning: str
    rule: str
    chinese: str
    english: str
    explains: bool = False
    advice: str = ""
    english_advice: str = ""


_ENTRIES = (
    # What happened while reading
    Entry(
        "section-out-of-order", "reading", "warning",
        "A section stands elsewhere than the form has it; it was read all the same.", _FORM,
        "{section}未按规定的顺序排列", "out of order: {section}",
        advice="按规定的顺序排列各部分", english_advice="put the sections in the order of the form",
    ),
    Entry(
        "section-repeated", "reading", "warning",
        "The heading of a section is printed again; the prose under the second is kept in `actual`.", _FORM,
        "{section}重复出现，后一处内容未计入：{actual}", "printed again, the second text not taken: {section}: {actual}",
        advice="删去重复的部分，或合并为一处", english_advice="delete the repetition, or join the two",
    ),
    Entry(
        "heading-missing", "reading", "warning",
        "A table is there, but the heading of its section is not.", _FORM,
        "缺少标题{section}，表格已识别", "heading missing, though its table is there: {section}",
        advice="补上标题", english_advice="add the heading",
    ),
    Entry(
        "heading-misnumbered", "reading", "info",
        "A section's heading bears another numeral than the form's.", _FORM,
        "{section}的序号印作“{actual}”，应为“{expected}”", "{section} is numbered {actual}, the form says {expected}",
    ),
    Entry(
        "row-out-of-order", "reading", "warning",
        "A row stands elsewhere in its table than the form has it; its figures were read.", _FORM,
        "{label}未按规定的顺序排列", "out of order: {label}",
        advice="按表式的顺序排列各行", english_advice="put the rows in the order of the form",
    ),
    Entry(
        "row-repeated", "reading", "warning",
        "A row is printed twice; the first with figures was taken, the other is kept in `actual`.", _FORM,
        "{label}重复出现，未计入的一行为：{actual}", "printed twice: {label}; not taken: {actual}",
        advice="删去重复的行", english_advice="delete the repetition",
    ),
    Entry(
        "row-contradicted", "reading", "error",
        "A row is printed twice with different figures; the first was taken, the other is kept in `actual`.", _FORM,
        "{label}重复出现且数字不一致，未计入的一行为：{actual}",
        "printed twice with different figures: {label}; not taken: {actual}",
        advice="核对哪一行属实，删去另一行", english_advice="find out which row is true, and delete the other",
    ),
    Entry(
        "cell-reassigned", "reading", "warning",
        "A row has fewer or more cells than the form, and position alone does not say which; the identities do.",
        "勾稽关系", "{label}的单元格数与表式不符，已按勾稽关系确定各数所在的列：{detail}",
        "{label}: another number of cells than the form has; the identities show the column of each: {detail}",
        explains=True,
        advice="对照原件核对这些数所在的列", english_advice="compare the columns of these numbers with the original",
    ),
    Entry(
        "cell-doubtful", "reading", "warning",
        "Numbers stand where the page shows them, but may have slid: all empty cells are at one end of the row, its total "
        "is empty, or digits run together without a sum that proves where to cut them.",
        _FORM, "{label}的数字按印出的位置读取，但可能错位：{detail}",
        "{label}: the numbers stand where they are printed, but may have slid: {detail}",
        explains=True,
        advice="对照原件核对这些数所在的列", english_advice="compare the columns of these numbers with the original",
    ),
    Entry(
        "cell-undecided", "reading", "error",
        "A row has fewer or more cells than the form, and nothing shows which column each number belongs to.",
        _FORM, "{label}的单元格数与表式不符，无法确定各数所在的列：{detail}",
        "{label}: another number of cells than the form has, and nothing shows their columns: {detail}",
        explains=True,
        advice="对照原件补齐该行的单元格", english_advice="complete the cells of the row from the original",
    ),
    Entry(
        "row-unlabelled", "reading", "warning",
        "Rows have figures and no label; as many stand between two labelled rows as the form has there.", _FORM,
        "{label}没有标签，已按前后各行的次序确定", "no label, placed by the rows before and after: {label}",
        advice="补上该行的名称", english_advice="give the row its label",
    ),
    Entry(
        "unit-converted", "reading", "warning",
        "A cell prints another unit than the form's; the number was converted.", _FORM,
        "{label}印作“{actual}”，已换算为表式规定的单位：{expected}",
        "{label} is printed as {actual}; converted to the form's unit: {expected}",
        advice="核对单位", english_advice="check the unit",
    ),
    Entry(
        "unit-printed", "reading", "info",
        "A cell prints a unit where the form names none; the number stands as it is printed.", _FORM,
        "{label}印有单位：{actual}（表式未规定单位）", "{label} is printed with a unit, and the form names none: {actual}",
    ),
    Entry(
        "label-approximate", "reading", "info",
        "A label is not quite the form's, and was taken for the nearest one that is not there otherwise.", _FORM,
        "标签“{actual}”与表式不完全一致，已按“{expected}”处理", "the label {actual} was taken for {expected}",
        advice="改为表式规定的名称", english_advice="use the name of the form",
    ),
    Entry(
        "text-unplaced", "reading", "info",
        "Text that the form has no place for; it is kept in `actual`. A warning where it holds digits.", _FORM,
        "未能归入表式的文字：{actual}", "text without a place in the form: {actual}",
    ),
    Entry(
        "character-replaced", "reading", "warning",
        "The source holds control characters, broken bytes or broken code points; each became U+FFFD.", "Unicode",
        "原文含有控制字符或损坏的字节，已替换为“\N{REPLACEMENT CHARACTER}”：第{detail}行",
        "control characters or broken bytes were replaced by U+FFFD, on lines {detail}",
    ),
    # What follows from the report alone
    Entry(
        "section-missing", "validate", "error", "One of the six sections is absent.", _FORM,
        "缺少{section}部分", "missing: {section}",
        advice="补上该部分；没有内容的写明“无”", english_advice="add the section, and say so where there is nothing to report",
    ),
    Entry(
        "table-missing", "validate", "error", "The section is there, but nothing of its table.", _FORM,
        "{section}没有表格", "{section} has no table",
        advice="补上表格", english_advice="add the table",
    ),
    Entry(
        "table-empty", "validate", "error", "The table is there, and no number stands in it.", _FORM,
        "{table}没有填写", "{table} is not filled in",
        advice="填写表格，没有发生的填 0", english_advice="fill the table in, with 0 where there was nothing",
    ),
    Entry(
        "row-missing", "validate", "error", "No cell of the row is there.", _FORM,
        "缺少{label}", "missing: {label}",
        advice="补上该行", english_advice="add the row",
    ),
    Entry(
        "column-missing", "validate", "error", "The column is there in no row of the table.", _FORM,
        "缺少{label}", "missing: {label}",
        advice="补上该列", english_advice="add the column",
    ),
    Entry(
        "cell-missing", "validate", "error", "The source has no such cells.", _FORM,
        "缺少 {count} 个单元格：{label}", "cells missing ({count}): {label}",
        advice="补齐单元格", english_advice="add the cells",
    ),
    Entry(
        "cell-blank", "validate", "warning",
        "The cells are there and empty; whether a 0 is meant, nobody knows.", _FORM,
        "有 {count} 格未填写：{label}", "left blank ({count}): {label}",
        advice="没有发生的填 0", english_advice="fill in 0 where there was nothing",
    ),
    Entry(
        "cell-not-applicable", "validate", "info", "The cells hold a sign for “does not apply”.", _FORM,
        "有 {count} 格填为不适用：{label}", "marked as not applicable ({count}): {label}",
    ),
    Entry(
        "cell-unreadable", "validate", "error", "The cells hold something that is no figure.", _FORM,
        "有 {count} 格不是数字：{label}：{actual}", "no figure ({count}): {label}: {actual}",
        advice="改为数字，没有发生的填 0", english_advice="write a number, 0 where there was nothing",
    ),
    Entry(
        "requests-row-total", "validate", "error", "总计 of a row of table 3 is the sum of its six applicant columns.",
        _FORM, "{line}：各列之和为 {expected}，总计为 {actual}",
        "{line}: the columns add up to {expected}, the total is {actual}",
    ),
    Entry(
        "requests-balance", "validate", "error", "In every column of table 3, 一 + 二 = 三（七）总计 + 四.",
        f"{_FORM}（本列数据的勾稽关系）", "{line}：第一项加第二项之和为 {expected}，第三项加第四项之和为 {actual}",
        "{line}: received and carried in are {expected}, outcomes and carried forward are {actual}",
    ),
    Entry(
        "requests-outcomes-total", "validate", "error",
        "In every column of table 3, （七）总计 is the sum of the outcome rows above it.", _FORM,
        "{line}：办理结果（一）至（六）之和为 {expected}，（七）总计为 {actual}",
        "{line}: the outcomes add up to {expected}, their total is {actual}",
    ),
    Entry(
        "disputes-total", "validate", "error", "总计 of a block of table 4 is the sum of its four results.", _FORM,
        "{line}：各项结果之和为 {expected}，总计为 {actual}",
        "{line}: the results add up to {expected}, the total is {actual}",
    ),
    Entry(
        "identity-unassessed", "validate", "info",
        "Identities have operands without a number that could still satisfy them; how many, is in `actual`.", _FORM,
        "{table}有 {actual} 个勾稽关系因缺数无法核对", "{table}: {actual} identities not assessed for want of figures",
    ),
    Entry(
        "value-negative", "validate", "error", "A number below zero where the form counts.", _FORM,
        "{label}为负数：{actual}", "{label} is negative: {actual}",
    ),
    Entry(
        "value-fractional", "validate", "error", "A fraction where the form counts whole things.", _FORM,
        "{label}应为整数：{actual}", "{label} should be a whole number: {actual}",
    ),
    Entry(
        "edition-mixed", "validate", "warning", "Tables 2 and 3 are of different editions of the form.", _FORM,
        "第二、三部分的表式版本不同：{actual}", "tables 2 and 3 are of different editions: {actual}",
        advice="各表采用同一版本的表式", english_advice="use one edition of the form",
    ),
    Entry(
        "edition-unexpected", "validate", "warning",
        "A table is of an edition that was not in force in the report year.", _FORM,
        "{label}采用 {actual} 年版表式，与报告年度 {detail} 不符，应为 {expected} 年版",
        "{label} follows the form of {actual}, but the report year {detail} asks for that of {expected}",
        advice="改用当年规定的表式", english_advice="use the form of that year",
    ),
    Entry(
        "title-missing", "validate", "info", "The report has no title.", _REGULATION,
        "没有标题", "the report has no title",
    ),
    Entry(
        "institution-unknown", "validate", "info", "The title names no organ, or not for certain.", _REGULATION,
        "标题未写明行政机关，或无法确定：{actual}", "the title names no organ, or not for certain: {actual}",
        advice="在标题中写明行政机关", english_advice="name the organ in the title",
    ),
    Entry(
        "year-unknown", "validate", "warning", "Neither title nor period states the year for certain.", _REGULATION,
        "标题和统计期限均未写明年度，或无法确定", "neither the title nor the period states the year for certain",
        advice="在标题中写明年度", english_advice="state the year in the title",
    ),
    Entry(
        "year-mismatch", "validate", "warning", "The title's year is not the year of the 统计期限.", _REGULATION,
        "标题年度为 {expected} 年，统计期限为 {actual}", "the title says {expected}, the period is {actual}",
        advice="核对标题和统计期限", english_advice="compare the title and the period",
    ),
    Entry(
        "period-impossible", "validate", "warning",
        "The 统计期限 names a day that does not exist, or has lost digits.", _REGULATION,
        "统计期限的日期有误：{actual}", "the period names an impossible date: {actual}",
        advice="改正统计期限", english_advice="correct the period",
    ),
    Entry(
        "period-incomplete", "validate", "warning", "The 统计期限 is not one calendar year.", _REGULATION,
        "统计期限不是一个完整的自然年度：{actual}", "the period is not one calendar year: {actual}",
        advice="核对统计期限", english_advice="check the period",
    ),
    # What the prose shows, by itself and beside the tables
    Entry(
        "prose-differs", "validate", "warning", "A count in the prose is not that of the tables.",
        "实践：评议中正文与表格相互核对（收到、受理为新收或新收加结转，办结为第三项（七）总计）",
        "正文写作 {actual}，与表格不符（{label}为 {expected}）。{detail}",
        "the prose says {actual}, the tables {expected}: {label}. {detail}",
    ),
    Entry(
        "template-text", "validate", "warning", "An instruction or a blank of the template is left in the text.", "实践",
        "{detail}留有模板文字：{actual}", "words of the template are left in {detail}: {actual}",
    ),
    Entry(
        "fee-unstated", "validate", "warning", "Part six does not say whether 信息处理费 was charged.", _FORM_2021,
        "第六部分未报告收取信息处理费的情况", "part six does not state the processing fee",
    ),
    Entry(
        "fee-doubtful", "validate", "info", "What part six says of 信息处理费 is unlikely by its scales, or beside （六）2.",
        "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
        "信息处理费的报告存疑（{actual}）：{detail}", "what is said of the processing fee is doubtful ({actual}): {detail}",
    ),
    Entry(
        "topic-missing", "validate", "info", "Section one does not speak of one of its five topics.",
        f"{_FORM}、{_REGULATION}", "第一部分未提及：{actual}", "section one does not speak of {actual}",
    ),
    Entry(
        "section-perfunctory", "validate", "info", "Section five names no problem, or nothing that is done about it.",
        "实践", "第五部分未写明问题或改进措施：{actual}", "section five names no problem or no measure: {actual}",
    ),
    Entry(
        "institution-differs", "validate", "warning", "Title, preamble, text and signature name different organs.", "实践",
        "标题为“{expected}”，文中却写作“{actual}”", "the title names {expected}, the text {actual}",
    ),
    Entry(
        "year-in-prose", "validate", "warning", "The prose speaks of another year than the title.",
        f"{_REGULATION}、实践", "报告年度为 {expected} 年，正文却写 {actual} 年：{detail}",
        "the report is about {expected}, the prose speaks of {actual}: {detail}",
    ),
    Entry(
        "year-unlikely", "validate", "warning", "The year reported on is not over, or lies before 2008.", _REGULATION,
        "报告年度存疑：{actual} 年尚未结束，或早于条例施行", "the report year is unlikely: {actual}",
    ),
    Entry(
        "regulations-unlikely", "validate", "info", "规章 stand in the table of an organ that may make none.",
        f"《立法法》（规章的制定主体）、{_REGULATION}",
        "{label}为 {actual}，但“{detail}”一般无权制定规章", "{label} is {actual}, but {detail} hardly makes regulations",
    ),
    # What other reports show: of the year before, and of the parts of the whole
    Entry(
        "previous-unexpected", "validate", "warning",
        "The report given as the year before is of another organ or another year; nothing was compared with it.", "实践",
        "对比的报告不是上一年度的同一机关：应为 {expected}，实为 {actual}",
        "what was given as last year's report is another: {actual}, not {expected}",
    ),
    Entry(
        "carried-in-differs", "validate", "warning", "上年结转 is not what the year before carried forward.",
        "实践：上年结转数等于上一年度的结转下年度数",
        "上年结转与上一年度报告的结转下年度不符：{detail}", "carried in is not what the year before carried forward: {detail}",
    ),
    Entry(
        "in-force-differs", "validate", "warning",
        "现行有效 is not that of the year before, and 制发 less 废止 of this year.", "实践：现行有效 = 上年现行有效 + 制发 − 废止（合并、清理除外）",
        "{label}为 {actual}，按上一年度推算应为 {expected}：{detail}",
        "{label} is {actual}, but {expected} follows from the year before: {detail}",
    ),
    Entry(
        "items-differ", "validate", "info",
        "上一年项目数量 is not last year's with its 增/减 (form of 2019).", "实践：上一年项目数量 = 上一年度的上一年项目数量 + 增/减",
        "{label}为 {actual}，按上一年度推算应为 {expected}", "{label} is {actual}, but {expected} follows from the year before",
    ),
    Entry(
        "prose-copied", "validate", "warning", "Most of a section's sentences are those of the year before.",
        "国办公开办函〔2021〕30号及历年评议：不得照抄上一年度",
        "与上一年度报告雷同（{actual}% 的文字重复）：{detail}", "copied from the year before ({actual}% of the text): {detail}",
    ),
    Entry(
        "parts-unexpected", "validate", "warning",
        "A report given as a part is there twice, of another year, or the whole itself; it was not added.", "实践",
        "部门报告未计入：{detail}", "a part was not added: {detail}",
    ),
    Entry(
        "parts-differ", "validate", "warning", "A figure is not the sum of that of the parts.", "实践、地方通知：全口径汇总",
        "与各部门之和不符：{detail}", "not the sum of the parts: {detail}",
    ),
    Entry(
        "parts-unassessed", "validate", "info", "A part has no number for a figure that the sum needs.", "实践、地方通知：全口径汇总",
        "无法与各部门之和核对（{detail}没有数）：{label}", "cannot be held against the parts ({detail} has no number): {label}",
    ),
)  # fmt: skip

CATALOGUE: dict[str, Entry] = {entry.code: entry for entry in _ENTRIES}
"""Every code that a finding can have."""
