"""Many documents: in processes of their own, into Parquet datasets, and as batches of Arrow on a cluster."""

from gov_info_report.batch.collecting import Summary, collect
from gov_info_report.batch.kernel import TableName, read_batches, schema
from gov_info_report.batch.many import read_many
from gov_info_report.batch.outcome import Outcome
from gov_info_report.batch.panel import panel
from gov_info_report.batch.sources import Sources

__all__ = ["Outcome", "Sources", "Summary", "TableName", "collect", "panel", "read_batches", "read_many", "schema"]
