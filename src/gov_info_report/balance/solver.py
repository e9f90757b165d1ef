"""The lightest sets by integer programming (HiGHS): for records with more wrong figures than plain search can take.

The solver only chooses among figures: the lightest set that meets every conflict known. Whether a set balances is
decided in exact integers, never by the solver's floating-point numbers; what does not comes back as new conflicts.
highspy is imported only when it is needed: it and ortools cannot live in one process.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from math import inf
from time import monotonic

from gov_info_report.balance.search import Places, StoppedError, Weight
from gov_info_report.errors import MissingExtraError

__all__ = ["lightest_by_solver"]


def lightest_by_solver(
    conflict_of: Callable[[Places], Places | None],
    weights: Mapping[int, Weight],
    conflicts: Iterable[Places],
    deadline: float,
) -> Iterator[Places]:
    """Every lightest set of places that, set free, leave no conflict. `StoppedError` at the deadline.

    `conflicts` are those already known.

    Raises:
        MissingExtraError: highspy is not installed.
    """
    cover = _Cover(weights)
    for known in conflicts:
        cover.meet(known)
    lightest: Weight | None = None
    while True:
        proposal = cover.solve(deadline)
        if proposal is None:
            return
        weight = sum(weights[place] for place in proposal)
        if lightest is not None and weight > lightest:
            return
        conflict = conflict_of(proposal)
        if conflict is None:
            lightest = weight
            cover.bar(proposal)
            yield proposal
        met = proposal
        while conflict is not None:  # and further ones that have no figure in common with it
            cover.meet(conflict)
            met |= conflict
            conflict = conflict_of(met)


class _Cover:
    """A choice of places, a switch each, that meets what it has been asked to meet."""

    def __init__(self, weights: Mapping[int, Weight]) -> None:
        try:
            import highspy
        except ImportError as error:
            raise MissingExtraError.needed(
                "solve", "highspy", "错误的数过多，查找改法", "locating so many wrong figures"
            ) from error
        self._places = list(weights)
        self._switch = {place: at for at, place in enumerate(self._places)}
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]  # it types its methods, not its classes
        self._optimal = highspy.HighsModelStatus.kOptimal
        self._infeasible = highspy.HighsModelStatus.kInfeasible
        options = {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 0.0}
        for option, value in options.items():
            self._highs.setOptionValue(option, value)
        for at, weight in enumerate(weights.values()):
            self._highs.addVar(0, 1)
            self._highs.changeColCost(at, float(weight))
            self._highs.changeColIntegrality(at, highspy.HighsVarType.kInteger)

    def meet(self, conflict: Places) -> None:
        """Ask that one place at least of a conflict be chosen."""
        self._row(1, inf, conflict)

    def bar(self, places: Places) -> None:
        """Ask that not all of a set be chosen."""
        self._row(-inf, len(places) - 1, places)

    def _row(self, low: float, high: float, places: Collection[int]) -> None:
        switches = [self._switch[place] for place in places]
        self._highs.addRow(low, high, len(switches), switches, [1.0] * len(switches))

    def solve(self, deadline: float) -> Places | None:
        """The lightest choice, `None` when there is none."""
        left = deadline - monotonic()
        if left <= 0:
            raise StoppedError
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + left)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == self._infeasible:
            return None
        if status != self._optimal:
            raise StoppedError
        chosen = self._highs.getSolution().col_value
        return frozenset(place for place, at in self._switch.items() if chosen[at] > 0.5)
