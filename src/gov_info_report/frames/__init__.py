"""Reports and what is said of them as Arrow, pandas and polars tables, and reports back from such tables.

The schemas are in `schemas`; what makes record batches by them, for callers with thousands of reports, in `batches`
and `answers`. These import pyarrow; this module does so with the first table that is asked for.
"""

from gov_info_report.frames.tables import Framed, Labels, Shape, check_many, from_arrow, to_arrow, to_pandas, to_polars

__all__ = ["Framed", "Labels", "Shape", "check_many", "from_arrow", "to_arrow", "to_pandas", "to_polars"]
