"""What a clause says of its subject: classes of predicates, whether it denies, whether it plans.

In: text or its words. Out: names of classes of `data/stance.toml`, yes or no. The same thing said
with another verb falls into the same class; pairs of classes that exclude each other are opposites.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from analysis.resolve.wording import tokens
from analysis.vocabulary import table, words


def predicates(text: str) -> frozenset[str]:
    """Classes of `data/stance.toml` whose words stand in the text."""
    found: set[str] = set()
    single, phrases = _forms()
    levelled = f" {' '.join(tokens(text))} "
    for phrase, classes in phrases:  # longest first: 'broke out' is no breaking
        if f" {phrase} " in levelled:
            found |= classes
            levelled = levelled.replace(f" {phrase} ", "  ")
    for word in levelled.split():
        found |= single.get(word, frozenset())
    found |= in_two_parts(levelled)
    if _PRESENT.search(text):
        found.add("stay")
    return frozenset(found - {"nothing"})


# 'Osman is in Meridia', 'he was at his office': where somebody is
_PRESENT = re.compile(
    r"\b(?:is|am|are|was|were|been|remains?|remained)(?: (?:still|now|currently|back|safe))? "
    r"(?:in|at) (?:[A-Z]|his |her |their |the (?:capital|country|city|building|palace))"
)


# 'thirteen escaped prisoners': which prisoners, not what is said of them
_ATTRIBUTIVE = re.compile(
    r"\b(?P<before>(?:the|a|an|some|\d[\d,]*|\w+teen|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|twenty|other|these|those)) (?:\w{2,}ed|stolen|broken|fallen|dead) "
    r"(?=(?:people|men|women|children|prisoners|inmates|soldiers|passengers|officers|workers|guards"
    r"|victims|residents|patients|ship|ferry|boat|plane|minister|president)\b)"
)


_BEFORE_NOUNS = frozenset(
    {"in", "the", "a", "an", "of", "for", "on", "at", "by", "his", "her", "its", "their", "no"}
)


def main_predicates(found: Sequence[str], text: str) -> frozenset[str]:
    """Predicates of the clause; nouns of its subject only where the verb has none.

    'The explosion was caused by sabotage' is about sabotage, not about exploding.
    """
    bare = _ATTRIBUTIVE.sub(r"\g<before> ", " ".join(found))
    if bare != " ".join(found):
        found, text = bare.split(), bare
    for at, word in enumerate(found):
        if is_verb(word) and not (at and found[at - 1] in _BEFORE_NOUNS):  # 'in return', 'the fire'
            behind = " ".join(found[at:])
            said = predicates(_SETTING.sub(_without_happening, behind))
            if parted := in_two_parts(f" {' '.join(found)} "):
                return (said - {"travel"}) | parted
            if {*found[at : at + 3]} & words("stance", "light_verbs"):
                return said | predicates(" ".join(found[:at]))  # 'power cuts have hit the town'
            return said or predicates(text)
    return predicates(text)


# 'was killed in the explosion': in which setting, not what is said
_SETTING = re.compile(
    r" (?:in|during|after|following|since|before|over|amid) (?:the |an? |this |that |last )?"
    r"(?P<what>(?:[\w-]+ ){0,2}[\w-]+)"
)


def _without_happening(match: re.Match[str]) -> str:
    """Without the words up to a noun that stands for a happening."""
    told = match["what"].split()
    last = max((at for at, word in enumerate(told) if is_happening(word)), default=-1)
    return " " + " ".join(told[last + 1 :]) if last >= 0 else match[0]


def complement(said: frozenset[str], denied: bool) -> tuple[frozenset[str], bool]:
    """'Has not left' says 'stays': what is denied of one of two is asserted of the other."""
    if said == {"survive", "injure"}:  # 'did not survive his injuries'
        said = said - {"injure"}
    if denied and len(said) == 1:
        (only,) = said
        for first, second in table("stance")["opposites"]["complements"]:
            if only in (first, second):
                return frozenset({second if only == first else first}), False
    return said, denied


def is_verb(word: str) -> bool:
    """Whether a lower-case word is (or may be) a finite verb."""
    return word in _AUXILIARY or bool(_PAST.match(word)) or word in _verb_forms()


@cache
def _verb_forms() -> frozenset[str]:
    nouns = words("stance", "predicate_nouns")
    return frozenset(form for form in _forms()[0] if form not in nouns)


_AUXILIARY = frozenset(
    ["am", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "shall",
     "can", "could", "may", "might", "must", "did", "does", "do", "won't", "wasn't", "isn't",
     "aren't", "weren't", "hasn't", "haven't", "hadn't", "didn't", "doesn't"]
)  # fmt: skip
_PAST = re.compile(r"\w{2,}ed$")


@cache
def _forms() -> tuple[dict[str, frozenset[str]], tuple[tuple[str, frozenset[str]], ...]]:
    forms: dict[str, set[str]] = {}
    for name, listed in table("stance")["predicates"].items():
        for form in listed:
            forms.setdefault(form, set()).add(name)
    single = {form: frozenset(names) for form, names in forms.items() if " " not in form}
    long = sorted((form for form in forms if " " in form), key=lambda form: (-len(form), form))
    return single, tuple((form, frozenset(forms[form])) for form in long)


def in_two_parts(levelled: str) -> frozenset[str]:
    """Classes of verbs that stand in two parts: 'let two women go'."""
    return frozenset(name for pattern, name in _in_two_parts() if pattern.search(levelled))


@cache
def _in_two_parts() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf" {first} (?:[\w'-]+ ){{1,5}}{second} "), name)
        for first, second, name in table("stance")["in_two_parts"]["pairs"]
    )


@cache
def opposite_pairs(predicate: str) -> tuple[str, ...]:
    """Names of the pairs of opposites that it belongs to, so that both sides meet."""
    pairs = table("stance")["opposites"]["pairs"]
    return tuple("|".join(pair) for pair in pairs if predicate in pair)


_FAILED = re.compile(r" (?:fail|fails|failed) to ")


def negated(found: Sequence[str]) -> bool:
    """An odd number of negations; 'did not deny' takes one back."""
    plain = _FAILED.sub(" not ", _NO_DENIAL.sub(" ", f" {' '.join(found)} ")).split()
    negations = words("stance", "negations")
    return sum(word in negations or word.endswith("n't") for word in plain) % 2 == 1


def has_negation(found: Sequence[str]) -> bool:
    """Any negation at all: 'has signed nothing and resigned from nothing' has two."""
    negations = words("stance", "negations")
    return any(word in negations or word.endswith("n't") for word in found)


def forbids(found: Sequence[str]) -> bool:
    """'residents not to drink the water': an order, which denies nothing; not 'not to have met'."""
    for at, word in enumerate(found):
        if word == "not" and found[at + 1 : at + 2] == ["to"]:
            return found[at + 2 : at + 3] != ["have"]
        if is_verb(word):
            return False
    return False


# 'rain or no rain', 'whether or not it rains', 'nothing but oil', 'by 12 and not by 40',
# 'not only', 'not until noon'
_NO_DENIAL = re.compile(
    r" (?:(\w+) or no \1|whether or not|nothing but|none other than|no fewer than|no less than"
    r"|no more than"
    r"|(?:and|but) not (?:by|in|at|on|from|with|to|for)|not (?:only|just|until|because)"
    r"|not \d[\d,.]*|not too (?:early|late|soon)|(?:vote[sd]?|voting) no"
    r"|no later than|no longer than|no matter|no doubt|no sooner|no wonder"
    r"|no exception|no relation(?= (?:is|are|was|were|has|had|have|will|said|says)))(?= )"
)


def is_happening(word: str) -> bool:
    """Whether a lower-case word is a noun that stands for what happened: 'resignation'."""
    return word in _forms()[0] and word in words("stance", "predicate_nouns")


def planned(found: Sequence[str]) -> bool:
    """Whether the clause's own verb looks ahead: 'has not resigned and will not' does not."""
    ahead = words("stance", "ahead")
    for at, word in enumerate(found):
        if word in ahead or word in _scheduled():
            return True  # 'will fly', 'travels to Sant later on Monday'
        if is_verb(word):
            behind = found[at + 1 : at + 4]
            if word in _BE and behind[:1] == ["to"]:
                return True  # 'is to fly'; 'went to' is no plan
            return bool({*behind} & ahead)  # 'is expected to'
    return False


_BE = frozenset({"is", "are", "was", "were"})


@cache
def _scheduled() -> frozenset[str]:
    return words("stance", "scheduled")
