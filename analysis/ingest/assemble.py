"""Makes the Article out of what a reader found: the last step that all readers share.

In: the extracted text and the metadata that the material states. Out: an Article, or Refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from analysis.errors import Refused
from analysis.ingest.boilerplate import find_boilerplate, merged
from analysis.ingest.credits import without_by
from analysis.ingest.dates import iso_date
from analysis.ingest.languages import find_language
from analysis.ingest.material import Material, Piece
from analysis.ingest.metadata import find_wire
from analysis.ingest.outlet_names import dateline_credit, without_outlet
from analysis.model import Article, DateOrigin, Span

_LONGEST_FIELD = 1_000  # characters of a title, an outlet, an author


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader found. `published` in any form; `date_origin` says where it stood."""

    text: str
    id: str = ""
    title: str = ""
    outlet: str = ""
    author: str = ""
    url: str = ""
    published: object = ""
    date_origin: DateOrigin = "metadata"
    language: str = ""
    wire: str = ""
    boilerplate: tuple[Span, ...] = ()


def assemble(material: Material, found: Found, name: str = "") -> Piece:
    """The Article. Refused when there is no text, or more than the limits allow."""
    limits, name = material.limits, name or material.name
    if len(found.text) > limits.longest_text:
        return Refused(
            name,
            f"The text has {len(found.text):,} characters, more than {limits.longest_text:,}.",
            "Split it into articles.",
        )
    if sum(c.isalnum() for c in found.text[:10_000]) < limits.shortest_text:
        return Refused(name, "It holds no text to speak of.", "Give the article's text.")
    published = iso_date(found.published)
    url = found.url.strip() if is_web_address(found.url) else ""
    outlet = _field(found.outlet) or host_of(url)
    title = without_outlet(_field(found.title), outlet)
    # 'By Jane Doe, Example Post'
    author = without_by(_field(found.author)).removesuffix(f", {outlet}")
    author = "" if author == outlet else author
    body = found.text[found.boilerplate[0][1] :] if found.boilerplate else found.text
    wire = found.wire or find_wire(found.text) or dateline_credit(body)
    return Article(
        id=found.id or content_id(found.text, title, outlet, url, published),
        text=found.text,
        title=title,
        outlet=outlet,
        author=author,
        url=url,
        published_at=published,
        date_origin=found.date_origin if published else "unknown",
        language=_language(found.language) or find_language(found.text),
        wire=wire if wire.casefold() != outlet.casefold() else "",
        boilerplate=merged([*found.boilerplate, *find_boilerplate(found.text)]),
    )


def repeated_title(text: str, title: str) -> tuple[Span, ...]:
    """The first line of a body where it only repeats the title."""
    first = text.split("\n", 1)[0]
    same = title and " ".join(first.split()).casefold() == " ".join(title.split()).casefold()
    return ((0, len(first)),) if same else ()


def content_id(*content: str) -> str:
    """A short name for an article: the same content always gets the same."""
    joined = "\0".join(content).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]


def is_web_address(said: str) -> bool:
    """Whether it is an http(s) address (nothing else is ever kept as a URL)."""
    try:
        parts = urlsplit(said.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)


def host_of(url: str) -> str:
    """'example.org' for 'https://www.example.org/a'; "" for no address."""
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def _field(said: str) -> str:
    """One line of bounded length."""
    return " ".join(said.split())[:_LONGEST_FIELD]


def _language(said: str) -> str:
    """'en' for 'en', 'en-GB', 'English', 'eng'; "" when nothing usable is said."""
    code = said.strip().casefold().replace("_", "-").split("-")[0]
    if code in ("english", "eng"):
        return "en"
    return code if len(code) == 2 and code.isalpha() else ""


def first_of(fields: Iterable[object]) -> str:
    """The first that says anything, as text."""
    for said in fields:
        if said is not None and not isinstance(said, (dict, list)) and str(said).strip():
            return str(said).strip()
    return ""
