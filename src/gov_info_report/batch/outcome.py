"""Reading and checking one document among many: its reading and findings, or the error."""

from __future__ import annotations

import pickle

from gov_info_report.batch.items import Item
from gov_info_report.document import Limits
from gov_info_report.errors import WorkerError
from gov_info_report.findings import Outcome
from gov_info_report.reading import read
from gov_info_report.rules import findings_on

__all__ = ["Outcome", "attempt", "portable"]


def attempt(item: Item, index: int, limits: Limits) -> Outcome:
    """Read and check a document. Whatever goes wrong is its own outcome: no document may cost another."""
    try:
        reading = read(item.load(limits), limits=limits)
        return Outcome(item.name, index, reading, findings_on(reading))
    except Exception as error:
        return Outcome(item.name, index, error=portable(error))


def portable(error: Exception) -> Exception:
    """The error without the frames that it came through, as it can be sent to another process."""
    error = error.with_traceback(None)
    error.__cause__ = error.__context__ = None
    try:
        if type(pickle.loads(pickle.dumps(error))) is type(error):
            return error
    except Exception:  # an error of another library, whose arguments are not what it was made from
        pass
    return WorkerError(f"{type(error).__name__}: {error}")
