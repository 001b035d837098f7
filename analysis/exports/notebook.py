"""What an analyst pinned or wrote, as a report takes it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntryKind = Literal["words", "claim", "proposition", "event", "actor", "article"]


@dataclass(frozen=True, slots=True)
class NotebookEntry:
    """One item of the analyst's notebook: pinned evidence, own words, or both."""

    kind: EntryKind = "words"
    target: str = ""  # id of what is pinned
    words: str = ""
    tags: tuple[str, ...] = ()
