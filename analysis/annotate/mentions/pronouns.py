"""Links pronouns to the entity that they stand for, or leaves them out.

In: a Reading, the linked phrases, the chains. Out: Candidates of kind 'pronoun', each joined to a
chain. A pronoun looks back for chains of fitting number, gender and kind and takes the most
salient: the subject of the sentence before, the one named most often, the nearest (after Lappin
and Leass 1994). Without a fitting chain in the last sentences it is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotate.mentions.chains import Chains
from analysis.annotate.mentions.nouns import noun_type
from analysis.annotate.mentions.phrases import Candidate, Gender
from analysis.annotate.mentions.reading import Reading
from analysis.annotate.mentions.speakers import Speakers
from analysis.vocabulary import words

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "mine", "myself"})
SECOND = frozenset({"you", "your", "yours", "yourself"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
THIRD = MALE | FEMALE
PERSONAL = THIRD | PLURAL | FIRST | WE
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "pobj"})
NOUN_ROLES = SUBJECTS | OBJECTS | {"attr", "conj", "ROOT"}
WHERE = frozenset({"in", "at", "from", "to", "near", "off", "outside", "across", "inside"})
REACH = 3  # sentences


def link_pronouns(
    reading: Reading, phrases: Sequence[Candidate], chains: Chains, speakers: Speakers
) -> list[Candidate]:
    """The linked pronouns, in order; phrases must be linked and in order."""
    found: list[Candidate] = []
    seen: list[Candidate] = []
    waiting = list(phrases)
    position = 0
    parties: dict[tuple[int, int], int] = {}
    unknown: dict[int, int] = {}
    for i in range(len(reading)):
        while position < len(waiting) and waiting[position].start <= i:
            seen.append(waiting[position])
            position += 1
        word = reading.lower[i]
        if reading.pos[i] not in {"PRON", "DET"} or _demonstrative(reading, i):
            continue
        candidate = _pronoun(reading, i, word)
        if candidate is None:
            continue
        if word in WE:
            party = speakers.party(i)
            if party is None:
                continue
            if party in parties:
                chains.join(candidate, parties[party], "pronoun")
            else:
                parties[party] = chains.new(candidate)
            found.append(candidate)
            continue
        chain = _resolve(reading, i, word, candidate, seen, chains, speakers)
        if chain is None and word in FIRST:  # nobody knows who, but it is one in one quotation
            chain = unknown.get(reading.quote[i])
            if chain is None:
                unknown[reading.quote[i]] = chains.new(candidate)
                found.append(candidate)
                continue
        if chain is not None:
            chains.join(candidate, chain, "possessive" if reading.dep[i] == "poss" else "pronoun")
            found.append(candidate)
            seen.append(candidate)
    return found


def _demonstrative(reading: Reading, i: int) -> bool:
    """'that' and 'which' link only where they open a relative clause."""
    return reading.lower[i] in {"that", "which"} and reading.tag[i] != "WDT"


def _pronoun(reading: Reading, i: int, word: str) -> Candidate | None:
    gender: Gender
    if word in MALE:
        gender = "m"
    elif word in FEMALE:
        gender = "f"
    elif word in NEUTER:
        gender = "n"
    elif word in PLURAL | FIRST | SECOND | WE | RELATIVE:
        gender = ""
    else:
        return None
    return Candidate(
        start=i,
        end=i + 1,
        root=i,
        core=(reading.start[i], reading.end[i]),
        kind="pronoun",
        type="person" if word not in NEUTER else "other",
        gender=gender if gender != "n" else "",
        plural=word in PLURAL | WE,
        lemma=word,
    )


def _resolve(
    reading: Reading,
    i: int,
    word: str,
    candidate: Candidate,
    seen: Sequence[Candidate],
    chains: Chains,
    speakers: Speakers,
) -> int | None:
    if word in FIRST:
        return speakers.of_token(i)
    if word in SECOND:
        return speakers.addressee(i)
    if word in RELATIVE:
        return _antecedent_of_relative(reading, i, seen, chains)
    if word in NEUTER and _expletive(reading, i):
        return None
    best, best_score = None, 0.0
    scores: dict[int, float] = {}
    here = reading.sentence[i]
    speaker = speakers.of_quote.get(reading.quote[i]) if word in THIRD else None
    for other in reversed(seen):
        distance = here - reading.sentence[other.start]
        if distance > REACH:
            break
        if other.chain < 0 or (other.end > i and other.kind != "name"):
            continue
        if other.chain == speaker:
            continue  # who is quoted says 'I' of himself
        if not _agrees(word, other, chains) or _bound(reading, i, word, other):
            continue
        kind = chains.type(other.chain)
        if word in PLURAL and not chains.plural(other.chain) and _others_between(reading, i, other):
            continue
        if word in NEUTER and kind == "place" and _told_where(reading, other):
            continue
        if _withdrawn(reading, i, other) and kind in {"place", "organization"}:
            continue
        score = _salience(reading, i, other, distance)
        scores[other.chain] = max(scores.get(other.chain, 0.0), score) + 0.1 * (
            other.chain in scores
        )
    for chain, score in scores.items():
        total = score + 0.15 * min(len(chains.members[chain]), 6) + 0.4 * chains.named(chain)
        if total > best_score:
            best, best_score = chain, total
    return best


def _salience(reading: Reading, i: int, other: Candidate, distance: int) -> float:
    score = 3.0 / (1 + distance)
    role = reading.dep[other.root]
    if role in SUBJECTS:
        score += 1.2
        if reading.dep[reading.head[other.root]] == "ROOT":
            score += 0.4
    elif role in {"dobj", "pobj", "dative", "attr"}:
        score += 0.3
    elif role in {"compound", "nmod", "amod"}:
        score -= 0.8
    if reading.dep[i] in SUBJECTS and role in SUBJECTS:
        score += 0.4
    if reading.quote[i] != reading.quote[other.root]:
        score -= 0.3
    if other.kind == "pronoun":
        score += 0.3
    return score


def _agrees(word: str, other: Candidate, chains: Chains) -> bool:
    kind, gender = chains.type(other.chain), chains.gender(other.chain)
    plural = chains.plural(other.chain)
    if word in MALE or word in FEMALE:
        if kind == "vessel":
            return word in FEMALE
        wanted = "m" if word in MALE else "f"
        return kind == "person" and not plural and gender in {"", wanted}
    if word in NEUTER:
        return kind not in {"person", "group"} and not plural
    return plural or kind in {"organization", "group"}


def _bound(reading: Reading, i: int, word: str, other: Candidate) -> bool:
    """Whether grammar forbids the link: 'Dahl praised him', 'his' inside its own phrase."""
    if other.start <= i < other.end:
        return True
    if word.endswith(("self", "selves")) or reading.dep[i] == "poss":
        return False
    verb = reading.head[i]
    return (
        reading.head[other.root] == verb
        and reading.dep[i] not in SUBJECTS
        and reading.dep[other.root] in SUBJECTS
    )


def _expletive(reading: Reading, i: int) -> bool:
    """'It is clear that', 'it seems', 'it rained'."""
    if reading.dep[i] == "expl":
        return True
    verb = reading.head[i]
    if reading.lower[i] != "it" or reading.dep[i] not in SUBJECTS:
        return False
    inner = {reading.dep[c] for c in reading.children[verb] if c > i}
    if reading.lemma[verb] in words("mentions", "impersonal_verbs"):
        return True
    if reading.dep[i] == "nsubjpass" and reading.lemma[verb] in words("mentions", "known_verbs"):
        return not inner & {"xcomp", "oprd"}  # 'it was established', not 'it is said to be sinking'
    if reading.lemma[verb] == "be" and _tells_time(reading, verb):
        return True
    whom = {reading.lower[c] for c in reading.children[verb] if reading.dep[c] == "attr"}
    if whom & PERSONAL:
        return True  # 'I am sure it is him'
    return (
        reading.lemma[verb] == "be"
        and bool(inner & {"acomp", "attr"})
        and bool(inner & {"ccomp", "xcomp", "advcl", "csubj"})
    )


def _tells_time(reading: Reading, verb: int) -> bool:
    """'It is ten past eleven', 'it was Monday'."""
    first = verb + 1
    return any(
        reading.dep[c] in {"attr", "npadvmod"}
        and c > verb
        and any(reading.ent[k] in {"TIME", "DATE"} for k in range(first, c + 1))
        for c in reading.children[verb]
    )


def _others_between(reading: Reading, i: int, other: Candidate) -> bool:
    """Whether several people are spoken of between a body and 'they': those are meant.

    In the sentence of 'they'; a pair also in one before: 'Berg and two friends landed. They were
    held.'
    """
    here = reading.sentences[reading.sentence[i]][0]
    return any(
        (_pair(reading, k) or (k >= here and _people(reading, k)))
        and not k <= i <= reading.right[k]
        for k in range(other.end, i)
    )


def _people(reading: Reading, k: int) -> bool:
    return (
        reading.tag[k] in {"NNS", "NNPS"}
        and reading.dep[k] in NOUN_ROLES
        and not reading.ent[k]
        and noun_type(reading.lemma[k]) == "person"
    )


def _pair(reading: Reading, k: int) -> bool:
    """The second of 'Ada Berg and Ola Lund', 'Berg and two friends', who do something."""
    above = reading.head[k]
    if reading.dep[k] != "conj" or reading.ent[above] != "PERSON":
        return False
    return reading.dep[above] in SUBJECTS and (
        reading.ent[k] == "PERSON" or noun_type(reading.lemma[k]) == "person"
    )


def _withdrawn(reading: Reading, i: int, other: Candidate) -> bool:
    """'The paper wrote so, and withdraws it': an object takes up no subject that acts."""
    it = reading.lower[i] == "it" and reading.dep[i] in OBJECTS
    return it and reading.dep[other.root] in SUBJECTS


def _told_where(reading: Reading, other: Candidate) -> bool:
    """'in Varn', 'from Varn': a place that only says where."""
    above = reading.head[other.root]
    return reading.dep[other.root] == "pobj" and reading.lower[above] in WHERE


def _antecedent_of_relative(
    reading: Reading, i: int, seen: Sequence[Candidate], chains: Chains
) -> int | None:
    """The phrase whose relative clause the pronoun opens.

    Of 'a seaman of the Petrel, who' it is the seaman, wherever the parser hung the clause.
    """
    verb, steps = reading.head[i], 0
    while reading.dep[verb] != "relcl" and reading.head[verb] != verb and steps < 4:
        verb, steps = reading.head[verb], steps + 1
    if reading.dep[verb] != "relcl":
        return None
    of_person = reading.lower[i] in {"who", "whom"}
    found = _headed(seen, reading.head[verb])
    while of_person and found is not None and _is_thing(chains, found.chain):
        root = found.root
        while reading.dep[root] == "appos":  # 'at the operator Iritel'
            root = reading.head[root]
        above = reading.head[root]
        outer = _headed(seen, reading.head[above]) if reading.dep[root] == "pobj" else None
        if outer is None:
            return None if chains.type(found.chain) in {"place", "facility"} else found.chain
        found = outer
    return found.chain if found is not None else None


def _headed(seen: Sequence[Candidate], noun: int) -> Candidate | None:
    """The last phrase with this head word."""
    return next((c for c in reversed(seen) if c.root == noun and c.chain >= 0), None)


def _is_thing(chains: Chains, chain: int) -> bool:
    return chains.type(chain) not in {"person", "group"} and not chains.plural(chain)
