"""Reports and findings as Arrow, pandas and polars tables, and reports back from them."""
