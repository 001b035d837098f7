"""The nouns that take part in events, and the kinds of happening that go with them.

In: noun phrases, the name of a predicate. Out: head nouns by their class ('ferry' -> 'vessel'),
and of the kinds that a word may tell those that fit: a cable that is removed is not dismissed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from analysis.event_kinds import kind_table
from analysis.vocabulary import table, words

# Verbs that say of a happening that it begins or is held
BEGINNING = frozenset(("begin", "start", "open", "launch", "hold", "resume", "convene"))
PEOPLE = "people"  # the class of those who are no more than people
NO_THING = frozenset(("it", "this", "that", "they", "he", "she", "we", "i", "you", "who",
                      "which", "more", "one", "all", "him", "her", "them", "me", "us",
                      "everything", "anything", "something", "some", "most", "many", "others",
                      "these", "those", "its", "his", "her", "their", "our", "my"))  # fmt: skip

# Verbs that say of a happening that it hit something
CARRYING = frozenset(
    ("tear", "rip", "rock", "shake", "hit", "strike", "occur", "happen", "break", "kill",
     "destroy", "damage", "devastate", "injure", "wound", "wreck", "shatter", "sweep", "level",
     "begin", "start", "erupt", "race", "spread", "rage", "roar", "engulf", "join", "attend",
     "lead", "stage", "end", "follow", "enter", "register", "record", "expect", "await")
)  # fmt: skip


def fitting_kinds(
    kinds: frozenset[str],
    lemma: str,
    actors: Collection[str],
    undergoing: Collection[str],
    things: Collection[str],
) -> frozenset[str]:
    """The kinds that go with what takes part: shares that fall are no collapse, a cable that is
    removed is not dismissed, bodies that are taken out of the sea are not stolen, lines that are
    cut off are out."""
    if set(things) & words("events", "fitting.figures"):
        return frozenset((lemma,))
    if lemma in ("release", "put out", "issue") and set(things) & words(
        "events", "fitting.recordings"
    ):
        return frozenset(("publication",))  # 'released a video', 'put out a recording'
    if lemma == "fire" and set(things) & words("events", "fitting.shots"):
        return frozenset(("attack",))  # 'not one shot was fired'
    bodily = set(undergoing) & words("events", "fitting.persons")
    if undergoing and not actors and not bodily and lemma in words("events", "fitting.ambiguous"):
        kinds -= words("events", "fitting.of_persons")
    if set(things) & words("events", "fitting.enforcers"):
        kinds -= words("events", "fitting.of_outlaws")
    if set(things) & words("events", "fitting.lines") and lemma in words(
        "events", "fitting.cutting"
    ):
        return frozenset(("outage",))  # 'the internet was cut off', 'the power failed'
    if set(things) & words("events", "fitting.links") and lemma in words(
        "events", "fitting.losing"
    ):
        return frozenset(("disappearance",))  # 'lost contact', 'communication was interrupted'
    if bodily:
        kinds -= words("events", "fitting.of_things")
    return kinds or frozenset((lemma,))


def things_of(nouns: Collection[str], kinds: frozenset[str], named: bool) -> frozenset[str]:
    """What takes part and is no actor: not what names the happening itself, and another
    happening ('the search will resume') only where nothing else takes part."""
    plain = frozenset(noun for noun in nouns if noun not in kind_table())
    others = frozenset(noun for noun in nouns if not kind_table().get(noun, kinds) & kinds)
    return plain if plain or named else others


_AFTER_HEAD = re.compile(r"(?<=\w)(?:,(?!\d)| (?:of|in|at|from|who|which|that|for|on|with)\b)")


_OF_THEM = re.compile(
    r"(?i)^(?:about |some |at least |more than )?"
    r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|dozens|hundreds|thousands|many|most|several|all|some|each|none)"
    r" of (?=(?:the|his|her|its|their|those|these)\b)|^(?:a|the) (?:pair|couple|number|group) of "
)


def head_noun(words: str) -> str:
    """The head of a noun phrase in lower case, without the plural; its class where it has one."""
    words = _OF_THEM.sub("", words)  # 'four of the sailors': sailors
    head = _AFTER_HEAD.split(words, maxsplit=1)[0].split()
    last = head[-1].lower() if head else ""
    noun = last[:-1] if last.endswith("s") and not last.endswith("ss") and len(last) > 4 else last
    return _classes().get(noun) or _classes().get(last) or noun


def class_of(nouns: str) -> str:
    """The class of two words together, 'black box'; "" for none."""
    return _classes().get(nouns, "")


@cache
def _classes() -> Mapping[str, str]:
    """Noun -> the class of things whose nouns stand for each other: 'ferry' -> 'vessel'."""
    return {noun: name for name, nouns in table("events")["same_things"].items() for noun in nouns}
