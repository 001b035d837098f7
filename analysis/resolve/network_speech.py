"""Who speaks about whom: a directed network from claims.

In: Claims. Out: a frame of edges source -> actor mentioned in the content (schema SPEECH), signed
where the words of saying are for or against ('accused', 'praised'), and the graph of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import networkx as nx
import pandas as pd

from analysis.model import Claim
from analysis.vocabulary import words

SPEECH = {
    "a": "id of the actor who speaks",
    "b": "id of the actor spoken about",
    "count": "claims of the first that mention the second",
    "stance": "-1 all against .. 1 all for; NaN where no claim tells",
    "signed": "claims whose stance is known",
    "claim_ids": "the claims",
}


def speech_edges(
    claims: Iterable[Claim], stances: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """The edges (schema SPEECH), commonest first.

    `stances` gives the sign of a claim towards whom it mentions, by claim id; it goes before the
    sign that the cue gives. Claims without a resolved source, and what actors say of themselves,
    give no edge.
    """
    known = stances or {}
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.actor_id:
            for target in dict.fromkeys(claim.mentioned):
                if target and target != claim.actor_id:
                    found[claim.actor_id, target].append(claim)
    rows = []
    for (source, target), said in found.items():
        signs = [s for c in said if (s := known.get(c.id, cue_sign(c.cue))) is not None]
        stance = sum(signs) / len(signs) if signs else float("nan")
        rows.append((source, target, len(said), stance, len(signs), tuple(c.id for c in said)))
    frame = pd.DataFrame(rows, columns=list(SPEECH))
    if frame.empty:
        return frame.astype({"count": "int64", "signed": "int64", "stance": "float64"})
    return frame.sort_values(["count", "a", "b"], ascending=[False, True, True]).reset_index(
        drop=True
    )


def speech_graph(
    claims: Iterable[Claim], stances: Mapping[str, float] | None = None
) -> nx.DiGraph[str]:
    """The same as a networkx graph: `weight` = count, `stance` only where known."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for row in speech_edges(claims, stances).to_dict("records"):
        attributes = {"weight": row["count"], "claim_ids": row["claim_ids"]}
        if row["stance"] == row["stance"]:  # not NaN
            attributes["stance"] = row["stance"]
        graph.add_edge(row["a"], row["b"], **attributes)
    return graph


def cue_sign(cue: str) -> float | None:
    """1 for words of support, -1 for words against, None for words that only report."""
    for word in cue.lower().split():
        if word in words("network", "against"):
            return -1.0
        if word in words("network", "for"):
            return 1.0
    return None
