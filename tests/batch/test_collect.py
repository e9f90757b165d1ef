"""`collect`: every document is in the datasets exactly once, whatever ends the process that collects."""

import importlib
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from click.testing import CliRunner
from pyarrow import dataset

import gov_info_report as gir
from gov_info_report import cli
from gov_info_report.batch import Summary, collect, collecting, plan, pool, shards, tables
from gov_info_report.batch.items import digest
from gov_info_report.frames.schemas import FIGURES, FINDINGS, LINKS
from gov_info_report.model import add_aliases, drop_aliases
from gov_info_report.rules import forget

pytestmark = pytest.mark.slow

NAMES = ("reports", "figures", "findings", "statements", "indicators", "failures", "duplicates", "links")


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
        duplicates={"office_year": 2},
        verdicts=Counter(found.verdict.value for found in findings),
        offices=1,
        causes={"no-report": 1},
    )
    reports = read(out, "reports").sort_by("source")
    assert reports["source"].to_pylist() == paths
    assert reports["format"].to_pylist() == ["text"] * 6
    assert reports["verdict"].to_pylist() == [found.verdict.value for found in findings]
    assert reports["digest"].to_pylist() == [digest(Path(path).read_bytes()) for path in paths]
    assert list(gir.from_arrow(reports)) == [report(number) for number in range(6)]
    expected = gir.to_arrow(readings, sources=paths).to_pylist()
    assert sorted(read(out, "figures").to_pylist(), key=str) == sorted(expected, key=str)
    expected = gir.to_arrow(readings, "findings", sources=paths).to_pylist()
    assert sorted(read(out, "findings").to_pylist(), key=str) == sorted(expected, key=str)
    with pytest.raises(gir.ParseError) as raised:
        gir.parse(folder / "page.html")
    [failure] = read(out, "failures").to_pylist()
    assert failure == {
        "source": str(folder / "page.html"),
        "error": "ParseError",
        "code": "no-report",
        "message": str(raised.value),
        "stamp": f"{(folder / 'page.html').stat().st_size}:{(folder / 'page.html').stat().st_mtime_ns}",
        "digest": digest((folder / "page.html").read_bytes()),
    }
    assert {path.name for path in out.iterdir()} == {*NAMES, "_lock"}


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


# What has changed


def values(out):
    """Of each document the total of its requests received, as the datasets have it."""
    rows = read(out, "figures").filter(pc.field("path") == "requests.received.total").to_pylist()
    return {row["source"]: row["value"] for row in rows}


def test_a_document_that_has_changed_is_read_again_and_its_rows_are_replaced(folder, tmp_path, report):
    out = tmp_path / "out"
    collect(folder, out, workers=1)
    before = values(out), Counter(sources(out, "findings"))
    changed, touched = folder / "1.txt", folder / "2.txt"
    report_1 = gir.evolve(report(1), {"requests.received.total": 7654321})
    changed.write_text(gir.serialise(report_1, "text"), "utf-8")
    os.utime(touched, ns=(5, 5))
    summary = collect(folder, out, workers=1)
    assert (summary.documents, summary.added, summary.replaced, summary.vanished) == (7, 0, 1, ())
    assert values(out) == before[0] | {str(changed): 7654321}
    assert Counter(sources(out, "reports")) == Counter(str(folder / f"{number}.txt") for number in range(6))
    of_source = Counter(sources(out, "findings"))
    assert of_source.pop(str(changed)) == len(gir.check(changed))
    assert of_source == Counter({name: count for name, count in before[1].items() if name != str(changed)})
    assert collect(folder, out, workers=1).replaced == 0


def test_a_document_of_the_same_size_that_has_changed_is_read_again(folder, tmp_path, report):
    out = tmp_path / "out"
    path = folder / "0.txt"
    texts = [
        gir.serialise(gir.evolve(report(0), {"requests.received.total": value}), "text") for value in (1234567, 7654321)
    ]
    assert len(texts[0]) == len(texts[1])
    for text, value in zip(texts, (1234567, 7654321), strict=True):
        path.write_text(text, "utf-8")
        collect(folder, out, workers=1)
        assert values(out)[str(path)] == value


def test_a_report_that_is_none_any_more_becomes_a_failure_and_back(folder, tmp_path, text):
    out = tmp_path / "out"
    names = sorted(map(str, folder.iterdir()))
    collect(folder, out, workers=1)
    for content, failed in (("none", ["0.txt", "page.html"]), (text(0), ["page.html"])):
        (folder / "0.txt").write_text(content, "utf-8")
        summary = collect(folder, out, workers=1)
        assert (summary.documents, summary.added, summary.replaced) == (7, 0, 1)
        assert sorted(sources(out, "failures")) == [str(folder / name) for name in failed]
        assert sorted(sources(out, "reports") + sources(out, "failures")) == names
        assert set(sources(out, "figures")) == set(sources(out, "reports"))


def test_members_and_lines_and_named_documents_are_replaced_too(tmp_path, text):
    out = tmp_path / "out"
    lines, members = tmp_path / "a.jsonl", tmp_path / "a.zip"

    def write(number):
        lines.write_text("\n".join(json.dumps({"text": text(each)}) for each in (1, number)), "utf-8")
        with zipfile.ZipFile(members, "w") as archive:
            archive.writestr("one.txt", text(1))
            archive.writestr("two.txt", text(number))
        return [lines, members, ("named", text(number).encode()), ("other", text(1).encode())]

    assert collect(write(2), out, workers=1).added == 6
    assert collect(write(2), out, workers=1).replaced == 0
    summary = collect(write(3), out, workers=1)
    assert (summary.documents, summary.added, summary.replaced) == (6, 0, 3)
    expected = gir.parse(text(3))["requests.received.total"]
    assert {name for name, value in values(out).items() if value == expected} == {
        f"{lines}#2", f"{members}!two.txt", "named",
    }  # fmt: skip


def test_all_documents_are_read_again_when_that_is_asked_for(folder, tmp_path):
    out = tmp_path / "out"
    collect(folder, out, workers=1)
    before = {name: sorted(read(out, name).to_pylist(), key=str) for name in NAMES}
    summary = collect(folder, out, workers=2, refresh=True)
    assert (summary.documents, summary.added, summary.replaced) == (7, 0, 7)
    assert {name: sorted(read(out, name).to_pylist(), key=str) for name in NAMES} == before


def test_what_an_extra_or_a_permission_cures_is_tried_again_and_what_nothing_cures_is_not(folder, tmp_path, text):
    out = tmp_path / "out"
    (folder / "a.pdf").write_bytes(b"%PDF-1.7 none")
    (folder / "gone.txt").symlink_to(folder / "target")
    modules = tmp_path / "modules"
    modules.mkdir()
    (modules / "pypdfium2.py").write_text("raise ImportError")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(modules))
        assert collect(folder, out, workers=1).failures == {"MissingExtraError": 1, "ParseError": 2}
        assert collect(folder, out, workers=1).replaced == 1
    (folder / "target").write_text(text(7), "utf-8")
    summary = collect(folder, out, workers=1)
    assert (summary.failures, summary.added, summary.replaced) == ({"ParseError": 2}, 1, 1)
    assert collect(folder, out, workers=1).replaced == 0
    named = read(out, "failures").to_pylist()
    assert {Path(row["source"]).name: row["code"] for row in named} == {"a.pdf": "damaged", "page.html": "no-report"}


def test_an_archive_that_is_mended_is_replaced_by_its_members(tmp_path, text):
    out, path = tmp_path / "out", tmp_path / "a.zip"
    path.write_bytes(b"PK damaged")
    assert collect([path], out, workers=1).failures == {"ParseError": 1}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.txt", text(1))
    summary = collect([path], out, workers=1)
    assert (summary.documents, summary.failures, summary.added) == (1, {}, 1)
    assert sources(out, "reports") == [f"{path}!one.txt"]
    assert sources(out, "failures") == []


def test_files_that_vanished_are_told_and_their_rows_stay(folder, tmp_path, text):
    out, path = tmp_path / "out", tmp_path / "a.zip"
    for members in (["one.txt", "two.txt"], ["one.txt"]):
        with zipfile.ZipFile(path, "w") as archive:
            for member in members:
                archive.writestr(member, text(1))
        summary = collect([folder, path, ("named", b"x")], out, workers=1)
    assert summary.vanished == (f"{path}!two.txt",)
    (folder / "3.txt").unlink()
    assert collect([path], out, workers=1).vanished == (f"{path}!two.txt", str(folder / "3.txt"))
    assert collect([folder], out, workers=1).vanished == (str(folder / "3.txt"),)
    assert str(folder / "3.txt") in sources(out, "reports")


def test_sources_are_compared_as_resolved_paths(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(folder)
    out = Path("..") / "out"
    assert collect(".", out, workers=1).added == 7
    (tmp_path / "link").symlink_to(folder)
    (folder / "again.txt").symlink_to(folder / "0.txt")
    assert collect(tmp_path / "link", tmp_path / "in" / ".." / "out", workers=1).added == 0
    assert set(sources(tmp_path / "out", "reports")) == {str(folder / f"{number}.txt") for number in range(6)}
    with pytest.raises(ValueError, match="would be read itself"):
        collect("..", out)


def test_duplicates_are_told_and_marked(tmp_path, report):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    given = report(2)
    other = gir.evolve(given, {"requests.received.total": 5})
    for name, each, format in (
        ("a.txt", given, "text"), ("b.txt", given, "text"), ("c.md", given, "markdown"), ("d.txt", other, "text"),
    ):  # fmt: skip
        (folder / name).write_text(gir.serialise(each, format), "utf-8")
    (folder / "e.txt").write_text("三、收到和处理政府信息公开申请情况\n", "utf-8")
    (folder / "f.txt").write_text("四、政府信息公开行政复议、行政诉讼情况\n", "utf-8")
    summary = collect(folder, out, workers=1)
    assert summary.duplicates == {"bytes": 1, "office_year": 2}
    rows = read(out, "duplicates").to_pylist()
    assert [(Path(row["source"]).name, Path(row["same_as"]).name, row["kind"]) for row in rows] == [
        ("b.txt", "a.txt", "bytes"),
        ("c.md", "a.txt", "office_year"),
        ("d.txt", "a.txt", "office_year"),
    ]
    assert {(row["institution"], row["year"]) for row in rows} == {(given.institution, given.year)}
    (folder / "b.txt").write_text(gir.serialise(report(3), "text") + "\n", "utf-8")
    assert collect(folder, out, workers=1).duplicates == {"office_year": 2}
    assert read(out, "duplicates").num_rows == 2


def test_a_document_that_ends_its_process_is_not_read_again_and_again(tmp_path, text, danger):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(text(1), "utf-8")
    (folder / "kill.pdf").write_bytes(danger("kill"))
    assert collect(folder, out, workers=1).failures == {"WorkerError": 1}
    assert collect(folder, out, workers=1).replaced == 0
    (folder / "a.txt").write_text(text(2), "utf-8")
    (folder / "kill.pdf").write_bytes(danger("exit"))
    summary = collect(folder, out, workers=2)
    assert (summary.documents, summary.replaced, summary.failures) == (2, 2, {"WorkerError": 1})


def test_datasets_of_another_version_are_refused(folder, tmp_path, monkeypatch):
    out = tmp_path / "out"
    collect(folder, out, workers=1)
    monkeypatch.setattr(shards, "VERSION", 99)
    with pytest.raises(gir.GovInfoReportError, match="was written by another version of the library"):
        collect(folder, out, workers=1)


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
        assert (table.num_rows, table.schema.names) == (
            0,
            {**shards.DATASETS, "duplicates": shards.DUPLICATES, "links": LINKS}[name].names,
        )
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


def failure():
    row = {"source": "x", "error": "E", "code": "e", "message": "m", "stamp": "", "digest": ""}
    return pa.RecordBatch.from_pylist([row], shards.DATASETS["failures"])


def test_a_chunk_that_was_written_and_not_committed_does_not_count(folder, tmp_path):
    out = tmp_path / "out"
    shards.stage(out, {"failures": [failure()]})
    assert collect(folder, out, workers=1).failures == {"ParseError": 1}
    assert not (out / "_staged").exists()


def test_a_chunk_that_was_committed_is_brought_to_its_end(folder, tmp_path):
    out = tmp_path / "out"
    staged = shards.stage(out, {"failures": [failure()], "reports": []})
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
    assert made["failures"].to_pylist() == [
        {"source": "bad", "error": "OverflowError", "code": "", "message": "too large"}
    ]


def refuse_the_bad(make):
    def refusing(readings, names, findings):
        if "bad" in names:
            raise OverflowError("too large")
        return make(readings, names, findings)

    return refusing


# Killed at any moment

DOCUMENTS = 1000
KILLS = 20
PROGRAM = """
import sys
from gov_info_report.batch import collect, plan
plan.SMALLEST = plan.LARGEST = 8
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
    assert {path.name for path in out.iterdir()} == {*NAMES, "_lock"}


CHANGED = """
import sys
from gov_info_report.batch import collect, plan
plan.SMALLEST = plan.LARGEST = 100
collect(sys.argv[1], sys.argv[2], workers=2, refresh="refresh" in sys.argv)
"""


def test_killed_while_replacing_no_document_is_lost_or_there_twice(many_files, tmp_path):
    """The rows of every document are replaced, again and again, by a process that is killed at any moment."""
    random = Random(os.environ.get("SEED", "21"))
    out = tmp_path / "out"
    subprocess.run([sys.executable, "-c", CHANGED, many_files, out], check=True)
    expected = {name: Counter(sources(out, name)) for name in NAMES}
    done = 0
    for number in range(KILLS):
        inodes = {path.name: path.stat().st_ino for path in out.glob("reports/*.parquet")}
        command = [sys.executable, "-c", CHANGED, many_files, out, "refresh"]
        process = subprocess.Popen(command, start_new_session=True)
        while (
            number % 5
            and process.poll() is None
            and inodes == {path.name: path.stat().st_ino for path in out.glob("reports/*.parquet")}
        ):
            time.sleep(0.002)
        time.sleep(random.uniform(0, 0.2))
        if number % 3:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        done += inodes != {path.name: path.stat().st_ino for path in out.glob("reports/*.parquet")}
        found = sources(out, "reports") + sources(out, "failures")
        assert len(found) == len(set(found))
        for name in ("reports", "figures", "findings"):
            of_source = Counter(sources(out, name))
            assert of_source == Counter({source: expected[name][source] for source in of_source})
    assert done > KILLS / 4, "no test of replacing"
    summary = collect(many_files, out, workers=2)
    assert summary.documents == DOCUMENTS
    assert {name: Counter(sources(out, name)) for name in NAMES} == expected


def test_a_reader_of_a_dataset_never_sees_half_a_replacement(tmp_path, report):
    """Two versions of every document take turns; a reader finds each document once, all of it in one version."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    versions = [gir.evolve(report(0), dict.fromkeys(VERSIONED, number)) for number in (1, 2)]

    def write(number):
        for name in range(60):
            (folder / f"{name}.txt").write_text(gir.serialise(versions[number], "text"), "utf-8")

    write(0)
    collect(folder, out, workers=1)
    names = Counter(str(folder / f"{name}.txt") for name in range(60))
    code = "import sys; from gov_info_report.batch import collect; collect(sys.argv[1], sys.argv[2], workers=1)"
    seen = Counter()
    for turn in range(1, 5):
        write(turn % 2)
        process = subprocess.Popen([sys.executable, "-c", code, folder, out])
        while process.poll() is None:
            assert Counter(sources(out, "reports")) == names
            rows = read(out, "figures").filter(pc.field("path").isin(VERSIONED)).to_pylist()
            assert Counter(row["source"] for row in rows) == Counter(dict.fromkeys(names, len(VERSIONED)))
            of_source = {(row["source"], row["value"]) for row in rows}
            assert len(of_source) == len(names)
            seen[tuple(sorted({value for _, value in of_source}))] += 1
        assert process.returncode == 0
    assert seen.keys() >= {(1,), (2,)}


VERSIONED = [f"requests.received.{name}" for name in ("natural_person", "enterprise", "total")]


@pytest.mark.parametrize("at", ["document", "commit"])
def test_an_interrupt_keeps_what_is_done(at, tmp_path, text, danger, monkeypatch):
    """One worker has read five documents of its chunk, and is at one that takes long."""
    given = [(f"{number}.txt", text(number).encode()) for number in range(5)]
    out = tmp_path / "out"
    take = collecting._Hand.take
    taken = []

    def interrupted(hand, kind, value):
        take(hand, kind, value)
        taken.append(kind)
        if taken.count("document") == 5 and at == "document":
            raise KeyboardInterrupt

    def commit_interrupted(self, staged):
        monkeypatch.undo()
        raise KeyboardInterrupt

    monkeypatch.setattr(collecting._Hand, "take", interrupted)
    if at == "commit":
        monkeypatch.setattr(shards.Shards, "commit", commit_interrupted)
    slow = [("sleep.pdf", danger("sleep"))] if at == "document" else []
    monkeypatch.setattr(pool, "SECONDS_TO_STOP", 1.0)
    with pytest.raises(KeyboardInterrupt):
        collect([*given[:5], *slow], out, workers=1, time_limit=0.5 if slow else 60.0)
    monkeypatch.undo()
    if not slow:
        assert sorted(sources(out, "reports")) == [name for name, _ in given]
    assert collect(given, out, workers=1).documents >= 5


def test_an_interrupt_at_the_terminal_keeps_what_is_done(many_files, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", CHANGED, many_files, out], start_new_session=True, stderr=subprocess.PIPE
    )
    while not any(out.glob("reports/*.parquet")) and process.poll() is None:
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert b"KeyboardInterrupt" in said
    before = len(sources(out, "reports"))
    assert 0 < before < DOCUMENTS
    assert before % 100 != 0, "what was read of the chunks that had begun is kept"
    summary = collect(many_files, out, workers=2)
    assert (summary.documents, summary.replaced) == (DOCUMENTS, 0)


def test_progress_knows_the_total_and_the_failures(folder, tmp_path, capsys):
    collect(folder, tmp_path / "out", workers=1, progress=True)
    said = capsys.readouterr().err
    assert "7/7" in said
    assert "1 份未能读取 (failed)" in said


def test_rules_and_labels_of_ones_own_are_known_to_the_processes(tmp_path, report, monkeypatch):
    modules = tmp_path / "modules"
    modules.mkdir()
    (modules / "our_rules.py").write_text(OUR_RULES, "utf-8")
    monkeypatch.syspath_prepend(str(modules))
    our_rules = importlib.import_module("our_rules")
    add_aliases("proactive.licensing", "办理许可事项")
    given = gir.serialise(report(0), "text").replace("行政许可", "办理许可事项")
    try:
        assert collect([("a.txt", given.encode())], tmp_path / "out", workers=1).findings["ours"] == 1
        [outcome] = gir.read_many([("a.txt", given.encode())], workers=1)
        path = "proactive.licensing.decisions"
        assert outcome.unwrap().report[path] == report(0)[path]
        monkeypatch.setattr(our_rules.always, "__module__", "__main__")
        with pytest.raises(gir.GovInfoReportError, match="a rule of your own has to be in a module"):
            list(gir.read_many([("a.txt", given.encode())], workers=1))
        monkeypatch.undo()
    finally:
        forget(our_rules.always)
        drop_aliases("proactive.licensing")


OUR_RULES = """
from gov_info_report.findings import Entry, find
from gov_info_report.rules import rule


@rule(Entry("ours", "validate", "info", "Always.", "本单位规定", "总有", "always"))
def always(subject):
    yield find("ours")
"""


# The command


def run(*arguments):
    return CliRunner().invoke(cli.main, ["collect", *map(str, arguments)])


def test_the_command_ends_with_a_summary(folder, tmp_path):
    result = run(folder, "-o", tmp_path / "out", "--workers", 1)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    passed = gir.check(folder / "0.txt").verdict
    assert passed is gir.Verdict.PASSED
    assert lines[:5] == [
        "文档 (documents)     7，本次新增 (added now) 7，重新读取 (read again) 0",
        "机关 (offices)       1",
        "结论 (verdicts)      6：未通过 (failed) 3，通过 (passed) 3",
        "未能读取 (failures)  1：不是年报 (no report) 1",
        "格式 (formats)       6：text 6",
    ]
    assert lines[5].startswith("发现 (findings)      ")
    assert lines[6] == "重复 (duplicates)    2：同一机关同一年度 (same office and year) 2"
    again = run(folder / "0.txt", "-o", tmp_path / "other", "--workers", 1)
    assert again.exit_code == 0
    assert again.output.splitlines()[3] == "未能读取 (failures)  0"


def test_the_command_names_what_has_vanished_and_reads_again_what_is_asked_for(folder, tmp_path):
    run(folder, "-o", tmp_path / "out", "--workers", 1)
    (folder / "0.txt").unlink()
    lines = run(folder, "-o", tmp_path / "out", "--workers", 1, "--refresh").output.splitlines()
    assert lines[0] == "文档 (documents)     7，本次新增 (added now) 0，重新读取 (read again) 6"
    assert lines[-2:] == ["文件已不存在，数据仍在 (vanished, rows kept)  1：", f"  {folder / '0.txt'}"]


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
    assert "interrupted; what is done is kept; run it again to go on" in result.output
