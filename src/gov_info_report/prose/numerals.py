"""Numbers as prose prints them: digits, with thousands and decimals, and Chinese numerals."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["ABOUT_AFTER", "ABOUT_BEFORE", "DIGITS", "NUMERALS", "number_of"]

DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,18})(?:\.\d{1,9})?(?!\d)(?:\s?[万亿])?"
"""No more digits than a figure may have: what is longer is no number, and could not be printed."""
NUMERALS = "零〇一二两三四五六七八九十百千万"
ABOUT_BEFORE = "将近|接近|大约|约|近|超过|超出|超|逾|不足|至少|最多|不到|不少于|不超过"
ABOUT_AFTER = "左右|上下|以上|以内|以下"

_ONES = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_POWERS = {"万": 10**4, "亿": 10**8}


def number_of(printed: str) -> int | Decimal:
    """The number that is printed.

    >>> number_of("1,204"), number_of("三十七"), number_of("一百零五"), number_of("2.5万"), number_of("十")
    (1204, 37, 105, 25000, 10)
    """
    if printed.isdecimal():
        return int(printed)
    if printed[0].isdecimal():
        power = _POWERS.get(printed[-1], 1)
        digits = printed.rstrip("万亿 ").replace(",", "")
        number = Decimal(digits) * power if "." in digits else int(digits) * power
        return int(number) if number == int(number) else number
    if not any(numeral in _TENS or numeral in _POWERS for numeral in printed):
        return int("".join(str(_ONES[numeral]) for numeral in printed))
    total = section = ones = 0
    for numeral in printed:
        if numeral in _ONES:
            ones = _ONES[numeral]
        elif numeral in _TENS:
            section += (ones or 1) * _TENS[numeral]
            ones = 0
        else:
            total += ((section + ones) or 1) * _POWERS[numeral]
            section = ones = 0
    return total + section + ones
