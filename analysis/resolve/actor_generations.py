"""'Robert Mueller' and 'Robert S. Mueller III'.

In: Nodes. Out: those joined that bear one name, the one with its number and the other without.
Not so 'Jr.' and 'Sr.': who is called so has a namesake in the news, by whose name alone the other
is told. Gives up where an article names both, where two generations of the name are in the case,
or where several bear the name without a number.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from analysis.resolve.actor_names import is_bare, same_name
from analysis.resolve.actor_nodes import Nodes

NUMBERS = frozenset({"ii", "iii", "iv"})


def join_generations(nodes: Nodes) -> None:
    """Joins each to the one that bears the name without a number, where there is but one."""
    plain: dict[str, list[int]] = defaultdict(list)
    told: dict[str, list[int]] = defaultdict(list)
    for i, form in enumerate(nodes.forms):
        if form.family == "person" and not is_bare(form):
            (told if form.generation else plain)[form.words[-1]].append(i)
    for surname, those in told.items():
        generations = {nodes.forms[i].generation for i in those}
        if len(generations) > 1 or not generations <= NUMBERS:
            continue
        for one in those:
            bare = replace(nodes.forms[one], generation="")
            fitting = [i for i in plain[surname] if same_name(bare, nodes.forms[i]) is not None]
            met = any(nodes.of_one_article(one, i) for i in fitting)
            if len(nodes.roots(fitting)) == 1 and not met:
                nodes.join(fitting[0], one, "short form")
