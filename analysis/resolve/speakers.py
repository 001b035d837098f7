"""Who speaks where the attribution has missed it, or has it without the name.

In: a claim, what the case knows. Out: the claim with the source that its sentence gives: 'The
director has gone, [a mole at the ministry] spilled', 'word just in from [Clementine Ozoro]: ...',
'its owners said through their spokesman, [Dirk Mohnke]', 'if you believe [the woman who treated
them]'; 'an angel called Dr. Sanna Thygar' gets her actor. Gives up on pronouns, and leaves the
claim as it is where nobody is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from analysis.model import Claim, SourceKind
from analysis.resolve.bodies import head_of, names_body, without_article
from analysis.resolve.cited import outlet_written, sentence_around
from analysis.resolve.claim_sources import UNNAMED
from analysis.resolve.descriptions import holder_in_article
from analysis.resolve.principals import last_person
from analysis.resolve.provenance import Provenance
from analysis.resolve.recast import recast
from analysis.resolve.recast_before import a_spokeswoman
from analysis.resolve.wording import tokens
from analysis.vocabulary import table, words

LONGEST = 18  # words of a source that trails its sentence
PIECES = 4  # of it, between commas
NAME_AND_TITLE = 6  # fewer words than these are 'survivor Petar Vukan'

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def told_by(claim: Claim, known: Provenance) -> Claim:
    """The claim with whoever says it."""
    claim = recast(claim, known)
    if claim.source_kind == "author" or claim.cue == ":":
        found = _trailing(claim, known) or _leading(claim, known) or _said_on(claim, known)
        if found:
            return a_spokeswoman(_as_said_by(claim, found, known), known)
    label = claim.source_text
    staff = label.lower() in words("origins", "staff")
    if claim.cue == ":" and not (claim.actor_id or staff) and (actor := known.named_last(label)):
        return _as_said_by_actor(claim, actor, known)
    if not claim.source_text and claim.cue and (found := _behind_cue(claim, known)):
        return _as_said_by(claim, found, known)
    if behind := _inverted(claim, known):
        return _as_said_by_actor(replace(claim, source_text=""), behind, known)
    if not claim.source_text and claim.quote == "direct" and (on := _going_on(claim, known)):
        return _as_said_by_actor(claim, on, known)
    if claim.source_text.lower() == "you" and (found := _believed(claim, known)):
        return _as_said_by(claim, found, known)
    if spoken := _spoken_through(claim, known) or _named_behind(claim, known):
        return _as_said_by_actor(claim, spoken, known)
    if claim.actor_id or claim.source_kind == "media":
        return claim
    if person := person_in(claim.source_text, known):
        return _as_said_by_actor(claim, person, known)
    if claim.source_kind in (*UNNAMED, "named official", "named person"):
        said = claim.source_text if " " in claim.source_text else claim.descriptor
        bare = without_article(said.removeprefix("its ").removeprefix("Its "))
        definite = bare != said and said[:1] not in "Aa"  # 'the mayor', 'its mayor'
        if definite and (actor := holder_in_article(claim, f"the {bare}", known)):
            return _as_said_by_actor(claim, actor, known)
    return claim


def _as_said_by_actor(claim: Claim, identifier: str, known: Provenance) -> Claim:
    actor = known.actor(identifier)
    name = actor.name if actor else ""
    said = f"{name}, {claim.source_text}" if claim.source_text else name
    return replace(claim, actor_id=identifier, source_text=said, source_kind="named person")


def _as_said_by(claim: Claim, source: str, known: Provenance) -> Claim:
    actor = person_in(source, known)
    kind = "named person" if actor else _kind(source)
    return replace(
        claim,
        source_text=source,
        source_spans=(),
        source_kind=kind,
        descriptor=source if kind.startswith("anonymous") else "",
        actor_id=actor or (known.named(_bare(source)) if kind == "organisation" else ""),
        cue="said",
        channel=(),
    )


def _kind(source: str) -> SourceKind:
    """By the first word and the noun that the phrase is built on."""
    first, head = source.split()[0].lower(), _head(source)
    if head in words("outlets", "media_kinds") | words("outlets", "media_nouns"):
        return "media"
    if head in words("sources", "organisations") or names_body(head):
        return "organisation"
    told = {*tokens(source)}
    if head in words("sources", "officials") or told & words("sources", "official_modifiers"):
        if first == "the" and head in words("sources", "unique_offices"):
            return "named official"
        return "anonymous official"
    if source[:1].isupper() and first not in words("origins", "tail.determiners"):
        return "organisation" if len(told) > 1 else "named person"
    return "anonymous"


def _head(source: str) -> str:
    return head_of(_BEHIND.split(source)[0])


_BEHIND = re.compile(
    r"[,(]| (?:who|which|that|of|in|at|for|from|with|close|near|on|to|by|working|inside|outside|"
    r"aboard|behind|around) "
)


def _bare(source: str) -> str:
    """'the National Electoral Board, or NEB' -> 'National Electoral Board'."""
    return re.sub(r"^(?:the|an?) ", "", source.split(",")[0], flags=re.I)


# --- behind and before the sentence --------------------------------------------------------------


def _trailing(claim: Claim, known: Provenance) -> str:
    """', a mole at the science ministry whispers' at the end of the claim's own sentence."""
    start, sentence = sentence_around(claim, known)
    if not sentence.rstrip(" ”\"'").endswith((".", "!", ",", ";")) and "\n" in sentence:
        return ""
    pieces = [m.end() for m in re.finditer(r",[”\"’']? (?=\w)", sentence)]
    within = [p for p in pieces[-PIECES:] if start + p > claim.start]
    for at, begins in reversed(list(enumerate(within))):
        told = sentence[begins:].rstrip(" .!,;:”\"’'")
        who = _who_tells(told)
        if not who:
            continue
        if at and told[len(who) :].startswith(","):  # 'Petar Vukan, a lorry driver, tells us'
            before = sentence[within[at - 1] : begins - 2]
            if len(before.split()) < NAME_AND_TITLE and person_in(before, known):
                return f"{before}, {who}"
        return "" if outlet_written(who, known) else who
    return _right_behind(claim, known)


def _right_behind(claim: Claim, known: Provenance) -> str:
    """'[The bank lost 2 billion], acting governor Lund informed the press, and the bank's own
    figure was too low': who tells in the middle of the sentence, if it is a person with a name."""
    text = known.text_around(claim)
    told = _MIDDLE.match(text, claim.end) or _MIDDLE_LAST.search(text, claim.start, claim.end)
    return told["who"] if told and person_in(told["who"], known) else ""


_TELLER = (
    r",[”\"’']? (?P<who>(?:[a-z][\w-]* ){0,4}[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}) "
    r"(?:said|says|told|informed|announced|stated|added|confirmed|assured|explained)\b"
)
_MIDDLE = re.compile(_TELLER)
_MIDDLE_LAST = re.compile(_TELLER + r"[^,.;:!?]{0,25}$")  # the claim has it in it


def _who_tells(told: str) -> str:
    """Of 'a mole at the ministry whispers to us': who it is. "" for what is no such clause."""
    found = told.split()
    bare = [word.strip(",;:").lower() for word in found]
    verb = next((at for at in range(1, len(bare)) if _opens_telling(bare, at)), 0)
    end = verb
    while end and bare[end - 1] in _tail("auxiliaries"):
        end -= 1
    if not end or end > LONGEST or any(mark in told for mark in '“”"?'):
        return ""
    follows = bare[verb + 1] if verb + 1 < len(bare) else ""
    if follows in _tail("objects") and bare[verb] not in words("origins", "addressing"):
        return ""  # 'the scandal has claimed its first victim'
    if bare[0] in _tail("nobody"):
        return ""
    if not found[0][0].isupper() and bare[0] not in _tail("determiners"):
        return ""
    main = next((at for at, word in enumerate(bare[:end]) if word in _tail("relative")), end)
    if _tail("finite") & {*bare[:main]}:
        return ""
    return " ".join(found[:end]).rstrip(",")


def _opens_telling(bare: Sequence[str], at: int) -> bool:
    """Whether there stands the verb of the clause: not in 'who said he ...', 'was told'."""
    if not _tells(bare[at]) or (at + 1 < len(bare) and _tells(bare[at + 1])):
        return False  # 'newspaper reports said'
    before = at
    while before and bare[before - 1] in _tail("auxiliaries"):
        before -= 1
    return before > 0 and bare[before - 1] not in _tail("be") | _tail("nobody")


def _tail(what: str) -> frozenset[str]:
    return words("origins", f"tail.{what}")


def _tells(word: str) -> bool:
    if word in table("origins")["told"]:
        return True
    return word.endswith(("s", "ed")) and word in _telling()


@cache
def _telling() -> frozenset[str]:
    """Third persons and past forms."""
    cues = set(table("cues")["verbs"]["clause"]) | words("origins", "telling")
    return frozenset(form for verb in cues - words("origins", "not_telling") for form in _of(verb))


def _of(verb: str) -> tuple[str, ...]:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied"
    hissing = "es" if verb.endswith(("s", "sh", "ch")) else "s"
    return verb + hissing, verb.removesuffix("e") + "ed", f"{verb}{verb[-1]}ed"


_FROM = re.compile(
    r"\b(?:just in|word|news|this|message|statement|call|letter|note|footnote|line|dispatch)\b"
    r"[^.:;,]{0,25} from "
    r"(?P<who>(?:(?:[Tt]he|an?) )?[^.:;“\"]{3,90}): "
)


def _leading(claim: Claim, known: Provenance) -> str:
    """'And this just in from Clementine Ozoro, the deputy commissioner: the result ...'."""
    start, sentence = sentence_around(claim, known)
    told = _FROM.search(sentence)
    return told["who"] if told and start + told.end() < claim.end else ""


def _said_on(claim: Claim, known: Provenance) -> str:
    """'The tests had shown nothing, Lund maintained; [the fall was put down to sugar]': Lund."""
    before = known.text_around(claim)[: claim.start]
    told = _SEMICOLON.search(before)
    if told is None:
        return ""
    first, _, rest = told["told"].partition(" ")
    if first.lower() in ("he", "she"):
        whose = "her" if first.lower() == "she" else "his"
        tells = _tells(rest.split()[0]) if rest else False
        actor = known.actor(last_person(before[: told.start()], known, whose)) if tells else None
    else:
        who = _who_tells(told["told"])
        last = known.called_last(who)  # 'Lund maintained'
        actor = known.actor(next(iter(last))) if len(last) == 1 else None
        if actor is None:
            return who
    return actor.name if actor else ""


_SEMICOLON = re.compile(
    r",[”\"’']? (?P<told>[^,.;:!?“”\"\n]{3,80}); (?:(?:and|but|while|yet|instead|rather),? )?$"
)

# --- beside the cue ------------------------------------------------------------------------------

_NOUN_PHRASE = re.compile(
    r"[,”\"]? ?(?P<who>(?:(?:[Aa]n?|[Tt]he|[Oo]ne|[Ss]ome|[Tt]wo|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) "
    r"[a-z]|[A-Z])[^.,;:!?“”\"\n]{2,100})"
)


def _behind_cue(claim: Claim, known: Provenance) -> str:
    """'The cellar had filled with gas, writes [a young firefighter who was there]'."""
    if not claim.cue_spans or not _tells(claim.cue.lower()):
        return ""
    text, end = known.text_around(claim), claim.cue_spans[-1][1]
    if end < claim.end:
        return ""
    told = _NOUN_PHRASE.match(text, end)
    return told["who"] if told else ""


def _believed(claim: Claim, known: Provenance) -> str:
    """'It was five, if you believe [the woman who treated them]'."""
    if "believe" not in claim.cue or not claim.cue_spans:
        return ""
    told = _NOUN_PHRASE.match(known.text_around(claim), claim.cue_spans[-1][1])
    return told["who"] if told else ""


_THROUGH = re.compile(
    r"\b(?:through|via) (?:(?:his|her|its|their|the|an?) )?[\w ]{0,30}?"
    r"(?:spokes\w+|lawyer|solicitor|agent|attorney)s?,? (?P<name>[A-Z]\w+(?: [A-Z][\w-]+)*)"
)


def _spoken_through(claim: Claim, known: Provenance) -> str:
    """'said through their spokesman, [Dirk Mohnke]': the one who has said it."""
    if not claim.cue_spans or claim.source_kind == "author":
        return ""
    told = _THROUGH.search(known.text_around(claim), claim.cue_spans[-1][1])
    if told is None or told.start() > claim.cue_spans[-1][1] + 3:
        return ""
    return known.named(told["name"])


def _inverted(claim: Claim, known: Provenance) -> str:
    """'at the plant of Medica, an Aarnovan firm, said [Suraya Batangan]': who follows the cue."""
    if not claim.cue_spans or not claim.source_spans or claim.cue not in words("origins", "says"):
        return ""
    text, cue = known.text_around(claim), claim.cue_spans[-1]
    if not text[: cue[0]].endswith(", ") or claim.source_spans[-1][1] != cue[0] - 2:
        return ""
    told = _NAME.match(text, cue[1] + 1)
    return person_in(told[0], known) if told else ""


def _going_on(claim: Claim, known: Provenance) -> str:
    """'It was not put there, she went on. "[The syrup was contaminated here.]"': whoever was named
    last, where the sentence before the quotation ends with somebody's talking."""
    text = known.text_around(claim)
    before = text[: claim.start].rstrip(' “"')
    return last_person(before, known) if _GOES_ON.search(before) else ""


_GOES_ON = re.compile(
    r", (?:he|she) (?:\w+ )?(?:went on|goes on|continued|said|says|added|adds|told \w+)"
    r"(?: [^.,\n]{0,30})?[.:]$"
)

_APPOSED = re.compile(
    r", (?P<name>(?:[A-Z][\w-]*\.? )*[A-Z][\w-]+)(?=[,.;:]| (?:\w+ed|said|says)\b)"
)


def _named_behind(claim: Claim, known: Provenance) -> str:
    """'according to the surgeon who treated them, [Aigerim Issabek]': left out of the source."""
    if claim.actor_id or not claim.source_spans or claim.source_kind not in UNNAMED:
        return ""
    told = _APPOSED.match(known.text_around(claim), claim.source_spans[-1][1])
    return person_in(told["name"], known) if told else ""


# --- names ---------------------------------------------------------------------------------------

_NAME = re.compile(r"(?:[A-Z][\w’'-]*\.?)(?: (?:(?:de|da|do|del|della|di|van|von|der|al|el|bin) )*"
                   r"[A-Z][\w’'-]*)+")  # fmt: skip
_OF_THE = re.compile(r"\b(?:of|from|at|in) the \w+ $")
_COMPLEMENT = re.compile(r"\b(?:of|to|for|by|with|from|near|in|at|under|about|against|on)\b[^,]*$")


def person_in(source: str, known: Provenance) -> str:
    """The one person whose whole name a source is or has beside it: 'the angel of the isles Dr.
    Sanna Thygar'. Not 'an adviser to President Larrañez', 'Drevsky's lawyer'."""
    found: set[str] = set()
    for told in _NAME.finditer(source):
        before, behind = source[: told.start()], source[told.end() :]
        if behind.startswith(("'s", "’s")) or told[0].endswith(("'s", "’s")):
            continue
        titled = told[0].split()[0].strip(".").lower() in words("origins", "mister")
        whole = titled and _OF_THE.search(before)  # 'the angel of the isles Dr. Sanna Thygar'
        if not whole and (_COMPLEMENT.search(before) or _tail("relative") & {*before.split()}):
            continue
        for name in _shortened(told[0].split()):
            actor = known.actor(known.named(name))
            if actor is not None and actor.type == "person" and not names_body(actor.name):
                found.add(actor.id)
                break
    return next(iter(found)) if len(found) == 1 else ""


def _shortened(parts: Sequence[str]) -> Iterator[str]:
    """'Dr. Sanna Thygar', 'Sanna Thygar': at least two words."""
    for first in range(len(parts) - 1):
        yield " ".join(parts[first:])
    if parts[-2].strip(".").lower() in words("origins", "mister"):
        yield parts[-1]
