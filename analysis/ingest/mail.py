"""Mails and mailboxes (.eml, .mbox): newsletters and what was sent with them.

In: the mail. Out: an article for its text, and the pieces of attachments that can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import cast

from analysis.errors import Refused
from analysis.ingest.archive import shown_name
from analysis.ingest.assemble import Found, assemble
from analysis.ingest.decode import decode
from analysis.ingest.markup import html_to_text
from analysis.ingest.material import Material, Piece

_BOX = re.compile(rb"^From [^\r\n]*\d{4}[^\r\n]*\r?\n", re.MULTILINE)
_NO_ARTICLE = re.compile(
    r"(?:image|audio|video|font)/.*|application/(?:pgp.*|pkcs7.*|ics|ms-tnef)|text/(?:calendar|vcard)"
)
_SHORTEST_PLAIN = 200  # a shorter plain part is often 'This mail needs HTML'


def read_mail(material: Material) -> Iterator[Piece]:
    """One mail."""
    message = message_from_bytes(material.data, policy=policy.default)
    text = _text(message)
    attached = list(_attachments(message))
    if text.strip() or not attached:
        yield assemble(
            material,
            Found(
                text=text,
                title=_header(message, "subject"),
                outlet=_sender(message),
                author="",
                published=_header(message, "date"),
            ),
        )
    from analysis.ingest.registry import read_material  # which reads mails in turn

    for name, data in attached:
        material.budget.members -= 1
        if material.budget.members < 0:
            yield material.refused("It has too many attachments.", "Save them and give them alone.")
            return
        yield from read_material(material.inner(name, data))


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
    plain = _part_text(message.get_body(("plain",)))
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
    name, address = parseaddr(_header(message, "from"))
    return name or address.rpartition("@")[2]
