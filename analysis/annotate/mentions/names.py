"""Finds the names in an article: the tagger's, trimmed and mended, and those it missed.

In: a Reading. Out: Names, each the bare name without article, title or possessive ending, with
the label that the tagger gave to this one occurrence. Types are decided later, for the whole
document (`kinds`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analysis.annotate.language import in_dictionary
from analysis.annotate.mentions.common_words import is_only_a_word, opens
from analysis.annotate.mentions.headings import headlines
from analysis.annotate.mentions.name_edges import (
    MODEL,
    POSSESSIVE,
    Name,
    bids,
    trimmed,
)
from analysis.annotate.mentions.name_joins import of_members, parted, rejoined
from analysis.annotate.mentions.name_letters import spelt_out
from analysis.annotate.mentions.name_places import written_at
from analysis.annotate.mentions.name_reach import (
    called_crafts,
    continued,
    hyphenated,
    numbered_pairs,
    over_particle,
    over_site,
    ships_of,
    widen,
)
from analysis.annotate.mentions.name_times import end_of_time, misread_date, start_of_time
from analysis.annotate.mentions.name_titles import (
    behind_office,
    called_after_title,
    compound_offices,
    held_office,
    is_title,
    only_title,
    title_at,
)
from analysis.annotate.mentions.nouns import (
    is_body_behind,
    kind_noun,
    noun_type,
    opens_with_noun,
)
from analysis.annotate.mentions.reading import Reading
from analysis.gazetteer import fold, is_demonym, is_first_name, place_kind
from analysis.vocabulary import words

LABELS = frozenset({"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT"})
NATIONAL = ("ian", "ean", "ese", "ish")  # as adjectives of lands end
BLOCKED = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "LANGUAGE"})


def find_names(reading: Reading) -> list[Name]:
    """All names, in order, none overlapping another."""
    titled = headlines(reading)
    found: list[Name] = []
    taken = [False] * len(reading)
    if place := written_at(reading):
        taken[place.start : place.end] = [True] * (place.end - place.start)
        found.append(place)
    for pair in (*numbered_pairs(reading), *ships_of(reading), *called_crafts(reading)):
        if any(taken[pair.start : pair.end]):
            continue
        taken[pair.start : pair.end] = [True] * (pair.end - pair.start)
        found.append(pair)
    offices = compound_offices(reading)
    for behind, first in offices.items():
        taken[first:behind] = [True] * (behind - first)
    for ent in reading.doc.ents:
        if ent.label_ in BLOCKED and not misread_date(reading, ent.start, ent.end):
            first = start_of_time(reading, ent.start, ent.end)
            for i in range(first, end_of_time(reading, ent.start, ent.end)):
                taken[i] = True
        elif ent.label_ in LABELS or _misread_law(reading, ent.start, ent.end):
            label = ent.label_ if ent.label_ in LABELS else "ORG"
            for piece in _beside_offices(reading, ent.start, ent.end, label, offices):
                if not any(taken[piece.start : piece.end]):
                    widen(reading, piece, taken)
                    if piece.label == "PERSON":
                        piece.end = hyphenated(reading, piece.end, taken)
                    else:
                        piece.end = continued(reading, piece, taken)
                        if piece.end + 1 < len(reading) and reading.capital(piece.end + 1):
                            piece.end = hyphenated(reading, piece.end, taken)
                    for i in range(piece.start, piece.end):
                        taken[i] = True
                    found.append(piece)
    for run in _missed(reading, taken):
        found.append(run)
    for name in found:
        if name.start in offices:  # 'Sergeant-at-Arms Ada Lunde'
            name.title, name.label = offices[name.start], "PERSON"
    for name in found:
        end = over_site(reading, name.start, name.end)
        if end and name.label != "GPE" and not place_kind(_key_of(reading, name)):
            name.end, name.label = end, "FAC"  # 'the Karsk air base', which the tagger missed
    found.sort(key=lambda n: n.start)
    found = of_members(reading, spelt_out(reading, rejoined(reading, parted(reading, found))))
    for name in found:
        if not name.label and _initialled(reading, name):
            name.label = "PERSON"
    if not all(titled):
        _restore_first_names(reading, [n for n in found if not titled[reading.sentence[n.start]]])
    alone = {
        _key_of(reading, n)
        for n in found
        if n.label or reading.dep[n.end - 1] not in {"compound", "nmod", "amod"}
    }
    attested = {_key_of(reading, n) for n in found if not titled[reading.sentence[n.start]]}
    inside = _named_inside(reading, found)
    names = []
    for name in found:
        name.start = _beginning(reading, name)
        pieces = [t for t in reading.text[name.start : name.end] if t not in POSSESSIVE]
        name.words = tuple(folded for piece in pieces if (folded := fold(piece)))
        name.key = _key_of(reading, name)
        if MODEL.fullmatch(reading.text[name.end - 1]):  # 'A380s' are 'A380'
            name.words = (*name.words[:-1], name.words[-1].removesuffix("s"))
            name.key = name.key.removesuffix("s")
        name.headline = titled[reading.sentence[name.start]]
        if name.headline and not _known_in_headline(name, attested):
            continue
        name.demonym = is_demonym(name.key) and not place_kind(name.key)
        if not name.key or _is_no_name(name) or is_only_a_word(reading, name, inside):
            continue
        modifier = name.key in words("titles", "modifiers") and not place_kind(name.key)
        if modifier and name.label != "PERSON" and name.key != "justice":
            continue  # what is left of 'Interior Minister'
        if name.demonym and _adjective(reading, name):
            continue
        if name.label != "PERSON" and _of_a_nation(reading, name):
            continue
        if name.label == "NORP" and reading.tag[name.end - 1] == "JJ" and not place_kind(name.key):
            continue  # 'Islamic law' names no actor
        kept = _of_a_kind(reading, name) or _body_named(reading, name)
        if not name.label and name.key not in alone and not kept:
            continue  # a modifier that no sentence treats as a thing of its own
        if reading.text[name.start][0] == "@" and name.label not in {"PERSON", "ORG"}:
            continue  # '@VarhaugBakery' is an address
        if _domain(reading, name) or _prefixed(reading, name.start) or _opening_noun(reading, name):
            continue
        names.append(name)
    return names


def _key_of(reading: Reading, name: Name) -> str:
    return fold(reading.raw[reading.start[name.start] : reading.end[name.end - 1]])


def _beside_offices(
    reading: Reading, start: int, end: int, label: str, offices: Mapping[int, int]
) -> Iterator[Name]:
    """The names in a tagged span, before and behind an office of several words in it."""
    for behind, first in offices.items():
        if first < end and start < behind:
            yield from trimmed(reading, start, first, label)
            start, label = behind, "PERSON"
    yield from trimmed(reading, start, end, label)


def _initialled(reading: Reading, name: Name) -> bool:
    """'E. Berg' is somebody, also in a list where nothing else says so."""
    first, last = reading.text[name.start], reading.text[name.end - 1]
    return (
        name.end - name.start == 2
        and len(first) == 2
        and first[0].isupper()
        and first[1] == "."
        and last.istitle()
        and len(last) > 2
        and not in_dictionary(last.lower())
    )


def _named_inside(reading: Reading, found: Sequence[Name]) -> set[str]:
    """The names that stand inside a sentence, or are the end or beginning of longer ones."""
    inside: set[str] = set()
    for name in found:
        key = fold(reading.raw[reading.start[name.start] : reading.end[name.end - 1]])
        parts = key.split()
        if len(parts) > 1:
            inside |= {parts[0], parts[-1]}
        elif not opens(reading, name.start) and not reading.text[name.start].isupper():
            inside.add(key)
    return inside


def _is_no_name(name: Name) -> bool:
    """'Sunday', 'GMT-1'; 'May', but for a person."""
    never = words("mentions", "not_names")
    said = {word.rstrip(".") for word in name.words}
    if said & {"no", "nr"} and said & words("mentions", "notices"):
        return True  # 'PRESS RELEASE No. 4'
    if len(name.words) == 2 and name.words[1].isdigit():
        counted = words("mentions", "notices") | words("mentions", "numbered")
        if name.words[0] in counted:
            return True  # 'Article 212', 'Brief 71'
    if name.words == ("may",):
        return name.label != "PERSON" and name.title < 0
    parts = name.key.split()
    return parts[0] in never and all(part in never or part.isdigit() for part in parts)


def _beginning(reading: Reading, name: Name) -> int:
    """With the 'Nils-' of 'Nils-Petter Aune', the '3rd' of '3rd Armoured Brigade'."""
    first = name.start
    joint = first > 1 and reading.text[first - 1] == "-"
    joined = joint and reading.end[first - 2] == reading.start[first] - 1
    if joined and name.label == "PERSON" and reading.text[first - 2].istitle():
        return first - 2
    before = reading.lower[first - 1] if first else ""
    unit = reading.lower[name.end - 1] in words("mentions", "units")
    return first - 1 if unit and before in words("mentions", "ordinals") else first


def _misread_law(reading: Reading, start: int, end: int) -> bool:
    """'the Iruma Self-Defence Bloc', taken for a law or a work: a body by its last word."""
    last = reading.lower[end - 1]
    body = last in words("mentions", "organization_words") or noun_type(last) == "organization"
    return body and end - start > 1 and reading.capital(end - 1)


def _known_in_headline(name: Name, attested: set[str]) -> bool:
    """Capitals tell nothing in a headline: the body, the gazetteer or a first name must."""
    if name.key in attested or place_kind(name.key):
        return True
    if any(key.endswith(f" {name.key}") or key.startswith(f"{name.key} ") for key in attested):
        return True
    return name.label == "PERSON" and len(name.words) > 1 and is_first_name(name.words[0])


def _restore_first_names(reading: Reading, names: list[Name]) -> None:
    """'Per Dahl' where 'Per' was read as a preposition: capitals inside a sentence tell.

    At the beginning of a sentence, only if the article has the same pair inside one.
    """
    inside: set[tuple[str, str]] = set()
    waiting: list[Name] = []
    ends = {name.end for name in names}
    for name in names:
        before = name.start - 1
        if name.end - name.start != 1 or name.title >= 0 or before < 0 or before + 1 in ends:
            continue
        word = reading.text[before]
        if not word[:1].isupper() or not word.isalpha() or not is_first_name(word):
            continue
        if is_title(reading.lower[before]) or reading.pos[before] == "PROPN":
            continue
        waiting.append(name)
        if before != reading.sentences[reading.sentence[before]][0] and not word.isupper():
            inside.add((reading.lower[before], reading.lower[name.start]))
    for name in waiting:
        if (reading.lower[name.start - 1], reading.lower[name.start]) in inside:
            name.start -= 1
            name.label = "PERSON"
            if is_title(reading.lower[name.start - 1]) and name.start:
                name.title = name.start - 1


def _prefixed(reading: Reading, i: int) -> bool:
    """'pro-Beijing' does not speak of the city as an actor."""
    return (
        i > 1
        and reading.text[i - 1] == "-"
        and reading.end[i - 1] == reading.start[i]
        and reading.end[i - 2] == reading.start[i - 1]
        and not reading.capital(i - 2)
    )


def _domain(reading: Reading, name: Name) -> bool:
    """'Foreign Affairs' behind 'Minister of': what somebody is minister of."""
    of = name.start - 1
    fields = words("titles", "domains") | words("titles", "modifiers") | {"and"}
    office = of > 0 and reading.lower[of] == "of" and is_title(reading.lower[of - 1])
    return office and set(name.words) <= fields and name.label != "GPE"


def _of_a_kind(reading: Reading, name: Name) -> bool:
    """Whether the noun behind says what the thing of that name is: 'the DAX-30 index'."""
    last = name.end - 1
    return kind_noun(reading, name.end, last) >= 0


def _body_named(reading: Reading, name: Name) -> bool:
    """'Clear Dawn' of 'the Clear Dawn party': several words, and behind them what body it is."""
    several = name.end - name.start > 1 and not reading.text[name.end - 1].isdigit()
    bodies = words("mentions", "organization_words") | words("mentions", "units")
    whole = several and all(reading.capital(i) for i in range(name.start, name.end))
    if whole and name.words[-1] in bodies and name.words[0] not in bodies:
        return True  # 'the Harbour Guard cutter'
    return several and is_body_behind(reading, name.start, name.end)


def _opening_noun(reading: Reading, name: Name) -> bool:
    """'Harbour' in 'Harbour pilots said': a common noun that only its place made large."""
    i = name.start
    if name.end - i != 1 or i != reading.sentences[reading.sentence[i]][0]:
        return False
    if reading.dep[i] not in {"compound", "nmod", "amod"} or reading.head[i] <= i:
        return False
    above = reading.head[i]
    return not reading.capital(above) and noun_type(reading.lower[i]) is not None


def _adjective(reading: Reading, name: Name) -> bool:
    """'Afghan' in 'Afghan media' names nobody; 'the Afghans' and 'an American' do."""
    i = name.end - 1
    return reading.tag[i] in {"JJ", "NNP"} or reading.dep[i] in {"amod", "compound", "nmod"}


def _of_a_nation(reading: Reading, name: Name) -> bool:
    """'Tolmenian' in 'a Tolmenian diplomat': an adjective of some land, known or not."""
    i = name.end - 1
    noun = reading.head[i]
    return (
        name.end - name.start == 1
        and name.words[0].endswith(NATIONAL)
        and reading.dep[i] in {"amod", "compound", "nmod"}
        and reading.pos[noun] == "NOUN"
        and 0 < noun - i < 4
        and all(reading.text[k].islower() for k in range(i + 1, noun + 1))
    )


def _missed(reading: Reading, taken: list[bool]) -> Iterator[Name]:
    """Runs of proper nouns that the tagger left unlabelled."""
    i, count = 0, len(reading)
    verbs, never = words("mentions", "headline_verbs"), words("mentions", "not_names")
    while i < count:
        if taken[i] or not _proper(reading, i):
            i += 1
            continue
        start = i
        while i < count and not taken[i] and _proper(reading, i):
            i += 1
            i = over_particle(reading, i, taken)
            i = _over_joint(reading, i, taken)
        end = i
        while start < end and reading.lower[start] in verbs:
            start += 1
        if start == reading.sentences[reading.sentence[start]][0]:
            start += bids(reading, start, end)
        if end - start == 1 and reading.lower[start] in never:
            continue
        start += opens_with_noun(reading, start, end)
        start = held_office(reading, start, end) or start
        first = start
        start = behind_office(reading, start, end)
        while start < end - 1 and title_at(reading, start):
            start += 1
        if start > first and called_after_title(reading, first):
            start = first
        if start >= end or only_title(reading.lower[start:end]):
            continue
        if sum(len(reading.text[k]) for k in range(start, end)) < 2:
            continue
        run = Name(start, end, "", first if first < start else -1)
        run.end = continued(reading, run, taken)
        yield run


def _over_joint(reading: Reading, i: int, taken: list[bool]) -> int:
    """Behind the 'und' of 'Berg und Dahl' as behind a hyphen; `i` where there is none."""
    joint = i < len(reading) - 1 and reading.text[i] in {"&", "und", "og", "och"}
    if joint and not taken[i] and not taken[i + 1] and _proper(reading, i + 1):
        return i + 1
    return _over_hyphen(reading, i, taken)


def _over_hyphen(reading: Reading, i: int, taken: list[bool]) -> int:
    """Behind the hyphen of 'Self-Defence', behind the '-yin' of 'Mak Ho-yin'; else `i`."""
    inside = 0 < i < len(reading) - 1 and reading.text[i] == "-" and not taken[i + 1]
    whole = inside and reading.end[i - 1] == reading.start[i] == reading.end[i] - 1
    if not whole or reading.end[i] != reading.start[i + 1] or reading.pos[i + 1] != "PROPN":
        return i
    if reading.capital(i + 1):
        return i + 1
    return i + 2 if reading.text[i + 1].isalpha() else i


def _proper(reading: Reading, i: int) -> bool:
    """Whether a word is a proper noun, or the name of a model that was taken for another noun."""
    if reading.pos[i] == "PROPN":
        return reading.capital(i)
    if not reading.text[i][-2:-1].isdigit():
        return False
    return MODEL.fullmatch(reading.text[i]) is not None
