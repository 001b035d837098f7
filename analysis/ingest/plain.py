"""Plain text and Markdown: one file, one article. In: Material. Out: one Article, or Refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.ingest.assemble import Found, assemble
from analysis.ingest.decode import decode
from analysis.ingest.markdown import plain_words
from analysis.ingest.material import Material, Piece
from analysis.ingest.metadata import find_header

_LONGEST_UNPUNCTUATED = 1_000  # characters
_CODE = re.compile(r"[{}=<>;|\\]")
_CODE_SHARE = 0.03  # of the characters; news has hardly any
_SHORT = 200
_STATEMENT = re.compile(
    r"\s*(?:(?:import|from|def|class|return|for|if|else|while|var|let|const|function|public|#include"
    r"|echo|export)\b.*|[\w.]+\s*\(.*\)|[\w.]+\s*[:=]{1,2}\s*\S+|[{}()\[\]]+)[;:,{]?\s*"
)
_STATEMENTS = 0.7  # of the lines
_FEWEST_LINES = 5
_SENTENCE_END = re.compile(r"\w\W?[.!?…]+[\"'”’»)\]]*(?:\s|$)|[。！？।॥؟۔།]")


def read_plain(material: Material) -> Iterator[Piece]:
    """The whole text; what its head states about itself is no part of the analysis."""
    text = decode(material.data)
    if text is None:
        yield material.refused(
            "This is not text in any known encoding.", "Save it as UTF-8 text and try again."
        )
        return
    if len(text) <= material.limits.longest_text and _is_no_prose(text):
        yield material.refused(
            "It has no sentences in it: it looks like a list, a log or a program.",
            "Give the text of an article.",
        )
        return
    yield read_text(material, plain_words(text))


def _is_no_prose(text: str) -> bool:
    """A long text without the end of a single sentence, in whatever script; a program."""
    if len(_CODE.findall(text)) > _CODE_SHARE * max(len(text), _SHORT):
        return True
    lines = [line for line in text.split("\n") if line.strip()]
    stated = sum(_STATEMENT.fullmatch(line) is not None for line in lines)
    if len(lines) >= _FEWEST_LINES and stated > _STATEMENTS * len(lines):
        return True
    return len(text) > _LONGEST_UNPUNCTUATED and not _SENTENCE_END.search(text)


def read_text(material: Material, text: str) -> Piece:
    """The same for text that is decoded already (pasted, or out of another format)."""
    header = find_header(text)
    return assemble(
        material,
        Found(
            text=text,
            title=header.title,
            outlet=header.outlet,
            author=header.author,
            url=header.url or material.url,
            published=header.published,
            date_origin="text",
            boilerplate=header.spans(),
        ),
    )
