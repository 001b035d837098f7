"""Lines of credit above a text: 'By Mara Lind | Vesk Courier | 4 March 2031', 'Author: Mara Lind'.

In: one line. Out: what it says, written into a Header. A line is a credit as a whole or not at
all: with a part that is neither byline, date, outlet nor place it may be the news itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analysis.ingest.dates import iso_date
from analysis.ingest.outlet_names import is_name, is_outlet
from analysis.model import Span

_LABELLED = re.compile(
    r"(?P<label>title|headline|author|byline|by|source|outlet|publisher|publication|newspaper|url|"
    r"link|date|published|published on|publication date|dateline|section|length|edition|language)"
    r"\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_FIELDS = {
    "title": "title",
    "headline": "title",
    "author": "author",
    "byline": "author",
    "by": "author",
    "source": "outlet",
    "outlet": "outlet",
    "publisher": "outlet",
    "publication": "outlet",
    "newspaper": "outlet",
    "url": "url",
    "link": "url",
    "date": "published",
    "published": "published",
    "published on": "published",
    "publication date": "published",
    "dateline": "",
    "section": "",  # with the next: how press archives head an article
    "length": "",
    "edition": "",
    "language": "",
}
_BYLINE = re.compile(
    r"by\s+(?P<who>(?:(?:[A-Z][\w.’'-]*|de|van|von|al|bin|and|with|in|&|of|the)[ ,]*){1,12})"
)
_BY = re.compile(r"(?:(?:written|reported|reporting|story|words|text)\s+)?by:?\s+", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:,\s+(?:[\w’'-]+ ){0,4}|\s+)(?:reporter|correspondent|editor|writer|columnist)s?$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s+in\s+[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3}$")
_DAY = re.compile(
    r",\s+(?:(?:last|this|early|late) )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?: (?:morning|noon|afternoon|evening|night))?|today|yesterday)$",
    re.IGNORECASE,
)
_ASIDE = re.compile(  # what stands among credits and says nothing about origin or time
    r"(?:last )?(?:updated|modified|edited)\b.{0,60}|\d{1,3} min(?:ute)?s?(?: read)?|\d+ comments?"
    r"|(?:reading|read) time.{0,20}|exclusive|analysis|opinion|news|live",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://\S+")
_PARTS = re.compile(r"\s*[|•·]\s*|\s+/\s+")
_MARKS = re.compile(r",\s+|\s+[–—-]\s+")
_LONGEST = 200  # characters of a line of credits
_LONGEST_DATE = 60
_PARTS_OF_NAME = 2


@dataclass(slots=True)
class Header:
    """What the head of a text states. [0, end) is the head itself, no news text; `later` are
    credits that stand below a standfirst."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""
    published: str = ""
    end: int = 0
    later: list[Span] = field(default_factory=list)

    def spans(self, offset: int = 0) -> tuple[Span, ...]:
        """The places of the head in a text that begins `offset` characters earlier."""
        head = [(offset, offset + self.end)] if self.end else []
        return (*head, *((start + offset, end + offset) for start, end in self.later))


def take_credit(header: Header, line: str) -> bool:
    """Let the header have a labelled line, an address, a byline or a date. False for others."""
    line = line.strip("*_ ")
    if match := _LABELLED.fullmatch(line):
        take_field(header, match["label"], match["value"])
        return True
    if _URL.fullmatch(line):
        header.url = header.url or line
        return True
    if not line or len(line) > _LONGEST:
        return False
    said = Header()
    parts = [part for part in _PARTS.split(line) if part]
    known = [_take_part(said, part) for part in parts]
    names = all(found or is_name(part) for found, part in zip(known, parts, strict=True))
    if not (names and (said.author or said.published)):
        return False
    for part, found in zip(parts, known, strict=True):
        if not found and _is_publication(part):
            said.outlet = said.outlet or part
    header.author = header.author or said.author
    header.outlet = header.outlet or said.outlet
    header.published = header.published or said.published
    return True


def take_field(header: Header, label: str, value: str) -> None:
    """What a labelled line says; the first to say it wins."""
    name = _FIELDS.get(label.strip().lower(), "")
    if name == "author":
        value = without_by(value)
    if name and not getattr(header, name):
        setattr(header, name, iso_date(value) if name == "published" else value.strip())


def without_by(author: str) -> str:
    """'By Mara Lind' and 'by Mara Lind' as the name alone."""
    return _BY.sub("", author.strip(), count=1) if _BY.match(author.strip()) else author.strip()


def _take_part(said: Header, part: str) -> bool:
    """One part of a line: a byline, a date, or an outlet or place before a date."""
    if _ASIDE.fullmatch(part):
        return True
    who, outlet = _byline(part)
    if who:
        said.author, said.outlet = said.author or who, said.outlet or outlet
        return True
    if date := date_of(part):
        said.published = said.published or date
        return True
    for mark in _MARKS.finditer(part):  # 'By Jane Doe, Example Post, 3 March 2025'
        before, date = part[: mark.start()].strip(), date_of(part[mark.end() :])
        if not date:
            continue
        who, outlet = _byline(before)
        if not who and not is_name(before):
            continue
        outlet = outlet or (before if _is_publication(before) else "")  # else it is a place
        said.author = said.author or who
        said.outlet, said.published = said.outlet or outlet, said.published or date
        return True
    return False


def date_of(part: str) -> str:
    """The day that a short line names, as ISO 8601; "" for none and for lines too long for one."""
    return iso_date(part) if len(part) < _LONGEST_DATE else ""


def _byline(line: str) -> tuple[str, str]:
    """Name and outlet of a byline; ("", "") for other lines."""
    begun = _BY.match(line)
    if begun is None:
        return "", ""
    rest = line[begun.end() :]
    rest = _PLACE.sub("", _without_role(_DAY.sub("", rest)))
    match = _BYLINE.fullmatch(_lowered(line, rest)) or _BYLINE.fullmatch(f"by {rest}")
    if match is None:
        return "", ""
    name, *tail = [part for part in match["who"].strip(" ,").split(", ") if part]
    after = ", ".join(tail)
    if after and _is_publication(after):
        return name, after
    return ", ".join([name, *tail]), ""


def _without_role(who: str) -> str:
    """'Mara Lind Education reporter' as 'Mara Lind'."""
    name = _ROLE.sub("", who)
    parts = name.split()
    beat = name != who and "," not in who and len(parts) > _PARTS_OF_NAME
    return " ".join(parts[:-1]) if beat else name


def _is_publication(name: str) -> bool:
    """No place has an '&' in its name."""
    return is_outlet(name) or ("&" in name and is_name(name))


def _lowered(line: str, rest: str) -> str:
    """'By JANE DOE and JOHN ROE' and 'BY jane doe' as the byline rule reads them."""
    loud = sum(word.isupper() for word in rest.split()) * 2 > len(rest.split())
    if not loud and not line.startswith("BY "):
        return ""
    small = {"and", "with", "of", "the", "in"}
    return "by " + " ".join(w if w in small else w.title() for w in rest.split())
