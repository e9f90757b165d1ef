"""How long the properties are searched: briefly by default, longer with `--hypothesis-profile=long`."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
settings.register_profile("default", max_examples=60, **COMMON)
settings.register_profile("ci", max_examples=60, print_blob=True, derandomize=False, **COMMON)
settings.register_profile("long", max_examples=3000, **COMMON)
settings.load_profile("default")
