"""How long the properties are searched, and what more than one of them asks of a reading.

Briefly, and the same way each time, here and in CI; `--hypothesis-profile=long` by hand.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

import gov_info_report as gir
from tests.pages import conservation

COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
settings.register_profile("default", max_examples=60, derandomize=True, **COMMON)
settings.register_profile("long", max_examples=3000, **COMMON)
settings.load_profile("default")


@pytest.fixture(scope="session")
def unaccounted() -> Callable[..., list[str]]:
    """Gives the texts of a source that are nowhere: cells and passages, as the reader of its format sees them."""

    def find(source: str | bytes, format: str | None = None) -> list[str]:
        return conservation.unaccounted(conservation.document_of(source, format), gir.read(source, format))

    return find
