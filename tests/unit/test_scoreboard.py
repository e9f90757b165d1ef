"""The scoreboard: what it prints, when it fails, and how it finds corpora."""

import json

import pytest

import gov_info_report as gir
from benchmarks.reading import main

CLEAN = ["--n", "3", "--only", "alone", "--layout", "tabs", "--damage", "none"]

TORTURE = """
from dataclasses import dataclass, field

@dataclass
class Case:
    name: str
    source: str
    truth: dict
    undecidable: frozenset = frozenset()
    layout: str = "tabs"
    damages: tuple = ()

def cases(n, seed):
    for number in range(n):
        yield Case(str(number), SOURCE, TRUTH)
"""


def scores(capfd, *arguments):
    """The exit status and what is printed as JSON."""
    status = main([*arguments, "--json"])
    return status, json.loads(capfd.readouterr().out)


def test_pages_in_order_are_all_right(capfd):
    status, scored = scores(capfd, *CLEAN, "--max-silent", "0", "--min-right", "100")
    total = scored["ALONE"]
    assert (status, total["cases"], total["all"]["percent right"], total["clean"]) == (0, 3, 100.0, 3)
    assert set(scored) == {"ALONE", "alone: in tabs", "alone: none"}


def test_it_fails_where_fewer_are_right_than_asked_for(capfd):
    assert main([*CLEAN, "--min-right", "100.1"]) == 1
    assert "ALONE: 100.00 % of the decidable are right, at least 100.1 %" in capfd.readouterr().err


def test_a_corpus_is_found_and_what_is_silent_in_it_fails(tmp_path, capfd):
    source = gir.serialise(gir.evolve(gir.blank(2021), {"proactive.penalties.decisions": 7}), "text")
    truth = {"proactive.penalties.decisions": 8, "proactive.licensing.decisions": "blank"}
    (tmp_path / "torture").mkdir()
    (tmp_path / "torture" / "torture.py").write_text(
        TORTURE.replace("SOURCE", repr(source)).replace("TRUTH", repr(truth)), "utf-8"
    )
    status, scored = scores(capfd, "--n", "2", "--corpora", str(tmp_path), "--only", "torture", "--max-silent", "1")
    counts = scored["TORTURE"]["all"]
    assert (status, counts["silent"], counts["right"]) == (1, 2, 2)


def test_a_corpus_that_is_not_there_is_refused(capfd):
    with pytest.raises(SystemExit):
        main(["--only", "torture", "--corpora", "nowhere"])
    assert "nothing here is called torture" in capfd.readouterr().err
