"""Imports what the first screen needs while the browser still loads its own part.

A fresh server's first answer is a page of Streamlit's own; the libraries of the analysis and of
the figures, two seconds of imports, would otherwise begin only when that page asks for a screen.
"""

from importlib import import_module
from threading import Thread

MODULES = (
    "pages.shared.loading",
    "pages.shared.arrivals",
    "pages.shared.filters",
    "pages.shared.panels",
    "pages.shared.figures",
    "pages.shared.watch",
)


def begin() -> None:
    """Starts the imports beside the server; whoever needs a module sooner waits for it alone."""
    Thread(target=_import_all, name="warm", daemon=True).start()


def _import_all() -> None:
    for name in MODULES:
        import_module(name)
