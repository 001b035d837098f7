"""What the words beside a name say it is, whatever the tagger took it for in that article.

In: a text and where a name stands in it. Out: signs, each a type and its weight. One clear sign in
one article ('the town of Varhaug', 'the ferry Aurelia', 'members of Al-Rimal') tells what the same
name is in the others, where nothing does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from analysis.dateline import DATELINE
from analysis.model import EntityType
from analysis.vocabulary import words

WINDOW = 40  # characters on each side in which a sign stands
SURE, LIKELY = 5, 3  # mentions whose type they outweigh

# not 'took in Ada Berg'
_IN = re.compile(
    r"(?<!\btook )(?<!\btaken )(?<!\bhanded )\b(?:in|into|near|towards?|outside|across)\s$"
)
# 'they landed at Varn', 'the emergency landing at Varn'
_ARRIVED = re.compile(
    r"\b(?:land(?:s|ed|ing)?|touch(?:es|ed|ing)? down|c[ao]me down(?: \w+)?|arriv(?:es|ed|al)"
    r"|stopp(?:ed|ing)|halt(?:ed)?|moor(?:ed|s)?|dock(?:ed|s)?)\sat\s$"
)
# 'a visit to Varhaug', 'the bridge at Varhaug'
_GONE = re.compile(
    r"\b(?:visits?|trips?|journeys?|travel(?:s|led|ling)?|fl(?:y|ew|ies|ying|own|ights?)|way"
    r"|sail(?:s|ed|ing)?|c[ao]m(?:e|es|ing)|return(?:s|ed|ing)?|dr(?:ive|ove|iving)) to\s$"
    r"|\b(?:crossings?|border|bridge|camp|checkpoint|harbour|port|airfield|airport) at\s$"
)
_AND_BACK = re.compile(r"\sto\s(?:the\s)?[A-Z]")  # 'from Varhaug to Lund'
# 'President Ada Berg of Varhaug', 'a former foreign minister of Varhaug'
_HEADED = re.compile(
    r"\b(?:President|King|Queen|Emir|Sultan|Premier|Chancellor|Minister)"
    r"(?:\s[A-Z][\w'’-]+){1,3} of\s$"
    r"|\b(?:[Pp]rime|[Ff]oreign|[Dd]efence|[Ff]inance|[Ii]nterior) [Mm]inisters? of\s$"
    r"|\b(?:presidents|kings|governments?|ambassadors?) of\s$"
)
# "Skarn's board", 'Skarn shares'
_FIRMS = re.compile(
    r"(?:['’]s?)?\s(?:[a-z]+\s)?(?:chief executive|managing director|board of directors|shares"
    r"|shareholders|subsidiary|subsidiaries|headquarters|customers)\b"
)
_WRITTEN = re.compile(r",\s(?:\w+day,?\s)?\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4}\b")  # ', 3 May 2021'
_OWNING = re.compile(r"['’]s?\b|['’]\s|-|\s(?:[A-Z]|['’])")  # 'in Berg's', 'in Islamic State'


def signs_of(text: str, start: int, end: int) -> Iterable[tuple[EntityType, int]]:
    """The signs beside one mention of a name."""
    before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    of_place, of_body, craft, kinds = _before()
    has_land, is_land, has_members, based = _after()
    opening = not text[:start].rpartition("\n")[2].strip()
    headed = of_place.search(before) or _HEADED.search(before) or based.match(after)
    gone = (_IN.search(before) or _GONE.search(before)) and not _OWNING.match(after)
    if (
        headed
        or has_land.match(after)
        or is_land.match(after)
        or (opening and _WRITTEN.match(after))
    ):
        yield "place", SURE
    elif gone or (before.endswith("from ") and _AND_BACK.match(after)):
        yield "place", LIKELY
    if of_body.search(before) or has_members.match(after) or _FIRMS.match(after):
        yield "organization", SURE
    elif kinds.search(before):
        yield "organization", LIKELY
    dateline = DATELINE.match(text)
    if dateline and end <= dateline.end("places"):
        yield "place", SURE
    elif _ARRIVED.search(before) and not _OWNING.match(after):
        yield "place", LIKELY
    found = craft.search(before)
    if found and ("," not in found[0] or after[:1] == "," or "ed " in found[0]):
        vessel = found[1] in words("mentions", "vessel_words")
        yield ("vessel" if vessel else "vehicle"), SURE


def signs_in(text: str, spans: Iterable[tuple[int, int]]) -> Counter[EntityType]:
    """The signs beside all mentions of a name in one text, added up."""
    found: Counter[EntityType] = Counter()
    for start, end in spans:
        for kind, weight in signs_of(text, start, end):
            found[kind] += weight
    return found


@cache
def _before() -> tuple[re.Pattern[str], ...]:
    """Before a place ('the mayor of', 'the border with'), a body, a ship, what a body is."""
    place = _any(words("mentions", "of_places"))
    members = _any(words("mentions", "fighters"))
    craft = _any(
        words("mentions", "vessel_words") | words("mentions", "vehicle_words") - {"flight"}
    )
    kinds = _any(words("mentions", "named_bodies"))
    return (
        re.compile(rf"\b(?:(?:{place}) of|(?:borders?|frontier) with)\s(?:the\s)?$"),
        re.compile(rf"\b(?:{members}) of\s(?:the\s)?$"),
        re.compile(rf"\b({craft})(?:\s|,\s(?:the|named|called|christened)\s)$"),
        re.compile(rf"\b(?:{kinds})\s(?:called\s)?$"),
    )


@cache
def _after() -> tuple[re.Pattern[str], ...]:
    """Behind a place ("'s coast", 'border', '-based firm'), and behind a body ('militants')."""
    own = _any(words("mentions", "places_have"))
    land = _any(words("mentions", "lands_have"))
    members = _any(words("mentions", "fighters"))
    based = _any(words("mentions", "organization_nouns") | words("mentions", "person_nouns"))
    return (
        re.compile(rf"['’]s?\s(?:[a-z]+\s)?(?:{own}|[a-z]+ minist(?:er|ry))\b"),
        re.compile(rf"\s(?:{land})\b"),
        re.compile(rf"\s(?:[a-z]+\s)?(?:{members})\b"),
        re.compile(rf"-based\s(?:[a-z]+\s)?(?:{based})\b"),
    )


def _any(found: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, found), key=len, reverse=True))
