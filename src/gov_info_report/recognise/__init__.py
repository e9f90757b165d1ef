"""What printed words mean: figures in cells, labels of tables, headings of sections, titles; from the model's terms."""

from gov_info_report.recognise.cells import (
    adds_up,
    converts,
    cut_figures,
    is_figure,
    may_have_slid,
    printed_unit,
    read_figure,
    write_figure,
    write_row,
)
from gov_info_report.recognise.headings import SectionHeading, cut_headings, section_heading
from gov_info_report.recognise.labels import (
    LONGEST,
    Label,
    LabelKind,
    bears_label,
    begins_label,
    labels_of,
    nearest_row,
    split_labels,
)
from gov_info_report.recognise.structure import is_plain_title, is_structural
from gov_info_report.recognise.titles import (
    PrintedTitle,
    find_title,
    find_titles,
    is_furniture,
    is_organ,
    is_title,
    is_title_part,
    names_place_of,
)

__all__ = [
    "LONGEST",
    "Label",
    "LabelKind",
    "PrintedTitle",
    "SectionHeading",
    "adds_up",
    "bears_label",
    "begins_label",
    "converts",
    "cut_figures",
    "cut_headings",
    "find_title",
    "find_titles",
    "is_figure",
    "is_furniture",
    "is_organ",
    "is_plain_title",
    "is_structural",
    "is_title",
    "is_title_part",
    "labels_of",
    "may_have_slid",
    "names_place_of",
    "nearest_row",
    "printed_unit",
    "read_figure",
    "section_heading",
    "split_labels",
    "write_figure",
    "write_row",
]
