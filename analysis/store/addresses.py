"""When two URLs are the same page. In: a URL. Out: a key to compare by, and its host."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit

_LONGEST = 500

# Parameters that say where the reader came from, not which page it is.
_TRACKING_PREFIXES = ("utm_", "at_", "mc_", "pk_", "ns_")
_TRACKING = frozenset({"fbclid", "gclid", "igshid", "cmpid", "ref", "ref_src", "smid", "amp"})


def host(url: str) -> str:
    """The host without 'www.', or "" when there is none."""
    try:
        return (urlsplit(url.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def url_key(url: str) -> str:
    """Host, path and the parameters that matter; "" for what is no web address."""
    where = host(url)
    if not where:
        return ""
    parts = urlsplit(url.strip())
    matters = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _TRACKING and not name.lower().startswith(_TRACKING_PREFIXES)
    ]
    query = "?" + urlencode(sorted(matters)) if matters else ""
    key = where + (parts.path.rstrip("/") or "/") + query
    # An index entry has a greatest length; a longer address is told apart by its hash.
    return key if len(key) <= _LONGEST else hashlib.sha256(key.encode()).hexdigest()
