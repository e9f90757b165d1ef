"""What the READMEs and the site show is true: Python and commands print what they say, and nothing is left out.

In each page the blocks of Python run top to bottom in one namespace, as a reader would type them.
"""

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import gov_info_report as gir
from docs.documents import DOCUMENTS
from gov_info_report import cli

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.zh.md"]
SITE = [
    str(page.relative_to(ROOT))
    for page in sorted((ROOT / "docs").rglob("*.md"))
    if "generated" not in page.parts and page.name != "changelog.md"
]


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", *SITE])
def test_the_python_blocks_give_what_they_say(name, monkeypatch, capsys):
    text = (ROOT / name).read_text("utf-8")
    monkeypatch.chdir(ROOT)
    typed = doctest.DocTestParser().get_doctest("".join(only_python(text)), {}, name, name, 0)
    failed, _ = doctest.DocTestRunner().run(typed)
    assert not failed, capsys.readouterr().out
    for module in re.findall(r"^```python\n((?!>>> ).*?)^```$", text, re.DOTALL | re.MULTILINE):
        exec(compile(module, name, "exec"), {})  # a module of the reader's own: it defines what it says


@pytest.mark.parametrize("name", [*READMES, *SITE])
def test_the_commands_print_what_they_say(name, monkeypatch):
    monkeypatch.chdir(ROOT)
    for command, output in told(name):
        environment = {"COLUMNS": "80", "FORCE_COLOR": None, "TTY_COMPATIBLE": None}
        assert CliRunner().invoke(cli.main, shlex.split(command), env=environment).output == output


@pytest.mark.parametrize("name", READMES)
def test_a_readme_shows_the_commands(name):
    assert [command.split()[0] for command, _ in told(name)] == ["check", "mend"]


def test_every_code_has_its_document():
    assert set(DOCUMENTS) == set(gir.CATALOGUE)


@pytest.mark.parametrize("code", DOCUMENTS)
def test_a_document_produces_its_code(code):
    assert DOCUMENTS[code].findings().codes == {code} | DOCUMENTS[code].besides


def test_nothing_is_wrong_with_what_the_documents_change():
    assert [(gir.check((ROOT / "examples" / base).read_text("utf-8")), base) for base in bases()] == [
        (gir.Findings(), base) for base in bases()
    ]


def test_every_public_name_is_in_the_reference():
    pages = "".join(page.read_text("utf-8") for page in (ROOT / "docs" / "reference").glob("*.md"))
    named = set(re.findall(r"^\.\. auto\w+:: (\w+)$", pages, re.MULTILINE)) | {"CATALOGUE"}
    assert named == set(gir.__all__) - {"__version__"}


def bases() -> list[str]:
    """The examples that the documents are made of."""
    return sorted({document.base for document in DOCUMENTS.values()})


def told(name: str) -> list[tuple[str, str]]:
    """The commands that a page shows with what they print."""
    text = (ROOT / name).read_text("utf-8")
    return re.findall(r"^```console\n\$ gov-info-report (.*?)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def only_python(text: str) -> Iterator[str]:
    """The lines of the Python blocks, each in its place; empty lines for the others."""
    inside = False
    for line in text.splitlines():
        if line.startswith("```"):
            inside = line == "```python"
            yield "\n"
        else:
            yield f"{line}\n" if inside else "\n"
