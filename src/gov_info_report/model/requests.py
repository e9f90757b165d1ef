"""Section three, 收到和处理政府信息公开申请情况: table 3, requests by outcome and by applicant."""

from __future__ import annotations

from attrs import frozen

from gov_info_report.model.terms import Edition, Figures, column, part
from gov_info_report.model.values import Figure

__all__ = [
    "Applicants",
    "NotProcessed",
    "OtherOutcomes",
    "Outcomes",
    "Refused",
    "Requests",
    "Unavailable",
]

LEGAL_PERSONS = "法人或其他组织"


@frozen
class Applicants(Figures):
    """A row of table 3: how many requests, by kind of applicant. Unit: 件.

    The form's identity: 总计 is the sum of the six kinds of applicant.
    """

    natural_person: Figure = column("自然人")
    enterprise: Figure = column("商业企业", heading=LEGAL_PERSONS)
    research_institute: Figure = column("科研机构", heading=LEGAL_PERSONS)
    public_welfare: Figure = column("社会公益组织", heading=LEGAL_PERSONS, aliases=("社会公益",))
    legal_service: Figure = column("法律服务机构", heading=LEGAL_PERSONS)
    other: Figure = column("其他", heading=LEGAL_PERSONS, aliases=("其它",))
    total: Figure = column("总计", sums="requests-row-total", aliases=("合计",))


@frozen
class Refused:
    """（三）不予公开 (《条例》第十四条至第十六条)."""

    state_secret: Applicants = part("1.属于国家秘密", Applicants, "state secret")
    prohibited_by_law: Applicants = part(
        "2.其他法律行政法规禁止公开",
        Applicants,
        "disclosure prohibited by law",
        aliases=("2.其他法律法规禁止公开", "2.其他法律行政止公开", "2.其他法律、行政法规禁止公开的信息"),
    )
    security_and_stability: Applicants = part("3.危及“三安全一稳定”", Applicants, "endangers security and stability")
    third_party_rights: Applicants = part("4.保护第三方合法权益", Applicants, "third-party rights")
    internal_affairs: Applicants = part(
        "5.属于三类内部事务信息", Applicants, "internal affairs", aliases=("5.属于内部事务信息",)
    )
    deliberative_process: Applicants = part(
        "6.属于四类过程性信息", Applicants, "deliberative process", aliases=("6.属于过程性信息",)
    )
    enforcement_files: Applicants = part("7.属于行政执法案卷", Applicants, "enforcement case files")
    administrative_inquiry: Applicants = part("8.属于行政查询事项", Applicants, "administrative inquiry")


@frozen
class Unavailable:
    """（四）无法提供 (《条例》第三十六条)."""

    not_held: Applicants = part("1.本机关不掌握相关政府信息", Applicants, "not held")
    needs_creation: Applicants = part("2.没有现成信息需要另行制作", Applicants, "would need to be created")
    still_unclear: Applicants = part("3.补正后申请内容仍不明确", Applicants, "still unclear after clarification")


@frozen
class NotProcessed:
    """（五）不予处理 (《条例》第三十五条、第三十九条)."""

    complaint: Applicants = part("1.信访举报投诉类申请", Applicants, "petition or complaint")
    repeated: Applicants = part("2.重复申请", Applicants, "repeated request")
    publication: Applicants = part("3.要求提供公开出版物", Applicants, "asks for a publication")
    excessive: Applicants = part("4.无正当理由大量反复申请", Applicants, "excessive requests without good reason")
    confirmation: Applicants = part("5.要求行政机关确认或重新出具已获取信息", Applicants, "asks to confirm or reissue")


@frozen
class OtherOutcomes:
    """（六）其他处理, the three rows of the 2021 edition."""

    not_corrected: Applicants = part(
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        Applicants,
        "not corrected in time",
    )
    fee_unpaid: Applicants = part(
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", Applicants, "fee unpaid"
    )
    miscellaneous: Applicants = part("3.其他", Applicants, "other", aliases=("3.其它",))


@frozen
class Outcomes:
    """三、本年度办理结果. （七）总计 is, in every column, the sum of the outcome rows above it."""

    granted: Applicants = part("（一）予以公开", Applicants, "disclosed")
    partly_granted: Applicants = part(
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", Applicants, "partly disclosed"
    )
    refused: Refused = part("（三）不予公开", Refused)
    unavailable: Unavailable = part("（四）无法提供", Unavailable)
    not_processed: NotProcessed = part("（五）不予处理", NotProcessed)
    other: OtherOutcomes | Applicants = part(
        "（六）其他处理",
        OtherOutcomes,
        "other (one row)",
        classes={2021: OtherOutcomes, 2019: Applicants},
        aliases=("（六）其他", "（六）其它处理", "（六）其它"),
    )
    total: Applicants = part(
        "（七）总计",
        Applicants,
        "total of outcomes",
        sums="requests-outcomes-total",
        balance=-1,
        aliases=("（七）合计",),
    )


@frozen
class Requests:
    """Table 3 of either edition. In every column 一 + 二 = 三（七）总计 + 四."""

    received: Applicants = part(
        "一、本年新收政府信息公开申请数量", Applicants, "requests received this year", balance=1
    )
    carried_in: Applicants = part(
        "二、上年结转政府信息公开申请数量", Applicants, "requests carried in from last year", balance=1
    )
    outcomes: Outcomes = part("三、本年度办理结果", Outcomes)
    carried_forward: Applicants = part("四、结转下年度继续办理", Applicants, "carried forward to next year", balance=-1)

    @property
    def edition(self) -> Edition:
        """2021 where （六）其他处理 has three rows, 2019 where it is one."""
        return 2021 if isinstance(self.outcomes.other, OtherOutcomes) else 2019
