"""`gir.check`: all that there is to say of a source, each cause once."""

from pathlib import Path

import pytest

import gov_info_report as gir
from gov_info_report import Verdict

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("name", ["tabs.txt", "wrong-cell.txt", "lost-column.txt", "web-page.html", "markdown.md"])
def test_it_says_what_reading_and_validate_say(name):
    reading = gir.read(EXAMPLES / name)
    assert gir.check(EXAMPLES / name) == reading.findings + gir.validate(reading)


def test_the_verdicts():
    names = ("tabs.txt", "web-page.html", "wrong-cell.txt", "lost-column.txt")
    assert [gir.check(EXAMPLES / name).verdict for name in names] == [
        Verdict.PASSED,
        Verdict.PASSED,
        Verdict.FAILED,
        Verdict.FAILED,
    ]


def test_a_lost_column_is_said_once_by_validate():
    found = gir.check(EXAMPLES / "lost-column.txt")
    assert [finding.code for finding in found if not finding.code.startswith("cell-")] == [
        "column-missing",
        "identity-unassessed",
    ]


def test_it_takes_a_format_and_limits():
    page = gir.serialise(gir.blank(), "html")
    nothing_said = {"fee-unstated", "section-perfunctory"}
    assert gir.check(page, "html").codes == {"table-empty", "title-missing", "year-unknown"} | nothing_said
    with pytest.raises(gir.ParseError, match=r"Limits\.cells"):
        gir.check(page, limits=gir.Limits(cells=3))
    with pytest.raises(gir.FormatError):
        gir.check(page, "odt")
    with pytest.raises(OSError, match="no-such-file"):
        gir.check(Path("no-such-file.txt"))
