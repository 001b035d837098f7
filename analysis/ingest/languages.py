"""Names the language of a text. In: text. Out: an ISO 639-1 code.

Short texts count as English: a wrong 'not analysed' loses more than a wrong analysis.
"""

from __future__ import annotations

import re

from analysis.vocabulary import words as listed

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000  # characters looked at
_SHORT = 60  # characters below which nothing can be said
_ENGLISH_SHARE = 0.18  # of the words: certainly English
_FOREIGN_SHARE = 0.10  # of the words: certainly not English


def find_language(text: str) -> str:
    """The language of `text`, "en" when in doubt."""
    sample = text[:_SAMPLE]
    words = [word.casefold() for word in _WORD.findall(sample)]
    if len(sample.strip()) < _SHORT or not words:
        return "en"
    english = listed("languages", "english")
    share = sum(word in english for word in words) / len(words)
    if share >= _ENGLISH_SHARE:
        return "en"
    # Loaded for foreign or odd texts alone: it reads a model from its own package.
    import py3langid  # type: ignore[import-untyped]

    language = str(py3langid.classify(sample)[0])
    return "en" if language != "en" and share > _FOREIGN_SHARE else language
