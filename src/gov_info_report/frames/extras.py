"""pyarrow, imported with a word on how to get it."""

from __future__ import annotations

from gov_info_report.errors import MissingExtraError

__all__ = ["compute", "pyarrow"]

try:
    import pyarrow
    from pyarrow import compute
except ImportError as error:
    raise MissingExtraError.needed("arrow", "pyarrow", "数据表", "a table of figures") from error
