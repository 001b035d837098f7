"""Crossbearing in the browser: `streamlit run app.py`.

This file is the server's entry: it names the script that draws the screen and what every answer
of the server must carry. The screen itself (navigation, case, filters) is pages/shared/screen.py;
it stands in a folder without a `pages` folder beside it, because Streamlit would otherwise run
a page file without the screen when a deep link is the first request to a fresh server.
"""

import streamlit as st
from starlette.middleware import Middleware

from pages.shared import addresses, warm
from pages.shared.headers import SecurityHeaders

app = st.App(
    "pages/shared/screen.py", middleware=[Middleware(SecurityHeaders)], routes=addresses.ROUTES
)
warm.begin()
