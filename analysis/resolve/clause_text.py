"""The clause of a claim that carries what it asserts.

In: the content of a claim. Out: its main clause, hedges, times and subordinate clauses taken out.
Reads surface patterns: claims are compared without parsing them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from analysis.resolve.predication import is_verb
from analysis.resolve.wording import stems, tokens
from analysis.vocabulary import words

_HEDGES = re.compile(
    r"\b(?:reportedly|allegedly|apparently|possibly|probably|perhaps|likely|supposedly|purportedly|"
    r"it is (?:believed|understood|thought) that|that)\b[, ]*",
    re.IGNORECASE,
)
_ABSENT = re.compile(r"\b(?P<be>is|was|are|were|be|been|being) (?:absent|away|missing) from\b")
UNTRUE = (
    r"(?:false|untrue|wrong|incorrect|baseless|unfounded|fabricated|invented|nonsense|fake|lies|"
    r"a lie|inaccurate|mistaken|(?:(?:an?|pure) )?(?:invention|fabrication|fiction))"
)
# 'Reports that she had quit were false'
REFUTED = re.compile(
    r"(?:the |these |those |all )?(?:reports?|claims?|rumou?rs?|allegations?|suggestions?|stories"
    r"|(?:count|figure|number|toll)s?(?= of))"
    r"(?: that| of)? (?P<what>\w.{8,}?) (?:is|are|was|were|had been|have been) [\"“]?(?:\w+ )?"
    rf"{UNTRUE}\b",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:may|might|could) have (?P<verb>been|\w+(?:ed|en|ne|ft|nt|st|ld|id))\b")
_TIMES = re.compile(
    r"(?:,? ?\b(?:(?:late|early|later|earlier) )?(?:on |last |next |this |by )?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?\b|"
    r"\bat \d{1,2}(?::\d\d)? ?(?:[ap]\.?m\b\.?)|\bat \d\d:\d\d\b|\b(?:earlier|later) in the day\b|"
    r",? ?\b(?:so far|as of \w+)\b)"
)
_SUBORDINATE = re.compile(
    r",?\s+(?:when|while|whilst|after|as|although|though|because|since|until|despite|amid|following|"
    r"whereas|where|which|who|killing|leaving|adding|before (?:he|she|it|they))\s"
)
_DATELINE = re.compile(r"^[A-Z][\w ,./]{2,60}\([\w .]{2,30}\)\s+[-–—]+\s+")
# '..., a port worker told the Post on Monday': who says it, where it stands within what is said
_SAYING = re.compile(
    r",\s+(?:[^,;:.]{2,70},\s+){0,2}[^,;:.]{2,70}?\b"
    r"(?:said|says|told|tells|announced|added|reported|reports|confirmed|insisted|claimed|stated|"
    r"whispers|whispered|blabbed|writes|wrote|retorts|retorted|posted|found|ruled)\b"
    r"[^;:.]{0,200}$"
)
# ', say prosecutors, leaving ...': the same where the verb comes first
_SAYING_FIRST = re.compile(
    r",\s+(?:say|says|said|retorts|writes|reports|according to)\s[^;:.]{3,200}$"
)


@cache
def _said_last() -> re.Pattern[str]:
    """', he underlined', ', an officer repeated to us last night': a cue that ends the sentence."""
    verbs = "|".join(sorted(_pasts_of(words("cues", "verbs.clause"))))
    return re.compile(
        rf",\s+[^,;:.]{{2,60}}?(?<!been )(?<!was )(?<!were )\b(?:{verbs})"
        r"(?: (?:to|on|in|at|this|last|yesterday|today|tonight|us|me|later|again)\b[^,;:.]{0,60})?$"
    )


def _pasts_of(lemmas: Iterable[str]) -> set[str]:
    """The regular past forms: 'underlined' of 'underline', 'notified' of 'notify'."""
    return {
        f"{lemma}d" if lemma.endswith("e") else re.sub(r"(?<=[^aeiou])y$", "i", lemma) + "ed"
        for lemma in lemmas
        if lemma.isalpha()
    }


# '(b) The ship ...', 'TOLVANEN (recording): It hit us': of the page, not of what is said
_MARK = re.compile(
    r"^(?:\(?(?:[a-z]|[ivx]+|\d{1,2})[.)]\s+|[A-Z][A-Z.'’ -]{2,30}(?: ?\([^)]{2,30}\))?:\s+)"
)
# 'A friend in the chorus managed to text me this: the men ...'
_INTRODUCTION = re.compile(r"^[^:\"“”]{8,120}[a-z]: (?=[A-Za-z“\"])")
# 'Evacuated: 9,000 people have left', 'TARN : I am the mayor'; of 'siren: it never rang' the label
# says what 'it' is
_LABEL = re.compile(
    r"^(?:[A-Z][A-Z.'’ -]+ ?: |(?:\d{1,2}/ )?(?:\w+ ){0,2}\w+ ?: "
    r"(?!(?i:it|he|she|they|this|that|these|those|none|nobody|nothing)\b))(?=[\w“\"])"
    r"|^\([A-Z]{2,6}\) (?:- )?(?=[A-Z])"
)
_ANSWERED = re.compile(r"^(?:Yes|No)[.,!] (?=[A-Z])")
# 'And a barge has sunk', 'In other words, the ship is here'
_LEAD = re.compile(
    r"^(?:(?:And|But|So(?! far\b)|Then|Yet|Also|Now)(?: then)?,? |"
    r"(?:In other words|In short|In fact|Indeed|However|Moreover|Besides|Meanwhile|Of course), )"
    r"(?=\w)"
)
# '..., in the opinion of the secretary of the union', '..., by the police count'
_OPINION = re.compile(
    r", (?:(?:in|by) (?:the|its|his|her|their) (?:[\w’']+ )?(?:opinion|view|words|count|account|"
    r"reckoning|estimate|judgement|judgment)\b[^;:.]{0,120}|it|he|she|they)$"
)
# 'Although there are no tracks in the snow, the hut is lived in'
_CONCEDED = re.compile(r"(?:Although|Though|Even though|While|Whereas) [^,;:]{5,120}, (?=\w)")
# '..., not two hours later', '..., none of it in the vault'
_CONTRAST = re.compile(r", (?:and )?(?:not|none|neither|nothing) [^,;:]*$")
# 'He went to Lagos and he did not book a return': the first says it, the second adds to it
_ANOTHER = re.compile(
    r",? (?:and|but) (?:(?:he|she|it|they|we|I|there|nobody|nothing|everybody|everyone|that|this)\b"
    r"|(?:has|have|had|is|are|was|were|will|would|did|does) (?:not|never)\b)"
)
# 'There was no gold on board', 'found no trace of sabotage'
_NONE = re.compile(
    r"\bno (?:(?:sign|trace|evidence|indication|hint|proof|record)s? (?:of|for) )?"
    r"(?:an? |any |the )?(?P<what>[a-z][\w-]*(?: [a-z][\w-]*)?)"
)
_TOLD = re.compile(
    r"^(?:the |these |those |all |any )?"
    r"(?:reports?|rumou?rs?|claims?|allegations?|suggestions?|speculation)"
    r"(?: that|(?-i:(?= [A-Z]))) (?P<what>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# '17.05 Elena Varga is still minister', '19:00 - Soldiers ...': when a live page was written on
STAMP = re.compile(
    r"^(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s?(?:[ap]\.?m\.?|GMT|UTC|h))?\s*(?:[-–—:|]\s*)?(?=[A-Z“\"‘'])"
)
_AMONG = re.compile(r",? (?:among|one of|including|many of|most of|some of) (?:them|whom)\b[^,;:]*")
_WHETHER = re.compile(r",? (?:whether|regardless of whether) or not\b.*$")
_PARENTHESIS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# 'Nine of the men who broke out of the jail have been caught': which men, not what they did
_RESTRICTING = re.compile(
    r"(?<! in)(?<! of)(?<! on)(?<! at)(?<! to)(?<! by)(?<! for)(?<! from)(?<! with)"
    r" (?:who|which|that) [^,;:]{3,90}?"
    r"(?= (?:has|have|had|is|are|was|were|will|would|remain|remains)\b)"
)
# 'the number of people treated', 'nineteen hostages held': no verb of the clause, which comes later
_REDUCED = re.compile(
    r"\b(?:\w{3,}s|people|men|women|children|police|crew|staff) "
    r"(?:\w{2,}ed|held|taken|caught|shot|hurt)$"
)
_OPEN_END = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|has|have|had|will|would)(?:n['’]t)?"
    r"(?: (?:not|never|now|still|already|also|only|all))*$"
)
_RELATIVE = re.compile(r"(?:(?:in|of|on|at|to|from|by|with|for) )?(?:which|who|whom|whose)\s", re.I)
SHORTEST_CLAUSE = 2  # content words that must stand before a subordinate clause is cut


def spoken(text: str) -> str:
    """The text without what a page or a writer puts around what is said.

    A time or a speaker in front, what introduces it, who says it behind, a second main clause.
    """
    plain = _DATELINE.sub("", STAMP.sub("", text.strip(' "“”')))
    plain = _MARK.sub("", plain)
    if opening := _INTRODUCTION.match(plain):
        rest = plain[opening.end() :]
        if len(stems(rest)) > 2 and (has_verb(rest) or not has_verb(opening[0])):
            plain = rest
    if (label := _LABEL.match(plain)) and has_verb(plain[label.end() :]):
        plain = plain[label.end() :]
    plain = _LEAD.sub("", _ANSWERED.sub("", plain))
    plain = _OPINION.sub("", plain)
    for saying in (_SAYING.search(plain), _SAYING_FIRST.search(plain), _said_last().search(plain)):
        if saying and has_verb(plain[: saying.start()]):
            plain = plain[: saying.start()]
    if told := _TOLD.match(plain):
        plain = told["what"]
    return first_clause(plain).strip(' ,;"“”') or text


def main_clause(text: str) -> str:
    """The text without its hedges, times and subordinate clauses.

    'The ship was reportedly carrying nitrate when it exploded late on Sunday' asserts the
    cargo; that it exploded is the setting, which every claim of the case shares.
    """
    plain = _ANSWERED.sub("", STAMP.sub("", _DATELINE.sub("", text)))
    plain = _PARENTHESIS.sub(" ", plain)
    if (conceded := _CONCEDED.match(plain)) and has_verb(plain[conceded.end() :]):
        plain = plain[conceded.end() :]
    plain = _WHETHER.sub("", _AMONG.sub("", plain))
    if (saying := _SAYING.search(plain)) and has_verb(plain[: saying.start()]):
        plain = plain[: saying.start()]
    if (contrast := _CONTRAST.search(plain)) and len(stems(plain[: contrast.start()])) > 1:
        plain = plain[: contrast.start()]
    if told := _TOLD.match(plain):
        plain = told["what"]
    plain = _TIMES.sub(" ", plain)
    plain = _MODAL.sub(lambda m: "was" if m["verb"] == "been" else m["verb"], plain)
    plain = _ABSENT.sub(r"\g<be> not at", plain)
    plain = _HEDGES.sub("", plain)
    if (which := _RESTRICTING.search(plain)) and not has_verb(plain[: which.start()]):
        plain = plain[: which.start()] + plain[which.end() :]
    for match in _SUBORDINATE.finditer(plain):
        before = plain[: match.start()]
        whole = has_verb(_REDUCED.sub(" ", before)) and not _OPEN_END.search(before)
        if len(stems(before)) >= SHORTEST_CLAUSE and whole:
            plain = before
            break
    return " ".join(plain.split()).strip(" ,;:-“”\"'") or text


def first_clause(text: str) -> str:
    """The text before a second main clause with a subject of its own."""
    for match in _ANOTHER.finditer(text):
        if has_verb(text[: match.start()]):
            return text[: match.start()]
    return text


def lacking(text: str) -> frozenset[str]:
    found = _NONE.search(text)
    return frozenset(stems(found["what"])) if found else frozenset()


def opens_with_subject(text: str) -> bool:
    """Whether anything stands before the verb: not so in '[and] took the papers along'."""
    first = next(iter(tokens(text)), "")
    return not is_verb(first)


def told_by_the_way(text: str) -> bool:
    """A relative clause that was lifted out: whoever denies the sentence takes it for granted."""
    return bool(_RELATIVE.match(text))


def has_verb(text: str) -> bool:
    """Whether some word is a verb; behind an article it is a noun: 'a message', 'their claim'."""
    found = tokens(text)
    return any(
        is_verb(word) and (not at or found[at - 1] not in _DETERMINERS)
        for at, word in enumerate(found)
    )


_DETERMINERS = frozenset({"a", "an", "the", "my", "our", "your", "its", "their"})
