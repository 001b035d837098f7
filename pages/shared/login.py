"""The optional login: who may see the cases, and under whose name decisions are kept.

In: Streamlit's OpenID Connect settings (`[auth]` in .streamlit/secrets.toml), if there are any.
Out: nothing where login is off, which is the default; else a page that asks for it, until the
user is known. docs/deployment.md says how to turn it on.
"""

from __future__ import annotations

from fnmatch import fnmatch
from typing import Any

import streamlit as st

ANALYST = "analyst"  # everybody's name where nobody logs in


def require() -> None:
    """Stop here until the user has logged in and may enter. Nothing to do without [auth]."""
    settings = _settings()
    if settings is None:
        return
    if not st.user.is_logged_in:
        st.title("Crossbearing")
        st.write("Log in to open the cases kept here.")
        st.button("Log in", type="primary", on_click=st.login, key="login")
        st.stop()
    if not may_enter(who(), settings.get("allowed", ())):
        st.title("Crossbearing")
        st.write("You are logged in, but your address is not on the list of those who may enter.")
        st.button("Log out", on_click=st.logout, key="logout")
        st.stop()


def leave_button() -> None:
    """Who is logged in, and the way out; nothing where login is off."""
    if _settings() is not None:
        st.button(f"Log out {who()}", on_click=st.logout, key="logout", type="tertiary")


def who() -> str:
    """The user's verified address (or name); 'analyst' where login is off."""
    if _settings() is None or not st.user.is_logged_in:
        return ANALYST
    verified = st.user.get("email_verified", True)
    email = str(st.user.get("email") or "") if verified in (True, "true") else ""
    return email or str(st.user.get("name") or st.user.get("sub") or ANALYST)


def may_enter(address: str, allowed: object) -> bool:
    """Whether the list (addresses, '*@example.org') holds the address; an empty one holds all."""
    patterns = [allowed] if isinstance(allowed, str) else list(allowed or ())  # type: ignore[call-overload]
    return not patterns or any(fnmatch(address.casefold(), str(p).casefold()) for p in patterns)


def _settings() -> dict[str, Any] | None:
    if not st.secrets.load_if_toml_exists() or "auth" not in st.secrets:
        return None
    return dict(st.secrets["auth"])
