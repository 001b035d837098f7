"""Mails and mailboxes (.eml, .mbox): newsletters and what was sent with them.

In: the mail. Out: an article for its text, and the pieces of attachments that can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import cast

from analysis.errors import Refused
from analysis.ingest.archive import shown_name
from analysis.ingest.assemble import Found, assemble, is_web_address
from analysis.ingest.credits import Header
from analysis.ingest.decode import decode
from analysis.ingest.forwarded import find_forwarded, unquoted, unwrapped
from analysis.ingest.markup import html_to_text
from analysis.ingest.material import Material, Piece
from analysis.ingest.metadata import find_header

_BOX = re.compile(rb"^From [^\r\n]*\d{4}[^\r\n]*\r?\n", re.MULTILINE)
_NO_ARTICLE = re.compile(
    r"(?:image|audio|video|font)/.*|application/(?:pgp.*|pkcs7.*|ics|ms-tnef)|text/(?:calendar|vcard)"
)
_FORWARD_MARK = re.compile(r"^(?:(?:fwd?|re|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
# What a service of an outlet calls itself: 'Vesk Courier Alerts', 'Vesk Courier alert: ...'
_SERVICE = r"(?:breaking (?:news )?|e-?mail )?(?:alerts?|newsletters?)"
_SERVICE_NAME = re.compile(rf"\s+{_SERVICE}$", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)  # RFC 3676
_LONGEST_SIGNATURE = 800  # characters
_SHORTEST_PLAIN = 200  # a shorter plain part is often 'This mail needs HTML'


def read_mail(material: Material) -> Iterator[Piece]:
    """One mail; or one page, where a browser saved it in the form of a mail (.mht)."""
    message = message_from_bytes(material.data, policy=policy.default)
    address = _header(message, "snapshot-content-location")
    if address or _header(message, "from").casefold().startswith("<saved by"):
        yield _saved_page(material, message, address)
        return
    text = _text(message)
    attached = list(_attachments(message))
    if text.strip() or not attached:
        yield assemble(material, _found(message, text))
    from analysis.ingest.registry import read_material  # which reads mails in turn

    for name, data in attached:
        material.budget.members -= 1
        if material.budget.members < 0:
            yield material.refused("It has too many attachments.", "Save them and give them alone.")
            return
        yield from read_material(material.inner(name, data))


def _found(message: EmailMessage, text: str) -> Found:
    """The article of a mail: what it forwards, where it forwards something."""
    text = unquoted(text)
    head = find_forwarded(text)
    outlet = _named(head.sender) if head.end else _sender(message)
    outlet = _SERVICE_NAME.sub("", outlet)
    title = _FORWARD_MARK.sub("", head.subject or _header(message, "subject"))
    top = Header() if head.end else find_header(text)
    announced = re.compile(rf"{re.escape(outlet)}\s+{_SERVICE}\s*:\s*", re.IGNORECASE)
    return Found(
        text=text,
        title=announced.sub("", title, count=1) if announced.match(title) else title,
        outlet=outlet,
        author=top.author,
        published=head.date or _header(message, "date"),
        boilerplate=(*(((0, head.end),) if head.end else top.spans()), *_signature(text)),
    )


def _signature(text: str) -> tuple[tuple[int, int], ...]:
    """From the border of the signature to the end, where what follows is short."""
    borders = [match.start() for match in _SIGNATURE.finditer(text)]
    short = borders and borders[-1] and len(text) - borders[-1] <= _LONGEST_SIGNATURE
    return ((borders[-1], len(text)),) if short else ()


def _saved_page(material: Material, message: EmailMessage, address: str) -> Piece:
    """The page that a browser saved with all that belongs to it."""
    from analysis.ingest.page import read_source

    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            where = address or str(part.get("content-location", ""))
            source = _part_text(part)
            return read_source(
                replace(material, url=where if is_web_address(where) else ""), source
            )
    return material.refused("The saved page has no text.", "Save the page anew.")


def read_mailbox(material: Material) -> Iterator[Piece]:
    """The mails of an mbox file."""
    borders = [match.span() for match in _BOX.finditer(material.data)]
    ends = [*(start for start, _ in borders[1:]), len(material.data)]
    for number, ((_, start), end) in enumerate(zip(borders, ends, strict=True), 1):
        mail = material.data[start:end].replace(b"\n>From ", b"\nFrom ")
        inner = material.inner(f"mail {number}", mail)
        try:
            yield from read_mail(inner)
        except (LookupError, ValueError, TypeError, AttributeError) as problem:
            yield Refused(inner.name, f"The mail is damaged ({problem}).", "Save it by itself.")


def _text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    plain = _part_text(part)
    if part is not None and part.get_param("format") == "flowed":
        plain = unwrapped(plain, delete_space=part.get_param("delsp") == "yes")
    if len(plain) >= _SHORTEST_PLAIN:
        return plain
    page = _part_text(message.get_body(("html",)))
    return max(plain, html_to_text(page) if page else "", key=len)


def _part_text(part: object) -> str:
    if not isinstance(part, EmailMessage):
        return ""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    return decode(payload, part.get_content_charset() or "") or ""


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for number, part in enumerate(message.iter_attachments(), 1):
        if _NO_ARTICLE.fullmatch(part.get_content_type()):
            continue
        name = shown_name(str(part.get_filename() or f"attachment {number}"))
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner:
                yield name, cast(EmailMessage, inner[0]).as_bytes()
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload:
            yield name, payload


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _sender(message: EmailMessage) -> str:
    return _named(_header(message, "from"))


def _named(sender: str) -> str:
    name, address = parseaddr(sender)
    return name or address.rpartition("@")[2]
