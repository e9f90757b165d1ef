"""Labels that a user's own documents print: aliases beside those of the model, for sections, groups, rows and columns.

The model's own labels and aliases stand on its fields. What recognises printed labels reads both by `labels_at`, and
asks by `on_new_aliases` to be called when there are new ones, so that it makes its tables again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from threading import Lock

from attrs import frozen

from gov_info_report.errors import PathError
from gov_info_report.model.form import TABLES, table
from gov_info_report.model.report import SECTIONS
from gov_info_report.model.terms import EDITIONS, Term

__all__ = ["Alias", "add_aliases", "added_aliases", "drop_aliases", "labels_at", "on_new_aliases"]


@frozen
class Alias:
    """A label that stands for a section, a group, a row or a column of the form."""

    path: str
    label: str


_added: list[Alias] = []
_callbacks: list[Callable[[], None]] = []
_lock = Lock()


def add_aliases(path: str, *labels: str) -> None:
    """Read these labels, too, as the name of a part of the form, from now on and wherever they are printed.

    Args:
        path: A section ("problems"), a group ("requests.outcomes.refused"), a row ("requests.outcomes.granted"), or a
            column of a table as any figure in it has it ("requests.received.natural_person": the column of all rows).
        labels: What is printed there. Numbers, brackets, spaces and punctuation do not matter.

    Raises:
        PathError: The form has no such part.
        ValueError: A label is empty.

    >>> add_aliases("proactive.licensing", "行政审批")
    >>> [alias.label for alias in added_aliases() if alias.path == "proactive.licensing"]
    ['行政审批']
    >>> drop_aliases("proactive.licensing")
    """
    if path not in _parts():
        raise PathError(f"{path!r} is no section, group, row or figure of the form; form() lists the figures")
    if not all(label.strip() for label in labels):
        raise ValueError("an alias is not empty")
    with _lock:
        _added.extend(alias for alias in (Alias(path, label) for label in labels) if alias not in _added)
    _tell()


def drop_aliases(path: str) -> None:
    """Take the aliases back that were added for a part of the form."""
    with _lock:
        _added[:] = [alias for alias in _added if alias.path != path]
    _tell()


def _tell() -> None:
    for callback in _callbacks:
        callback()


def added_aliases() -> tuple[Alias, ...]:
    """The aliases that were added, in the order in which they were."""
    return tuple(_added)


def on_new_aliases(callback: Callable[[], None]) -> None:
    """Have this called whenever there are new aliases: what clears the tables that were made of labels."""
    _callbacks.append(callback)


def labels_at(path: str, term: Term, column: str = "") -> tuple[str, ...]:
    """All that may be printed for a part of the form: its official label, the model's aliases, and those added.

    Args:
        path: The path of the part; of a column the name of its table.
        term: The form's words for it.
        column: The name of the column's field.
    """
    return (term.label, *term.aliases, *(alias.label for alias in _added if _stands_for(alias, path, column)))


def _stands_for(alias: Alias, path: str, column: str) -> bool:
    if not column:
        return alias.path == path
    return _parts()[alias.path] and alias.path.startswith(f"{path}.") and alias.path.endswith(f".{column}")


@cache
def _parts() -> dict[str, bool]:
    """Every part of the form by its path, and whether it is a figure, which stands for its column."""
    parts = dict.fromkeys(SECTIONS, False)
    for of in (table(name, edition) for name in TABLES for edition in EDITIONS):
        for row in of.rows:
            parts.update(dict.fromkeys(_groups(row.path), False))
        parts.update(dict.fromkeys(of.paths, True))
    return parts


def _groups(path: str) -> Iterator[str]:
    """A row and the groups that it stands in."""
    parts = path.split(".")
    return (".".join(parts[:end]) for end in range(2, len(parts) + 1))
