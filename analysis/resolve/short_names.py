"""Short names under which a case looks up actors and outlets: handles, last names, letters.

In: actors, articles. Out: which actor or outlet each short name is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from analysis.model import Actor, Article
from analysis.resolve.wording import tokens

# links of an alias that is a name of the actor, and no word for what it is
NAMING = frozenset({"exact", "short form", "acronym", "spelling", "gazetteer", "analyst"})


def handles_of(actors: Sequence[Actor]) -> dict[str, str]:
    """Names of actors as handles write them; "" for a name that two have."""
    found: dict[str, str] = {}
    for actor in actors:
        for alias in actor.aliases:
            name = "".join(alias.text.casefold().split())
            if alias.reason in NAMING and len(name) > 2:
                last = alias.text.casefold().split()[-1]
                for key in {name, f"…{last}"}:
                    found[key] = actor.id if found.get(key, actor.id) == actor.id else ""
    return found


def outlet_letters(articles: Sequence[Article]) -> dict[str, str]:
    """Outlets by the letters that stand behind their names in what they write: 'Vesk Television
    (VTV)'."""
    found: dict[str, str] = {}
    for article in articles:
        start = article.text.find(f"{article.outlet} (") if article.outlet else -1
        told = _IN_BRACKETS.match(article.text, start + len(article.outlet)) if start >= 0 else None
        if told:
            found[told["letters"].lower()] = plain(article.outlet)
    return found


_IN_BRACKETS = re.compile(r" \((?P<letters>[A-Z]{2,6})\)")


@lru_cache(maxsize=65_536)
def plain(name: str) -> str:
    return " ".join(word for word in tokens(name) if word != "the")
