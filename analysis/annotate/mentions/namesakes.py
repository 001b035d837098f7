"""Which of two of one name a bare surname is, by the words beside it and the order of the text.

In: Candidates of one article. Out: the full names that bear each word; what is told of a bare one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from analysis.annotate.mentions.phrases import Candidate, office_of
from analysis.vocabulary import words

FATHERS = frozenset({"bin", "ibn", "bint"})  # before a father's name, which is no surname


def bearers_of(candidates: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    """The full names of persons by their first and their last word, in the order of the text."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        parts = candidate.name.words if candidate.name else ()
        if candidate.type == "person" and len(parts) > 1:
            found[parts[0]].append(candidate)
            if parts[-2] not in FATHERS:
                found[parts[-1]].append(candidate)
    return found


def titles_borne(candidates: Sequence[Candidate]) -> dict[str, set[str]]:
    """The titles before each name of one word: 'senator', 'chief' of 'Senator Obi', 'Chief Obi'."""
    found: dict[str, set[str]] = defaultdict(set)
    for candidate in candidates:
        if candidate.type == "person" and candidate.name and len(candidate.name.words) == 1:
            found[candidate.name.words[0]] |= called(candidate)
    return found


def meant_by_words(
    bare: Candidate,
    bearers: Mapping[str, Sequence[Candidate]],
    borne: Mapping[str, set[str]],
    titled: dict[str, str],
    first: dict[str, str],
) -> str:
    """What tells a bare name from the same word elsewhere in a text; "" where nothing has to.

    'Judge Berg' is not the 'Berg' who is no judge, nor Senator Berg; where two bear the name, a
    title, or else who was named before, says which of them is meant. `titled` keeps what told each
    word last, `first` what told it before anybody bore it with a first name.
    """
    assert bare.name is not None
    word = bare.name.words[0]
    full = bearers.get(word, ())
    titles = called(bare)
    several = len({_first_and_last(other) for other in full}) > 1
    said = titles | {office for office in bare.offices if _is_rank(office)} if several else titles
    if said and (full or len(borne[word]) > 1):
        holders = {_first_and_last(other) for other in full if other.offices & said}
        if holders and not several:
            return ""
        titled[word] = f" who is {sorted(holders or said)}"
        if not any(other.start < bare.start for other in full):
            first[word] = titled[word]
        return titled[word]
    before = {_first_and_last(other) for other in full if other.start < bare.start}
    if not before and word in titled:  # 'President Berg', then 'Berg', then 'his son Olaf Berg'
        return " by courtesy" if _is_doctor(bare) else titled[word]
    if not before:
        return ""
    if not several:
        # 'President Berg', 'Berg', 'his wife Olga Berg': 'Berg' goes on to be the president
        other = bare.gender and any(f.gender == bare.gender for f in full)
        return "" if other or _is_doctor(bare) else first.get(word, "")
    return f" after {sorted(before)}"


def _is_doctor(bare: Candidate) -> bool:
    """'Dr Berg', whose title is no office and says no gender."""
    assert bare.name is not None
    return bare.start < bare.name.start and not (bare.roles or bare.gender or bare.definite)


def _is_rank(office: str) -> bool:
    return office.removeprefix("vice ") in words("titles", "ranks")


def _first_and_last(full: Candidate) -> tuple[str, str]:
    assert full.name is not None
    return full.name.words[0], full.name.words[-1]


def called(bare: Candidate) -> set[str]:
    """'judge' of 'Judge Berg' and 'the judge, Berg'; no courtesies, and of what stands beside a
    name nothing that is said of anybody."""
    ranks = words("titles", "ranks")
    roles = {role for role in bare.roles if role.split()[-1].lower().rstrip(".") in ranks}
    beside = set(filter(_is_rank, bare.offices)) - words("titles", "vague")
    return {office_of(role) for role in roles} | beside
