"""The Python blocks of the READMEs are doctests, run top to bottom in one namespace; commands print what they say."""

import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from gov_info_report import cli

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_python_blocks_give_what_they_say(name, monkeypatch, capsys):
    text = (ROOT / name).read_text("utf-8")
    assert not re.findall(r"^```python\n(?!>>> ).*", text, re.MULTILINE), "a block that no doctest would run"
    monkeypatch.chdir(ROOT)
    blocks = doctest.DocTestParser().get_doctest("".join(only_python(text)), {}, name, name, 0)
    failed, _ = doctest.DocTestRunner().run(blocks)
    assert not failed, capsys.readouterr().out


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_commands_print_what_they_say(name, monkeypatch):
    text = (ROOT / name).read_text("utf-8")
    monkeypatch.chdir(ROOT)
    wrong = re.search(r"^```sh\ngov-info-report (check .*wrong-cell.txt)\n```\n\n```text\n(.*?)```$", text, re.S | re.M)
    told = re.findall(r"^```text\n\$ gov-info-report (.*?)\n(.*?)```$", text, re.S | re.M)
    assert wrong
    assert [command.split()[0] for command, _ in told] == ["mend"]
    for command, output in [wrong.groups(), *told]:
        environment = {"COLUMNS": "80", "FORCE_COLOR": None, "TTY_COMPATIBLE": None}
        assert CliRunner().invoke(cli.main, command.split(), env=environment).stdout == output


def only_python(text: str) -> Iterator[str]:
    """The lines of the Python blocks, each in its place; empty lines for the others."""
    inside = False
    for line in text.splitlines():
        if line.startswith("```"):
            inside = line == "```python"
            yield "\n"
        else:
            yield f"{line}\n" if inside else "\n"
