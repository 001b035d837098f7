"""Methods: how each figure comes about, how well the parts were measured, where the limits are."""

import streamlit as st

from analysis.figures.confidence import reliability_figure
from analysis.resolve import calibration
from pages.shared import figures, measured
from pages.shared.context import current
from pages.shared.loading import version
from pages.shared.wording import plural

view = current()
st.title("Methods")
parts = st.tabs(
    ["How it works", "Measured", "This case", "Limits"], key="methods", on_change="rerun"
)

if parts[0].open:
    with parts[0], st.container(key="methods_text"):
        for title, words in measured.METHODS:
            st.markdown(f"**{title}**  \n{words}")
if parts[1].open:
    with parts[1]:
        found = measured.table()
        if found.empty:
            st.write("No measurements are bundled with this version. The README says how to take "
                     "them.")  # fmt: skip
        else:
            with st.container(key="measured_text"):
                st.write(measured.HOW_MEASURED)
            first, last = found["value"].min(), found["value"].max()
            st.dataframe(
                found.assign(meaning=found["figure"].map(measured.meaning)),
                hide_index=True, key="measured", height="content",
                alt=f"{len(found)} measured figures of accuracy, {first:.2f} to {last:.2f}",
                column_order=["task", "meaning", "value", "known elsewhere", "figure", "date"],
                column_config={
                    "task": st.column_config.TextColumn("Part", width=190),
                    "figure": st.column_config.TextColumn("Figure", width=215),
                    "value": st.column_config.NumberColumn("Value", format="%.3f", width=65),
                    "known elsewhere": st.column_config.TextColumn("Known elsewhere", width=190),
                    "meaning": st.column_config.TextColumn("What is measured", width=330),
                    "date": st.column_config.TextColumn("Measured", width=95),
                },
            )  # fmt: skip
        st.caption(f"Analysis version {version()}")
if parts[2].open:
    with parts[2]:
        corrections = view.store.corrections(view.case_id)
        case = view.loaded.case
        st.write(measured.agreement(corrections, len(case.claims)))
        st.dataframe(measured.case_numbers(case), hide_index=True, width="content",
                     alt="This case in numbers", key="case_numbers")  # fmt: skip
        made = measured.by_kind(corrections)
        if not made.empty:
            st.dataframe(made, hide_index=True, alt=f"{len(corrections)} decisions by kind",
                         width="content")  # fmt: skip
        judged = calibration.judged(case, corrections)
        score = calibration.brier(judged)
        if score is None:
            st.info("No outcome is noted yet. Mark propositions as borne out or not (on their "
                    "card, under Outcome), and this page shows how far the confidences of this "
                    "case could be relied on.", icon=":material/info:")  # fmt: skip
        else:
            st.metric("Brier score", f"{score:.3f}", help="0 is perfect, 0.25 is a coin")
            st.caption(f"{plural(len(judged), 'proposition')} judged. Few outcomes say little.")
            figures.plot(
                reliability_figure(calibration.reliability(judged), view.palette), "reliability",
                f"Reliability of {len(judged)} judged propositions, Brier score {score:.3f}",
            )  # fmt: skip
            st.dataframe(
                [{"source": s, "borne out": good, "judged": total}
                 for s, (good, total) in calibration.by_source(judged).items()],
                hide_index=True, alt="Outcomes by source",
            )  # fmt: skip
if parts[3].open:
    with parts[3], st.container(key="limits_text"):
        st.markdown("\n".join(f"- {limit}" for limit in measured.LIMITS))
