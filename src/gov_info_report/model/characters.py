"""Characters as the form prints them: simplified, no wide forms, no radicals in the place of whole characters."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["INVISIBLE", "NOTE_MARK", "RADICALS", "in_words_of_form", "plain", "raised", "visible", "without_radicals"]

_TRADITIONAL = str.maketrans(
    "總體況動開規範廢現數處決許罰強業費單萬項額構採購務對類結轉請復複議訴訟維糾審問題進報辦當無證協權護過執詢國穩內確"
    "認須補訪舉關獲個經機會織條應區計為與於還製發編號説說據係願門縣鄉鎮廳級廣東灣衞衛組監督臺設"
    "祕屬繳減檔獨書錄見時續繼後產節資訊網員質適達動變實際給統備註聯絡電話郵團學術營責歷長"
    "並佈來們傳僅億兩別則劃圍園圖場將專導屆層帶幾庫廠張徑從徵戶掃擊斷暫標檢欄沒準滿瀏熱爲環畢眾碼礙種稱約納絕綜"
    "線繫羣聞衆覆覈視覽訓記評詞該語諮識讀貫較載輯輿轄這連週違遞遺針銷錯鍵鏈閉間閱隊難頁頂順頒領頻餘館駐點黨",
    "总体况动开规范废现数处决许罚强业费单万项额构采购务对类结转请复复议诉讼维纠审问题进报办当无证协权护过执询国稳内确"
    "认须补访举关获个经机会织条应区计为与于还制发编号说说据系愿门县乡镇厅级广东湾卫卫组监督台设"
    "秘属缴减档独书录见时续继后产节资讯网员质适达动变实际给统备注联络电话邮团学术营责历长"
    "并布来们传仅亿两别则划围园图场将专导届层带几库厂张径从征户扫击断暂标检栏没准满浏热为环毕众码碍种称约纳绝综"
    "线系群闻众复核视览训记评词该语咨识读贯较载辑舆辖这连周违递遗针销错键链闭间阅队难页顶顺颁领频余馆驻点党",
)
"""Traditional characters of the form's words, and the simplified ones of the form itself."""

_OTHER_WORDS = {"檔案": "文件", "資訊": "信息", "專案": "项目", "資料": "数据"}
"""Words that converters to the writing of Taiwan put in the place of the form's."""

RADICALS = str.maketrans(
    "⺟⺠⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳" + "".join(map(chr, range(0x2F00, 0x2FD6))),
    "母民西见角贝车长长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟"
    + unicodedata.normalize("NFKC", "".join(map(chr, range(0x2F00, 0x2FD6)))),
)
"""Radicals that fonts put in the place of the characters they look like: Unicode's EquivalentUnifiedIdeograph."""

NOTE_MARK = re.compile("[²³¹⁰⁴-⁹₀-₉①-⑳⓪㉑-㉟㊱-㊿]")
"""A digit above or below the line or in a circle: it counts notes, and is no part of the number beside it."""

_NOTE = re.compile(rf"(?<=[^\d\s])(?:{NOTE_MARK.pattern}|\[\s*注?\s*\d{{0,2}}\s*\]|[*＊]+$)")
"""Signs of notes after words, which are no part of a label."""

INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""What prints nothing: marks of direction, joints, places where a line may break."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_WIDE = tuple((mark, unicodedata.normalize("NFKC", mark)) for mark in "，：；（）？！")
_SIMPLIFIED = {one: other for one, other in (RADICALS | _TRADITIONAL).items() if one != other}
_ANY = re.compile(f"[{''.join(map(chr, _SIMPLIFIED))}]")
_ANY_RADICAL = re.compile(f"[{''.join(map(chr, RADICALS))}]")


def visible(text: str) -> str:
    """A text without the characters that print nothing.

    >>> visible("\N{ZERO WIDTH SPACE}12\N{LEFT-TO-RIGHT MARK}")
    '12'
    """
    return INVISIBLE.sub("", text) if INVISIBLE.search(text) else text  # to look first is faster


def plain(text: str) -> str:
    """A text in the form's own characters: no wide forms, no traditional ones, none that print nothing.

    >>> plain("總體情況１")
    '总体情况1'
    """
    if text.isascii():
        return text
    for mark, narrow in _WIDE:  # what is normal already is normalised in no time, and little but these marks is not
        text = text.replace(mark, narrow)
    return _ANY.sub(_simplified, unicodedata.normalize("NFKC", visible(text)))


def _simplified(found: re.Match[str]) -> str:
    return found[0].translate(_SIMPLIFIED)


def in_words_of_form(text: str) -> str:
    """A label in the form's own characters and words, without signs of notes.

    In a name, words of Taiwan may mean something else.

    >>> in_words_of_form("規範性檔案")
    '规范性文件'
    """
    for word, own in _OTHER_WORDS.items():
        text = text.replace(word, own) if word in text else text
    return plain(_NOTE.sub("", text))


def raised(text: str) -> str:
    """A text that stands above the line or below it, its digits such as belong to no number.

    >>> "24" + raised("[1]")
    '24[¹]'
    """
    return text.translate(_RAISED)


def without_radicals(text: str) -> str:
    """A text with the characters that it prints where it holds radicals that look like them.

    >>> without_radicals("⽯门镇⼈⺠政府")
    '石门镇人民政府'
    """
    return text.translate(RADICALS) if _ANY_RADICAL.search(text) else text
