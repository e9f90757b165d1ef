"""How briefly the command line answers: a form left blank, real reports, and correct ones in every format."""

import io
from pathlib import Path

import openpyxl
import pytest
import xlwt
from click.testing import CliRunner

import gov_info_report as gir
from gov_info_report import cli
from gov_info_report.model import SECTIONS, TABLES, section_label, table
from tests.pages import LAYOUTS, lay_out
from tests.unit.test_readers_pdf import typeset
from tests.unit.test_readers_xlsx import workbook

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared" / "corpus" / "documents"
OUTPUTS = ROOT.parent / "shared" / "converters" / "outputs"
CORRECT = {
    edition: gir.parse(ROOT / "examples" / name) for edition, name in [(2021, "tabs.txt"), (2019, "edition-2019.txt")]
}


def said(path, *options):
    """What check prints of a file, line by line."""
    return CliRunner().invoke(cli.main, ["check", *options, str(path)], env={"COLUMNS": "120"}).output.splitlines()


def labels_alone():
    """A report of which somebody kept the headings and the labels of rows."""
    lines = ["青禾县水利局2024年政府信息公开工作年度报告"]
    for name in SECTIONS:
        lines.append(section_label(name))
        lines += [row.label for row in table(name, 2021).rows] if name in TABLES else []
    return "\n".join(lines)


def old_workbook(report):
    """The form in a workbook of 1997."""
    book = xlwt.Workbook()
    page = book.add_sheet("年报")
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(report))).active
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
        if area := merged.get((cell.row, cell.column)):
            page.write_merge(area.min_row - 1, area.max_row - 1, area.min_col - 1, area.max_col - 1, cell.value)
        else:
            page.write(cell.row - 1, cell.column - 1, cell.value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


FORMATS = {
    "a.txt": lambda report: gir.serialise(report, "text"),
    "a.md": lambda report: gir.serialise(report, "markdown"),
    "a.html": lambda report: gir.serialise(report, "html"),
    "a.json": lambda report: gir.serialise(report, "json"),
    "a.docx": lambda report: gir.serialise(report, "docx"),
    "a.xlsx": workbook,
    "a.xls": old_workbook,
    "a.pdf": typeset,
    "commas.csv": lambda report: LAYOUTS["commas"].write(lay_out(report)),
    "boxes.txt": lambda report: LAYOUTS["box drawing"].write(lay_out(report)),
}


@pytest.mark.parametrize("edition", CORRECT)
@pytest.mark.parametrize("name", FORMATS)
def test_a_correct_report_is_one_line_in_every_format(tmp_path, name, edition):
    content = FORMATS[name](CORRECT[edition])
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    [line] = said(tmp_path / name)
    assert line.startswith(f"{tmp_path / name}  通过")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("blank.docx", gir.serialise(gir.blank(), "docx")),
        ("blank.txt", gir.serialise(gir.blank(), "text").encode()),
        ("blank-2019.docx", gir.serialise(gir.blank(2019), "docx")),
        ("labels.txt", labels_alone().encode()),
    ],
)
def test_a_form_left_blank(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    findings = gir.check(tmp_path / name)
    assert (findings.verdict, len(findings) <= 8) == (gir.Verdict.FAILED, True)
    assert len(said(tmp_path / name)) <= 40
    assert len(said(tmp_path / name, "--all", "--explain", "--lang", "en")) <= 40


@pytest.mark.parametrize("name", ["000_4341778a51cecd03.txt", "shuyang-drc-2023.html"])
def test_a_real_report(name):
    if not (DOCUMENTS / name).exists():
        pytest.skip(f"the shared corpus is not there: {DOCUMENTS}")
    assert len(gir.check(DOCUMENTS / name)) <= 12
    assert len(said(DOCUMENTS / name)) <= 40
    assert len(said(DOCUMENTS / name, "--all", "--explain", "--lang", "en")) <= 40


def test_tables_drawn_with_dashes():
    source = OUTPUTS / "0-docx.odt_pandoc_plain.txt"
    if not source.exists():
        pytest.skip(f"the outputs of converters are not there: {OUTPUTS}")
    [line] = said(source)
    assert line.startswith(f"{source}  通过")
