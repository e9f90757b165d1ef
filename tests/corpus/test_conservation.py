"""Nothing printed is dropped, in any document that lies in `shared`: the promise over everything that is there.

Those of the corpus are read beside, in `test_corpus.py`. It skips where the documents are absent.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

import gov_info_report as gir
from tests.pages.conservation import document_of, unaccounted

pytestmark = pytest.mark.slow

SHARED = Path(os.environ.get("GIR_CORPORA") or Path(__file__).resolve().parents[3] / "shared")
FOLDERS = ("field", "together/documents", "converters/outputs")
TORTURE_CASES, SEED = 300, 7

if not SHARED.is_dir():
    pytest.skip(f"the shared documents are not there: {SHARED}", allow_module_level=True)


def documents() -> Iterator[object]:
    for folder in FOLDERS:
        for path in sorted((SHARED / folder).glob("*")):
            if path.is_file() and path.suffix not in (".json", ".jsonl") and path.name != "README.md":
                yield pytest.param(path, id=f"{folder.split('/')[0]}/{path.name}")


def torture() -> Iterator[object]:
    path = SHARED / "torture" / "torture.py"
    if path.is_file():
        spec = importlib.util.spec_from_file_location("corpora_torture", path)
        module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for case in module.cases(TORTURE_CASES, SEED):
            yield pytest.param(case.source, id=f"torture/{case.name}")


@pytest.mark.parametrize("source", [*documents(), *torture()])
def test_nothing_printed_is_dropped(source: Path | str | bytes) -> None:
    content = source.read_bytes() if isinstance(source, Path) else source
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what other packages say of a file is no matter of this test
        try:
            reading = gir.read(source)
        except gir.GovInfoReportError as refused:
            pytest.skip(f"refused, and says so: {str(refused)[:80]}")
        if reading.format == "json":
            pytest.skip("JSON is no document")
        document = document_of(content, reading.format)
    assert unaccounted(document, reading) == []
