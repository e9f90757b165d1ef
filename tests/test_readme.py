"""The Python blocks of the READMEs are doctests, run from top to bottom in one namespace."""

import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_python_blocks_give_what_they_say(name, monkeypatch, capsys):
    text = (ROOT / name).read_text("utf-8")
    assert not re.findall(r"^```python\n(?!>>> ).*", text, re.MULTILINE), "a block that no doctest would run"
    monkeypatch.chdir(ROOT)
    blocks = doctest.DocTestParser().get_doctest("".join(only_python(text)), {}, name, name, 0)
    failed, _ = doctest.DocTestRunner().run(blocks)
    assert not failed, capsys.readouterr().out


def only_python(text: str) -> Iterator[str]:
    """The lines of the Python blocks, each in its place; empty lines for the others."""
    inside = False
    for line in text.splitlines():
        if line.startswith("```"):
            inside = line == "```python"
            yield "\n"
        else:
            yield f"{line}\n" if inside else "\n"
