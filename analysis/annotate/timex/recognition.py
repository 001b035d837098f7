"""Sorts the words that only look like a time from those that are one.

In: a match of the grammar and the parsed Doc. Out: whether to keep it. 'may' the verb, 'second'
the ordinal, '2000 people', 'the fall of Kabul' are no times; part-of-speech tags and neighbours
decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from analysis.annotate.once import text_of
from analysis.annotate.timex.grammar import Found
from analysis.clock_words import place_of_clock
from analysis.vocabulary import words

# Months and weekdays that are other words in lower case, or at the head of a sentence
_DOUBTFUL = frozenset(
    ("may", "march", "mar", "sat", "sun", "mon", "wed", "fri", "dec",
     "jan", "jun", "tue", "thu", "sep", "oct", "nov")
)  # fmt: skip
_OPENERS = frozenset(("in", "since", "by", "until", "from", "of", "during", "before", "after",
                      "to", "between", "and", "through", "early", "late", "mid", "circa", "or",
                      "year", "around", "about", "till", "for", "than", "fiscal"))  # fmt: skip


def is_time(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    """Whether a match is a time expression where it stands."""
    check = _CHECKS.get(found.rule)
    return check is None or check(found, doc, first, last)


def joins_clause(found: Found, first: Token) -> bool:
    """'said [that] Monday's visit had been cancelled': no Monday that was spoken of before."""
    return found.get("which") == "that" and first.tag_ == "IN" and first.dep_ == "mark"


def without_joint(found: Found, start: int) -> Found:
    """The match without its first word; it goes on at `start`."""
    return replace(found, start=start, groups={**found.groups, "which": ""})


def _named(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    """'May', 'March', 'Sun': capitalised, and no verb."""
    words_of_span = doc[first.i : last.i + 1]
    if first.i and first.nbor(-1).lower_ in words("timex", "not_times.day_names"):
        return False  # 'Bloody Sunday', 'Black Monday'
    word = last
    text = word.text.rstrip(".")
    if text.lower() not in _DOUBTFUL:
        return text[:1].isupper() or text.lower() not in ("second",)
    if not text[:1].isupper() or (text.isupper() and len(text) > 3):
        return False
    if text.lower() in ("sun", "sat", "mon", "wed", "fri", "mar"):
        return len(words_of_span) > 1 or word.text.endswith(".") or word.ent_type_ == "DATE"
    return not (word.tag_ == "MD" or word.pos_ in ("AUX", "VERB") or word.ent_type_ == "PERSON")


def _year(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    """A number as a year: after 'in', in brackets, beside a noun that is not counted by it."""
    value = found.get("year")
    if found.get("tail") or found.get("lead") or found.modifier or len(first.text) > 4:
        return True
    before = first.nbor(-1) if first.i else None
    after = last.nbor(1) if last.i + 1 < len(doc) else None
    if before is not None and before.lower_ in ("in", "since", "during") and value > "1500":
        # 'arrests made in 2014 affected people', where the parser counts people
        return after is None or after.lower_ not in _COUNTED
    if after is not None and (after.lower_ in _COUNTED or after.text == "%"):
        return False
    if before is not None and before.lower_ in _OPENERS and first.dep_ != "nummod":
        return not value < "1500"
    if before is not None and (before.text in ("$", "£", "€", "No.", "#") or before.like_num):
        return False
    counted = (
        first.dep_ == "nummod" and first.head.tag_ in ("NNS", "NNPS") and first.i < first.head.i
    )
    return not counted and "1700" <= value <= "2100"


_COUNTED = frozenset((
    "people", "men", "women", "troops", "soldiers", "dollars", "euros", "pounds", "points",
    "miles", "kilometers", "kilometres", "km", "meters", "metres", "feet", "tons", "tonnes",
    "percent", "per", "million", "billion", "mph", "acres", "homes", "jobs", "votes", "seats",
    "shares", "copies", "passengers", "workers", "employees", "members", "hectares", "deaths",
    "cases", "yards", "calories", "kg", "pages", "students", "residents", "families",
))  # fmt: skip


def _length(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    """'a second time' and 'per year' are no durations; '30 minutes' is."""
    unit, number = found.get("unit"), found.get("number")
    beyond = doc[last.i + 1 : last.i + 3].text.lower()
    if unit in ("year", "month", "week", "day") and (
        last.lower_ == "old" or beyond.startswith(("old", "-old", "- old"))
    ):
        return False  # an age
    before = first.nbor(-1).lower_ if first.i else ""
    if unit in ("second", "quarter") and not last.lower_.endswith("s") and number in ("a", "an"):
        return False
    if unit == "quarter" and last.i + 1 < len(doc) and last.nbor(1).lower_ == "of":
        return False
    if number in ("a", "an") and unit == "day" and before in ("such", "what", "of"):
        return False
    # '$100 a day', 'three times a year': a rate
    if (
        number in ("a", "an")
        and first.i
        and (first.nbor(-1).like_num or first.nbor(-1).lower_ in _RATED)
    ):
        return False
    if number in ("a", "an") and unit == "night":
        return False
    return before not in ("per",)


_RATED = frozenset(("percent", "%", "times", "hours", "tons", "tonnes", "barrels", "dollars",
                    "million", "billion", "share", "pounds", "euros", "people",
                    "once"))  # fmt: skip


def _followed_by(token: Token, word: str) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ == word


def _units(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    """Bare 'days', 'years' where no number or adjective that the grammar lacks stands before."""
    before = first.nbor(-1) if first.i else None
    if before is None:
        return True
    if before.pos_ == "ADJ" and before.lower_ in ("light", "golden", "happy", "early", "school"):
        return False
    return before.lower_ not in ("business", "office", "opening", "light", "man", "school")


def _season(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    """'the fall of Kabul', 'the spring' in a mattress: only with a word that makes it a time."""
    after = last.nbor(1).lower_ if last.i + 1 < len(doc) else ""
    if found.get("season") in ("fall", "spring") and found.get("which") == "the":
        before = first.nbor(-1).lower_ if first.i else ""
        return before in _OPENERS and after not in ("of", "in", "from", "to")
    return last.pos_ != "VERB"


def _present(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    """'now' and 'current', not 'now that' as a mere link, not a current in the sea."""
    if first.lower_ == "current":
        return first.pos_ == "ADJ"
    return True


def _past(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    after = last.nbor(1) if last.i + 1 < len(doc) else None
    if last.lower_ == "past" and after is not None and last.i > first.i:
        # 'the past president', 'the past 12' (whose unit the grammar lacks)
        return after.pos_ not in ("NOUN", "NUM", "PROPN", "ADJ")
    return True


def _future(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    return last.lower_ != "future" or last.pos_ in ("NOUN", "ADJ")


def _quarter(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    """'the quarter' of an account, not of a town."""
    return last.i + 1 >= len(doc) or last.nbor(1).lower_ not in ("of", "mile", "final", "finals")


def _the_unit(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    """'the year' after a preposition; 'the day' where it says when, not 'the order of the day'."""
    before = first.nbor(-1).lower_ if first.i else ""
    if any(child.dep_ == "relcl" for child in last.children) and not found.modifier:
        return False  # 'the day they left'
    if found.get("unit") == "day":
        return before in _BEFORE_THE_DAY
    return before != "of" or found.get("unit") != "month"


_BEFORE_THE_DAY = frozenset(("on", "in", "for", "during", "through", "throughout", "of", "earlier",
                             "later", "ended"))  # fmt: skip


def _short_year(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    before = first.nbor(-1).lower_ if first.i else ""
    return before in _OPENERS or before.title() in ("Summer", "Spring", "Class")


def _clock(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    """'9:30' as a time, not as a score or a verse; 'noon' always."""
    if not found.get("hour24") or found.get("zone"):
        return True
    before = first.nbor(-1).lower_ if first.i else ""
    return before in _BEFORE_CLOCK or len(found.get("hour24")) == 2


def _spoken_clock(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    """'at nine' as an hour: with its day or what follows an hour, not 'at nine schools', 'at six'
    of an age, 'by two to one'."""
    if found.get("then") or found.get("part") or found.get("sharp"):
        return True
    after = last.nbor(1) if last.i + 1 < len(doc) else None
    if any(found.get(key) for key in ("side", "side2", "side3", "oclock", "part4")):
        return True
    if found.get("hour") in _NAMED_HOURS or place_of_clock(text_of(doc), found.end):
        return True  # 'at ten to midnight', 'at nine Velin time'
    if found.get("side4") and after is not None and after.pos_ in _GOES_ON:
        return True  # 'left at ten to eleven and took the road north'
    if after is not None and not (after.is_punct or after.is_space):
        counted = after.pos_ in ("NOUN", "ADJ", "PROPN", "NUM") or after.lower_ in _AFTER_NUMBER
        if counted or last.ent_type_ not in ("TIME", ""):
            return False
        return last.ent_type_ == "TIME" and after.text not in ("-", "%")
    if after is not None and after.text in ("-", "%", "–", "/"):
        return False
    if found.get("side4") or last.ent_type_ == "TIME":
        return True
    before = first.nbor(-1) if first.i else None
    return before is not None and before.lower_ == "at" and before.head.lemma_ not in _AGEING


_NAMED_HOURS = frozenset(("midnight", "noon", "midday"))
_GOES_ON = frozenset(("CCONJ", "SCONJ", "ADP", "PRON", "VERB"))
_AFTER_NUMBER = frozenset(("of", "to", "percent", "per", "more", "or", "dollars", "such"))
_AGEING = frozenset(("marry", "rank", "value", "estimate", "stand", "put", "remain", "start"))

_BEFORE_CLOCK = frozenset(("at", "by", "around", "about", "before", "after", "until", "from", "to",
                           "since", "till", "between", "and", "of", "(", "-", "–"))  # fmt: skip


def _deictic(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    """'today', not the newspaper 'USA Today'."""
    before = first.nbor(-1) if first.i else None
    name = first.text[:1].isupper() and before is not None and before.pos_ == "PROPN"
    return not (name and before is not None and first.dep_ != "npadvmod" and before.text.isupper())


def _beside_event(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    """'the day after the attack': what follows is something that happens."""
    for token in doc[last.i + 1 : last.i + 7]:
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "amod", "poss"):
            return token.lemma_.lower() in words("events", "nouns.events")
    return False


def _that_part(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    """'the morning', 'that night': not 'the evening standard', not 'the noon prayer'."""
    if found.get("which") == "one":
        return False
    if last.text[:1].isupper() and last.i + 1 < len(doc) and last.nbor(1).text[:1].isupper():
        return False  # 'the Evening Star reported'
    return (
        last.i + 1 >= len(doc) or last.nbor(1).pos_ not in ("NOUN",) or found.get("which") != "the"
    )


def _holiday(found: Found, doc: Doc, first: Token, last: Token) -> bool:
    """'Thanksgiving', not 'a mass of thanksgiving'."""
    return last.text[:1].isupper() or first.text[:1].isupper()


_CHECKS: Mapping[str, Callable[[Found, Doc, Token, Token], bool]] = {
    "month": _named,
    "weekday": _named,
    "relative weekday": _named,
    "relative month": _named,
    "year": _year,
    "duration": _length,
    "units": _units,
    "season": _season,
    "present": _present,
    "past": _past,
    "future": _future,
    "this quarter": _quarter,
    "the unit": _the_unit,
    "short year": _short_year,
    "clock": _clock,
    "spoken clock": _spoken_clock,
    "that part": _that_part,
    "holiday": _holiday,
    "deictic day": _deictic,
    "day beside event": _beside_event,
}
