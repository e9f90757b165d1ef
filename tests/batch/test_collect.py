"""`collect`: every document is in the datasets exactly once, whatever ends the process that collects."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import pyarrow as pa
import pytest
from click.testing import CliRunner
from pyarrow import dataset

import gov_info_report as gir
from gov_info_report import cli
from gov_info_report.batch import Summary, collect, plan, shards, tables
from gov_info_report.frames.schemas import FIGURES, FINDINGS

NAMES = ("reports", "figures", "findings", "statements", "indicators", "failures")


def read(out, name):
    return dataset.dataset(out / name, format="parquet").to_table()


def sources(out, name):
    return read(out, name)["source"].to_pylist()


@pytest.fixture
def folder(tmp_path, text):
    """Seven documents, one of them none."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(text(number), "utf-8")
    (folder / "page.html").write_text("<p>新闻</p>", "utf-8")
    return folder


def test_the_datasets_hold_what_read_and_validate_give(folder, tmp_path, report):
    out = tmp_path / "out"
    summary = collect(folder, out, workers=2)
    paths = [str(folder / f"{number}.txt") for number in range(6)]
    readings = [gir.read(Path(path)) for path in paths]
    findings = [reading.findings + gir.validate(reading) for reading in readings]
    assert summary == Summary(
        documents=7,
        failures={"ParseError": 1},
        formats={"text": 6},
        findings=Counter(finding.code for found in findings for finding in found),
        added=7,
    )
    reports = read(out, "reports").sort_by("source")
    assert reports["source"].to_pylist() == paths
    assert reports["format"].to_pylist() == ["text"] * 6
    assert list(gir.from_arrow(reports)) == [report(number) for number in range(6)]
    expected = gir.to_arrow(readings, sources=paths).to_pylist()
    assert sorted(read(out, "figures").to_pylist(), key=str) == sorted(expected, key=str)
    expected = tables.findings_batch(findings, paths).to_pylist()
    assert sorted(read(out, "findings").to_pylist(), key=str) == sorted(expected, key=str)
    with pytest.raises(gir.ParseError) as raised:
        gir.parse(folder / "page.html")
    assert read(out, "failures").to_pylist() == [
        {"source": str(folder / "page.html"), "error": "ParseError", "message": str(raised.value)}
    ]
    assert {path.name for path in out.iterdir()} == {*NAMES, "duplicates", "links", "_lock"}


def test_what_is_there_is_not_read_again_and_what_is_new_is(folder, tmp_path, text, monkeypatch):
    out = tmp_path / "out"
    collect(folder, out, workers=1)
    (folder / "new.txt").write_text(text(9), "utf-8")
    monkeypatch.chdir(folder.parent)
    summary = collect([Path("in"), "in/0.txt", ("0.txt", text(3).encode())], out, workers=1)
    assert (summary.documents, summary.added) == (9, 2)
    assert Counter(sources(out, "reports") + sources(out, "failures")) == Counter(
        [*map(str, folder.iterdir()), "0.txt"]
    )
    assert collect(folder, out).added == 0


def test_failures_that_are_removed_are_tried_again(folder, tmp_path, text):
    out = tmp_path / "out"
    collect(folder, out, workers=1)
    for shard in (out / "failures").iterdir():
        shard.unlink()
    (folder / "page.html").write_text(text(1), "utf-8")
    summary = collect(folder, out, workers=1)
    assert (summary.documents, summary.added, dict(summary.failures)) == (7, 1, {})


def test_nothing_to_collect_gives_datasets_with_their_schemas(tmp_path):
    assert collect([], tmp_path / "out") == Summary(0, {}, {}, {}, 0)
    for name in NAMES:
        table = read(tmp_path / "out", name)
        assert (table.num_rows, table.schema.names) == (0, tables.SCHEMAS[name].names)
    assert read(tmp_path / "out", "figures").schema.field("value").type == FIGURES.field("value").type
    assert read(tmp_path / "out", "findings").schema.field("spans").type == FINDINGS.field("spans").type


def test_documents_that_end_their_process_are_failures_and_cost_no_other(tmp_path, text, danger, monkeypatch):
    monkeypatch.setattr(plan, "SMALLEST", 5)
    given = [(f"{number}.txt", text(number).encode()) for number in range(12)]
    given[3:3] = [("exit.pdf", danger("exit")), ("sleep.pdf", danger("sleep"))]
    given += [("kill.pdf", danger("kill"))]
    summary = collect(given, tmp_path / "out", workers=2, time_limit=1.5)
    assert summary.documents == 15
    assert summary.failures == {"TimeLimitError": 1, "WorkerError": 2}
    assert sorted(sources(tmp_path / "out", "reports")) == sorted(f"{number}.txt" for number in range(12))
    assert Counter(sources(tmp_path / "out", "figures")).keys() == set(sources(tmp_path / "out", "reports"))


def test_names_that_are_no_unicode_are_kept_apart(tmp_path, text):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("报告", "公开"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name.encode("gb18030"))).write_text(text(1), "utf-8")
    out = tmp_path / "out"
    assert collect(folder, out, workers=1).formats == {"text": 2}
    assert sorted(sources(out, "reports")) == [rf"{folder}/\xb1\xa8\xb8\xe6", rf"{folder}/\xb9\xab\xbf\xaa"]
    assert collect(folder, out, workers=1).added == 0


def test_the_output_may_not_lie_in_a_source(folder):
    with pytest.raises(ValueError, match="would be read itself"):
        collect([folder], folder / "out")


def test_two_may_not_write_at_once(tmp_path):
    out = tmp_path / "out"
    with shards.Shards.opened(out), pytest.raises(gir.GovInfoReportError, match="another process"):
        collect([], out)
    assert collect([], out).documents == 0


def test_a_full_disk_ends_the_collection(folder, tmp_path, monkeypatch):
    modules = tmp_path / "modules"
    modules.mkdir()
    (modules / "pyarrow.py").write_text("raise OSError(28, 'No space left on device')")
    monkeypatch.syspath_prepend(str(modules))
    with pytest.raises(OSError, match="No space left"):
        collect(folder, tmp_path / "out", workers=1)
    monkeypatch.undo()
    assert collect(folder, tmp_path / "out", workers=1).documents == 7


def test_a_chunk_that_was_written_and_not_committed_does_not_count(folder, tmp_path):
    out = tmp_path / "out"
    batches = {"failures": [pa.RecordBatch.from_pydict({"source": ["x"], "error": ["E"], "message": ["m"]})]}
    shards.stage(out, batches)
    assert collect(folder, out, workers=1).failures == {"ParseError": 1}
    assert not (out / "_staged").exists()


def test_a_chunk_that_was_committed_is_brought_to_its_end(folder, tmp_path):
    out = tmp_path / "out"
    schema = tables.FAILURES
    failures = [pa.RecordBatch.from_pydict({"source": ["x"], "error": ["E"], "message": ["m"]}, schema)]
    staged = shards.stage(out, {"failures": failures, "reports": []})
    (out / "_committed").mkdir()
    staged.rename(out / "_committed" / staged.name)
    assert collect(folder, out, workers=1).failures == {"ParseError": 1, "E": 1}
    assert not (out / "_committed").exists()


def test_a_report_that_no_table_can_hold_is_a_failure_and_costs_no_other(text, report, monkeypatch):
    from gov_info_report.batch.outcome import Outcome

    good, bad = Outcome("good", 0, gir.read(text(1))), Outcome("bad", 1, gir.read(text(2)))
    monkeypatch.setattr(tables, "figures_batch", refuse_the_bad(tables.figures_batch))
    made = tables.tables([good, bad])
    assert made["reports"]["source"].to_pylist() == ["good"]
    assert set(made["figures"]["source"].to_pylist()) == {"good"}
    assert made["failures"].to_pylist() == [{"source": "bad", "error": "OverflowError", "message": "too large"}]


def refuse_the_bad(make):
    def refusing(readings, names):
        if "bad" in names:
            raise OverflowError("too large")
        return make(readings, names)

    return refusing


# Killed at any moment

DOCUMENTS = 1000
KILLS = 20
PROGRAM = """
import sys
from gov_info_report.batch import collect, plan
plan.SMALLEST = 8
collect(sys.argv[1], sys.argv[2], workers=2)
"""


@pytest.fixture(scope="session")
def many_files(tmp_path_factory, report):
    folder = tmp_path_factory.mktemp("many")
    texts = [gir.serialise(report(number), "text") for number in range(5)]
    for number in range(DOCUMENTS):
        content = "no report" if number % 10 == 9 else texts[number % 5]
        (folder / f"{number:04}.txt").write_text(content, "utf-8")
    return folder


def shards_in(out):
    return sum(1 for _ in out.glob("reports/*.parquet"))


def test_killed_at_any_moment_and_resumed_every_document_is_there_exactly_once(many_files, tmp_path):
    """The process that collects is killed, at times with all of its group and at times alone."""
    random = Random(os.environ.get("SEED", "20"))
    out = tmp_path / "out"
    grown = []
    for number in range(KILLS):
        before = shards_in(out)
        process = subprocess.Popen([sys.executable, "-c", PROGRAM, many_files, out], start_new_session=True)
        while number % 5 and shards_in(out) == before and process.poll() is None:  # every fifth may not have begun
            time.sleep(0.002)
        time.sleep(random.uniform(0, 0.2))
        if number % 3:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        done = [
            source for name in ("reports", "failures") if any((out / name).glob("*")) for source in sources(out, name)
        ]
        assert len(done) == len(set(done))
        grown.append(len(done))
    assert 0 < grown[-1] < DOCUMENTS, f"no test of resuming: {grown}"
    assert len(set(grown)) > KILLS / 4, f"no test of resuming: {grown}"
    summary = collect(many_files, out, workers=2)
    assert 0 < summary.added < DOCUMENTS
    paths = sorted(map(str, many_files.iterdir()))
    assert sorted(sources(out, "reports")) == [path for at, path in enumerate(paths) if at % 10 != 9]
    assert sorted(sources(out, "failures")) == [path for at, path in enumerate(paths) if at % 10 == 9]
    for name in ("figures", "findings"):
        of_path = Counter(sources(out, name))
        of_text = [of_path[paths[number]] for number in range(5)]
        assert [of_path[path] for path in paths] == [0 if at % 10 == 9 else of_text[at % 5] for at in range(DOCUMENTS)]
    assert {path.name for path in out.iterdir()} == {*NAMES, "duplicates", "links", "_lock"}


# The command


def run(*arguments):
    return CliRunner().invoke(cli.main, ["collect", *map(str, arguments)])


def test_the_command_ends_with_a_summary(folder, tmp_path):
    result = run(folder, "-o", tmp_path / "out", "--workers", 1)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[:3] == [
        "文档 (documents)     7，本次新增 (added now) 7",
        "未能读取 (failures)  1：ParseError 1",
        "格式 (formats)       6：text 6",
    ]
    assert lines[3].startswith("发现 (findings)      ")
    again = run(folder / "0.txt", "-o", tmp_path / "other", "--workers", 1)
    assert again.exit_code == 0
    assert again.output.splitlines()[1] == "未能读取 (failures)  0"


def test_the_command_says_what_keeps_it_from_collecting(folder, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    result = run(folder, "-o", tmp_path / "file")
    assert result.exit_code == 2
    assert "文件无法读写 (cannot read or write the file)" in result.output
    assert run(folder, "-o", folder / "out").exit_code == 2
    assert run(folder, "-o", tmp_path / "out", "--workers", 0).exit_code == 2
    assert run(folder, "-o", tmp_path / "out", "--time-limit", 0).exit_code == 2


def test_the_command_says_that_it_was_interrupted(folder, tmp_path, monkeypatch):
    def interrupted(*arguments, **settings):
        raise KeyboardInterrupt

    from gov_info_report.cli import collect as command

    monkeypatch.setattr(command, "collected", interrupted)
    result = run(folder, "-o", tmp_path / "out")
    assert result.exit_code == 130
    assert "interrupted; the same command goes on from here" in result.output
