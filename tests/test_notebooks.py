"""The notebooks in examples/ run from the first cell to the last, each in a kernel of its own."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import gov_info_report as gir

pytestmark = pytest.mark.slow

NOTEBOOKS = sorted((Path(__file__).parents[1] / "examples").glob("*.ipynb"))
LARGEST = 400_000
"""Bytes of a notebook with its outputs: it is kept in the repository to be read there."""


def outputs(notebook):
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_what_it_asserts_holds(path, monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONPATH", str(Path(gir.__file__).parents[1]))  # the kernel takes the library that is tested
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": os.fspath(path.parent)}}
    ).execute()  # raises for the first cell that fails, an `assert` among them
    assert any("image/png" in output.get("data", {}) for output in outputs(notebook))
    assert not any(output.get("name") == "stderr" for output in outputs(notebook))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_as_it_ran_and_small(path):
    notebook = nbformat.read(path, as_version=4)
    ran = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert ran == list(range(1, len(ran) + 1))
    assert {output.output_type for output in outputs(notebook)} <= {"execute_result", "display_data", "stream"}
    assert path.stat().st_size < LARGEST


def test_the_notebooks_that_are_promised_are_there():
    assert [path.stem for path in NOTEBOOKS] == ["eighty_departments", "one_report", "years_and_offices"]
