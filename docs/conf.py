"""How the site is built: `sphinx-build -W --keep-going -b html docs build/site`, from the top of the repository."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.docstrings import prepare_docstring

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # for `docs` itself

import gov_info_report as gir  # noqa: E402
from docs import derived  # noqa: E402

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "gov_info_report"
author = "The gov_info_report authors"
copyright = author
version = release = gir.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_static"]
nitpicky = False  # type aliases of private modules stand in signatures
default_role = "code"  # docstrings write `names` as Markdown does

myst_enable_extensions = ["colon_fence", "deflist", "attrs_block"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

html_theme = "furo"
html_title = f"gov_info_report {version}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
pygments_style = "friendly"
pygments_dark_style = "monokai"


def setup(app: "Sphinx") -> None:
    """Write the pages that follow from the library before the others are looked for."""
    app.connect("builder-inited", lambda app: derived.write(Path(app.srcdir) / "generated"))
    app.connect("autodoc-process-docstring", as_written, priority=600)  # after napoleon


def as_written(app: "Sphinx", what: str, name: str, of: object, options: object, lines: list[str]) -> None:
    """Give properties their docstrings back: napoleon takes what stands before the first colon for a type."""
    if what == "property" and of.__doc__:
        lines[:] = prepare_docstring(of.__doc__)
