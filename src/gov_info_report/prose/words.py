"""The words of the trade in their wordings, and the tokens that they make of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from gov_info_report.prose.beginnings import only_where_it_may_begin
from gov_info_report.prose.numerals import ABOUT_AFTER, ABOUT_BEFORE, DIGITS, NUMERALS, number_of

__all__ = ["AMOUNT", "AND", "WORD", "Word", "words_of"]

AMOUNT, AND, WORD = "AMOUNT", "AND", "WORD"

_UNITS = "件次|人次|万元|亿元|件|宗|项|例|封|次(?![性要])|起(?!草|诉)|条|个(?!工作日|月|百分|小时)|份|篇|批|部|元|期|户|户次|张|名|场"
"""Units that are counted in; those of the form's figures are told apart by `COUNTED`."""

_YEAR = r"(?:19|20)\d\d年度?"
_LAST = rf"(?:去年度?|上一?年度?|上一个年度|往年|以前年度|以前|历年|{_YEAR}(?!\d))"
_NEXT = rf"(?:下一?年度?|下一个年度|次年度?|明年度?|来年|{_YEAR}(?!\d))"
_MOVED = "结转|余下|剩余|转入|转来|转接|接转|移交|移转|遗留|留转|结存|流转|延续|带入|转结|未办结|未结"
_OPEN = "(?:政府信息|政务信息|政务|信息)?公开"

_WORDINGS: tuple[tuple[str, str], ...] = (
    # Numbers
    ("RANGE", rf"(?:{DIGITS}|[{NUMERALS}]{{1,18}})(?:至|到|[-—~～])(?:{DIGITS}|[{NUMERALS}]{{1,18}})(?:{_UNITS})"),
    (AMOUNT, rf"(?P<before>{ABOUT_BEFORE})?(?<![\d.〔\[第每逐某任同哪这那前])(?P<number>{DIGITS}|[{NUMERALS}]{{1,18}})"
             rf"(?P<more>[余多来几])?(?P<unit>{_UNITS})(?P<after>{ABOUT_AFTER})?"),
    ("ZERO", r"(?:均|都)?为(?:零|0)(?![\d.])(?:件|宗|起)?"),
    # What a clause may speak of beside its own year and its own office
    ("ANY", "任何形式的?|任何(?!人|单位|组织|个人)|全局|全委|全厅"),
    ("COMPARED", rf"(?:比|较|(?<!连)同|与)(?:{_LAST}|同期)|同比|环比|增加|减少|增长|下降|上升|增幅|降幅|[少多]了|相比"),
    ("RESTRICTED", "其余|网络|网上|线上|线下|当面|现场|窗口|渠道|信函|传真|邮寄|来函|通过|方式|形式|涉及|关于|有关|属于|针对|每[月年日周季]|平均|月均|日均|人均|按月|其他的"),
    ("OF_WHICH", "其中|包括|内含|含|除"),
    ("CARRIED_IN", rf"(?:由|从|自|系|是)?{_LAST}(?:度)?(?:的)?(?:{_MOVED})(?:至?(?:本|今)年度?)?(?!下|次年|明年)(?:办理|继续办理)?"
                   rf"|(?:结转|转)自{_LAST}|(?:承接|接续|延续|结转)上一?年度?(?:的)?|年初(?:结转|结存|遗留|在办|未办结)"),
    ("CARRIED_FORWARD", rf"(?:{_MOVED}|转到|转至|留待|延至|移至|跨入|留到|留至|结转到|结转至|顺延)(?:到|至|入|于)?{_NEXT}(?:度)?(?:的)?(?:继续)?"
                        r"(?:办理|办结|处理|答复)?|跨年度?(?:继续)?(?:办理|办结|答复|处理)|(?:尚|暂|还)?未(?:到期|办结|答复|届满|办理完毕)"
                        r"|(?:仍|尚|正|还)?在办理?(?:中)?(?!公)|(?:正在|尚在|仍在|还在)(?:办理|处理|答复)(?:之?中)?|待办|年[末底](?:结转|结存|未办结)|(?:尚|还|仍)?(?:剩余|结余|剩|余下|(?<!其)余)(?=\d|[一二三四五六七八九十两])"),
    ("WHOLE", "全[县市区镇乡省州旗]|[县市区省州旗镇乡]本级|各(?:乡镇|部门|单位|级|街道|县区|县市区|区县|科室|局)|下属|所属|辖区|[县市区省]直|基层单位|部门和乡镇|个部门|个单位|个乡镇"),
    ("SELF", "(?:本|我|该)(?:局|委|办|厅|镇|乡|县|市|区|街道|机关|单位|部门|行政机关|院|中心|政府|府|办事处|会|处|队|所|站|级)(?:办公室|政府|机关|自身|本级)?|自身"),
    ("THIS_YEAR", "今年|本年度?|当年|全年|年内|年度内|年底前|年末|报告期内?|期内"),
    ("LAST_YEAR", r"去年|上一?年度?|前年|往年|近[两三几]年|历年|[两三四五六七八九十]年(?:来|间)|以来|至今|上半年|下半年|前?[一二三四]个?季度|第?[一二三四]季度|截至\d{1,2}月|(?<![\d年])\d{1,2}月(?!\d)"),
    ("YEAR", rf"{_YEAR}(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?"),
    # Who and what
    ("OTHER", "提案|建议|议案|工单|热线|信件|来信|信箱|邮箱|邮件|信访|投诉|举报|咨询|留言|问政|诉求|来电|来访|低保|救助|舆情|网民|许可申请"
              "|规章制度|不予许可|许可证|解读|新闻|公告|报道|信息员|培训|会议|检查|12345"),
    ("ON_REQUEST", r"依申请(?:政府)?(?:信息)?公开(?:(?:政府)?信息)?(?!指南|目录|工作|渠道|平台|栏目|流程|制度|答复|办理|受理)(?:的)?(?:数量?)?(?!的?(?:申请|事项|件))"),
    ("REQUEST", r"(?:(?:政府信息|政务信息|政务|信息)(?:依申请)?公开|公开政府信息|公开信息|依申请(?:政府)?(?:信息)?公开(?:政府信息|信息)?|依申请|公开)的?申请"
                r"(?!人|表|书|渠道|方式|条件|材料|办理流程|流程|工作|制度|机制|答复|处理费|行政复议|复议)(?:件|事项|信息)?"
                r"|依申请(?:政府)?(?:信息)?公开(?:政府信息|信息)?的?(?:事项|件(?!\d))|依申请(?:信息公开|事项|件)|申请公开(?:政府信息|信息|事项)?(?!的)"),
    ("REQUEST_ALONE", r"(?<![被可依再])申请(?!人|表|书|渠道|方式|条件|材料|办理流程|流程|行政复议|复议|公开|工作|处理费)(?:件|事项|量|数)?"),
    ("RECONSIDERATION", "(?:因[^,。;]{0,16}?)?(?:被)?(?:申请|提起|提出|引起|引发|产生|发生|导致)?(?:的)?行政复议(?!机关|纠错|决定|办法|答复|应诉)(?:申请|案件|案)?"
                        "|(?<!未经)(?<!经)(?:被|申请|提起|引起|引发)*复议(?!后|机关|纠错|决定|诉讼)(?:申请|案件|案)?|被?复议(?=诉讼)|被?复议机关"),
    ("DIRECT_LITIGATION", "未经(?:行政)?复议(?:而?直接)?(?:提起)?(?:行政)?(?:起诉|诉讼)(?:案件)?|直接起诉"),
    ("LITIGATION_AFTER", "(?:经)?(?:行政)?复议后(?:再)?(?:又)?(?:提起)?(?:行政)?(?:起诉|诉讼)(?:案件)?"),
    ("LITIGATION", "(?:因[^,。;]{0,16}?)?(?:被)?(?:提起|提出|引起|引发|产生|发生)?(?:的)?(?:行政诉讼|诉讼|行政应诉)(?!费)(?:案件|案)?|被?(?:人民)?法院"),
    ("NORMATIVE_DOCUMENTS", "(?:行政)?规范性文件"),
    ("REGULATIONS", "(?:政府|部门|地方政府)?规章(?!制度)"),
    ("LICENSING", "行政许可(?:决定|办件)?(?!申请|信息|事项|权|法|证)"),
    ("PENALTIES", "行政处罚(?:决定)?(?:案件)?(?!信息|事项|权|法)|处罚(?:决定)?(?:案件)?"),
    ("COMPULSORY_MEASURES", "行政强制(?:措施|执行)?(?:决定)?(?!信息|事项|权|法)|强制措施"),
    ("FEES", "行政事业性收费"),
    # What happened
    ("NEW", "新收到?|新受理|新接[收到]|新登记|新增(?=.{0,12}申请)"),
    ("RECEIVED", "收到|收(?=申请)|受理|接收到?(?!工单)|接到|收悉|登记|接获|收取(?=.{0,8}申请)"),
    ("CARRIED", "结转(?!下|次)"),
    ("PARTLY_GRANTED", "(?:予以|给予)?部分(?:予以)?公开(?:答复|的)?"),
    ("REFUSED", "不(?:予以?|同意)公开|不公开(?!的?[为是])|拒绝公开"),
    ("GRANTED", "(?:予以|给予|同意|准予)(?:全部|主动)?公开(?:答复|的)?|(?<=[,;:、])公开(?=\\d|[一二三四五六七八九十两]|[和、及与]部分公开)"),
    ("UNAVAILABLE", "(?:无法|不能|未能)提供"),
    ("NOT_PROCESSED", "不(?:予以?|再)处理"),
    ("OTHER_OUTCOME", "(?:作)?其[他它]处理"),
    ("HANDLED", "已复(?=\\d|[一二三四五六七八九十两])|(?:作出|予以|给予|按期|按时|依法|及时|如期|已经|全部|均)*(?:办结|答复|办复|回复|办毕)(?:完毕|了)?(?!人|率|书|期限|时限|时间|口径|工作|质量|意见|准确|满意|语言|前|文书|规范)"),
    ("DEALT", "(?:依法|及时|按时|按期)?(?:办理|处理)(?:完毕|完成)?(?!费|情况|流程|工作|机制|时限|结果|过程|程序|用时|要求|规范|中)"),
    ("UPHELD", "(?:结果)?维持(?:原(?:行政行为|决定|判))?"),
    ("CORRECTED", "(?:结果)?(?:被)?纠正"),
    ("OVERTURNED", "(?:被)?(?:撤销|确认违法|责令履行|败诉)"),
    ("OTHER_RESULT", "其[他它]结果"),
    ("PENDING", "(?:尚|还)?未审结|(?:正|尚|仍)在审理(?:中)?|审理中"),
    ("ISSUED", "(?:新)?(?:制发|制定|制作|出台|印发|颁布)"),
    ("REPEALED", "废止"),
    ("IN_FORCE", "现行有效|继续有效|保留有效|有效(?=\\d|[一二三四五六七八九十两])"),
    ("PUBLIC_TOTAL", "累计对外公开|对外公开总数量?"),
    ("DONE", "作出|做出|实施|采取|审批|核发|下达|完成|收取|征收"),
    # That there was none
    ("NONE", "(?:尚|暂|从|均|都|也|并)?(?:未曾?|没有|没|无|不存在|未有)(?:发生|产生|出现|引发|引起)?|零(?=申请|复议|诉讼|结转)"),
    ("PERSON", "(?:任何)?(?:公民、法人(?:或者?|和|及)其[他它]组织|(?:单位|个人|组织)(?:(?:和|或|及|、)(?:单位|个人|组织))*|居民|村民|群众|市民|公民|企业|申请人|人)"),
    ("ASK", "提出|提交|递交|提起"),
)  # fmt: skip
"""Token by token what is printed for it, in the form that characters are compared in. The first that fits is taken.

Each begins with a Chinese character or a digit.
"""

_BETWEEN: tuple[tuple[str, str], ...] = (
    # What says nothing here
    ("NOTHING", "连同|加上|另有|共计?|总共|总计|合计|累计|一共|总数为?|均|都|全部|已经?|为|是|有|的|了|数量|总数|件数|其|即|系|只|仅|达到?|约|也|则|分别|各类|各种|相关"
                "|社会公众|(?<=[件宗项])中|公民、法人(?:或者?|和|及)其[他它]组织|情况|情形|现象|案件|期间|后|[\\s\"“”'‘’*_]+|[一二三四五六七八九十]是|\\d{1,2}\\.(?!\\d)"),
    (AND, "[、和及与]|以及|或者?|并且?"),
    ("BREAK", "[,;:()\\[\\]。!?…]"),
)  # fmt: skip
"""What comes after all other tokens, and may begin with any sign."""


def _named(tokens: Sequence[tuple[str, str]]) -> str:
    """The wordings of tokens; an empty group behind names each, so that most are passed over at a character."""
    return "|".join(f"(?:{wordings})(?P<{name}>)" for name, wordings in tokens)


_RUN = 6
"""So many tokens are passed over together."""
_RUNS = (_WORDINGS[at : at + _RUN] for at in range(0, len(_WORDINGS), _RUN))
_MASTER = re.compile("|".join(only_where_it_may_begin(_named(run)) for run in (*_RUNS, _BETWEEN)))

_QUOTED = re.compile("《[^《》]{0,60}》")


class Word(NamedTuple):
    """A token of a sentence: its kind, where it stands, and for an amount its number, its unit and whether it is exact."""

    kind: str
    start: int
    end: int
    text: str
    value: int | Decimal = 0
    unit: str = ""
    about: bool = False


_word: Callable[[tuple[str, int, int, str, int, str, bool]], Word] = partial(tuple.__new__, Word)
"""A word of all its parts, made as fast as tuples are."""


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The tokens of a sentence; what lies between them is `WORD`. Titles of documents are words, whatever they hold."""
    words: list[Word] = []
    at = start
    quoted = _QUOTED.search(text, start, end)
    for found in _MASTER.finditer(text, start, end):
        first, last = found.span()
        if quoted and first >= quoted.end():
            quoted = _QUOTED.search(text, first, end)
        if quoted and quoted.start() <= first:
            continue
        if first > at:
            words.append(Word(WORD, at, first, text[at:first]))
        at = last
        kind = found.lastgroup or WORD
        words.append(_amount(found) if kind in _NUMBERS else _word((kind, first, last, found[0], 0, "", False)))
    if at < end:
        words.append(Word(WORD, at, end, text[at:end]))
    return words


_NUMBERS = frozenset((AMOUNT, "ZERO"))


def _amount(found: re.Match[str]) -> Word:
    before, number, more, unit, after = found.group("before", "number", "more", "unit", "after")
    if number is None:
        return Word(AMOUNT, *found.span(), found[0], 0, "件")
    return Word(AMOUNT, *found.span(), found[0], number_of(number), unit, bool(before or more or after))
