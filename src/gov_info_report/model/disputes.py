"""Section four, 政府信息公开行政复议、行政诉讼情况: table 4, three blocks of five figures."""

from __future__ import annotations

from attrs import frozen

from gov_info_report.model.terms import Figures, column, part
from gov_info_report.model.values import Figure

__all__ = ["DisputeResults", "Disputes"]

LITIGATION = "行政诉讼"


@frozen
class DisputeResults(Figures):
    """One block of table 4. Unit: 件. 总计 is the sum of the other four."""

    upheld: Figure = column("结果维持", "{}, upheld")
    corrected: Figure = column("结果纠正", "{}, corrected")
    other: Figure = column("其他结果", "{}, other result", aliases=("其它结果",))
    pending: Figure = column("尚未审结", "{}, pending")
    total: Figure = column("总计", "{}, total", sums="disputes-total", aliases=("合计",))


@frozen
class Disputes:
    """Table 4; the same in both editions."""

    reconsideration: DisputeResults = part("行政复议", DisputeResults, "administrative reconsideration")
    direct_litigation: DisputeResults = part(
        "未经复议直接起诉", DisputeResults, "litigation without prior reconsideration", heading=LITIGATION
    )
    litigation_after_reconsideration: DisputeResults = part(
        "复议后起诉", DisputeResults, "litigation after reconsideration", heading=LITIGATION
    )
