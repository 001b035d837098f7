"""Mail that carries another mail or a page: forwarded newsletters, quoted text, saved pages.

In: the text of a mail. Out: the text without the marks of forwarding, and what the head of the
forwarded mail says. Offsets hold in the text that comes out, which is what is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BEGIN = re.compile(
    r"[ \t>]*(?:-{2,}[ \t]*(?:forwarded|original) (?:message|mail)[ \t]*-{2,}"
    r"|begin forwarded message:|_{10,})[ \t]*",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"[ \t>*]*(?P<name>from|date|sent|subject|to|cc|reply-to)[*]?:[*]?[ \t]*(?P<value>.*)", re.I
)
_LOOKED_AT = 40  # lines within which the head of a forwarded mail stands
_QUOTED_SHARE = 0.6  # of the lines: the mail is a quotation
_SOFT = re.compile(r"(?<=[^ \n]) \n(?=[^\n>])")


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The head of a forwarded mail; all empty when nothing was forwarded."""

    sender: str = ""
    subject: str = ""
    date: str = ""
    end: int = 0  # [0, end) is the head and what the forwarder wrote above it


def unwrapped(text: str, *, delete_space: bool = False) -> str:
    """Text of format=flowed (RFC 3676): a space before the line's end means that it goes on."""
    text = text.replace("\n-- \n", "\n--\n")  # the border of a signature is no such line
    return _SOFT.sub("" if delete_space else " ", text)


def unquoted(text: str) -> str:
    """Without the '> ' of a reply, where most of the mail is a quotation."""
    lines = text.split("\n")
    said = [line for line in lines if line.strip()]
    if not said or sum(line.startswith(">") for line in said) < _QUOTED_SHARE * len(said):
        return text
    return "\n".join(re.sub(r"^(?:> ?)+", "", line) for line in lines)


def find_forwarded(text: str) -> Forwarded:
    """The head of the mail that this one forwards. Gives up without From and Subject or Date."""
    found: dict[str, str] = {}
    position, begun = 0, False
    for number, line in enumerate(text.split("\n")):
        end = position + len(line) + 1
        if not begun:
            begun = bool(_BEGIN.fullmatch(line)) if number < _LOOKED_AT else False
            if not begun and number >= _LOOKED_AT:
                break
        elif match := _FIELD.fullmatch(line):
            found.setdefault(match["name"].lower(), match["value"].strip())
        elif line.strip(" >\t") and found:
            break
        position = end
    if not found.get("from") or not (found.get("subject") or found.get("date", found.get("sent"))):
        return Forwarded()
    return Forwarded(
        found["from"],
        found.get("subject", ""),
        found.get("date") or found.get("sent", ""),
        min(position, len(text)),
    )
