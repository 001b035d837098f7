"""The program's own errors: each names what was wrong, where, and what to do about it."""

from __future__ import annotations


class CrossbearingError(Exception):
    """Base of all. `str()` is a sentence that a non-programmer understands."""


class MissingPipeline(CrossbearingError):
    """The spaCy pipeline named in the settings is not installed."""


class Refused(CrossbearingError):
    """One item cannot be taken in.

    `item` is the name the user knows it by, `reason` what is wrong, `remedy` what would help.
    """

    def __init__(self, item: str, reason: str, remedy: str) -> None:
        super().__init__(f"{item}: {reason} {remedy}".strip())
        self.item = item
        self.reason = reason
        self.remedy = remedy


class BadInput(CrossbearingError):
    """A file given to the command line cannot be used at all (exit code 2)."""
