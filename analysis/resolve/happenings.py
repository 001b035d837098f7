"""Groups articles by the happening that they report.

In: articles. Out: groups of article ids, largest first; an article alone is a group of one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from analysis.model import Article
from analysis.resolve.wording import stems

LEADER = 0.25  # cosine to a group's summed vector from which an article joins it


def group(articles: Sequence[Article]) -> tuple[tuple[str, ...], ...]:
    """Single-pass leader clustering over TF-IDF (Allan et al. 1998, topic detection)."""
    counted = [Counter(stems(f"{a.title} {a.analysed_text()}")) for a in articles]
    document_frequency = Counter(word for counts in counted for word in counts)
    groups: list[tuple[dict[str, float], list[str]]] = []
    for article, counts in zip(articles, counted, strict=True):
        vector = {
            word: (1 + math.log(n)) * math.log(1 + len(articles) / document_frequency[word])
            for word, n in counts.items()
        }
        length = math.sqrt(sum(v * v for v in vector.values())) or 1.0
        vector = {word: value / length for word, value in vector.items()}
        best, at = 0.0, -1
        for position, (centre, members) in enumerate(groups):
            score = sum(value * centre.get(word, 0.0) for word, value in vector.items())
            score /= len(members)
            if score > best:
                best, at = score, position
        if best < LEADER:
            groups.append((dict(vector), [article.id]))
            continue
        centre, members = groups[at]
        members.append(article.id)
        for word, value in vector.items():
            centre[word] = centre.get(word, 0.0) + value
    return tuple(sorted((tuple(members) for _, members in groups), key=lambda g: (-len(g), g)))
