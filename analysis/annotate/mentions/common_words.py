"""Which capitalised words are no names: sentence openers, shouts, headings, who speaks in a script.

In: a Reading and a Name of it. Out: whether the Name is nothing but a word of the language that
its place has made large: 'Gunfire at the bridge', 'Eleven are missing', 'HOST: Good evening',
'MORNING BULLETIN'. The pipeline's own dictionary says what is a word; a name that the text gives
at greater length, or inside a sentence, is one.
"""

from __future__ import annotations

from collections.abc import Collection

from analysis.annotate.language import dictionary, forms, in_dictionary
from analysis.annotate.mentions.name_edges import Name
from analysis.annotate.mentions.nouns import noun_type
from analysis.annotate.mentions.reading import Reading
from analysis.dateline import DATELINE
from analysis.gazetteer import is_demonym, is_first_name, place_kind
from analysis.vocabulary import words

OPENERS = frozenset(
    {":", '"', "“", "„", "«", "‘", "'", "•", "*", "-", "–", "—", ";", ".", "!", "?"}
)
SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss", "appos"})
SURE_LABELS = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP"})  # the tagger errs with persons more
SHORTEST_NOUN = 5  # letters of a noun in capitals; 'NATO' stands in dictionaries too


def is_only_a_word(reading: Reading, name: Name, inside: Collection[str]) -> bool:
    """Whether a name is a word that is no name. `inside` are the names inside sentences, by key."""
    if name.title >= 0 or not name.words or not _may_be_words(name):
        return False
    shouted = reading.raw[reading.start[name.start] : reading.end[name.end - 1]].isupper()
    if shouted and len(name.words) > 1 and name.label != "GPE":
        return _is_heading(reading, name)
    if _counted(reading, name):
        return True
    if len(name.words) > 1 or not (shouted or opens(reading, name.start)):
        return False
    if reading.doc[name.start].like_num:
        return True  # 'Eleven', 'Third'
    if name.key in inside:
        return False
    return (_is_shout if shouted and len(name.key) > 1 else _is_opener)(reading, name)


def opens(reading: Reading, i: int) -> bool:
    """Whether a token stands where every word is written with a capital."""
    if i == reading.sentences[reading.sentence[i]][0]:
        return True
    before = reading.text[i - 1]
    return before in OPENERS or before.isspace() or before[:1].isdigit()


def _counted(reading: Reading, name: Name) -> bool:
    """'Trams 2' of 'Trams 2 and 5 turn back': several things, and their numbers."""
    if len(name.words) != 2 or not name.words[1].isdigit() or not opens(reading, name.start):
        return False
    noun = name.words[0].removesuffix("s")
    return noun != name.words[0] and noun in dictionary()["noun"]


def _may_be_words(name: Name) -> bool:
    """No name that somebody or something is known by."""
    known = words("mentions", "well_known_bodies")
    return not (
        place_kind(name.key)
        or is_demonym(name.key)
        or name.key in known
        or (len(name.words) == 1 and is_first_name(name.key))
    )


def _is_opener(reading: Reading, name: Name) -> bool:
    word = name.key
    if noun_type(word) not in {None, "person", "vehicle", "vessel", "other"}:
        return False  # 'Parliament voted'
    if not in_dictionary(word):
        return False
    subject = reading.dep[name.end - 1] in SUBJECTS
    if subject and name.label in SURE_LABELS:
        return False  # 'Shell said', whatever hit the plant
    if word in reading.text:
        return True  # and in small letters elsewhere
    if name.label == "NORP":
        return False
    if word.endswith("s") and not word.endswith("ss") and word[:-1] in dictionary()["noun"]:
        return not is_first_name(word[:-1]) or not subject
    return name.label not in SURE_LABELS and not subject


def _is_shout(reading: Reading, name: Name) -> bool:
    """'QUIT' in 'he has QUIT', 'HOST' before a colon; not 'NASA'."""
    word = name.key
    speaks = reading.text[name.end : name.end + 1] == [":"] and opens(reading, name.start)
    if not speaks and name.label in SURE_LABELS and reading.dep[name.end - 1] in SUBJECTS:
        return False  # 'CARE said'
    other = any(dictionary()[kind] & {*forms(word)} for kind in ("verb", "adj", "adv"))
    noun = word in dictionary()["noun"] or word.removesuffix("s") in dictionary()["noun"]
    if name.label == "GPE" and DATELINE.match(reading.raw):
        return False  # where the report was written
    return (other and len(word) > 3) or (noun and (len(word) >= SHORTEST_NOUN or speaks))


def _is_heading(reading: Reading, name: Name) -> bool:
    """'MORNING BULLETIN' in a line of capitals, or before a colon: every word is one."""
    left = reading.raw.rfind("\n", 0, reading.start[name.start]) + 1
    right = reading.raw.find("\n", reading.start[name.start])
    line = reading.raw[left : right if right >= 0 else None]
    after = (*reading.lower[name.end : name.end + 1], "")[0]
    opening = not reading.raw[left : reading.start[name.start]].strip()
    if opening and (after in {"no", "no.", "nr", "#"} or after[:1].isdigit()):
        return all(map(in_dictionary, name.words))  # 'PRESS RELEASE 14/2027'
    if any(word.capitalize() in reading.text for word in name.words):
        return False  # 'TARN VALLEY: The Tarn ...'
    return (line.isupper() or after == ":") and all(map(in_dictionary, name.words))
