"""An actor's card: its names, aliases and roles, put together from what each article brings.

In: the mentions of one actor in each article. Out: the Actor.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.gazetteer import fold
from analysis.model import (
    Actor,
    Alias,
    Annotation,
    Article,
    EntityType,
    Evidence,
    LinkReason,
    Mention,
    Role,
)
from analysis.resolve.actor_corrections import Group
from analysis.resolve.actor_profiles import surface

_OF_TWO_WORDS = re.compile(r"\S+\s")
_MORE_THAN_INITIALS = re.compile(r"(?!\w\.?\s)\S+\s")


@dataclass(slots=True)
class Part:
    """What one article brings to the card of one actor."""

    count: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    aliases: dict[tuple[str, LinkReason], tuple[str, int, Evidence]] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)

    def take(self, article: Article, mention: Mention, reason: LinkReason) -> None:
        self.count += 1
        text = surface(article.text, mention)
        if mention.kind == "name" and reason != "demonym":
            self.forms[text] += 1
        key = (text if mention.kind == "name" else text.lower(), reason)
        evidence = Evidence(article.id, mention.start, mention.end)
        shown, count, first = self.aliases.get(key, (text, 0, evidence))
        self.aliases[key] = (shown, count + 1, first)

    def take_roles(
        self,
        article: Article,
        entity: int,
        roles: Sequence[str],
        annotation: Annotation,
        reported: str,
    ) -> None:
        for role in roles:
            key = fold(role)
            if key in self.roles:
                continue
            for mention in annotation.mentions:
                if mention.entity == entity and role in article.text[mention.start : mention.end]:
                    evidence = Evidence(article.id, mention.start, mention.end)
                    self.roles[key] = Role(role, evidence, reported)
                    break


def card_of(group: Group, kind: EntityType, parts: Sequence[Part]) -> Actor:
    """What an actor's card shows, from what each article brings to it."""
    forms: Counter[str] = Counter()
    aliases: dict[tuple[str, LinkReason], tuple[str, int, Evidence]] = {}
    roles: dict[str, Role] = {}
    for part in parts:
        forms.update(part.forms)
        for key, (shown, count, evidence) in part.aliases.items():
            first = aliases.get(key, (shown, 0, evidence))
            aliases[key] = (first[0], first[1] + count, first[2])
        for key_of_role, role in part.roles.items():
            roles.setdefault(key_of_role, role)
    # after a merge, the forms of the actor that was kept give the name
    own = Counter({form: n for form, n in forms.items() if fold(form) in group.own})
    told = [
        Alias(shown, reason, count, evidence)
        for (_, reason), (shown, count, evidence) in aliases.items()
    ]
    told.sort(key=lambda alias: (-alias.count, alias.text))
    return Actor(
        id=group.id,
        name=group.name or _display(own or forms, letters=kind == "organization"),
        type=kind,
        aliases=tuple(told),
        roles=tuple(roles.values()),
        mention_count=sum(part.count for part in parts),
        article_count=sum(part.count > 0 for part in parts),
    )


def _display(forms: Counter[str], *, letters: bool) -> str:
    """The commonest of the complete forms; a complete form has at least two words, and more than
    an initial before the surname, or is alone.

    Not one in capitals that is written without them too; but `letters` may be so ('NATO')."""
    if not forms:
        return ""
    small = set() if letters else {fold(form) for form in forms if not form.isupper()}
    complete = {f: n for f, n in forms.items() if not f.isupper() or fold(f) not in small}
    for whole in (_OF_TWO_WORDS, _MORE_THAN_INITIALS):
        complete = {form: n for form, n in complete.items() if whole.match(form)} or complete
    common = max(complete.values())
    often = {form: count for form, count in complete.items() if count * 4 >= common}
    return max(often, key=lambda form: (min(len(form.split()), 4) + often[form] / common, form))
