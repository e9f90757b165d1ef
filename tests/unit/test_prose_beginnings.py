"""A pattern behind a look at the next character finds what it finds alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_info_report.prose.beginnings import only_where_it_may_begin

PATTERNS = {
    "a character": ("收到", "收"),
    "alternatives": ("收到|受理|办结", "办|受|收"),
    "a group that may be missing": ("(?:又|再)?收", "再|又|收"),
    "a group that is there": ("(?:又|再)收", "再|又"),
    "a group within one": ("(?:(?:尚|暂)?未|没)办", "尚|暂|未|没"),
    "a look around": ("(?<!不)(?=予)予以", "予"),
    "a class and a digit": (r"[两三][\d,]{2}|\d+件", r"[两三]|\d"),
    "a class with a bracket": (r"[\]件]+", r"[\]件]"),
    "what comes any number of times": ("(?:依法|按期)*答复", "依|按|答"),
    "what may come a number of times": ("零{0,2}件", "件|零"),
    "what comes a number of times": ("零{1,2}件", "零"),
    "a name": ("(?:收|受)(?P<RECEIVED>)到", "受|收"),
}


@pytest.mark.parametrize(("pattern", "begins"), PATTERNS.values(), ids=PATTERNS)
def test_the_characters_that_a_match_may_begin_with_are_those_of_its_first_part(pattern, begins):
    guarded = only_where_it_may_begin(pattern)
    look, rest = guarded[: guarded.index("(?:", 1)], guarded[guarded.index("(?:", 1) :]

    assert set(re.split(r"(?<!\[)\|", look.removeprefix("(?=").removesuffix(")"))) == set(begins.split("|"))
    assert rest == f"(?:{pattern})"


@given(st.text("又再收到受理办结尚暂未没不予以两三1,件]依法按期答复零", max_size=12))
def test_the_pattern_finds_the_same(text):
    for pattern, _ in PATTERNS.values():
        alone = [found.span() for found in re.finditer(pattern, text)]

        assert [found.span() for found in re.finditer(only_where_it_may_begin(pattern), text)] == alone
