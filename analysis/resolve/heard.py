"""Which claims of an article take part: those that assert something and do not only wrap others.

In: the claims of the case, what the analyst rejected. Out: for each article what is Heard in it,
kept from one time to the next while its claims are the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.model import Claim, Correction, Span
from analysis.resolve.clause_text import has_verb
from analysis.resolve.wording import stems, tokens
from analysis.vocabulary import words

FEWEST_STEMS = 2  # content words of what can be a claim


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """The claims of one article that take part, in the order in which they stand there."""

    article: str
    reported: str
    claims: tuple[Claim, ...]
    shells: Mapping[str, str] = field(default_factory=dict)  # a claim that wraps -> the one inside
    withdrawing: frozenset[str] = frozenset()  # of the claims, those told to be taken back


class KeptHeard:
    """What was heard in each article, with the claims that it was heard from."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[list[Claim], Heard]] = {}

    def update(
        self,
        claims: Sequence[Claim],
        rejected: Collection[str],
        texts: Mapping[str, str] | None = None,
    ) -> list[Heard]:
        """In order of report; articles of one moment in the order of their ids. `texts` are those
        of the articles, which say whether a claim is told to be taken back."""
        by_article: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.id not in rejected:
                by_article[claim.article_id].append(claim)
        now: dict[str, tuple[list[Claim], Heard]] = {}
        for article, told in by_article.items():
            kept = self._kept.get(article)
            if kept is None or kept[0] != told:
                kept = told, _heard(article, told, texts.get(article, "") if texts else "")
            now[article] = kept
        self._kept = now
        return sorted((heard for _, heard in now.values()), key=lambda h: (h.reported, h.article))


def rejected_claims(corrections: Sequence[Correction]) -> frozenset[str]:
    """Claims that the analyst rejected and has not taken up again."""
    rejected: set[str] = set()
    for correction in corrections:
        if correction.undone_at:
            continue
        claim = str(correction.payload.get("claim", ""))
        if correction.kind == "claim.reject":
            rejected.add(claim)
        elif correction.kind == "claim.accept":
            rejected.discard(claim)
    return frozenset(rejected)


def core_of(claim: str, shells: Mapping[str, str]) -> str:
    """The innermost of the claims that a claim wraps."""
    seen = {claim}
    while claim in shells and shells[claim] not in seen:
        claim = shells[claim]
        seen.add(claim)
    return claim


def _heard(article: str, claims: Sequence[Claim], text: str = "") -> Heard:
    regretted = [(told.start(), told.start("back")) for told in _TAKEN_BACK.finditer(text)]
    asserted = [claim for claim in claims if _asserts(claim, text)]
    scraps = {c.id: whole for c in asserted if (whole := _whole_of(c, asserted))}
    asserted = [claim for claim in asserted if claim.id not in scraps]
    shells = {c.id: inner for c in asserted if (inner := _wrapped(c, asserted))}
    worth = [claim for claim in asserted if claim.id not in shells]
    shells |= scraps
    worth.sort(key=lambda claim: (claim.start, claim.id))
    return Heard(
        article,
        claims[0].reported_at or "9",
        tuple(worth),
        shells,
        frozenset(
            claim.id
            for claim in worth
            if withdraws(claim) or any(a < claim.end and claim.start < b for a, b in regretted)
        ),
    )


# --- what asserts something ---------------------------------------------------------------------


def _asserts(claim: Claim, text: str) -> bool:
    """Whether the content says something that could be borne out: no question, no scrap."""
    content = claim.content.rstrip(" \"'”’")
    opening = " ".join(tokens(content)[:4])
    return (
        not content.endswith("?")
        and not opening.startswith(_ASIDES)
        and not (opening.startswith(_QUESTIONS) and not _tells(claim, text))
        and not opening.startswith(tuple(words("stance", "nothing_known")))
        and not _is_about_the_source(content)
        and not (claim.quote == "direct" and _is_title(claim, text))
        and not _SILENT.search(content)
    )


def _tells(claim: Claim, text: str) -> bool:
    """Whether what opens like a question tells something: ', [who had fled]', '[What they saw was
    a tractor]', 'told [how soldiers had sealed the town]'."""
    opening = claim.content.split(None, 1)[0].lower().strip("“\"'‘")
    if opening == "who":
        return text[: claim.start].rstrip().endswith(",")
    if opening == "what":
        return bool(_CLEFT.match(claim.content))
    return opening == "how" and bool({*tokens(claim.cue)} & words("stance", "telling_how"))


def _is_title(claim: Claim, text: str) -> bool:
    """'The film, titled "A message to the coast"', '"Shadow Lives: Women of the War"': a name."""
    told = re.findall(r"[^\W\d_][\w'’-]*", claim.content)
    if len(told) > LONGEST_TITLE:
        return False
    named = [word for word in told if word.lower() not in words("stance", "stopwords")]
    if len(named) > 1 and all(word[0].isupper() for word in named):
        return True
    return bool(_NAMING.search(text[max(0, claim.start - 30) : claim.start]))


LONGEST_TITLE = 12  # words
_NAMING = re.compile(
    r"\b(?:titled|entitled|headlined|captioned|dubbed|nicknamed|codenamed|the text|the title)"
    r"(?: is| was| reads?)?[,:]? [“\"'‘]?$",
    re.IGNORECASE,
)
_CLEFT = re.compile(
    r"[“\"'‘]?what (?:[\w'’-]+ ){2,8}?(?:is|was|were|are) (?!not known|unclear)", re.I
)


def _is_about_the_source(content: str) -> bool:
    """'The official would not be named'; not so '[He had left], said two aides who asked not to be
    named'."""
    found = _UNNAMED.search(content)
    if found is None:
        return False
    before = _SPEAKS.split(content[: found.start()])[0]
    return not (has_verb(before) and len({*stems(before)}) > FEWEST_STEMS)


_SPEAKS = re.compile(r"\b(?:who|whom|speaking|asking|on condition)\b")

# 'The official would not be named': about the source, not about the news
_UNNAMED = re.compile(
    r"\b(?:not|nor|declin\w+|refus\w+|ask\w*) (?:to )?(?:not )?(?:to )?be "
    r"(?:named|identified|quoted)\b"
    r"|\bcondition of anonymity\b",
    re.IGNORECASE,
)

# 'The minister was not available for comment': that nothing was said is no news
_SILENT = re.compile(
    r"\b(?:not|n['’]t|un)[ -]?(?:\w+ ){0,2}?(?:available|reached|reachable) "
    r"(?:\w+ )?(?:for|to) comment\b"
    r"|\bdeclined (?:\w+ )?to comment\b|\bcould not (?:\w+ )?be reached\b"
    r"|\b(?:not|n['’]t) (?:\w+ )?(?:respond|answer|repl[yi]\w*|return)(?:ed)? (?:\w+ ){0,3}"
    r"(?:questions?|requests?|calls?|messages?|e-?mails?)\b",
    re.IGNORECASE,
)

# 'asked [not to be named]': about the telling, not about what is told
_ASIDES = (
    "not to be named", "not to be identified", "not be named", "not be identified",
    # 'declined to say what had caused it'
    "to say what", "to say who", "to say how", "to say why", "to say when", "to say where",
    "to say whether", "to say if", "to comment", "to speculate", "to elaborate", "to give details",
    "request for comment", "requests for comment",
)  # fmt: skip

_QUESTIONS = ("how ", "whether ", "why ", "what ", "who ")


def withdraws(claim: Claim) -> bool:
    """Whether the claim is told only to take it back: 'an earlier version said ...'."""
    source = {*tokens(claim.source_text)}
    if claim.source_text.strip().lower() in {"correction", "clarification"}:
        return True
    if source & {"earlier", "previous", "original"} and source & {
        "version", "report", "story", "article", "post", "headline",
    }:  # fmt: skip
        return True
    return bool({*tokens(claim.cue)} & words("stance", "corrections"))


# 'This morning we reported that the driver had died. That was wrong.'
_TAKEN_BACK = re.compile(
    r"\b(?:[Ww]e |[Oo]ur (?:\w+ ){1,3}?)(?:have |had |also |wrongly )*"
    r"(?:reported|told you|told our \w+|said|wrote|announced|published|broadcast|named)\b"
    r"[^.!?\n]*[.!][\"”’]?\s+"
    r"(?P<back>(?:(?:That|This|The|Our) (?:(?:report|story|claim|information|news) )?|It )"
    r"(?:was|were|is|has proved|turned out to be) "
    r"(?:wrong|false|untrue|incorrect|inaccurate|mistaken|an error|a mistake|"
    r"not (?:so|true|correct|right|the case|his|hers))\b"
    r"|(?:He|She|They|It) (?:has|have|had|is|was|are|were|did) not[.!]"
    r"|We (?:got (?:it|that|this) wrong|were wrong|withdraw|take (?:it|that) back|retract))"
)


# --- what only wraps another claim ---------------------------------------------------------------


def _wrapped(claim: Claim, others: Sequence[Claim]) -> str:
    """The claim whose cue stands in this one's content and that makes up most of it; or none.

    'reports said [sources said [he will go]]' asserts what the inner claim asserts and adds no
    origin: it shares its proposition, and stays out of the count.
    """
    own = sum(end - start for start, end in claim.content_spans)
    best, found = 0.6 * own, ""
    for other in others:
        if other is not claim and _covers(claim.content_spans, other.cue_spans):
            spans = (*other.content_spans, *other.source_spans, *other.cue_spans)
            within = _inside(claim.content_spans, spans)
            if within >= best:
                best, found = within, other.id
    return found


def _whole_of(claim: Claim, others: Sequence[Claim]) -> str:
    """The outlet's own statement of which the claim is a scrap: '[Kosk conceded [defeat]]', '[[A
    second meeting] is proposed]', for which nobody is named."""
    nobody = not claim.source_text and not has_verb(claim.content)
    if not claim.cue_spans or not (nobody or len({*stems(claim.content)}) < FEWEST_STEMS):
        return ""
    return next(
        (
            other.id
            for other in others
            if other.source_kind == "author" and _covers(other.content_spans, claim.cue_spans)
        ),
        "",
    )


def _covers(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    return bool(inner) and _inside(outer, inner) == sum(end - start for start, end in inner)


def _inside(outer: Sequence[Span], inner: Sequence[Span]) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in outer for c, d in inner)
