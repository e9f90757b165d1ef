"""`read_many`: an outcome for each document, whatever the documents do to the processes that read them."""

import itertools
import os
import pickle
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

import gov_info_report as gir
from gov_info_report.batch import many, pool, sources

pytestmark = pytest.mark.usefixtures("no_process_left")


def named(text, numbers):
    return [(f"{number}.txt", text(number).encode()) for number in numbers]


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_an_outcome_is_what_read_and_validate_give(workers, text, report):
    outcomes = sorted(gir.read_many(named(text, range(20)), workers=workers), key=lambda outcome: outcome.index)
    assert [(each.source, each.index) for each in outcomes] == [(f"{number}.txt", number) for number in range(20)]
    for number, outcome in enumerate(outcomes):
        reading = gir.read(text(number).encode())
        assert outcome.reading == reading
        assert outcome.reading.report == report(number)
        assert outcome.findings == reading.findings + gir.validate(reading)
        assert outcome.error is None


@pytest.mark.slow
def test_outcomes_come_in_the_order_of_the_sources_when_asked(text, danger, monkeypatch):
    monkeypatch.setattr(many, "CHUNK_SIZE", 3)
    monkeypatch.setattr(many, "HELD", 2)
    given = [("slow.pdf", danger("sleep")), *named(text, range(30))]
    outcomes = list(gir.read_many(given, workers=2, ordered=True, time_limit=1))
    assert [outcome.index for outcome in outcomes] == list(range(31))


def test_a_document_that_cannot_be_read_is_an_error_with_its_source(tmp_path, text):
    outcomes = list(gir.read_many([tmp_path / "absent.txt", ("page.txt", "新闻".encode()), *named(text, [1])]))
    by_source = {outcome.source: outcome for outcome in outcomes}
    assert {source: type(outcome.error) for source, outcome in by_source.items()} == {
        str(tmp_path / "absent.txt"): FileNotFoundError,
        "page.txt": gir.ParseError,
        "1.txt": type(None),
    }
    assert by_source["page.txt"].reading is None
    assert by_source["page.txt"].findings == gir.Findings()
    with pytest.raises(gir.ParseError) as raised:
        gir.parse("新闻")
    assert str(by_source["page.txt"].error) == str(raised.value)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "error", "says"),
    [
        ("exit", gir.errors.WorkerError, "exit status 3"),
        ("kill", gir.errors.WorkerError, "SIGKILL"),
        ("segfault", gir.errors.WorkerError, "SIGSEGV"),
        ("memory", MemoryError, "no more"),
        ("recursion", RecursionError, "recursion"),
        ("odd-error", gir.errors.WorkerError, "OddError: 1 and 2"),
        ("print", ValueError, "printed"),
        ("sleep", gir.errors.TimeLimitError, "more than 1 seconds"),
        ("busy", gir.errors.TimeLimitError, "more than 1 seconds"),
    ],
)
def test_a_document_that_ends_its_process_costs_itself_alone(what, error, says, text, danger):
    given = named(text, range(12))
    given.insert(5, ("danger.pdf", danger(what)))
    outcomes = sorted(gir.read_many(given, workers=1, time_limit=1), key=lambda outcome: outcome.index)
    assert [outcome.source for outcome in outcomes] == [name for name, _ in given]
    assert [outcome.source for outcome in outcomes if outcome.reading is None] == ["danger.pdf"]
    assert type(outcomes[5].error) is error
    assert says in str(outcomes[5].error)
    assert type(pickle.loads(pickle.dumps(outcomes[5])).error) is error


def test_a_document_is_tried_again_when_its_process_was_killed(danger):
    [outcome] = gir.read_many([("once.pdf", danger("once"))], workers=1)
    assert repr(outcome.error) == "ValueError('read the second time')"


@pytest.mark.slow
def test_any_part_of_the_documents_may_be_dangerous(text, danger):
    given = [
        (f"{number}.pdf", danger("exit")) if number % 3 == 0 else (f"{number}.txt", text(number).encode())
        for number in range(9)
    ]
    outcomes = sorted(gir.read_many(given, workers=2), key=lambda outcome: outcome.index)
    assert [outcome.source for outcome in outcomes] == [name for name, _ in given]
    assert [outcome.index for outcome in outcomes if outcome.error] == [0, 3, 6]


@pytest.mark.slow
def test_sources_may_be_endless_and_are_not_taken_ahead(text):
    taken = itertools.count()
    given = ((f"{next(taken)}", text(1).encode()) for _ in itertools.count())
    with closing(gir.read_many(given, workers=2)) as outcomes:
        seen = [outcome.source for outcome in itertools.islice(outcomes, 200)]
    assert len(set(seen)) == 200
    assert next(taken) <= 200 + 2 * many.CHUNK_SIZE + pool.AHEAD


def test_outcomes_come_before_slow_sources_end(text):
    asked = []

    def slowly():
        for number in range(4):
            asked.append(number)
            time.sleep(many.SECONDS_TO_FILL * 2)
            yield f"{number}", text(number).encode()

    with closing(gir.read_many(slowly(), workers=1)) as outcomes:
        assert next(outcomes).index == 0
        assert len(asked) <= 2


def test_an_error_of_the_sources_is_raised_and_leaves_no_process():
    def broken():
        yield "1", b"1"
        raise KeyError("gone")

    with pytest.raises(KeyError, match="gone"):
        list(gir.read_many(broken()))


@pytest.mark.parametrize("given", [3, [3], b"text", [b"text"], None])
def test_what_is_no_source_is_refused(given):
    with pytest.raises(TypeError, match="no source of documents"):
        list(gir.read_many(given))


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"time_limit": 0}, {"time_limit": float("inf")}])
def test_settings_are_checked_when_the_call_is_made(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        gir.read_many([], **wrong)


def test_no_documents_start_no_process(monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", None)
    assert list(gir.read_many([])) == []


def test_processes_that_do_not_start_are_an_error(monkeypatch, text):
    monkeypatch.setattr(pool, "COMMAND", "import sys; sys.exit(7)")
    with pytest.raises(gir.errors.WorkerError, match=r"do not work.*exit status 7"):
        list(gir.read_many(named(text, [1])))


def test_the_limits_hold_in_the_processes(text):
    [outcome] = gir.read_many(named(text, [1]), limits=gir.Limits(cells=3))
    assert (
        str(outcome.error) == "表格单元格超过 3 个，上限由 Limits.cells 设定 (more than 3 cells; Limits.cells sets it)"
    )


def test_a_bar_shows_what_is_done(text, capsys):
    assert len(list(gir.read_many(named(text, range(3)), workers=1, progress=True))) == 3
    shown = capsys.readouterr()
    assert "3/3" in shown.err
    assert shown.out == ""


def test_without_tqdm_the_error_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with pytest.raises(gir.MissingExtraError, match=r"gov_info_report\[notebook\]"):
        gir.read_many([], progress=True)


def test_as_many_processes_as_there_are_processors(monkeypatch):
    assert many.processes(None, 1.0) == len(os.sched_getaffinity(0))
    monkeypatch.delattr(os, "sched_getaffinity")
    assert many.processes(None, 1.0) == os.cpu_count()


PROGRAM = """
import sys, gov_info_report as gir
for outcome in gir.read_many([("sleep.pdf", b"%PDF-1.7 sleep"), *[sys.argv[1]] * 40], workers=2, time_limit=4):
    print(outcome.source, flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_program_that_is_ended_leaves_no_process(end, tmp_path, text, danger):
    """It calls `read_many` without the guard that `multiprocessing` asks for."""
    (tmp_path / "a.txt").write_text(text(1), "utf-8")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, program, tmp_path / "a.txt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    assert process.stdout.readline().decode().strip() == str(tmp_path / "a.txt")
    workers = below(process.pid)
    assert len(workers) == 2
    process.send_signal(end)
    process.wait(timeout=10)
    process.stdout.close()
    deadline = time.monotonic() + 8
    while [pid for pid in workers if Path(f"/proc/{pid}").exists()] and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in workers if Path(f"/proc/{pid}").exists()] == []


def below(parent):
    found = subprocess.run(["ps", "--ppid", str(parent), "-o", "pid="], capture_output=True, text=True, check=True)
    return [int(pid) for pid in found.stdout.split()]


def test_closing_leaves_no_process_even_one_that_hangs(text, danger):
    given = [*named(text, range(2)), ("sleep.pdf", danger("sleep"))]
    outcomes = gir.read_many(given, workers=1)
    next(outcomes)
    outcomes.close()


def test_importing_the_library_imports_no_machinery():
    code = "import sys, gov_info_report; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"pyarrow", "multiprocessing", "subprocess", "tqdm", "gov_info_report.batch.pool"}.isdisjoint(loaded)


def test_items_are_loaded_lazily():
    expanded = sources.expand(iter([("a", b"1"), 3]), gir.Limits())
    assert next(expanded) == sources.Content("a", b"1")
