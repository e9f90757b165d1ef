"""A folder of reports into Parquet on a Spark cluster: what `gov-info-report collect` does, on as many machines.

    spark-submit examples/spark_job.py hdfs:///reports hdfs:///tables

Needs `pip install 'gov_info_report[spark]'` where the job is started, and gov_info_report on every machine. Each table
is written below the output directory. A report that cannot be read is a row in failures.
"""

from __future__ import annotations

import sys
from functools import partial

from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession

from gov_info_report.batch import read_batches, schema


def rows_of(files: DataFrame) -> DataFrame:
    """What the files say, with a column a table; `files` has the columns `path` and `content`."""
    columns = files.sparkSession.createDataFrame(schema("all").empty_table()).schema
    return files.select("path", "content").mapInArrow(partial(read_batches, table="all"), columns)


def main(folder: str, out: str) -> None:
    """Read every file below a folder once, and write the tables."""
    spark = SparkSession.builder.appName("gov-info-report").getOrCreate()
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(folder)
    rows = rows_of(files).persist(StorageLevel.DISK_ONLY)
    for name in rows.columns:
        rows.where(rows[name].isNotNull()).select(f"{name}.*").write.mode("overwrite").parquet(f"{out}/{name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
