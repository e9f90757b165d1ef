"""Reports as files, and documents that end or stop the process that reads them."""

import os
from pathlib import Path
from random import Random

import pytest

import gov_info_report as gir
from gov_info_report.testing import consistent_report


@pytest.fixture(scope="session")
def report():
    """Gives a report of our own for each number; the odd ones have something wrong."""

    def make(number: int) -> gir.Report:
        wrong = {"requests.received.total": 98765 + number, "disputes.reconsideration.upheld": gir.Mark.BLANK}
        return gir.evolve(consistent_report(Random(number)), wrong if number % 2 else {})

    return make


@pytest.fixture
def text(report):
    """Gives the text of that report."""
    return lambda number: gir.serialise(report(number), "text")


DANGEROUS = """
import os, re, signal, time


class PdfiumError(Exception):
    pass


def PdfDocument(source):
    match bytes(source).split()[1].decode():
        case "exit":
            os._exit(3)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "memory":
            raise MemoryError("no more")
        case "recursion":
            return PdfDocument(source)
        case "odd-error":
            raise OddError(1, 2)
        case "print":
            print("between", flush=True)
            os.write(1, b"between")
            raise ValueError("printed")
        case "sleep":
            time.sleep(600)
        case "busy":  # within the lock of the interpreter
            re.match("(a+)+$", "a" * 60 + "b")
        case "once":
            mark = os.environ["CRASHED_ONCE"]
            if not os.path.exists(mark):
                open(mark, "w").close()
                os.kill(os.getpid(), signal.SIGKILL)
            raise ValueError("read the second time")


class OddError(Exception):
    def __init__(self, one, other):
        super().__init__(f"{one} and {other}")
"""


@pytest.fixture
def danger(tmp_path, monkeypatch):
    """Gives PDF files that do what they say to a process whose PDF library is not to be trusted."""
    modules = tmp_path / "modules"
    modules.mkdir()
    (modules / "pypdfium2.py").write_text(DANGEROUS, "utf-8")
    monkeypatch.syspath_prepend(str(modules))
    monkeypatch.setenv("CRASHED_ONCE", str(tmp_path / "crashed once"))

    def make(what: str) -> bytes:
        return f"%PDF-1.7 {what}".encode()

    return make


@pytest.fixture
def no_process_left():
    """Checks that no process of ours is left when a test has ended."""
    before = children()
    yield
    assert children() - before == set()


def children() -> set[int]:
    """The processes that this one has started, and that are not gone."""
    return {
        int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _parent(entry) == os.getpid()
    }


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return -1
