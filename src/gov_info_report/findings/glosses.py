"""The form's words in English: its glosses, and the names of the fields where a gloss says nothing."""

from __future__ import annotations

from functools import cache

from gov_info_report.model import EDITIONS, TABLES, Column, Term, table

__all__ = ["column_gloss", "field_words", "label_gloss", "row_gloss"]

_HEADINGS = {
    "法人或其他组织": "legal persons and other organisations",
    "申请人情况": "applicants",
    "行政诉讼": "litigation",
    "信息内容": "content",
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）": "(in each column, 1 + 2 = 3 + 4)",
}
"""Labels above several rows or columns; they have no field of their own."""


def row_gloss(field: str, term: Term) -> str:
    """A row, or a group of rows."""
    return field_words(field) if "{" in term.gloss else term.gloss.partition(" (")[0]


def column_gloss(column: Column) -> str:
    """What a column's gloss says beside that of its row."""
    return column.term.gloss.partition(" (")[0].replace("{}", "").strip(" ,") or field_words(column.name)


def field_words(field: str) -> str:
    """The name of a field as words."""
    return field.replace("_", " ")


def label_gloss(label: str) -> str:
    """A label that is printed in a table of the form; one that the form does not know as it is.

    >>> label_gloss("（七）总计"), label_gloss("商业企业"), label_gloss("第二十条第（六）项")
    ('total of outcomes', 'enterprise', 'Article 20 (6)')
    """
    return _glosses().get(label, label)


@cache
def _glosses() -> dict[str, str]:
    glosses = {
        **_HEADINGS,
        **{f"第二十条第（{digit}）项": f"Article 20 ({at})" for at, digit in enumerate("一二三四五六七八九", 1)},
    }
    for name in TABLES:
        for edition in EDITIONS:
            for row in table(name, edition).rows:
                for field, term in zip(row.path.split(".")[1:], row.terms, strict=True):
                    glosses.setdefault(term.label, row_gloss(field, term))
                for column in row.columns:
                    glosses.setdefault(column.term.label, column_gloss(column))
    return glosses
