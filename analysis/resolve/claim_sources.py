"""Whose word a claim is, as far as its article says.

In: a claim, what the case knows. Out: a Source: somebody or some body with a name or an office,
somebody unnamed and the medium that spoke to them, a medium, the outlet itself. What makes two
sources one origin is decided in `origins`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.model import Actor, Claim
from analysis.resolve.bodies import head_of, kinds_of_body, names_body
from analysis.resolve.cited import outlet_around, outlet_beside, outlet_written, sentence_around
from analysis.resolve.first_hand import saw
from analysis.resolve.issuers import issuer
from analysis.resolve.principals import NAME, NEAR, principal_of
from analysis.resolve.provenance import NAMING, Provenance, plain
from analysis.resolve.wording import tokens
from analysis.vocabulary import words

ANY_MEDIUM = "*"  # of an unnamed source: some other outlet, the text does not say which
UNNAMED = frozenset({"anonymous", "anonymous official"})


@dataclass(frozen=True, slots=True)
class Source:
    kind: str  # 'named', 'unnamed', 'seen' (the writer was there), 'medium', 'own'
    key: str
    label: str
    medium: str = ""  # through which an unnamed source spoke


def source_of(claim: Claim, known: Provenance) -> Source:
    """Who stands behind the claim, as far as its article says."""
    outlet = known.outlet_of(claim)
    stations = [name for name in claim.channel if not _is_short_for(name, outlet)]
    first = _KIND_OF_MEDIUM.sub("", stations[0]) if stations else ""  # 'news agency CPS'
    told = _TOLD_TO.search(claim.source_text)  # 'an official quoted by Norwire'
    if told and not first and not _is_short_for(told["medium"], outlet):
        first = told["medium"]
    if not first and claim.cue_spans and (medium := _told_behind(claim, known)):
        first = medium
    if not first and claim.source_kind in UNNAMED:  # 'the Mail reported that two aides said'
        first = known.outlet_named(outlet_beside(claim, known))
    if called := first and known.outlet_called(plain(first)):  # 'the Kurvian paper Mail'
        first = known.outlet_named(called)
    if claim.source_kind == "author":
        if name := issuer(claim, known):
            return Source("named", known.named(name) or plain(name), name)
        if not first and (beside := outlet_beside(claim, known)):
            return _from_outlet(beside, known)
        if saw(claim, known):
            return Source("seen", plain(outlet), outlet)
        if not first and _has_learned(claim, outlet, known):
            return Source("unnamed", "", f"sources of {outlet}", plain(outlet))
        if first:
            return Source("medium", plain(first), first)
        if wire := known.wire_of(claim):
            return Source("medium", plain(wire), wire)
        return _own(outlet, known)
    if claim.source_text.lower() in words("origins", "staff"):  # 'HOST: ...'
        return Source("seen", plain(outlet), outlet) if saw(claim, known) else _own(outlet, known)
    if _is_own_reporter(claim, outlet):
        return Source("seen", plain(outlet), outlet)
    informed = _INFORMATION.match(claim.source_text)  # 'information obtained by the Mail'
    if informed and (not informed["who"] or _is_short_for(informed["who"], outlet)):
        return Source("unnamed", "", f"sources of {outlet}", plain(outlet))
    if claim.cue in words("origins", "revealing") and _is_short_for(claim.source_text, outlet):
        return Source("unnamed", "", f"sources of {outlet}", plain(outlet))
    if _HAS_SEEN.fullmatch(claim.cue) and _is_short_for(claim.source_text, outlet):
        return Source("seen", plain(outlet), outlet)
    paper = _SEEN_BY.search(claim.source_text)  # 'tender papers seen by the Mail', in the Mail
    if paper and (not paper["who"] or _is_short_for(paper["who"], outlet)):
        return Source("seen", plain(outlet), outlet)
    if _ITSELF.fullmatch(claim.source_text):
        return _own(outlet, known)
    if _says_own_name(claim, outlet) or _is_heading(claim, known):
        return _own(outlet, known)
    said = claim.source_text
    if said.lower() in words("origins", "pronouns"):
        actor = known.actor(claim.actor_id)
        if actor is not None and actor.type in _SPEAKERS:
            return _named(claim, actor.id, known)
        said = claim.descriptor  # of whoever was meant
        if not said or said.lower() in words("origins", "pronouns"):
            if beside := outlet_beside(claim, known):  # 'it says in this morning's Tidings'
                return _from_outlet(beside, known)
            return _own(outlet, known)  # whose word it is cannot be told
    if not claim.actor_id and (around := outlet_around(claim, known)):
        return _from_outlet(around, known)
    if (
        _ACRONYM.fullmatch(said)
        and not claim.actor_id
        and (agency := known.outlet_called(plain(said)))
    ):
        return _from_outlet(agency, known)
    handle = said.startswith("@") and _one_called(claim, said, known)
    if not handle and not _identified(claim, said, known):
        descriptor = _TOLD_TO.sub("", claim.descriptor or said) or first
        descriptor = _UNNAMED_BECAUSE.sub("", descriptor) or descriptor
        if _QUOTED_IN.search(descriptor):
            descriptor = _QUOTED_IN.sub("", descriptor)
            return Source("unnamed", known.descriptor(descriptor), descriptor, ANY_MEDIUM)
        medium = first or known.wire_of(claim) or outlet
        if not descriptor and known.body(plain(medium)) is not None:
            return _own(medium, known)  # 'it is stated that', in its own communiqué
        if not descriptor:
            return Source("medium", plain(medium), medium)
        if not first and known.body(plain(outlet)) is not None:
            return _own(outlet, known)  # 'a first examination', in the ministry's communiqué
        return Source("unnamed", known.descriptor(descriptor), descriptor, plain(medium))
    nameless = claim.source_kind in _OF_A_BODY and not (claim.actor_id or first)
    if nameless and _may_be_itself(said, outlet) and known.body(plain(outlet)) is not None:
        return _own(outlet, known)  # 'the company', in its own statement
    return _named(claim, _one_called(claim, said, known), known, said)


def _has_learned(claim: Claim, outlet: str, known: Provenance) -> bool:
    """'[The bank is empty], the Vesk Mail has learned', in the Mail: it has sources of its own."""
    return any(
        told["verb"] in words("origins", "revealing") and _is_short_for(told["name"], outlet)
        for told in _LEARNED.finditer(sentence_around(claim, known)[1])
    )


_LEARNED = re.compile(
    r"(?:^|, )(?P<name>(?:[Tt]he )?[A-Z]\w*(?: [A-Z]\w*)*) "
    r"(?P<verb>(?:can|has|was) (?:exclusively )?(?:been )?\w+)(?=[.,:]| that\b|$)"
)


_INFORMATION = re.compile(
    r"(?:the )?information (?:\w+ )?(?:obtained|received|available|given|passed|seen|gathered) "
    r"(?:by|to) (?:us$|this \w+$|(?P<who>(?:[Tt]he )?[A-Z]\w*(?: [A-Z]\w*)*))"
)


_SEEN_BY = re.compile(
    r"\w,? (?:(?:that|which) (?:has|have) been )?(?:seen|obtained|reviewed|examined|read) by "
    r"(?:us|me|this \w+|(?P<who>(?:[Tt]he )?[A-Z]\w*(?: [A-Z]\w*)*))$"
)


_HAS_SEEN = re.compile(  # 'the Mail has seen the letter', in the Mail
    r"(?:has|have|had) (?:\w+ )?(?:seen|obtained|reviewed|examined|read|inspected|verified)"
)


def _is_own_reporter(claim: Claim, outlet: str) -> bool:
    """'A Vesk Mail reporter at the scene', 'our correspondent', in the Vesk Mail."""
    told = tokens(claim.source_text)
    staff = words("origins", "own_staff").intersection(told)
    whose = {*tokens(outlet)} - {"the"}
    return bool(staff) and (told[0] in ("our", "this") or whose <= {*told})


_KIND_OF_MEDIUM = re.compile(
    r"^(?:the |its )?(?:[a-z-]+ ){0,2}?(?:agency|wire|newspaper|paper|daily|broadcaster|station) "
    r"(?=[A-Z])"
)


def _may_be_itself(said: str, outlet: str) -> bool:
    """Whether a body may call itself so: 'the company', 'the ministry'; not 'the Kurvian
    authorities', nor an institute 'the central bank' or 'the union'."""
    head, own = head_of(said), head_of(outlet)
    bodies = words("origins", "bodies")
    of_a_kind = head in kinds_of_body() and (own in kinds_of_body() or own not in bodies)
    return not _CAPITAL.search(said[1:]) and (
        head in tokens(outlet) or of_a_kind or head not in bodies
    )


_OF_A_BODY = frozenset({"organisation", "document"})
_ACRONYM = re.compile(r"(?:[Tt]he )?[A-Z]{3,6}(?: agency)?")
_CAPITAL = re.compile(r"\b[A-Z]")


def _one_called(claim: Claim, said: str, known: Provenance) -> str:
    """The actor that a source is: known from its article, by its office, by its handle."""
    if said.startswith("@"):
        return known.behind(said) or claim.actor_id
    return claim.actor_id or known.holder(said)


_SPEAKERS = frozenset({"person", "organization", "group"})


def _own(outlet: str, known: Provenance) -> Source:
    """The outlet itself; a body that publishes its own word is a named source."""
    actor = known.body(plain(outlet))
    if actor is None:
        return Source("own", plain(outlet), outlet)
    found = known.actor(actor)
    return Source("named", actor or plain(outlet), found.name if found else outlet)


def _named(claim: Claim, identifier: str, known: Provenance, said: str = "") -> Source:
    """A source with a name or an office; an outlet of the case is a medium, whatever it is called
    and taken for, and whoever's office it is speaks for that person."""
    actor = known.actor(identifier)
    label = (actor.name if actor else "") or said or claim.source_text
    if outlet := _outlet_meant(claim, label, known):
        return _from_outlet(outlet, known)
    if claim.source_kind == "media":
        return Source("medium", _STATION.sub("", plain(label)), label)
    if claim.cue == ":" and actor is not None and _is_staff(actor):  # 'QUILL: ...'
        if saw(claim, known):
            return Source("seen", plain(known.outlet_of(claim)), known.outlet_of(claim))
        return _own(known.outlet_of(claim), known)
    if not identifier and (principal := known.actor(principal_of(claim, known))):
        return Source("named", f"office of {principal.id}", f"{principal.name}’s office")
    return Source("named", identifier or plain(label), label)


# 'the state television station' is state television
_STATION = re.compile(r"(?<=television) (?:station|channel|broadcaster)$|(?<=radio) station$")


def _from_outlet(outlet: str, known: Provenance) -> Source:
    """An outlet of the case, in plain form: a medium, or a body that speaks for itself."""
    if known.body(outlet) is not None:
        return _own(known.outlet_named(outlet), known)
    return Source("medium", outlet, known.outlet_named(outlet))


def _is_staff(actor: Actor) -> bool:
    """Whether somebody reports or presents."""
    return any(words("origins", "staff").intersection(tokens(role.text)) for role in actor.roles)


def _outlet_meant(claim: Claim, label: str, known: Provenance) -> str:
    """The outlet of the case that a source is, in plain form; "" for none."""
    if claim.source_kind == "media":
        return known.outlet_called(plain(claim.source_text)) or known.outlet_called(plain(label))
    if claim.source_kind not in {"organisation", "named person", "document"}:
        return ""
    if told := _POSTS.fullmatch(claim.source_text):  # 'posts from the islands'
        return known.posting(told["who"])
    bare, _, apposed = claim.source_text.partition(", ")
    if head_of(apposed) in words("outlets", "media_nouns") | words(
        "outlets", "media_kinds"
    ):  # 'the Folha, the local paper'
        return known.outlet_called(plain(bare))
    if names_body(label) and not known.outlet_named(plain(label)):
        return ""
    actor = known.actor(claim.actor_id)
    if actor is not None and actor.type == "place" and not known.outlet_named(plain(label)):
        return ""  # 'Kurvia', where there is a Radio Kurvia
    return outlet_written(label, known)  # 'the Flash' for the Daily Flash


_POSTS = re.compile(
    r"(?:.* )?(?:[Pp]osts?|[Tt]hreads?|[Tt]weets?|[Aa]ccounts?) (?:\w+ )?(?:from|by|on|of|in) "
    r"(?:the )?(?P<who>.+)"
)
# 'a worker who did not wish to be identified': that he is unnamed tells nobody apart
_UNNAMED_BECAUSE = re.compile(
    r",? (?:who|speaking|asking|on condition|because|and) .*"
    r"\b(?:named?|names?|identified|identity|anonym\w+|condition)\b.*$"
)
_QUOTED_IN = re.compile(  # 'an official quoted by the agency', whichever that is
    r",? (?:(?:that |who was )?(?:quoted|cited) by|who (?:spoke|talked) (?:to|with)|speaking to) "
    r"the (?:news )?(?:agency|paper|newspaper|daily|wire|broadcaster|channel|station|site)\b.*$"
)
_TOLD_TO = re.compile(
    r",? (?:(?:that |who was )?(?:quoted|cited) by|who (?:spoke|talked) (?:to|with)|speaking to) "
    r"(?P<medium>(?:[Tt]he )?[A-Z]\w*(?: [A-Z0-9]\w*)*).*$"
)


def _told_behind(claim: Claim, known: Provenance) -> str:
    """Of 'a source close to the talks told [Vesk Wire]', in another outlet: that outlet; of 'told
    the agency' the one named last."""
    if claim.source_kind not in UNNAMED or not claim.cue.endswith(("told", "tells")):
        return ""
    text, end = known.text_around(claim), claim.cue_spans[-1][1] + 1
    kind = _THE_AGENCY.match(text, end)  # 'told the news agency Vesk Wire'
    names = [told] if (told := NAME.match(text, kind.end() if kind else end)) else []
    if not names and _THE_MEDIUM.match(text, end):
        names = list(NAME.finditer(text, max(0, claim.start - NEAR), claim.start))
    for told in reversed(names):
        called = outlet_written(told[0].removeprefix("The "), known)
        if called and called != plain(known.outlet_of(claim)):
            return known.outlet_named(called)
    return ""


_THE_AGENCY = re.compile(
    r"(?:the |its |a )?(?:[a-z-]+ ){0,3}?(?:agency|wire|newspaper|paper|daily|site|broadcaster|"
    r"station|channel|magazine|website|network) (?=[A-Z])"
)
_THE_MEDIUM = re.compile(r"(?:the|that) (?:news )?(?:agency|wire|newspaper|paper|daily|site)\b")


def _is_short_for(name: str, outlet: str) -> bool:
    """'Channel' is 'Channel Six' in the Channel Six article that says so; 'Post' the Post."""
    mine, whole = plain(name).split(), plain(outlet).split()
    return bool(mine) and {*mine} <= {*whole}


_ITSELF = re.compile(  # 'this station reported on Wednesday that'
    r"(?:[Tt]his|[Oo]ur) (?:own )?(?:station|(?:news)?paper|channel|programme|site|agency|magazine|"
    r"daily|broadcaster|bulletin|page)"
)


def _says_own_name(claim: Claim, outlet: str) -> bool:
    """'As your Hammer told you first', in the Morning Hammer."""
    first, _, name = claim.source_text.partition(" ")
    whole = plain(outlet).split()
    return (
        first.lower() in ("your", "our")
        and _is_short_for(name, outlet)
        and whole[-1] in tokens(name)
    )


def _is_heading(claim: Claim, known: Provenance) -> bool:
    """'BLACK RIVER: Diesel is pouring into the sea': capitals that label one passage, and are
    nobody who speaks."""
    label = claim.source_text
    actor = known.actor(claim.actor_id)
    return (
        claim.cue == ":"
        and label.isupper()
        and claim.source_kind == "organisation"
        and not (actor is not None and actor.type == "person")
        and not names_body(label)
        and " " in label
        and known.text_around(claim).count(f"{label}:") == 1
    )


def _is_somebody_else(claim: Claim, known: Provenance) -> bool:
    """'a hospital porter' has no name, whomever the article's next line was taken to mean."""
    actor = known.actor(claim.actor_id)
    told = {*tokens(claim.source_text)}
    return (
        actor is not None
        and actor.type == "person"
        and claim.source_text.lower().startswith(("a ", "an ", "another "))
        and not any(told & {*tokens(a.text)} for a in actor.aliases if a.reason in NAMING)
    )


def _identified(claim: Claim, said: str, known: Provenance) -> bool:
    """Whether the source can be told: by name, or as the one body or office so called."""
    if claim.actor_id and claim.source_kind not in UNNAMED:
        return not _is_somebody_else(claim, known)
    if claim.source_kind in UNNAMED or not said:
        return False
    first = said.split()[0].lower()
    return first not in words("origins", "indefinite") or claim.source_kind == "media"
