"""The tests; a package, so that `tests.pages` is found from the checkout whatever else is installed."""
