"""How an analysis is kept and found again.

In: an Article or an Annotation. Out: the key of what the analysis depends on; compressed JSON.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace

import msgspec

from analysis.model import Annotation, Article

_DECODER = msgspec.json.Decoder(Annotation)


def analysis_key(article: Article) -> str:
    """A hash of all of the article but its id: the same content is analysed once."""
    content = msgspec.json.encode(replace(article, id=""))
    return hashlib.sha256(content).hexdigest()


def text_hash(text: str) -> str:
    """A hash of the words: white space at line ends and between words does not count."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def pack(annotation: Annotation) -> bytes:
    """Annotation -> bytes for the database."""
    return zlib.compress(msgspec.json.encode(annotation), 6)


def unpack(blob: bytes, article_id: str) -> Annotation:
    """The Annotation as it was packed, under the id that the article has in this case."""
    found = _DECODER.decode(zlib.decompress(blob))
    return found if found.article_id == article_id else replace(found, article_id=article_id)
