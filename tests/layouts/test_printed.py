"""A table that stands as the form has it is read from the top, and comes to what the search for it comes to."""

from random import Random

import pytest

import gov_info_report as gir
from gov_info_report.parsing import alignment, settling
from tests.pages import DAMAGES, LAYOUTS, damaged_report, suits


def searched(source, monkeypatch):
    """A reading for which every table was searched."""
    with monkeypatch.context() as patch:
        patch.setattr(alignment, "printed_as_the_form", lambda name, lines: None)
        patch.setattr(settling, "place_as_printed", lambda found, of: [])
        return gir.read(source)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_reading_from_the_top_comes_to_what_a_search_comes_to(layout, monkeypatch):
    damages = [name for name in DAMAGES if suits(layout, DAMAGES[name])]
    for number, damage in enumerate(["none", "none", *Random(layout).sample(damages, 6)]):
        source = damaged_report(Random(f"{layout} {number}"), layout, (damage,)).source
        read, other = gir.read(source), searched(source, monkeypatch)
        assert (read.report, read.findings, read.spans) == (other.report, other.findings, other.spans)


@pytest.mark.parametrize("layout", ["tabs", "spaces", "cell a line", "pipes", "markdown", "html"])
def test_nothing_is_searched_on_a_page_in_order(layout, monkeypatch):
    monkeypatch.setattr(alignment, "search", None)
    monkeypatch.setattr(settling, "_settled", None)
    shown = damaged_report(Random(layout), layout, ("none",))
    assert gir.read(shown.source).report == shown.report
