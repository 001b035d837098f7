"""Running heads and feet of printed pages: mastheads, dates, addresses, page numbers.

In: the lines of each page. Out: the same lines without them, and what they said, which is often
the only place where a page from a newspaper names its outlet. A browser's print of a web page
has them on a single page too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from analysis.ingest.visible import split_title

_EDGE = 5  # lines at the head and at the foot of a page
_FEW_PAGES = 4  # up to which two alike are no chance
_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?P<url>https?://\S+)(?:\s+\d{1,4}\s*(?:/|of)\s*\d{1,4})?")
_STAMP = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[:.]\d\d(?:\s*[AP]M)?", re.I)


def without_furniture(
    pages: Sequence[Sequence[str]], title: str = ""
) -> tuple[list[list[str]], list[str]]:
    """The pages' lines without heads and feet, and those. `title` is the document's own."""
    printed = any(_ADDRESS.fullmatch(line) for page in pages for line in _edges(page))
    counts = Counter(key for page in pages for key in {_key(line) for line in _edges(page) if line})
    enough = 2 if len(pages) <= _FEW_PAGES else 3
    shown = [line.strip() for page in pages[:1] for line in page]
    found: list[str] = []

    def is_furniture(line: str) -> bool:
        line = line.strip()
        if _NUMBER.fullmatch(line):
            return True
        if printed and (_ADDRESS.fullmatch(line) or _is_print_head(line, title, shown)):
            return True
        return counts[_key(line)] >= enough

    kept: list[list[str]] = []
    for page in pages:
        top, bottom = _run(page, is_furniture), _run(page[::-1], is_furniture)
        bottom = min(bottom, len(page) - top)
        found += [line.strip() for line in (*page[:top], *page[len(page) - bottom :])]
        kept.append(list(page[top : len(page) - bottom]))
    return kept, [line for line in dict.fromkeys(found) if line and not _NUMBER.fullmatch(line)]


def address_of(line: str) -> str:
    """The address in a head or foot; "" when it holds none."""
    match = _ADDRESS.fullmatch(line)
    return match["url"] if match else ""


def is_stamp(line: str) -> bool:
    """Whether the line begins with the time of printing, which dates no article."""
    return _STAMP.match(line) is not None


def _is_print_head(line: str, title: str, shown: list[str]) -> bool:
    """The time of printing, and the title of the page: 'Headline - Outlet'."""
    rest = _STAMP.sub("", line, count=1).strip()
    same = bool(title) and " ".join(rest.split()) == " ".join(title.split())
    return same or bool(split_title(rest, shown).title) or (not rest and is_stamp(line))


def _edges(page: Sequence[str]) -> list[str]:
    filled = [line.strip() for line in page if line.strip()]
    return [*filled[:_EDGE], *filled[-_EDGE:]]


def _run(lines: Sequence[str], is_furniture: Callable[[str], bool]) -> int:
    """How many lines from the edge on are furniture; empty ones between them count too."""
    end = seen = 0
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        seen += 1
        if seen > _EDGE or not is_furniture(line):
            break
        end = number + 1
    return end


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()).casefold())
