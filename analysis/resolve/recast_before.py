"""Sources that the text before the claim introduces: 'the company' is the firm named last, 'the
message' that of the brigade, 'he' the porter of the sentence before, 'my source told me: ...' on
air is the source's.

In: a claim, what the case knows. Out: the claim, changed where a rule applies.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from analysis.model import Actor, Claim, SourceKind
from analysis.resolve.bodies import head_of, names_body
from analysis.resolve.cited import outlet_written, sentence_around
from analysis.resolve.descriptions import holder_in_article
from analysis.resolve.principals import last_person
from analysis.resolve.provenance import NAMING, Provenance
from analysis.resolve.reattributed import word_of
from analysis.resolve.wording import tokens
from analysis.vocabulary import table, words

NEAR = 600  # characters before a claim in which 'the company' is named

_A_NAME = r"[A-Z][\w’'-]*(?: (?:(?:of|for|the) )*[A-Z][\w’'-]*)*"


def kind_of_body(claim: Claim, known: Provenance) -> Claim:
    """'the company', taken for the party of the paragraph before, is the firm named last."""
    actor = known.actor(claim.actor_id)
    told = _THE_KIND.fullmatch(claim.source_text)
    kinds = table("origins")["kinds_of_body"]
    mine = next((kind for kind in kinds if told and told["kind"] in kind), None)
    if mine is None or not claim.source_spans:
        return claim
    start = claim.source_spans[0][0]
    text = known.text_around(claim)
    if actor is None:
        named = {
            found
            for place in _kind_and_name(tuple(mine)).finditer(text)
            if (found := known.named(place["behind"] or place["before"]))
        }
        return replace(claim, actor_id=next(iter(named))) if len(named) == 1 else claim
    head = head_of(actor.name)
    if head in mine or head not in words("origins", "bodies"):
        return claim
    before = text[max(0, start - NEAR) : start]
    for place in reversed(list(_kind_and_name(tuple(mine)).finditer(before))):
        other = known.named(place["behind"] or place["before"])
        if other and other != claim.actor_id:
            return replace(claim, actor_id=other)
    return claim


_THE_KIND = re.compile(r"(?:[Tt]he|[Tt]his) (?P<kind>[a-z]+)")


@cache
def _kind_and_name(kinds: tuple[str, ...]) -> re.Pattern[str]:
    nouns, name = "|".join(kinds), r"[A-Z][\w-]*(?: [A-Z][\w-]*)*"
    return re.compile(
        rf"\b(?:{nouns}),? (?P<behind>{name})"
        rf"|(?P<before>{name}), (?:an?|the|its|whose|which) [^,.;:]{{0,40}}\b(?:{nouns})\b"
    )


def document_of(claim: Claim, known: Provenance) -> Claim:
    """'The message of the Thistle Brigade has come. Its members did it, [the message] says. They
    would do it again, [it] adds.'"""
    if claim.actor_id or claim.source_kind != "document":
        return claim
    text = known.text_around(claim)
    before = text[max(0, claim.start - NEAR) : claim.start]
    told = _DOCUMENT.fullmatch(claim.source_text)
    if claim.source_text.lower() == "it":
        told = next(reversed(list(_DOCUMENT.finditer(before.rpartition("\n")[2]))), None)
    if told is None:
        return claim
    senders = re.finditer(
        rf"\b{told['kind']} (?:sent )?(?:of|from|by|signed by) (?:the )?(?P<who>{_A_NAME})", before
    )
    for sender in reversed(list(senders)):
        if identifier := known.named(sender["who"]):
            return replace(claim, actor_id=identifier, source_kind="organisation")
    return claim


_DOCUMENT = re.compile(
    r"(?:[Tt]he|[Tt]his|[Tt]hat) (?P<kind>message|statement|letter|note|communiqué|post|video)"
)


def it_of_the_sentence_before(claim: Claim, known: Provenance) -> Claim:
    """'The presidency did not answer. In the evening [it] put out a statement saying ...': the
    presidency. 'A letter signed by the Thistle Brigade has come. "...," [it] says': the brigade."""
    if claim.source_text.lower() != "it" or not claim.source_spans:
        return claim
    before = known.text_around(claim)[: claim.source_spans[0][0]].rpartition("\n")[2]
    if told := _LETTER.search(before):
        found = known.named(told["who"])
        who = told["who"]
    else:
        told = _SUBJECT.search(before)
        if told is None or not names_body(told["who"]):
            return claim
        actor = known.actor(claim.actor_id)
        if actor is not None and _is_named_in(actor, told[0]):
            return claim
        who = told["who"]
        found = known.named(re.sub(r"^[Tt]he ", "", who))
    return replace(
        claim, source_text=who, source_spans=(), source_kind="organisation", descriptor="",
        actor_id=found,
    )  # fmt: skip


def _is_named_in(actor: Actor, text: str) -> bool:
    return any(alias.text in text for alias in actor.aliases if alias.reason in NAMING)


_LETTER = re.compile(
    rf"(?:^|[.!?] |\d - )(?:An?|The) (?:\w+ )?(?:letter|message|statement|note|leaflet|video|"
    rf"communiqué|post) (?:signed by|from|of|by) (?:the )?(?P<who>{_A_NAME})[^.!?“”\"\n]*[.!?] "
    rf"(?:[“\"][^”\"\n]*[”\"],? ?)?$"
)
_SUBJECT = re.compile(
    r"(?:^|[.!?][”\"]? )(?P<who>The (?:[a-z-]+ ){0,2}?[a-z]+|"
    r"(?:The )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) "
    r"(?:was|were|is|has|had|did|does|wasn['’]t|isn['’]t|hasn['’]t|didn['’]t|would|will|\w+ed|said|"
    r"says|kept|made|gave|put|holds|sticks|stands|keeps) "
    r"[^.!?\n]*[.!?] (?:[A-Z][^.!?,\n]{0,30}?,? )?$"
)


def a_spokeswoman(claim: Claim, known: Provenance) -> Claim:
    """'The authority holds to its version. The road is open, [a spokeswoman] repeated': the
    authority's."""
    if claim.actor_id or not _A_VOICE.fullmatch(claim.source_text):
        return claim
    start, _ = sentence_around(claim, known)
    before = known.text_around(claim)[:start].rpartition("\n")[2]
    told = _SUBJECT.search(before)
    if told is None or not names_body(told["who"]):
        return claim
    found = known.named(re.sub(r"^[Tt]he ", "", told["who"]))
    return replace(
        claim, source_text=told["who"], source_spans=(), source_kind="organisation",
        descriptor="", actor_id=found,
    )  # fmt: skip


_A_VOICE = re.compile(r"[Aa] spokes(?:man|woman|person)")


def handed_over(claim: Claim, known: Provenance) -> Claim:
    """'Gulya Lund of the union read us her list. [There are eleven names on it]': Lund's list."""
    if claim.source_kind != "author" or not _ON_IT.search(claim.content):
        return claim
    before = known.text_around(claim)[: claim.start].rpartition("\n")[2]
    told = _HANDED.search(before)
    found = last_person(told["who"], known) if told else ""
    return word_of(claim, found) if found else claim


_ON_IT = re.compile(
    r"\b(?:on|in|to|by|from) (?:it|them)\b"
    r"|^(?:It|They) (?:gives?|lists?|names?|says?|puts?|shows?)\b"
)
_HANDED = re.compile(
    r"(?:^|[.!?][”\"]? )(?P<who>[^.!?\n]{3,80}?) "
    r"(?:read|showed|gave|sent|handed|dictated|passed|forwarded|e-?mailed) (?:me|us|this \w+) "
    r"(?:(?:out|over) )?(?:his|her|its|their|the|an?) [^.!?\n]*[.!?][”\"]? $"
)


def on_the_line(claim: Claim, known: Provenance) -> Claim:
    """'We have had Rufin Lund on the line, the man who speaks for the rebels. [The road is open],
    he says': Lund, and not 'the man'."""
    if claim.actor_id or claim.source_text.lower() not in ("he", "she"):
        return claim
    text = known.text_around(claim)
    start = min(claim.start, *(first for first, _ in claim.source_spans[:1]), len(text))
    told = _ON_THE_LINE.search(text[:start].rpartition("\n")[2])
    found = last_person(told["who"], known) if told else ""
    return word_of(claim, found) if found else claim


_ON_THE_LINE = re.compile(
    r"\b(?:had|have|got|with|reached|met|heard from|spoke to|spoken to|talked to|interviewed) "
    r"(?P<who>[^.!?,;\n]{3,60}?)(?: (?:on|over|in|at|by|here) (?:the |our )?\w+)?"
    r"(?:[,;] [^.!?\n]*)?[.!?][”\"]? [“\"]?$"
)


def the_same(claim: Claim, known: Provenance) -> Claim:
    """'A military officer, quoted by Norwire, said ... according to [the same officer]'."""
    told = _SAME.fullmatch(claim.source_text)
    if told is None or claim.actor_id or not claim.source_spans:
        return claim
    before = known.text_around(claim)[: claim.source_spans[0][0]]
    first = re.compile(
        rf"\b(?P<who>(?:[Aa]n?|[Oo]ne) (?:[\w-]+ ){{0,3}}?{told['kind']}\b"
        rf"(?:,? (?:who|quoted|cited|at|of|in|from|with|close)\b[^,.;:!?]{{0,60}})?)"
    )
    found = list(first.finditer(before))
    if not found:
        return claim
    who = found[-1]["who"]
    return replace(claim, source_text=who, descriptor=who)


_SAME = re.compile(r"(?:the|that|this) (?:very )?same (?P<kind>[a-z-]+)", re.IGNORECASE)


def run_by(claim: Claim, known: Provenance) -> Claim:
    """'Free Shore, a site run by exiles, quotes ... [The exiles] say': the site."""
    told = _THE_SEVERAL.fullmatch(claim.source_text)
    if told is None or claim.actor_id or not claim.source_spans:
        return claim
    before = known.text_around(claim)[: claim.source_spans[0][0]]
    places = re.finditer(
        rf"(?P<name>{_A_NAME}), (?:an?|the) [^,.;:!?]{{2,40}}? "
        rf"(?:run|made|edited|published|written|kept|put out) by (?:\w+ )?{told['kind']}\b",
        before,
    )
    for place in reversed(list(places)):
        if outlet := outlet_written(place["name"], known):
            name = known.outlet_named(outlet)
            return replace(claim, source_text=name, source_kind="media", descriptor="")
    return claim


_THE_SEVERAL = re.compile(r"[Tt]he (?P<kind>[a-z]+s)")


def voice_of(claim: Claim, known: Provenance) -> Claim:
    """'A recording appeared, in what sounds like the voice of Per Lund: "[The road is open.]"',
    'a voice said to be that of the mayor tells us that [the road is open]'."""
    if told := _SAID_TO_BE.match(_from_source(claim, known)):
        found = known.person(_TITLES.sub("", told["who"])) or holder_in_article(
            claim, told["who"], known
        )
        return word_of(claim, found) if found else claim
    if told := _IN_VOICE.fullmatch(claim.source_text):
        found = known.person(_TITLES.sub("", told["who"]))
        return word_of(claim, found) if found else claim
    if claim.source_text or claim.quote != "direct":
        return claim
    text = known.text_around(claim)
    opens = max(text.rfind(mark, 0, claim.start + 1) for mark in '“"')
    told = _VOICE.search(text[max(0, opens - 160) : max(opens, 0)])
    name = _TITLES.sub("", told["who"]) if told else ""
    found = known.person(name) if name else ""
    return word_of(claim, found) if found else claim


def _from_source(claim: Claim, known: Provenance) -> str:
    """The text from the source of a claim on, as far as its sentence may go."""
    if not claim.source_spans or claim.actor_id:
        return ""
    start = claim.source_spans[0][0]
    return known.text_around(claim)[start : start + NEAR]


_SAID_TO_BE = re.compile(
    r"(?:[Tt]he|[Aa]) (?:[a-z]+ )?voice (?:said|believed|thought|alleged|reported|claimed) to be "
    r"(?:that of )?(?P<who>(?:the |[A-Z])[^,.;:“\"]{2,40}?)(?:['’]s)? "
    r"(?:tells?|told|says?|said|is heard|can be heard|promises|promised|asks|orders)\b"
)
_VOICE = re.compile(
    r"\b(?:voice|words|recording|message|letter|statement|video|post|note)\b[^.:“\"]{0,40}?"
    r"\b(?:of|from|by) (?P<who>[^.:;,“\"]{3,60}):\s*$"
)
_IN_VOICE = re.compile(r"(?:the |a )?(?:voice|words|mouth|lips) of (?P<who>[^,]{3,60})")
_TITLES = re.compile(r"^(?:[Tt]he )?(?:[a-z]+ )*(?:(?:[A-Z]\w+\.? )(?=[A-Z]\w+ [A-Z]))?")


def he_of_the_sentence_before(claim: Claim, known: Provenance) -> Claim:
    """'A porter at the hotel tells another story. [He] told the Post that ...': the porter."""
    if claim.actor_id or claim.source_text.lower() not in ("he", "she") or not claim.source_spans:
        return claim
    if claim.descriptor and claim.descriptor.lower() not in words("origins", "pronouns"):
        return claim
    before = known.text_around(claim)[: claim.source_spans[0][0]].rpartition("\n")[2]
    told = _SOMEBODY.search(before)
    if told is None or not told["verb"].endswith(("s", "ed", "d")):
        return claim
    return replace(claim, descriptor=told["who"])


_SOMEBODY = re.compile(
    r"(?:^|[.!?][”\"]? )(?P<who>(?:An?|One) [a-z][\w-]*(?: [a-z][\w-]*){0,3}?"
    r"(?: (?:at|of|in|from|with|on|near) (?:the |an? )?[\w’'-]+(?: [A-Z][\w’'-]+| [a-z]+){0,2}?)?) "
    r"(?P<verb>tells?|told|has|had|was|is|says|said|gave|gives|remembers|saw|watched|described|"
    r"describes|called|calls|sees|knows|took|takes|heard) [^.!?\n]*[.!?][”\"]? $"
)


def told_on_air(claim: Claim, known: Provenance) -> Claim:
    """'A man inside the ministry put it simply to me: [the order came from him]': the man."""
    if claim.cue != ":" or not claim.actor_id:
        return claim
    start, sentence = sentence_around(claim, known)
    told = _TOLD_ME.search(sentence)
    if told is None or start + told.start("who") > claim.start + len(claim.content) // 2:
        return claim
    if claim.end <= start + told.end():
        return claim
    name = _TITLES.sub("", told["who"])
    if person := known.person(name) or known.person(name.rpartition(" ")[2]):
        return word_of(claim, person)
    if told["who"].split()[0].lower() not in words("origins", "tail.determiners"):
        return claim
    official = words("sources", "officials") | words("sources", "official_modifiers")
    kind: SourceKind = "anonymous official" if official & {*tokens(told["who"])} else "anonymous"
    return replace(
        claim, source_text=told["who"], source_spans=(), descriptor=told["who"], actor_id="",
        source_kind=kind, cue="told",
    )  # fmt: skip


_TOLD_ME = re.compile(
    r"(?:^|[.;:,] |\b(?:and|but) )(?P<who>(?:An?|[Tt]he|One|[A-Z]\w+) [^,.:;“\"]{2,60}?) "
    r"(?:(?:told|tells|has told|had told|assured|assures) (?:me|us|our \w+)\b"
    r"|(?:put|puts) it [\w ]{0,30}?to (?:me|us|our \w+)\b"
    r"|(?:said|says) to (?:me|us|our \w+)\b)"
)


def its_head(claim: Claim, known: Provenance) -> Claim:
    """'Nine were treated at St Anna's hospital, [its director] said': the one whom another report
    calls the director of St Anna's hospital."""
    told = _ITS_HEAD.fullmatch(claim.source_text)
    if told is None or claim.actor_id or not claim.source_spans:
        return claim
    _, sentence = sentence_around(claim, known)
    for place in _NAMED_PLACE.finditer(sentence):
        for name in (place[0], place["name"]):
            for called in (f"{told['post']} of {name}", f"{name} {told['post']}"):
                if found := known.holder(called):
                    return word_of(claim, found)
    return claim


_ITS_HEAD = re.compile(r"[Ii]ts (?P<post>[a-z]+(?: [a-z]+)?)")
_NAMED_PLACE = re.compile(r"(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)(?: [a-z]+)?")


def its_spokesman(claim: Claim, known: Provenance) -> Claim:
    """'Whether Kurvia will come is open. [Its spokesman] has said no': Kurvia, or the body that is
    named last."""
    if claim.actor_id or not claim.source_spans or not _ITS_VOICE.fullmatch(claim.source_text):
        return claim
    before = known.text_around(claim)[: claim.source_spans[0][0]].rpartition("\n")[2]
    near = "".join(_SENTENCES.split(before)[-2:])
    for told in reversed(list(re.finditer(_A_NAME, near))):
        parts = told[0].split()
        for name in (" ".join(parts[first:]) for first in range(len(parts))):  # 'Whether Kurvia'
            actor = known.actor(known.named(name))
            if actor is not None and actor.type in ("organization", "group", "place"):
                return replace(
                    claim, source_text=name, source_spans=(), source_kind="organisation",
                    actor_id=actor.id, descriptor="",
                )  # fmt: skip
    return claim


_ITS_VOICE = re.compile(r"[Ii]ts (?:(?!former)[a-z-]+ ){0,2}?spokes\w+")
_SENTENCES = re.compile(r"(?<=[.!?])[”\"’']?\s+")
