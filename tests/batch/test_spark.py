"""The example of a Spark job, on a Spark of this machine."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from pyarrow import dataset

import gov_info_report as gir
from gov_info_report.batch import collect

pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'gov_info_report[spark]'")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java 17, and there is no java on PATH", allow_module_level=True)

JOB = Path(__file__).parents[2] / "examples" / "spark_job.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory, report):
    folder = tmp_path_factory.mktemp("reports")
    for number in range(6):
        format, suffix = ("html", "html") if number % 2 else ("text", "txt")
        path = folder / f"{number % 3}" / f"{number}.{suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_text(gir.serialise(report(number), format), "utf-8")
    (folder / "page.txt").write_text("新闻", "utf-8")
    return folder


@pytest.fixture(scope="module")
def out(folder, tmp_path_factory):
    """What the job writes, started as a program."""
    out = tmp_path_factory.mktemp("tables")
    environment = {
        **os.environ,
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_SUBMIT_ARGS": "--master local[1] --driver-memory 1g --conf spark.ui.enabled=false pyspark-shell",
    }
    done = subprocess.run(
        [sys.executable, JOB, folder, out], env=environment, capture_output=True, encoding="utf-8", timeout=300
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return out


def rows(out, name):
    """The rows of a dataset, sources as paths, without the order of Spark and without what only `collect` writes."""
    table = dataset.dataset(out / name, format="parquet").to_table()
    kept = [column for column in table.column_names if column not in ("stamp", "digest")]
    listed = [{**row, "source": row["source"].removeprefix("file:")} for row in table.select(kept).to_pylist()]
    return sorted(listed, key=str)


def test_spark_writes_the_tables_that_collect_writes(folder, out, tmp_path):
    collect(folder, tmp_path / "here", workers=1)
    for name in ("reports", "figures", "findings", "failures"):
        assert rows(out, name) == rows(tmp_path / "here", name), name
    assert Counter(row["format"] for row in rows(out, "reports")) == {"text": 3, "html": 3}
    assert [Path(row["source"]).name for row in rows(out, "failures")] == ["page.txt"]


def test_reports_come_back_from_what_spark_has_written(out, report):
    table = dataset.dataset(out / "reports", format="parquet").to_table().sort_by("source")
    numbers = [int(Path(source).stem) for source in table["source"].to_pylist()]
    assert sorted(numbers) == list(range(6))
    assert list(gir.from_arrow(table)) == [report(number) for number in numbers]
