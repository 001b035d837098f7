"""The fonts of drawn documents: Bitstream Vera, which reportlab brings with it.

In: text. Out: text that these fonts can draw. A letter they lack is transliterated (anyascii);
what cannot be written at all becomes a box, so that a reader sees that something stood there.
"""

from __future__ import annotations

from functools import cache

from anyascii import anyascii
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Vera", "VeraBd", "VeraIt", "VeraBI"
MISSING = "\u25a1"


def register() -> None:
    """Make the four faces known to reportlab, once a process."""
    if REGULAR in pdfmetrics.getRegisteredFontNames():
        return
    for face in (REGULAR, BOLD, ITALIC, BOLD_ITALIC):
        pdfmetrics.registerFont(TTFont(face, f"{face}.ttf"))
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC
    )


def drawable(text: str) -> str:
    """The text with every letter that the fonts lack replaced by one they have."""
    register()
    return "".join(map(_letter, text))


@cache
def _letter(letter: str) -> str:
    glyphs = pdfmetrics.getFont(REGULAR).face.charToGlyph
    if letter in "\n\t":
        return " "
    if ord(letter) < 32 or letter == "\x7f":
        return ""
    if ord(letter) in glyphs:
        return letter
    written: str = anyascii(letter)
    fits = written and all(ord(c) in glyphs for c in written)
    return written if fits else MISSING if ord(MISSING) in glyphs else "?"
