"""One action, one step back: see history.js, which every screen loads.

In: nothing. Out: nothing on screen; the browser's Back undoes a whole choice, never a part of one.
"""

from pathlib import Path

import streamlit as st

_SCRIPT = Path(__file__).with_suffix(".js")


def keep_short() -> None:
    with st.container(key="history"):
        component = st.components.v2.component("history", js=_SCRIPT.read_text(encoding="utf-8"))
        component(key="history_script")
