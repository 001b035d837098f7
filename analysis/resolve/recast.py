"""Sources that the attribution has taken for another, put right by the words around the claim.

In: a claim, what the case knows. Out: the claim with the source that its article gives: 'Judge
Costa' is the judge of that name and not the minister, 'the authority' is never the agency that
writes, 'Lund, who had maintained that [the road was open], ...' is Lund's word whoever says the
rest, 'My source told me: ...' on air is the source's. Gives up, and leaves the claim as it is,
where nobody is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from analysis.model import Claim, SourceKind
from analysis.resolve.bodies import head_of, names_body
from analysis.resolve.cited import sentence_around
from analysis.resolve.claim_sources import UNNAMED, last_person
from analysis.resolve.provenance import NAMING, Provenance, plain
from analysis.resolve.wording import tokens
from analysis.vocabulary import table, words

NEAR = 600  # characters before a claim in which 'the company' is named


def recast(claim: Claim, known: Provenance) -> Claim:
    """The claim as its sentence has it."""
    for rule in _RULES:
        claim = rule(claim, known)
    return claim


def _own(claim: Claim) -> Claim:
    return replace(
        claim, source_kind="author", source_text="", source_spans=(), cue="", cue_spans=(),
        actor_id="", descriptor="",
    )  # fmt: skip


def _person(claim: Claim, identifier: str, name: str = "") -> Claim:
    return replace(
        claim, actor_id=identifier, source_text=name, source_spans=(), source_kind="named person",
        descriptor="", cue=claim.cue if claim.cue != ":" else "said",
    )  # fmt: skip


# --- what the source is no part of --------------------------------------------------------------


def _without_clock(claim: Claim, known: Provenance) -> Claim:
    """'19.55 Posts from the island say' in a live page: the posts."""
    bare = _CLOCK.sub("", claim.source_text)
    return replace(claim, source_text=bare) if bare and bare != claim.source_text else claim


_CLOCK = re.compile(r"^\d{1,2}[.:h]\d\d(?: ?[ap]\.?m\.?)?\s*[-–—:]?\s+")


def _said_to_be(claim: Claim, known: Provenance) -> Claim:
    """'The mayor, said on Monday to have left, [was seen at the window]': nobody says it here."""
    if not claim.cue_spans or not claim.source_spans or claim.cue not in _PARTICIPLES:
        return claim
    text = known.text_around(claim)
    between = text[claim.source_spans[-1][1] : claim.cue_spans[0][0]]
    follows = text[claim.cue_spans[-1][1] : claim.cue_spans[-1][1] + 60]
    return _own(claim) if between == ", " and _TO_HAVE.match(follows) else claim


_PARTICIPLES = frozenset({"said", "reported", "claimed", "believed", "thought", "rumoured"})
_TO_HAVE = re.compile(r"(?: (?:on|in|at|by|this|last|earlier|widely|once|then)(?: \w+){0,3}?)? to "
                      r"(?:have|be)\b")  # fmt: skip


def _set_for(claim: Claim, known: Provenance) -> Claim:
    """'The vote announced for Sunday [will not be held]': the vote says nothing."""
    if claim.source_kind not in UNNAMED or not claim.cue_spans or not claim.source_spans:
        return claim
    head = head_of(claim.source_text)
    speakers = words("sources", "anonymous") | words("sources", "officials")
    if claim.cue not in _SET or head in speakers or head.endswith("s"):
        return claim
    text, (start, end) = known.text_around(claim), claim.cue_spans[0]
    follows = _FOR.match(text, end) and text[claim.source_spans[-1][1] : start] == " "
    return _own(claim) if follows and claim.start > end else claim


_SET = frozenset({"announced", "promised", "ordered", "expected", "reported", "claimed"})
_FOR = re.compile(r" (?:for|by|on|in|at|last|this|earlier)\b")


def _meanwhile(claim: Claim, known: Provenance) -> Claim:
    """'The president claimed victory on Monday, [as a student was shot outside]': the outlet."""
    if claim.quote != "indirect" or claim.source_kind == "author" or not claim.cue_spans:
        return claim
    if not claim.content.startswith("as ") or claim.cue_spans[-1][1] > claim.start:
        return claim
    before = known.text_around(claim)[: claim.start].rstrip()
    return _own(claim) if before.endswith(",") else claim


def _not_who_writes(claim: Claim, known: Provenance) -> Claim:
    """'the electoral authority' is no word for the agency in whose report it stands."""
    actor = known.actor(claim.actor_id)
    if actor is None or not names_body(claim.source_text) or _CAPITAL.search(claim.source_text[1:]):
        return claim
    writing = {
        plain(known.outlet_of(claim)),
        plain(known.wire_of(claim)),
        *map(plain, claim.channel),
    }
    names = {plain(alias.text) for alias in actor.aliases if alias.reason in NAMING}
    return replace(claim, actor_id="") if names & writing else claim


_CAPITAL = re.compile(r"\b[A-Z]")


def _behind_plural(claim: Claim, known: Provenance) -> Claim:
    """'In a message sent to two other papers [Costa] said': not 'two other papers Costa'."""
    told = _PLURAL_AND_NAME.fullmatch(claim.source_text)
    if told is None or claim.actor_id or not claim.source_spans:
        return claim
    before = known.text_around(claim)[: claim.source_spans[0][0]].rstrip()
    if not before.endswith((" to", " with", " by", " of", " from", " for", " at", " in")):
        return claim
    return _person(claim, known.person(told["name"]), told["name"])


_PLURAL_AND_NAME = re.compile(
    r"(?:[a-z][\w-]* )+[a-z]\w+s (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
)

# --- which of two ---------------------------------------------------------------------------------


def _by_surname(claim: Claim, known: Provenance) -> Claim:
    """'Mr Costa', where a place is called Costa too and only one person."""
    if claim.actor_id or claim.source_kind not in ("named person", "named official"):
        return claim
    told = _TITLE_AND_NAME.fullmatch(claim.source_text)
    name = told["name"] if told else claim.source_text
    found = known.person(name) if name and name[0].isupper() else ""
    return replace(claim, actor_id=found) if found else claim


def _by_title(claim: Claim, known: Provenance) -> Claim:
    """'Judge Costa' is the one Costa whom other reports call judge."""
    told = _TITLE_AND_NAME.fullmatch(claim.source_text)
    if told is None or not claim.actor_id:
        return claim
    title = {*tokens(told["title"])}

    def bears(identifier: str) -> bool:
        actor = known.actor(identifier)
        return actor is not None and any(
            title <= {*tokens(role.text)} and role.evidence.article_id != claim.article_id
            for role in actor.roles
        )

    if bears(claim.actor_id):
        return claim
    fitting = [one for one in known.called_last(told["name"]) if bears(one)]
    return replace(claim, actor_id=fitting[0]) if len(fitting) == 1 else claim


_TITLE_AND_NAME = re.compile(r"(?P<title>[A-Z]\w*\.?(?: [A-Z]\w+)?) (?P<name>[A-Z][\w’'-]+)")


def _kind_of_body(claim: Claim, known: Provenance) -> Claim:
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


def _who_before(claim: Claim, known: Provenance) -> Claim:
    """'Judge Lund, who the day before [had announced their arrival]': not 'who the day'."""
    if claim.actor_id or not claim.source_spans or not claim.source_text.startswith("who "):
        return claim
    before = known.text_around(claim)[: claim.source_spans[0][0]].rpartition("\n")[2]
    found = last_person(re.split(r"[.!?;] ", before)[-1], known)
    return _person(claim, found) if found else claim


def _as_attributed(claim: Claim, known: Provenance) -> Claim:
    """'The cabinet noted [the lead of 300 votes], which the Authority gives him': its figure."""
    told = _ATTRIBUTED.match(known.text_around(claim), claim.end)
    if told is None:
        return claim
    found = known.named(told["who"])
    if not found or found == claim.actor_id:
        return claim
    return replace(claim, actor_id=found, source_text=told["who"], source_kind="organisation")


_ATTRIBUTED = re.compile(
    r",? (?:which|that) (?:the )?(?P<who>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) "
    r"(?:attributes|attributed|ascribes|ascribed|credits|gives|gave|claims|claimed|puts) "
)


def _document_of(claim: Claim, known: Provenance) -> Claim:
    """'The message of the Thistle Brigade has come. Its members did it, [the message] says.'"""
    told = _DOCUMENT.fullmatch(claim.source_text)
    if told is None or claim.actor_id or claim.source_kind != "document":
        return claim
    text = known.text_around(claim)
    before = text[max(0, claim.start - NEAR) : claim.start]
    senders = re.finditer(
        rf"\b{told['kind']} (?:sent )?(?:of|from|by|signed by) (?:the )?(?P<who>{_A_NAME})", before
    )
    for sender in reversed(list(senders)):
        if identifier := known.named(sender["who"]):
            return replace(claim, actor_id=identifier, source_kind="organisation")
    return claim


_A_NAME = r"[A-Z][\w’'-]*(?: (?:(?:of|for|the) )*[A-Z][\w’'-]*)*"
_DOCUMENT = re.compile(
    r"(?:[Tt]he|[Tt]his|[Tt]hat) (?P<kind>message|statement|letter|note|communiqué|post|video)"
)


def _figure_of(claim: Claim, known: Provenance) -> Claim:
    """'[The doctors' union counts 27 dead]', 'the council put the dead at 11': theirs."""
    if claim.source_kind != "author":
        return claim
    told = _FIGURE.match(claim.content)
    if told is None or not names_body(told["who"].partition(",")[0]):
        return claim
    who = told["who"].partition(",")[0]
    bare = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", who)
    return replace(
        claim, source_text=who, source_kind="organisation", cue=told["verb"],
        actor_id=known.named(bare),
    )  # fmt: skip


_FIGURE = re.compile(
    r"(?:Earlier \w+ |Yesterday |On \w+ )?(?P<who>(?:[Tt]he |[A-Z])[^.;:!?]{2,70}?) "
    r"(?P<verb>puts?|counts?|counted|gives|gave|estimates?|estimated|reckons?|admits to) "
    r"[^.;:!?]*?\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"\w+ty(?:-\w+)?|hundreds?|thousands?|dozens?)\b"
)

# --- who speaks before the claim ------------------------------------------------------------------


def _who_had_said(claim: Claim, known: Provenance) -> Claim:
    """'Per Lund, [who had maintained that the road was open], gave up, the council said': Lund."""
    told = _WHO_SAID.match(claim.content)
    if told is None or not words("origins", "maintaining") & {told["verb"]}:
        return claim
    name = _NAME_BEFORE.search(known.text_around(claim)[: claim.start])
    found = known.person(name["name"]) if name else ""
    return _person(claim, found) if found else claim


_WHO_SAID = re.compile(
    r"who (?:(?:had|has|have|once|earlier|first|long|always|until then) )*(?P<verb>\w+) that "
)
_NAME_BEFORE = re.compile(r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*), $")


def _voice_of(claim: Claim, known: Provenance) -> Claim:
    """'A recording appeared, in what sounds like the voice of Per Lund: "[The road is open.]"'."""
    if told := _IN_VOICE.fullmatch(claim.source_text):
        found = known.person(_TITLES.sub("", told["who"]))
        return _person(claim, found) if found else claim
    if claim.source_text or claim.quote != "direct":
        return claim
    text = known.text_around(claim)
    opens = max(text.rfind(mark, 0, claim.start + 1) for mark in '“"')
    told = _VOICE.search(text[max(0, opens - 160) : max(opens, 0)])
    name = _TITLES.sub("", told["who"]) if told else ""
    found = known.person(name) if name else ""
    return _person(claim, found) if found else claim


_VOICE = re.compile(
    r"\b(?:voice|words|recording|message|letter|statement|video|post|note)\b[^.:“\"]{0,40}?"
    r"\b(?:of|from|by) (?P<who>[^.:;,“\"]{3,60}):\s*$"
)
_IN_VOICE = re.compile(r"(?:the |a )?(?:voice|words|mouth|lips) of (?P<who>[^,]{3,60})")
_TITLES = re.compile(r"^(?:[Tt]he )?(?:[a-z]+ )*(?:(?:[A-Z]\w+\.? )(?=[A-Z]\w+ [A-Z]))?")


def _he_of_the_sentence_before(claim: Claim, known: Provenance) -> Claim:
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


def _told_on_air(claim: Claim, known: Provenance) -> Claim:
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
        return _person(claim, person)
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

_RULES: tuple[Callable[[Claim, Provenance], Claim], ...] = (
    _without_clock, _said_to_be, _meanwhile, _not_who_writes, _behind_plural, _by_surname,
    _by_title, _kind_of_body, _set_for, _who_before, _as_attributed, _document_of, _figure_of,
    _who_had_said, _voice_of, _he_of_the_sentence_before, _told_on_air,
)  # fmt: skip
