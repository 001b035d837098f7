"""Attributions that the layout of a line shows: headlines, transcripts, tweets.

In: a Doc. Out: Found. 'Harbour closes: ministry', 'Minister: no deal', 'Minister quits, say
reports', 'REPORTER: ...', 'X has left, official says: Wire — Agency (@agency) May 3, 2031'.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from analysis.annotate.attribution.spans import Found, TokenIndex, tidy
from analysis.annotate.attribution.words import FINITE, cue_words
from analysis.annotate.language import in_dictionary
from analysis.annotate.mentions.name_titles import is_title
from analysis.annotate.mentions.nouns import noun_type
from analysis.gazetteer import is_first_name, place_kind
from analysis.model import Span
from analysis.vocabulary import words

LINE = re.compile(r"[^\n]+")
SPEAKER = re.compile(
    r"[\"“'‘(]{0,2}((?:[A-Z][\w.’'-]*)"
    r"(?:[ ,]+(?:of|the|de|van|von|al|bin|[A-Z][\w.’'()-]*)){0,6})"
    r"(?: \([^)\n]{1,40}\))?:\s+"  # 'PRESENTER (Sol Abreu):'
)
# '@MinnaVoss: "..."', 'Ilena Sarovel (@IlenaSarovel), 7:12 a.m.: "..."'
POST = re.compile(
    r"[^\S\n]*(?:(?P<handle>@\w{2,30})|(?P<name>[A-Z][^\n\"“(:]{2,80}?) \(@\w{2,30}\))"
    r"(?:,[^\n\"“]{0,60}?)?(?P<colon>:)\s+[\"“](?P<said>[^\n\"“”]+)"
)
TAIL = re.compile(r"(.+?):\s+([^:\n]{2,60}?)[.\s]*$")
HANDLE = re.compile(r"(.*?)\s*(?:[—–-]+|&mdash;|\|)\s*([^—–\n]{1,60}?)\s*\((@\w{1,30})\)")
LABEL = re.compile(r"\s*(?:(?:#\w+|[A-Z]{3,}(?: [A-Z]{3,})*)\s*[|:]\s*)+")
CLOSING = ('"', "”", "’", "'")
LEAST_LINES = 3  # that a speaker's label opens, in a transcript
BRIEF = 12  # words
_TWO_SENTENCES = re.compile(r"[a-z][.!?][\"”’]?\s+[\"“‘]?[A-Z]")
SHORT_LINE = 30  # words; a longer line is no headline


def find_in_layout(index: TokenIndex) -> list[Found]:
    """All that headlines, transcripts and tweets attribute."""
    text = index.text
    lines = [(m.start(), m.end()) for m in LINE.finditer(text)]
    found: list[Found] = []
    labels = _labels(text, lines)
    for number, line in enumerate(lines):
        made = list(_tweet(text, line)) or list(_post(index, line))
        short = len(text[slice(*line)].split()) <= SHORT_LINE
        headline = short and (
            _looks_like_headline(text, line) or (number == 0 and _is_brief(text, line))
        )
        if not made:
            made = list(_speaker(index, line, headline, labels))
        if not made and headline:
            made = list(_tail(index, line)) or list(_tail_verb(index, line))
        found += made
    return found


def _looks_like_headline(text: str, line: Span) -> bool:
    body = text[slice(*line)].strip()
    return 3 <= len(body.split()) <= SHORT_LINE and body[-1:] not in '.!?”":;,'


def _is_brief(text: str, line: Span) -> bool:
    """A first line with a full stop is a headline only if it is one sentence, too short for a
    lead."""
    body = text[slice(*line)]
    return len(body.split()) <= BRIEF and not _TWO_SENTENCES.search(body)


def _labels(text: str, lines: list[Span]) -> Counter[str]:
    """How often each speaker's label opens a line. A word with small letters that does so once is
    a heading ('Position: ...', 'Second: ...')."""
    found = Counter(m[1] for s, e in lines if (m := SPEAKER.match(text, s, e)))
    return Counter({name: n for name, n in found.items() if n > 1 or " " in name or name.isupper()})


def _speaker(
    index: TokenIndex, line: Span, headline: bool, labels: Counter[str]
) -> Iterator[Found]:
    """'MAYOR: We will rebuild.' and 'Mayor: city will rebuild'."""
    match = SPEAKER.match(index.text, *line)
    if match is None:
        return
    transcript = labels.total() >= LEAST_LINES and match.group(1) in labels
    if not (headline or transcript or match.group(1).isupper()):
        return
    name = match.span(1)
    at = match.end() - len(match.group()) + match.group().rindex(":")
    if match.group(1).lower() in words("cues", "headlines.no_sources"):
        return
    opens = line[0] == 0 or not index.text[: line[0]].strip()
    label = match.group(1)
    in_turn = transcript and labels[label] > 1 and label.isupper()
    if not in_turn and not _may_speak(index, name, by_name=not (transcript or opens)):
        return
    content = tidy(index.text, [(match.end(), line[1])])
    if not content or (
        headline and not transcript and len(index.text[slice(*content[0])].split()) < 3
    ):
        return
    rule = "transcript" if transcript or match.group(1).isupper() else "headline: speaker first"
    yield Found((name,), ((at, at + 1),), content, rule, anchor=index.at(at))


def _may_speak(index: TokenIndex, label: Span, by_name: bool) -> bool:
    """Whether a label is somebody's: not 'Armed: Officers search the lawn', under a picture.

    `by_name`: the text shows neither a transcript nor a headline, and a role is no speaker.
    """
    tokens = [t for t in index.tokens([label]) if t.text[:1].isalpha()]
    if not tokens or place_kind(index.text[slice(*label)]):
        return False
    last = tokens[-1].lower_
    if not in_dictionary(last) or (len(tokens) > 1 and tokens[-1].ent_type_ == "PERSON"):
        return True
    named = re.findall(rf"([A-Z][\w’'-]+) {re.escape(last.title())}\b", index.text)
    if any(map(is_first_name, named)):  # whom the text introduces: 'Tessa Quill', and 'QUILL:'
        return True
    role = last in words("sources", "headline_sources") or is_title(last)
    person = noun_type(tokens[-1].lemma_.lower()) in {"person", "organization"}
    return not by_name and (role or person or last in words("mentions", "organization_words"))


def _post(index: TokenIndex, line: Span) -> Iterator[Found]:
    """What somebody posted, set behind the name or the handle."""
    match = POST.match(index.text, *line)
    if match is None:
        return
    name = match.span("handle") if match["handle"] else match.span("name")
    content = tidy(index.text, [match.span("said")])
    if content:
        colon = match.span("colon")
        yield Found((name,), (colon,), content, "post", anchor=index.at(colon[0]))


def _tail(index: TokenIndex, line: Span) -> Iterator[Found]:
    """'Harbour closes after blast: ministry'."""
    match = TAIL.match(index.text, *line)
    if match is None or len(index.text[slice(*line)].split()) > SHORT_LINE:
        return
    source = match.span(2)
    if not _can_be_source(index, source) or len(match.group(1).split()) < 3:
        return
    colon = match.end(1)
    yield Found(
        (source,), ((colon, colon + 1),), tidy(index.text, [match.span(1)]),
        "headline: speaker last", anchor=index.at(colon),
    )  # fmt: skip


def _tail_verb(index: TokenIndex, line: Span) -> Iterator[Found]:
    """'Minister quits, say reports', 'Minister quits, reports say'."""
    text = index.text
    if len(text[slice(*line)].split()) > SHORT_LINE:
        return
    comma = max(text.rfind(mark, *line) for mark in (",", " - ", " – "))
    if comma < 0 or text[comma + 1 : comma + 2] in CLOSING:
        return  # '“It is over,” said Berg.' is no headline
    tail = index.tokens([(comma + 1, line[1])])
    tail = [t for t in tail if not t.is_punct]
    verbs = cue_words("headlines.verbs")
    if not 2 <= len(tail) <= 8:
        return
    if tail[0].lower_ in verbs:
        verb, rest = tail[0], tail[1:]
    elif tail[-1].lower_ in verbs:
        verb, rest = tail[-1], tail[:-1]
    else:
        return
    if any(t.tag_ in FINITE for t in rest):
        return  # 'Jonas Feld, a fisherman, said the boat sank.'
    source = (rest[0].idx, rest[-1].idx + len(rest[-1]))
    yield Found(
        tidy(text, [source]), ((verb.idx, verb.idx + len(verb)),),
        tidy(text, [(line[0], comma)]), "headline: cue last", anchor=verb.i,
    )  # fmt: skip


def _can_be_source(index: TokenIndex, span: Span) -> bool:
    tokens = [t for t in index.tokens([span]) if not t.is_punct]
    if not tokens or len(tokens) > 5:
        return False
    nouns = words("sources", "headline_sources")
    return tokens[-1].lower_ in nouns or all(
        t.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or t.text.isupper() for t in tokens
    )


def _tweet(text: str, line: Span) -> Iterator[Found]:
    """A tweet set into the text: what it says, who it says said so, who posted it."""
    match = HANDLE.match(text, *line)
    if match is None or len(match.group(1).split()) < 4:
        return
    body, poster = match.span(1), match.span(2)
    label = LABEL.match(text, *body)
    if label and label.end() < body[1]:
        body = (label.end(), body[1])
    verbs = "|".join(sorted(cue_words("headlines.verbs")))
    inner = re.compile(
        rf"(.+?),\s+([^,:]{{2,80}}?)\s+({verbs})(?::\s*([^:\n]{{2,40}}?))?[.\s]*$"
    ).match(text, *body)
    if inner is not None:
        relays = [inner.span(4)] if inner.group(4) else []
        yield Found(
            tidy(text, [inner.span(2)]), (inner.span(3),), tidy(text, [inner.span(1)]),
            "tweet", relay=(*relays, poster),
        )  # fmt: skip
        return
    tail = TAIL.match(text, *body)
    if tail is not None and len(tail.group(2).split()) <= 4 and len(tail.group(1).split()) >= 4:
        colon = tail.end(1)
        yield Found(
            tidy(text, [tail.span(2)]), ((colon, colon + 1),), tidy(text, [tail.span(1)]),
            "tweet", relay=(poster,),
        )  # fmt: skip
        return
    yield Found((poster,), (), tidy(text, [body]), "tweet")
