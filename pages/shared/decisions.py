"""The analyst's decisions in words, for the audit trail: of what, and what was decided.

In: a View and a Correction. Out: one line, names instead of ids.
"""

from __future__ import annotations

from collections.abc import Callable

from analysis.model import Correction
from pages.shared.context import View
from pages.shared.safe import shorten
from pages.shared.source_rating import LETTERS
from pages.shared.wording import certainty, kind_word, quoted

LONGEST = 140  # characters of a statement
_FIELDS = {
    "outlet": "outlet",
    "published_at": "date",
    "title": "title",
    "author": "author",
    "url": "address",
    "language": "language",
}


def told(view: View, made: Correction) -> str:
    """'“13 people had died so far”', 'Dario Venn: B usually reliable'."""
    say = _SAY.get(made.kind.partition(".")[0])
    return say(view, made) if say else made.kind


def _claim(view: View, made: Correction) -> str:
    claim = view.whole.claim.get(_text(made, "claim"))
    words = _text(made, "words") or (claim.content if claim else "")
    said = quoted(words, LONGEST) if words else "a claim that is no longer found"
    return ": ".join(part for part in (said, ", ".join(_edits(view, made))) if part)


def _edits(view: View, made: Correction) -> list[str]:
    """What 'claim.edit' changed, each in words."""
    payload = made.payload
    words: dict[str, Callable[[str], str]] = {
        "source_text": lambda value: f"source “{value}”",
        "actor_id": lambda value: f"said by {_actor(view, value)}" if value else "by nobody known",
        "source_kind": kind_word,
        "certainty": lambda value: certainty(value, "+"),
        "polarity": lambda value: "said to be so" if value == "+" else "said not to be so",
    }
    return [say(str(payload[name])) for name, say in words.items() if name in payload]


def _source(view: View, made: Correction) -> str:
    name = _text(made, "outlet") or _actor(view, _text(made, "actor"))
    return f"{name}: {LETTERS.get(_text(made, 'rating'), _text(made, 'rating'))}"


def _about_actor(view: View, made: Correction) -> str:
    if made.kind == "actor.merge":
        drop, keep = (_actor_then(view, made, role, f"{role}_name") for role in ("drop", "keep"))
        return f"{drop} is {keep}"
    name = _actor_then(view, made, "actor", "was")
    aliases = _forms(made, "aliases") or ([alias] if (alias := _text(made, "alias")) else [])
    if aliases:
        return f"{', '.join(f'“{alias}”' for alias in aliases)}, not {name}"
    new = _text(made, "name") or _text(made, "type")
    old = _name_then(made, "actor", "was") or name if made.kind == "actor.rename" else name
    return f"{old}: {new}" if new else name


def _article(view: View, made: Correction) -> str:
    article = view.whole.article.get(_text(made, "article"))
    name = (article.title or article.outlet) if article else ""
    field = _text(made, "field")
    return f"{name or 'an article'}: {_FIELDS.get(field, field)} “{_text(made, 'value')}”"


def _proposition(view: View, made: Correction) -> str:
    outcome = _text(made, "outcome") or "open"
    note = f" ({_text(made, 'note')})" if _text(made, "note") else ""
    return f"{quoted(_text(made, 'statement'), LONGEST)}: {outcome}{note}"


def _actor(view: View, identifier: str, then: str = "") -> str:
    """The name now; `then` where the actor has gone since, or the identifier."""
    known = view.whole.actor.get(identifier)
    return known.name if known else shorten(then or identifier, 60)


def _actor_then(view: View, made: Correction, role: str, name: str) -> str:
    """The name now; that which the analyst saw where the actor has gone since."""
    return _actor(view, _text(made, role), _name_then(made, role, name))


def _name_then(made: Correction, role: str, name: str) -> str:
    """The name that the analyst saw; decisions of older versions kept but its folded forms."""
    forms = _forms(made, "forms" if role == "actor" else f"{role}_forms")
    return _text(made, name) or (forms[0] if forms else "")


def _text(made: Correction, key: str) -> str:
    return str(made.payload.get(key) or "")


def _forms(made: Correction, key: str) -> list[str]:
    found = made.payload.get(key)
    return [str(form) for form in found] if isinstance(found, list) else []


_SAY: dict[str, Callable[[View, Correction], str]] = {
    "claim": _claim,
    "source": _source,
    "actor": _about_actor,
    "alias": _about_actor,
    "article": _article,
    "proposition": _proposition,
}
