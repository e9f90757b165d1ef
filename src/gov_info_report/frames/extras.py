"""pyarrow, imported with a word on how to get it."""

from __future__ import annotations

from gov_info_report.errors import MissingExtraError

__all__ = ["compute", "pyarrow"]

try:
    import pyarrow
    from pyarrow import compute
except ImportError as error:
    raise MissingExtraError("tables need pyarrow: pip install 'gov_info_report[arrow]'") from error
