"""A spaCy Doc as plain lists, read once, so that the rules on it are cheap.

In: a parsed Doc. Out: a Reading: for each token its text, lemma, tags, head, edges, its sentence,
paragraph, and whether it stands inside quotation marks.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from analysis.annotate.once import offsets_of, text_of

OPENING = "“„«"
CLOSING = "”»"
STRAIGHT = '"'
COLUMNS: list[int | str] = ["LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "HEAD", "ORTH"]


@dataclass(slots=True)
class Reading:
    """The tokens of a Doc by position. `left` and `right` are the edges of each subtree."""

    doc: Doc
    raw: str  # the text of the Doc, which builds it anew at every call
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    ent: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    left: list[int]
    right: list[int]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    paragraph: list[int]
    quote: list[int]  # number of the quotation that the token stands in, -1 for none
    children: list[list[int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.text)

    def capital(self, i: int) -> bool:
        """Whether a token is written as a name: 'Airbus', 'iPhone'."""
        word = self.text[i]
        return word[:1].isupper() or (len(word) > 2 and word[1:2].isupper())


def read(doc: Doc) -> Reading:
    """The Reading of a Doc; an empty Doc gives an empty Reading."""
    strings = doc.vocab.strings
    rows = doc.to_array(COLUMNS).tolist() if len(doc) else []
    seen: dict[int, str] = {0: ""}

    def name(value: int) -> str:
        if value not in seen:
            seen[value] = strings[value]
        return seen[value]

    head = [i + _signed(row[6]) for i, row in enumerate(rows)]
    start = offsets_of(doc)
    text = [name(row[7]) for row in rows]
    children: list[list[int]] = [[] for _ in rows]
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    sentences = [(s.start, s.end) for s in doc.sents] if len(doc) else []
    left, right = _edges(head, sentences)
    sentence = [n for n, (a, b) in enumerate(sentences) for _ in range(a, b)]
    paragraph = _paragraphs(text)
    return Reading(
        doc=doc,
        raw=text_of(doc),
        text=text,
        lower=[name(row[0]) for row in rows],
        lemma=[name(row[1]).lower() for row in rows],
        pos=[name(row[2]) for row in rows],
        tag=[name(row[3]) for row in rows],
        dep=[name(row[4]) for row in rows],
        ent=[name(row[5]) for row in rows],
        head=head,
        start=start,
        end=[s + len(t) for s, t in zip(start, text, strict=True)],
        left=left,
        right=right,
        sentence=sentence,
        sentences=sentences,
        paragraph=paragraph,
        quote=_quotes(text, paragraph),
        children=children,
    )


def _signed(value: int) -> int:
    """HEAD is a signed offset kept in an unsigned 64-bit array."""
    return value - (1 << 64) if value >= 1 << 63 else value


def _edges(head: list[int], sentences: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Edges of every subtree: lift each token's position to all its ancestors."""
    left, right = list(range(len(head))), list(range(len(head)))
    for first, last in sentences:
        for i in range(first, last):
            above, steps = i, 0
            while head[above] != above and steps < 60:
                above, steps = head[above], steps + 1
                if i < left[above]:
                    left[above] = i
                elif i > right[above]:
                    right[above] = i
                else:
                    continue
    return left, right


def _paragraphs(text: list[str]) -> list[int]:
    numbers, current = [], 0
    for word in text:
        numbers.append(current)
        if "\n" in word:
            current += 1
    return numbers


def _quotes(text: list[str], paragraph: list[int]) -> list[int]:
    """Which quotation each token stands in. A quotation left open ends with its paragraph."""
    numbers, current, count, opened_in = [], -1, -1, -1
    for word, where in zip(text, paragraph, strict=True):
        if current >= 0 and where != opened_in:
            current = -1
        if word and word[0] in OPENING:
            count += 1
            current, opened_in = count, where
            numbers.append(-1)
        elif word and word[0] in CLOSING:
            current = -1
            numbers.append(-1)
        elif word == STRAIGHT:
            if current >= 0:
                current = -1
            else:
                count += 1
                current, opened_in = count, where
            numbers.append(-1)
        else:
            numbers.append(current)
    return numbers
