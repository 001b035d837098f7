"""The two networks of a case as files that say what they were made from.

In: a Case, a Provenance. Out: bytes. Who is named with whom, and who speaks about whom; the
formats are those of `graph`. Who is named with whom has each actor's links, centralities and
community, as the page shows them. GraphML and GEXF carry the provenance as an XML comment, CSV as
its last two columns.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis import frames
from analysis.exports.graph import to_edge_csv, to_gexf, to_graphml, to_node_csv
from analysis.exports.provenance import Provenance
from analysis.model import Case
from analysis.resolve.network import cooccurrence, nodes_of
from analysis.resolve.network_speech import speech_edges

MEASURED = 5_000  # actors; beyond, betweenness takes longer than anybody waits for a file
GraphWriter = Callable[[pd.DataFrame, pd.DataFrame, bool], bytes]


def together_graphml(case: Case, provenance: Provenance) -> bytes:
    """Who is named with whom in a sentence, GraphML."""
    return _together(to_graphml, case, provenance)


def together_gexf(case: Case, provenance: Provenance) -> bytes:
    """Who is named with whom in a sentence, GEXF."""
    return _together(to_gexf, case, provenance)


def speech_graphml(case: Case, provenance: Provenance) -> bytes:
    """Who speaks about whom, GraphML, directed."""
    written = to_graphml(frames.actors_frame(case), speech_edges(case.claims), True)
    return _noted(written, provenance)


def node_csv(case: Case, provenance: Provenance) -> bytes:
    """The actors as Gephi imports nodes."""
    return to_node_csv(_columns(_measured(case), provenance))


def edge_csv(case: Case, provenance: Provenance) -> bytes:
    """Who is named with whom as Gephi imports edges."""
    return to_edge_csv(_columns(_edges(case), provenance))


def _together(write: GraphWriter, case: Case, provenance: Provenance) -> bytes:
    return _noted(write(_measured(case), _edges(case), False), provenance)


def _measured(case: Case) -> pd.DataFrame:
    """The actors with what the network tells of each; in large cases that is left to Gephi."""
    actors = frames.actors_frame(case)
    if len(actors) > MEASURED:
        return actors
    nodes = nodes_of(_edges(case), list(actors["actor_id"]))
    whole = dict.fromkeys(("degree", "strength", "community"), "Int64")
    return actors.merge(nodes, on="actor_id", how="left").astype(whole)


def _edges(case: Case) -> pd.DataFrame:
    return cooccurrence(frames.mentions_frame(case), case.articles, min_count=1)


def _columns(frame: pd.DataFrame, provenance: Provenance) -> pd.DataFrame:
    return frame.assign(as_of=provenance.as_of or "everything", filters=provenance.filter_text())


def _noted(written: bytes, provenance: Provenance) -> bytes:
    """The provenance as a comment behind the XML declaration ('--' may not stand in one)."""
    told = "; ".join(f"{name}: {value}" for name, value in provenance.lines())
    while "--" in told:
        told = told.replace("--", "- -")
    comment = f"<!-- {told} -->\n".encode("utf-8", "replace")
    head, mark, rest = written.partition(b"?>")
    return head + mark + b"\n" + comment + rest.lstrip() if mark else comment + written
