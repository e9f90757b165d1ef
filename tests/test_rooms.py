"""`pytest -m "not slow"` looks into every room of the house: a room keeps quick tests of its own."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src" / "gov_info_report"
ROOMS = {place.stem for place in HOUSE.iterdir() if (place / "__init__.py").is_file() or place.suffix == ".py"}
FACE = {"__init__"}
TESTED_BY = {
    "document": ["tests/unit/test_limits.py", "tests/unit/test_readers_text.py"],
    "grammar": ["tests/unit/test_parsing_grammar.py"],
    "testing": ["tests/unit/test_pages.py", "tests/unit/test_rules_beside.py"],
}
"""The tests of what has none of its own name."""
ENOUGH = 20
"""The fewest quick tests of a room."""


def files_of(room):
    named = [*ROOT.glob(f"tests/unit/test_{room}*.py"), *ROOT.glob(f"tests/{room}/test_*.py")]
    return TESTED_BY.get(room) or [path.relative_to(ROOT).as_posix() for path in named]


def test_every_room_has_quick_tests():
    asked = [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-m", "not slow", "-p", "no:cacheprovider"]
    listed = subprocess.run([*asked, "tests"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    quick = Counter()
    for line in listed.splitlines():
        file, _, count = line.partition(": ")
        quick[file] += int(count) if count.isdecimal() else 0
    few = {room: number for room in ROOMS - FACE if (number := sum(quick[file] for file in files_of(room))) < ENOUGH}
    assert few == {}
