"""How long reading files takes beside the packages that only open them.

    python -m benchmarks.formats

For each file the calls take turns, and each figure is a median.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import pdfplumber

import gov_info_report as gir
from benchmarks.__main__ import ROOT, in_turns

DOCX_LIMIT = 0.5
"""What reading a Word document may take, in parts of python-docx opening it and walking its cells."""

PDF_LIMIT = 1.2
"""What reading a PDF may take, in parts of pdfplumber extracting its text and its tables."""


def main() -> int:
    """Print what each file takes; 1 when a promise is broken."""
    kept = [measure_docx(name, content) for name, content in word_documents()]
    pdfs = sorted((ROOT.parent / "shared" / "corpus" / "documents").glob("*.pdf"))
    kept += [measure_pdf(path.name, path.read_bytes()) for path in pdfs]
    return 0 if all(kept) else 1


def word_documents() -> Iterator[tuple[str, bytes]]:
    """The shared blank form, where it lies beside the checkout, and our examples written as Word documents."""
    for path in sorted((ROOT.parent / "shared" / "corpus" / "documents").glob("*.docx")):
        yield path.name, path.read_bytes()
    for path in (ROOT / "examples" / "tabs.txt", ROOT / "examples" / "edition-2019.txt"):
        yield f"{path.stem}.docx", gir.serialise(gir.parse(Path(path)), "docx")


def measure_docx(name: str, content: bytes) -> bool:
    """Print what a Word document takes from bytes to a report; `False` when it is longer than promised."""
    times = in_turns({"python-docx": lambda: walk(content), "parse": lambda: gir.parse(content)})
    ratio = times["parse"] / times["python-docx"]
    print(name)
    print(f"  python-docx, cells{times['python-docx'] * 1e3:8.2f} ms")
    print(f"  parse docx        {times['parse'] * 1e3:8.2f} ms {ratio:7.3f} ×  (at most {DOCX_LIMIT})")
    return ratio <= DOCX_LIMIT


def walk(content: bytes) -> int:
    """Open a Word document and look at the text of every cell, as a program of one's own would begin."""
    tables = docx.Document(io.BytesIO(content)).tables
    return sum(len(cell.text) for table in tables for row in table.rows for cell in row.cells)


def measure_pdf(name: str, content: bytes) -> bool:
    """Print what a PDF takes from bytes to a report; `False` when it is longer than promised."""
    times = in_turns({"pdfplumber": lambda: extract(content), "parse": lambda: gir.parse(content)})
    ratio = times["parse"] / times["pdfplumber"]
    print(name)
    print(f"  pdfplumber, text and tables{times['pdfplumber'] * 1e3:8.2f} ms")
    print(f"  parse pdf                  {times['parse'] * 1e3:8.2f} ms {ratio:7.3f} ×  (at most {PDF_LIMIT})")
    return ratio <= PDF_LIMIT


def extract(content: bytes) -> int:
    """Take the text and the tables out of a PDF, as a program of one's own would begin."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return sum(len(page.extract_text()) + len(page.extract_tables()) for page in pdf.pages)


if __name__ == "__main__":
    sys.exit(main())
