"""Reads 'CONTENT, SOURCE said': the source that trails what it says.

In: a verb of saying. Out: Found, at most one. The order of the words decides, not the parse, which
takes 'the port, its director, Ada Roe, said' for a list: the content ends where the phrase of the
source begins, whatever the parse hangs where.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from analysis.annotate.attribution.outlets import is_media
from analysis.annotate.attribution.quotations import DOUBLE
from analysis.annotate.attribution.sentence_parts import (
    RELATIVE,
    cue_span,
    is_passive,
)
from analysis.annotate.attribution.spans import Found
from analysis.annotate.attribution.words import FINITE, cue_words, lemma
from analysis.annotate.boundaries import DATELINE
from analysis.annotate.once import sentence_of
from analysis.vocabulary import words

PHRASE_OPENS = frozenset({"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"})
SUBORDINATE = frozenset(
    {"after", "when", "while", "if", "as", "because", "although", "since", "before", "once", "that"}
)
DASHES = frozenset({"-", "--", "–", "—"})
LONGEST_SOURCE = 25  # tokens
SHORTEST = 2  # words of a content
SPEAKERS = ("officials", "organisations", "anonymous")
LOST = frozenset({"conj", "acl", "relcl", "appos", "advcl"})
"""What the parse makes of a verb of saying that it does not see as one."""


def trailing(verb: Token) -> Iterator[Found]:
    """'The port is shut, its director, Ada Roe, said on Monday': content, source, cue."""
    completed = phrase_end(verb)
    if (lemma(verb) not in cue_words("verbs.trailing") and completed is None) or verb.i == 0:
        return
    if not is_finite(verb) and not _closes(verb):
        return
    last = completed or verb
    goes_on = _goes_on(last)
    if _says_more(verb, last):
        return
    before = _before(verb)
    opening = _source_start(before)
    if opening is None:
        return
    source = [t for t in before[opening:] if not t.is_space]
    while source and (source[-1].text == "," or source[-1].pos_ in ("ADV", "AUX")):
        source.pop()
    content = before[: opening - 1]
    if source and source[0].lower_ == "as":  # 'as the ministry has confirmed'
        source = source[1:]
    while content and (content[0].pos_ == "CCONJ" or content[0].is_space):
        content = content[1:]
    subjects = [part for part in verb.children if part.dep_ == "nsubj"]
    if subjects and not any(source[0].i <= part.i <= source[-1].i for part in subjects):
        return
    if any(part.lower_ in RELATIVE for part in subjects):
        return  # 'a man who told the Courier so': no main clause
    if not subjects and any(t.lower_ in RELATIVE for t in source):
        return
    if verb.dep_ == "relcl" and not any(part.left_edge.i == source[0].i for part in subjects):
        return  # 'the town, the place the mayor has announced': no clause of its own
    is_told = _is_clause(content) or (len(subjects) > 1 and any(t.tag_ == "VBN" for t in content))
    if len(content) < SHORTEST or not is_told:  # 'The minister, Ada Roe, handed in': no participle
        return
    ((start, end),) = cue_span(verb)
    told = [(content[0].idx, content[-1].idx + len(content[-1]))]
    yield Found(
        source=((source[0].idx, source[-1].idx + len(source[-1])),),
        cue=((start, max(end, last.idx + len(last))),),
        content=(*told, *goes_on),
        rule="source behind its clause",
        anchor=verb.i,
    )


def phrase_end(verb: Token) -> Token | None:
    """The last word of a verb of saying that is more than one word: '[found] out', '[let] it be
    known'."""
    for part in verb.rights:
        if f"{lemma(verb)} {part.lower_}" in cue_words("verbs.trailing_phrases"):
            return part
    return None


def _goes_on(last: Token) -> list[tuple[int, int]]:
    """'It is settled, the colonel said, [that the bridge was mined]': what is said goes on."""
    doc = last.doc
    if last.i + 2 >= len(doc) or doc[last.i + 1].text != "," or doc[last.i + 2].lower_ != "that":
        return []
    rest = list(doc[last.i + 2 : sentence_of(last)[1]])
    while rest and (rest[-1].is_punct or rest[-1].is_space):
        rest.pop()
    if not any(t.tag_ in FINITE for t in rest) or any(t.text in DOUBLE for t in rest):
        return []
    return [(rest[0].idx, rest[-1].idx + len(rest[-1]))]


def closing(noun: Token) -> Iterator[Found]:
    """'The mayor has quit, local media [report].': the verb with which the sentence ends is taken
    for one more noun of its subject; also 'The mayor has quit, as local media [confirm], ...'."""
    if lemma(noun) not in cue_words("verbs.trailing") or noun.tag_ not in ("NN", "NNS"):
        return
    if noun.i < 3 or noun.i + 1 >= len(noun.doc) or noun.nbor().text not in (".", ",", ";"):
        return
    before = _before(noun)
    commas = [i for i, token in enumerate(before) if token.text == ","]
    if not commas:
        return
    phrase = before[commas[-1] + 1 :]
    bound = bool(phrase) and phrase[0].lower_ in ("as", "so")
    source = phrase[1:] if bound else phrase
    if not source or not (bound or noun.nbor().text == ".") or not _is_phrase(source):
        return
    several = _is_plural(source)
    if several == (noun.tag_ == "NNS") or not (_speaks(source[-1]) or _is_outlet(source)):
        return  # verb and subject agree: 'media report', 'the Courier reports'
    content = before[: commas[-1]]
    while content and content[0].pos_ == "CCONJ":
        content = content[1:]
    if len(content) < SHORTEST or not _is_clause(content):
        return
    yield Found(
        source=((source[0].idx, source[-1].idx + len(source[-1])),),
        cue=((noun.idx, noun.idx + len(noun)),),
        content=((content[0].idx, content[-1].idx + len(content[-1])),),
        rule="source behind its clause",
        anchor=noun.i,
    )


def _is_plural(source: Sequence[Token]) -> bool:
    last = source[-1]
    return (
        last.tag_ in ("NNS", "NNPS")
        or last.lower_ == "media"
        or any(t.dep_ == "cc" for t in source)
    )


def _is_outlet(source: Sequence[Token]) -> bool:
    named = source[-1].pos_ == "PROPN" and source[-1].text[:1].isupper()
    return named or is_media(source[-1], source)


def is_finite(verb: Token) -> bool:
    """A form of the present or the past, a participle with 'has' or 'had' ('the Post has learned'),
    a plural that is taken for an infinitive ('two people tell us')."""
    if verb.tag_ == "VB":
        parts = [c.dep_ for c in verb.lefts]
        return "nsubj" in parts and "aux" not in parts
    return verb.tag_ in FINITE or (
        verb.tag_ == "VBN"
        and any(c.dep_ == "aux" and c.lemma_ == "have" and c.tag_ in FINITE for c in verb.lefts)
    )


def _closes(verb: Token) -> bool:
    """'The port is shut, the prosecutor, Ada Roe, [announced] at ten on Monday': taken for a
    participle of the apposition, but behind its comma, or behind a word for who speaks ('the
    command of the coastguard announced'), and with nothing after it but when and where it was
    said."""
    if verb.tag_ != "VBN" or verb.dep_ != "acl":
        return False
    if verb.nbor(-1).text != "," and not _speaks(verb.head):
        return False
    if any(part.dep_ == "agent" or part.lower_ == "by" for part in verb.rights):
        return False
    behind = verb.doc[verb.i + 1 : sentence_of(verb)[1]]
    return all(t.text != "," and t.tag_ not in FINITE | {"VBN", "VBG"} for t in behind)


def _speaks(noun: Token) -> bool:
    return any(noun.lower_ in words("sources", key) for key in SPEAKERS)


def between(verb: Token) -> Iterator[Found]:
    """'Gas, they say, leaked into the hall': the source stands between the subject and its verb,
    and the parse lost the two: what is said is the phrase before and all behind."""
    if verb.i + 2 >= len(verb.doc) or verb.nbor().text != "," or verb.tag_ not in FINITE:
        return
    goes_on = verb.nbor(2)
    if goes_on.tag_ not in FINITE | {"VBN"} or any(
        c.dep_ in ("nsubj", "nsubjpass") for c in goes_on.children
    ):
        return
    before = _before(verb)
    opening = _source_start(before) if lemma(verb) in cue_words("verbs.trailing") else None
    if opening is None:
        return
    subject = before[: opening - 1]
    stops = [i for i, t in enumerate(subject) if t.text in (":", ";")]
    subject = [t for t in subject[stops[-1] + 1 if stops else 0 :] if not t.is_space]
    if not _is_phrase(subject) or any(t.text == "," for t in subject):
        return
    source = [t for t in before[opening:] if not t.is_space]
    rest = list(verb.doc[goes_on.i : sentence_of(verb)[1]])
    while rest[-1].is_punct or rest[-1].is_space:
        rest.pop()
    yield Found(
        source=((source[0].idx, source[-1].idx + len(source[-1])),),
        cue=cue_span(verb),
        content=(
            (subject[0].idx, subject[-1].idx + len(subject[-1])),
            (goes_on.idx, rest[-1].idx + len(rest[-1])),
        ),
        rule="aside of a cue verb",
        anchor=verb.i,
    )


def _before(verb: Token) -> list[Token]:
    """The tokens of the verb's sentence and line that stand before it, a dateline left out."""
    found: list[Token] = []
    for token in verb.doc[sentence_of(verb)[0] : verb.i]:
        found = [] if "\n" in token.text else [*found, token]
    if not found or any(t.text in DOUBLE for t in found):
        return []
    dateline = DATELINE.match("".join(t.text_with_ws for t in found))
    low = found[0].idx + (dateline.end() if dateline else 0)
    return [t for t in found if t.idx >= low]


def _says_more(verb: Token, last: Token) -> bool:
    """The verb has a content or a subject behind it, or its sentence goes on after it; `last` is
    the word with which it is complete."""
    for part in verb.rights:
        if part.i == last.i:
            continue
        if part.dep_ in ("ccomp", "xcomp", "nsubj") or (
            part.dep_ in ("dobj", "attr", "oprd") and lemma(verb) not in ("tell", "inform")
        ):
            return True
    if is_passive(verb):
        return True
    bound = False
    lost = verb.dep_ in LOST and not any(part.dep_ == "mark" for part in verb.lefts)
    for token in verb.doc[last.i + 1 : sentence_of(verb)[1]]:
        if "\n" in token.text:
            break
        if lost and token.dep_ == "cc" and token.nbor(-1).text == ",":
            break  # 'the mayor announced at noon, and the schools were shut': the outlet goes on
        bound = bound or token.lower_ in SUBORDINATE | RELATIVE or _in_what(token)
        if token.text in DOUBLE or (token.tag_ in FINITE and not bound):
            return True
    return False


def _in_what(token: Token) -> bool:
    """'..., he said, in [what] would be the first strike'."""
    return token.lower_ == "what" and token.nbor(-1).pos_ == "ADP"


def _source_start(before: Sequence[Token]) -> int | None:
    """Where the source's phrase begins among the tokens before the verb, None if nowhere.

    It is what stands behind the last comma; where the verb follows a comma, an apposition lies
    between, and the phrase begins one comma earlier ('Ada Roe, its director, said').
    """
    commas = [i for i, token in enumerate(before) if token.text == ","]
    if not commas:
        return None
    ends = [*commas, len(before)]
    segments = [before[commas[i] + 1 : ends[i + 1]] for i in range(len(commas))]
    wanted = 1
    if all(t.pos_ in ("ADV", "AUX") for t in segments[-1]):
        wanted = 3  # the apposition, the phrase before it
    while len(segments) > wanted > 1 and _is_number(segments[-wanted]):
        wanted += 1  # 'Jonas Feld, 51, a fisherman, said'
    if len(segments) < wanted or not _is_phrase(_plain(segments[-wanted])):
        return None
    apposed = segments[1 - wanted : -1] if wanted > 1 else []
    if any(_is_clause(part) and part[0].lower_ not in RELATIVE for part in apposed):
        return None
    start = commas[-wanted] + 1
    return start if len(before) - start <= LONGEST_SOURCE else None


def _plain(tokens: Sequence[Token]) -> Sequence[Token]:
    """The phrase without the 'as' that opens it and the words of its verb that close it: '[as]
    the ministry [has since] confirmed'."""
    worded = [t for t in tokens if not t.is_space]
    while worded and worded[-1].pos_ in ("ADV", "AUX"):
        worded.pop()
    return worded[1:] if worded and worded[0].lower_ == "as" else worded


def _is_number(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and all(t.like_num for t in tokens)


def _is_phrase(tokens: Sequence[Token]) -> bool:
    """A noun phrase without a finite verb of its own; a relative clause may hang on it: 'an aide
    [who has seen the list] said'."""
    worded = [t for t in tokens if not t.is_space]
    for at, token in enumerate(worded):
        if at > 1 and token.lower_ in ("who", "whom", "whose") and worded[at - 1].pos_ == "NOUN":
            worded = worded[:at]
            break
    return (
        bool(worded)
        and worded[0].pos_ in PHRASE_OPENS
        and worded[0].lower_ not in RELATIVE
        and not any(t.text in DASHES and t.tag_ != "HYPH" for t in worded)
        and any(t.pos_ in ("NOUN", "PROPN", "PRON", "NUM") for t in worded)
        and not _is_clause(worded[:-1] if worded[-1].pos_ == "AUX" else worded)
    )


def _is_clause(tokens: Sequence[Token]) -> bool:
    """Has a finite verb, outside a clause that a conjunction at its front binds to another."""
    if not any(t.tag_ in FINITE and t.pos_ in ("VERB", "AUX") for t in tokens):
        return False
    return tokens[0].lower_ not in SUBORDINATE or any(t.text == "," for t in tokens)
