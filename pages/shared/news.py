"""'Since you last looked': what is new, strengthened, weakened, contradicted, retracted.

In: a View. Out: on screen, every line leading to its proposition. Looking again within half an
hour is the same look: a reload takes nothing away.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st

from analysis import casebook, frames
from analysis.resolve.changes import KINDS, Change, changes
from pages.shared import lines
from pages.shared.context import View
from pages.shared.loading import load, store
from pages.shared.safe import shorten
from pages.shared.text_view import Paragraph, Run
from pages.shared.wording import plural, when

SAME_LOOK = timedelta(minutes=30)
MOST = 4  # lines of a kind at once; the rest on demand
GRAVEST = 2  # lines on the Overview, which is to fit one screen
MARKS = {
    "retracted": ("✕", "against"),
    "contradicted": ("◆", "against"),
    "weakened": ("▼", "lead"),
    "strengthened": ("▲", "lead"),
    "new": ("+", "lead"),
    "gone": ("−", "aside"),
}
LAST, CHOSEN = "my last visit", "a time of publication"


def last_look(view: View) -> str:
    """When the case was looked at before this session, ISO; '' for the first time."""
    key = f"_looked_{view.case_id}"
    if key not in st.session_state:
        times = view.store.visits(view.case_id)
        now = datetime.now(UTC)
        if times and now - _moment(times[-1]) < SAME_LOOK:
            st.session_state[key] = times[0] if len(times) > 1 else ""
        else:
            st.session_state[key] = view.store.record_visit(view.case_id)
    return str(st.session_state[key])


@st.cache_resource(max_entries=8, show_spinner="Looking up what is new …")
def _since_look(case_id: str, revision: int, moment: str) -> tuple[Change, ...]:
    if casebook.unchanged_since(store(), case_id, moment):
        return ()
    before = casebook.case_of_then(store(), case_id, moment)
    return changes(before, load(case_id, revision).case)


@st.cache_resource(max_entries=8, show_spinner="Looking up what is new …")
def _since_report(case_id: str, revision: int, moment: str) -> tuple[Change, ...]:
    before = load(case_id, revision, moment).case
    return changes(before, load(case_id, revision).case)


def since_last_look(view: View) -> tuple[Change, ...]:
    """What changed since the last visit; nothing on the first."""
    moment = last_look(view)
    return _since_look(view.case_id, view.record.revision, moment) if moment else ()


def panel(view: View) -> None:
    """For the Overview: counts and the gravest lines, or that nothing changed."""
    moment = last_look(view)
    st.subheader("Since you last looked")
    if not moment:
        st.caption("This is your first look at this case. What changes from now on shows here.")
        if view.loaded.articles["published"].nunique() > 1:
            words = "what came in since an earlier time"
            lines.draw([Paragraph((Run(words, "link quiet", "board:What is new"),))], key="news",
                       label="What is new")  # fmt: skip
        return
    found = since_last_look(view)
    st.caption(f"{when(moment)}: {counted(found)}")
    told = [line(change) for change in found[:GRAVEST]]
    if len(found) > GRAVEST:
        words = f"all {len(found):,} changes"
        told.append(Paragraph((Run(words, "link quiet", "board:What is new"),)))
    if told:
        lines.draw(told, key="news", label="What changed")


def draw(view: View) -> None:
    """For the Propositions page: all changes by kind, since the last visit or a chosen time."""
    moments = sorted(set(frames.columns(view.whole.case, "claims", "reported_at")[0]) - {""})
    with st.container(horizontal=True, vertical_alignment="bottom", key="news_since"):
        which = st.segmented_control(
            "Since", [LAST, CHOSEN], key="since", bind="query-params", required=True,
            default=LAST if last_look(view) or len(moments) < 2 else CHOSEN,
        )  # fmt: skip
        if which == CHOSEN and moments:
            moment = st.select_slider(
                "Compare with what was known at", moments, moments[len(moments) // 2],
                key="since_moment", format_func=when,
            )  # fmt: skip
            found = _since_report(view.case_id, view.record.revision, str(moment)[:16])
        else:
            moment = last_look(view)
            found = since_last_look(view)
    if not moment:
        st.info(
            "This is your first look at this case. Choose a time of publication to compare with, "
            "or come back after new articles have arrived.",
            icon=":material/info:",
        )
        return
    st.caption(f"Since {when(moment)}: {counted(found)}")
    for kind in KINDS:
        own = [change for change in found if change.kind == kind]
        if not own:
            continue
        st.markdown(f"**{kind.capitalize()}** ({len(own)})")
        lines.draw([line(c) for c in own[: 2 * MOST]], key=f"news_{kind}", label=f"{kind} since")
        if len(own) > 2 * MOST:
            with st.expander(f"{len(own) - 2 * MOST} more"):
                lines.draw(
                    [line(c) for c in own[2 * MOST :]], key=f"news_{kind}_more", label="continued"
                )


def counted(found: tuple[Change, ...]) -> str:
    """'3 new, 1 contradicted'; 'nothing changed'."""
    counts = {kind: sum(change.kind == kind for change in found) for kind in KINDS}
    told = [f"{number} {kind}" for kind, number in counts.items() if number]
    return ", ".join(told) or "nothing changed"


def line(change: Change) -> Paragraph:
    """▲ statement / what moved; the words lead to the proposition, the detail to the new claim."""
    mark, look = MARKS[change.kind]
    gone = change.kind == "gone"
    words = shorten(change.statement, lines.LONGEST)
    runs = [
        Run(f"{mark} ", look),
        Run(words) if gone else Run(words, "link", f"proposition:{change.proposition_id}"),
        Run(f"\n{change.kind}: {change.detail}", "aside"),
    ]
    if change.claim_ids and change.kind != "new":
        more = plural(len(change.claim_ids), "claim")
        runs.append(Run("  ", "aside"))
        runs.append(Run(f"→ {more} behind it", "link quiet", f"claim:{change.claim_ids[0]}"))
    return Paragraph(tuple(runs))


def _moment(value: str) -> datetime:
    found = datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
