"""Links pronouns to the entity that they stand for, or leaves them out.

In: a Reading, the linked phrases, the chains. Out: Candidates of kind 'pronoun', each joined to a
chain. A pronoun looks back for chains of fitting number, gender and kind and takes the most
salient: the subject of the sentence before, the one named most often, the nearest (after Lappin
and Leass 1994). Without a fitting chain in the last sentences it is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotate.mentions.chains import Chains
from analysis.annotate.mentions.phrases import Candidate, Gender
from analysis.annotate.mentions.reading import Reading
from analysis.annotate.mentions.speakers import Speakers

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "mine", "myself"})
SECOND = frozenset({"you", "your", "yours", "yourself"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
THIRD = MALE | FEMALE
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
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
        return _antecedent_of_relative(reading, i, seen)
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
    if reading.lemma[verb] in {"seem", "appear", "rain", "snow", "happen", "turn"}:
        return True
    return (
        reading.lemma[verb] == "be"
        and bool(inner & {"acomp", "attr"})
        and bool(inner & {"ccomp", "xcomp", "advcl", "csubj"})
    )


def _antecedent_of_relative(reading: Reading, i: int, seen: Sequence[Candidate]) -> int | None:
    """The phrase whose relative clause the pronoun opens."""
    verb, steps = reading.head[i], 0
    while reading.dep[verb] != "relcl" and reading.head[verb] != verb and steps < 4:
        verb, steps = reading.head[verb], steps + 1
    if reading.dep[verb] != "relcl":
        return None
    noun = reading.head[verb]
    for other in reversed(seen):
        if other.root == noun and other.chain >= 0:
            return other.chain
    return None
