"""The documentation: its pages, and what is derived from the library for them."""
