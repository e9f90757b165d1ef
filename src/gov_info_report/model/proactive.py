"""Section two, 主动公开政府信息情况: table 2 in both editions (《政府信息公开条例》第二十条)."""

from __future__ import annotations

from typing import ClassVar, TypeAlias

from attrs import frozen

from gov_info_report.model.terms import Edition, Figures, Kind, column, part
from gov_info_report.model.values import Figure

__all__ = [
    "Decisions",
    "DocumentsInForce",
    "DocumentsPublished",
    "FeeItems",
    "FeesCollected",
    "Proactive",
    "Proactive2019",
    "Proactive2021",
    "Procurement",
    "ServiceItems",
]

ITEM_1 = "第二十条第（一）项"
ITEM_5 = "第二十条第（五）项"
ITEM_6 = "第二十条第（六）项"
ITEM_8 = "第二十条第（八）项"
ITEM_9 = "第二十条第（九）项"


@frozen
class DocumentsInForce(Figures):
    """规章 or 行政规范性文件, 2021 edition. Unit: 件."""

    issued: Figure = column(
        "本年制发件数", "{}, issued this year", aliases=("本年度制发数", "本年制发数", "本年制发数量")
    )
    repealed: Figure = column(
        "本年废止件数", "{}, repealed this year", aliases=("本年废止数", "本年度废止数", "本年废止数量")
    )
    in_force: Figure = column(
        "现行有效件数", "{}, in force at year end", aliases=("现行有效数", "现行有效件", "现行有效数量")
    )


@frozen
class DocumentsPublished(Figures):
    """规章 or 规范性文件, 2019 edition. Unit: 件."""

    made: Figure = column("本年新制作数量", "{}, newly made this year", aliases=("本年新制作数", "本年制作数量"))
    published: Figure = column(
        "本年新公开数量", "{}, newly published this year", aliases=("本年新公开数", "本年公开数量")
    )
    public_total: Figure = column("对外公开总数量", "{}, total public", aliases=("对外公开总数",))


@frozen
class Decisions(Figures):
    """行政许可, 行政处罚 or 行政强制, 2021 edition. Unit: 件."""

    decisions: Figure = column(
        "本年处理决定数量", "{}, decisions this year", aliases=("本年处理绝对数量", "本年处理决定数")
    )


@frozen
class ServiceItems(Figures):
    """行政许可, 其他对外管理服务事项, 行政处罚 or 行政强制, 2019 edition."""

    items_last_year: Figure = column("上一年项目数量", "{}, items last year", unit="项", aliases=("上年项目数量",))
    items_change: Figure = column(
        "本年增/减", "{}, change this year", unit="项", kind=Kind.CHANGE, aliases=("本年增", "本年增减")
    )
    decisions: Figure = column("处理决定数量", "{}, decisions", aliases=("处理决定数",))


@frozen
class FeesCollected(Figures):
    """行政事业性收费, 2021 edition. Unit: 万元."""

    amount: Figure = column(
        "本年收费金额（单位：万元）",
        "{} collected this year",
        unit="万元",
        kind=Kind.AMOUNT,
        aliases=("本年收费金额", "本年度收费金额", "本年收费总金额"),
    )


@frozen
class FeeItems(Figures):
    """行政事业性收费, 2019 edition. Unit: 项."""

    items_last_year: Figure = column("上一年项目数量", "{}, items last year", unit="项", aliases=("上年项目数量",))
    items_change: Figure = column(
        "本年增/减", "{}, change this year", unit="项", kind=Kind.CHANGE, aliases=("本年增", "本年增减")
    )


@frozen
class Procurement(Figures):
    """政府集中采购, 2019 edition. The form names no unit for the amount."""

    items: Figure = column("采购项目数量", "{}, items", unit="项", aliases=("采购项目数",))
    amount: Figure = column(
        "采购总金额", "{}, amount (the form names no unit)", unit="", kind=Kind.AMOUNT, aliases=("采购金额",)
    )


@frozen
class Proactive2021:
    """Table 2 as 国办公开办函〔2021〕30号 fixes it."""

    edition: ClassVar[Edition] = 2021

    regulations: DocumentsInForce = part("规章", DocumentsInForce, "regulations", heading=ITEM_1)
    normative_documents: DocumentsInForce = part(
        "行政规范性文件", DocumentsInForce, "normative documents", heading=ITEM_1, aliases=("规范性文件",)
    )
    licensing: Decisions = part("行政许可", Decisions, "administrative licensing", heading=ITEM_5)
    penalties: Decisions = part("行政处罚", Decisions, "administrative penalties", heading=ITEM_6)
    compulsory_measures: Decisions = part("行政强制", Decisions, "administrative compulsory measures", heading=ITEM_6)
    fees: FeesCollected = part("行政事业性收费", FeesCollected, "administrative fees", heading=ITEM_8)


@frozen
class Proactive2019:
    """Table 2 as 国办公开办函〔2019〕60号 fixes it."""

    edition: ClassVar[Edition] = 2019

    regulations: DocumentsPublished = part("规章", DocumentsPublished, "regulations", heading=ITEM_1)
    normative_documents: DocumentsPublished = part(
        "规范性文件", DocumentsPublished, "normative documents", heading=ITEM_1, aliases=("行政规范性文件",)
    )
    licensing: ServiceItems = part("行政许可", ServiceItems, "administrative licensing", heading=ITEM_5)
    other_services: ServiceItems = part(
        "其他对外管理服务事项",
        ServiceItems,
        "other external services",
        heading=ITEM_5,
        aliases=("其他对外管理服务事项数",),
    )
    penalties: ServiceItems = part("行政处罚", ServiceItems, "administrative penalties", heading=ITEM_6)
    compulsory_measures: ServiceItems = part(
        "行政强制", ServiceItems, "administrative compulsory measures", heading=ITEM_6
    )
    fees: FeeItems = part("行政事业性收费", FeeItems, "administrative fees", heading=ITEM_8)
    procurement: Procurement = part("政府集中采购", Procurement, "centralised procurement", heading=ITEM_9)


Proactive: TypeAlias = Proactive2021 | Proactive2019
"""Table 2 of either edition; `.edition` tells which."""
