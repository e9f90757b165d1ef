"""The kernel: batches of documents in, batches of a table out; and the loop of a process that reads, in this one."""

import io
import pickle
import sys

import pyarrow as pa
import pytest
from pyarrow import parquet

import gov_info_report as gir
from gov_info_report.batch import collecting, kernel, read_batches, schema, worker
from gov_info_report.batch.collecting import _Collecting
from gov_info_report.batch.items import Content, Lost
from gov_info_report.batch.many import _ReadingJob
from gov_info_report.batch.outcome import portable

TABLES = ("reports", "figures", "findings", "statements", "indicators", "failures")


@pytest.fixture
def batches(text):
    contents = [text(1).encode(), "新闻".encode(), text(2).encode(), text(3).encode()]
    table = pa.table({"path": ["1", "no", "2", "3"], "length": [len(each) for each in contents], "content": contents})
    return table.to_batches(max_chunksize=3)


def rows(batches, table):
    return [row for batch in read_batches(batches, table) for row in batch.to_pylist()]


def test_figures_are_those_of_to_arrow(batches, text):
    reports = [gir.read(text(number).encode()) for number in (1, 2, 3)]
    assert rows(batches, "figures") == gir.to_arrow(reports, sources=["1", "2", "3"]).to_pylist()


def test_reports_come_back(batches, report):
    table = pa.Table.from_batches(read_batches(batches, "reports"))
    assert list(gir.from_arrow(table)) == [report(number) for number in (1, 2, 3)]
    assert table["format"].to_pylist() == ["text"] * 3


def test_findings_are_those_of_reading_and_of_validate(batches, text):
    readings = [(str(number), gir.read(text(number).encode())) for number in (1, 2, 3)]
    expected = [
        (name, finding.code, finding.message)
        for name, reading in readings
        for finding in reading.findings + gir.validate(reading)
    ]
    assert [(row["source"], row["code"], row["message"]) for row in rows(batches, "findings")] == expected
    assert expected


def test_a_document_that_cannot_be_read_is_a_failure(batches):
    [failure] = rows(batches, "failures")
    assert (failure["source"], failure["error"]) == ("no", "ParseError")


@pytest.mark.parametrize("table", TABLES)
def test_the_schema_is_stated_and_has_no_dictionaries(batches, table):
    made = list(read_batches(batches, table))
    assert [batch.schema for batch in made] == [schema(table)] * 2
    assert [field.name for field in schema(table) if pa.types.is_dictionary(field.type)] == []


def test_a_large_batch_is_read_a_part_at_a_time(batches, monkeypatch):
    monkeypatch.setattr(kernel, "ROWS", 1)
    nameless = pa.record_batch({"path": pa.nulls(4, pa.string()), "content": ["新闻"] * 4})
    assert [row["source"] for row in rows([nameless, nameless], "failures")] == [f"#{row}" for row in range(8)]


def test_batches_are_taken_as_they_are_needed(batches):
    def endless():
        while True:
            yield batches[0]

    assert next(read_batches(endless())).num_rows > 0


def test_all_tables_come_of_one_reading(batches):
    united = [row for batch in read_batches(batches, "all") for row in batch.to_pylist()]
    assert {name for row in united for name in row} == {*TABLES}
    assert [sum(value is not None for value in row.values()) for row in united] == [1] * len(united)
    for table in TABLES:
        assert [row[table] for row in united if row[table] is not None] == rows(batches, table)
    made = list(read_batches(batches, "all"))
    assert [batch.schema for batch in made] == [schema("all")] * len(made)


def test_there_are_six_tables(batches):
    for call in (lambda: schema("tables"), lambda: next(read_batches(batches, "tables"))):
        with pytest.raises(ValueError, match="reports, figures, findings, statements, indicators, failures"):
            call()


def test_without_pyarrow_the_error_names_the_extra(monkeypatch):
    for name in [name for name in sys.modules if name.startswith("gov_info_report.frames")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "gov_info_report.batch.tables", raising=False)
    monkeypatch.delitem(sys.modules, "gov_info_report.batch.shards", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for call in (lambda: schema("figures"), lambda: gir.batch.collect([], "out")):
        with pytest.raises(gir.MissingExtraError, match=r"gov_info_report\[arrow\]"):
            call()


# The loop of a process


NOTHING = worker.Extensions()


def said_by(*sent):
    outgoing = io.BytesIO()
    worker.serve(io.BytesIO(b"".join(map(pickle.dumps, sent))), outgoing)
    outgoing.seek(0)
    said = []
    while outgoing.tell() < len(outgoing.getvalue()):
        said.append(pickle.load(outgoing))
    return said


def test_a_process_says_what_becomes_of_each_document_and_chunk(text):
    error = OSError(2, "absent")
    chunks = [
        [worker.Task(Content("a", text(1)), 0), worker.Task(Lost("b", error), 1)],
        [worker.Task(Content("c", ""), 2)],
    ]
    said = said_by((NOTHING, _ReadingJob(gir.Limits()), 60.0), *chunks)
    assert [kind for kind, _ in said] == ["ready", "document", "document", "chunk", "document", "chunk"]
    outcomes = [value for kind, value in said if kind == "document"]
    assert [(outcome.source, outcome.index) for outcome in outcomes] == [("a", 0), ("b", 1), ("c", 2)]
    assert outcomes[0].reading == gir.read(text(1))
    assert repr(outcomes[1].error) == repr(error)
    assert type(outcomes[2].error) is gir.ParseError


def test_a_process_says_what_it_cannot_go_on_after():
    assert [
        (kind, repr(value)) for kind, value in said_by((NOTHING, Full(), 60.0), [worker.Task(Content("a", ""), 0)])
    ] == [
        ("ready", "None"),
        ("document", "None"),
        ("failed", "OSError(28, 'full')"),
    ]


def test_a_process_writes_a_chunk_and_says_where(text, tmp_path):
    tasks = [worker.Task(Content(f"{number}", text(number)), number) for number in range(3)]
    tasks.append(worker.Task(Content("no", "新闻"), 3))
    said = said_by((NOTHING, _Collecting(tmp_path, gir.Limits()), 60.0), tasks[:1], tasks[1:])
    assert [kind for kind, _ in said] == ["ready", "document", "chunk", "document", "document", "document", "chunk"]
    first, second = [value for kind, value in said if kind == "chunk"]
    assert [path.name for path in sorted(first.iterdir())] == [
        f"1-figures-{first.name}.parquet",
        f"4-indicators-{first.name}.parquet",
        f"5-reports-{first.name}.parquet",
    ]
    written = {path.name.split("-")[1]: parquet.read_table(path)["source"].to_pylist() for path in second.iterdir()}
    assert {name: sorted(set(sources)) for name, sources in written.items()} == {
        "reports": ["1", "2"],
        "figures": ["1", "2"],
        "findings": ["1"],
        "indicators": ["1", "2"],
        "failures": ["no"],
    }


def test_rows_are_made_before_a_chunk_is_at_its_end(text, tmp_path, monkeypatch):
    monkeypatch.setattr(collecting, "BATCH", 2)
    job = _Collecting(tmp_path, gir.Limits())
    held = []
    for number in range(5):
        job.document(worker.Task(Content(f"{number}", text(number)), number))
        held.append(len(job.outcomes))
    assert held == [1, 0, 1, 0, 1]
    chunk = job.chunk()
    [reports] = chunk.glob("*-reports-*.parquet")
    assert parquet.read_table(reports)["source"].to_pylist() == ["0", "1", "2", "3", "4"]


def test_a_process_that_is_asked_to_stop_gives_what_it_has_done(text, tmp_path):
    tasks = [worker.Task(Content(f"{number}", text(number)), number) for number in range(3)]
    sent = [(NOTHING, _Collecting(tmp_path, gir.Limits()), 60.0), tasks]
    outgoing = io.BytesIO()
    worker.serve(io.BytesIO(b"".join(map(pickle.dumps, sent))), outgoing, [True])
    outgoing.seek(0)
    assert [pickle.load(outgoing)[0] for _ in range(2)] == ["ready", "document"]
    kind, chunk = pickle.load(outgoing)
    [reports] = chunk.glob("*-reports-*.parquet")
    assert (kind, parquet.read_table(reports)["source"].to_pylist()) == ("chunk", ["0"])


@pytest.mark.parametrize(
    ("error", "same"),
    [
        (ValueError("one", 2), "ValueError('one', 2)"),
        (FileNotFoundError(2, "absent", "a.txt"), "FileNotFoundError(2, 'absent')"),
        (gir.ParseError("no"), "ParseError('no')"),
    ],
)
def test_errors_go_to_another_process_as_they_are(error, same):
    assert repr(pickle.loads(pickle.dumps(portable(error)))) == same


class OddError(Exception):
    def __init__(self, one, other):
        super().__init__(f"{one} and {other}")


def test_errors_that_cannot_be_sent_are_told():
    assert repr(portable(OddError(1, 2))) == "WorkerError('OddError: 1 and 2')"


class Full(_ReadingJob):
    def __init__(self):
        pass

    def document(self, task):
        return None

    def chunk(self):
        raise OSError(28, "full")

    def __reduce__(self):
        return Full, ()
