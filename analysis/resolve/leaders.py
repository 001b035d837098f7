"""What a person runs, as the texts of a case have it: 'Ida Lund, who heads the Roads Agency'.

In: an actor, texts. Out: the telling words of what the actor runs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from analysis.model import Actor
from analysis.resolve.bodies import Name
from analysis.resolve.wording import tokens
from analysis.vocabulary import words


def runs_what(actor: Actor, texts: Sequence[str]) -> Name:
    """Of 'Annelie Prochner, who runs the Radiation Monitoring Network, the RMN' and 'the Civic
    League of her rival, Annelie Prochner': what is run."""
    found = frozenset[str]().union(*(_run_by(actor.name, t) for t in texts if actor.name in t))
    return found - words("origins", "joints")


@lru_cache(maxsize=16_384)
def _run_by(called: str, text: str) -> Name:
    name = re.escape(called)
    told = (
        re.search(rf"\b{name}, {_RUNS}", text)
        or re.search(rf"\b{name} {_HEADS}", text)
        or re.search(rf"{_LED}{name}\b", text)
    )
    return frozenset(tokens(told["what"])) if told else frozenset()


_RUNS = (
    r"(?:[^.;:!?]{3,60}? )?"
    r"who (?:now |has )?(?:runs?|heads?|leads?|chairs?|directs?|commands?|presides over|"
    r"is in charge of|is the head of) (?P<what>[^.;:!?]{3,80}?)(?=[.;:!?]|, (?![tT]he [A-Z]{2,}))"
)
_HEADS = (
    r"(?:now |has )?(?:runs|heads|leads|chairs|directs|commands|presides over) "
    r"(?P<what>[^.;:!?]{3,80}?)(?=[.;:!?,])"
)
_LED = (
    r"\b(?P<what>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)+) of "
    r"(?:(?:his|her|its|their|the) [\w -]{2,30}, )"
)
