"""Bytes to text, whatever their encoding.

In: bytes, and an encoding when the material declares one. Out: text with LF line ends.
Gives up (returns None) on bytes that are no text in any encoding it knows.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# UTF-8 read as Windows-1252, the one accident that is certain when it is seen: 'â€™', 'Ã©'.
_MOJIBAKE = re.compile("â€[\u0098-\u009d™œ\u0153˜“”¦]|Ã[\u0080-¿©¨¡³±¶¼¤§]|Â[\u00a0£«»°]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SAMPLE = 65_536  # bytes from which a legacy encoding is guessed
_CONTROLS_IN_TEXT = 0.02  # a larger share of control characters is no text


def decode(data: bytes, declared: str = "") -> str | None:
    """The text of `data`, or None when it is not text."""
    text = _decoded(data, declared)
    if text is None:
        return None
    if len(_CONTROL.findall(text)) > _CONTROLS_IN_TEXT * max(len(text), 50):
        return None
    return mended(text.replace("\r\n", "\n").replace("\r", "\n"))


def mended(text: str) -> str:
    """Undo mojibake where it is obvious; leave every other text alone."""
    if len(_MOJIBAKE.findall(text)) < 2:
        return text
    import ftfy  # rarely needed

    return str(ftfy.fix_encoding(text))


def _decoded(data: bytes, declared: str) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if wide := _utf_16_without_mark(data):  # valid UTF-8 as well, with NULs
        return data.decode(wide, errors="replace")
    for encoding in ("utf-8", declared):
        if not encoding:
            continue
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _guessed(data)


def _utf_16_without_mark(data: bytes) -> str:
    sample = data[:2000]
    if len(sample) < 4:
        return ""
    even, odd = sample[0::2].count(0) / len(sample), sample[1::2].count(0) / len(sample)
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 and odd < 0.05 else ""


def _guessed(data: bytes) -> str | None:
    if data[:_SAMPLE].count(0):
        return None
    # Almost UTF-8: a few broken bytes in an otherwise well-formed text.
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    foreign = sum(1 for byte in data[:_SAMPLE] if byte > 127)
    if broken and broken * 10 < foreign:
        return lenient
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return lenient if broken < 0.02 * len(lenient) else None
    # Western single-byte texts are guessed as one of its many cousins; the web settled on this.
    encoding = "cp1252" if best.encoding in _WESTERN else best.encoding
    return data.decode(encoding, errors="replace")


_WESTERN = frozenset(
    {
        "ascii",
        "latin_1",
        "cp1252",
        "cp1250",
        "cp1254",
        "cp1257",
        "cp1258",
        "cp437",
        "cp850",
        "cp858",
        "cp775",
        "cp852",
        "mac_roman",
        "mac_iceland",
        "iso8859_15",
        "iso8859_14",
        "iso8859_10",
        "iso8859_16",
        "hp_roman8",
        "cp1125",
        "mac_latin2",
        "iso8859_9",
        "cp1140",
    }
)
