"""A day that the text names by the way, and that moves no story.

In: the verb that a date hangs on, its words. Out: how it is told. 'asked the man who burned it two
days ago' ends with its clause; 'the firm had said that he left on Sunday' and 'the crew
had landed on Sunday' with their paragraph.
"""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

Aside = Literal["clause", "paragraph", ""]


def since_then(verb: Token) -> bool:
    """'... since the line was shut on Monday': the story is past that."""
    return any(c.lower_ == "since" and c.dep_ == "mark" for c in verb.children)


def by_the_way(verb: Token | None, said: str) -> Aside:
    """How far a day goes that another clause than that of the story names; "" for any other."""
    if verb is None:
        return ""
    if (
        verb.dep_ == "relcl"
        and verb.head.dep_ in ("dobj", "pobj")
        and said.endswith((" ago", " earlier", " before"))
    ):
        return "clause"
    if said.endswith((" earlier", " before")) and any(c.lower_ == "had" for c in verb.children):
        return "clause"  # 'A trial had failed two days earlier': a look back, and the story goes on
    if _had(verb) and verb.dep_ != "advcl":
        return "paragraph"  # 'The crew had landed on Tuesday': what lies before the story
    return "paragraph" if verb.dep_ == "ccomp" and _had(verb.head) else ""


def _had(verb: Token) -> bool:
    return any(child.lower_ == "had" and child.dep_ == "aux" for child in verb.children)
