"""Puts figures on the page: the same frame, alt text and selection handling for all of them."""

from __future__ import annotations

from pages.shared.context import View


def timeline_strip(view: View) -> None:
    """The events of the case on one line."""
