"""Whether an article is a body's own word: by the outlet's name, or as releases are written.

In: an article. Out: the name of the body that writes, "" for papers: 'Ministry of Finance of
Baldaran', 'Vorind' of 'Vorind newsroom', 'Tarn Relief', whose text ends with a press contact.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis.model import Article
from analysis.resolve.bodies import OPENING, is_body, press_words
from analysis.resolve.wording import tokens
from analysis.vocabulary import table, words


def body_writing(article: Article) -> str:
    """The name of the body whose word the article is; "" where a paper reports."""
    return _body_writing(article.outlet, article.title or "", article.text)


@lru_cache(maxsize=65_536)
def _body_writing(outlet: str, title: str, text: str) -> str:
    name = _desks().sub("", outlet)
    if is_body(outlet, text[:OPENING]):
        return name or outlet
    if not name or press_words(tokens(name)):
        return ""
    return name if name != outlet or _is_release(outlet, title, text) else ""


def comments(name: str) -> bool:
    """Whether a body of that name may do no more than comment: an institute, a forum."""
    return bool({*tokens(name)} & words("origins", "commentators"))


def _is_release(outlet: str, title: str, whole: str) -> bool:
    """'Statement No. 2 on the fire', with 'Media contact: ...' in the last lines, or with words
    of condolence that only who is hit writes. What is quoted does not count."""
    text = _QUOTED.sub("", whole)
    titled = _titles().match(title) is not None
    signed = _signs().search(text[-OPENING:]) or _signs().search(text[:OPENING])
    return bool(signed) and (titled or outlet in text[:OPENING])


_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@cache
def _desks() -> re.Pattern[str]:
    """', Press Office' behind the name of a body."""
    desks = "|".join(sorted(words("origins", "press_desks")))
    return re.compile(rf",? (?:[-–—] )?(?:{desks})$", re.IGNORECASE)


@cache
def _titles() -> re.Pattern[str]:
    return re.compile("|".join(table("origins")["release_titles"]), re.IGNORECASE)


@cache
def _signs() -> re.Pattern[str]:
    return re.compile("|".join(table("origins")["release_signs"]), re.IGNORECASE)
