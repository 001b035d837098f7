"""Who speaks: whose 'I' a quotation, an interview or a transcript holds, and who is 'you'.

In: a Reading, the linked phrases, the chains. Out: Speakers, asked for the chain behind a first or
second person. A quotation's speaker is the subject of the verb of saying beside it; a quotation
without one continues the speaker before it. In an interview the answers are the interviewee's.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotate.mentions.chains import Chains
from analysis.annotate.mentions.phrases import Candidate
from analysis.annotate.mentions.reading import Reading
from analysis.gazetteer import is_first_name
from analysis.vocabulary import words

GENDERS = {"he": "m", "she": "f"}
FIRST = frozenset({"i", "me", "my", "mine", "myself"})
FEWEST_QUESTIONS = 3
FEWEST_ANNOUNCED = 2  # questions, where the text calls itself an interview
FEWEST_ANSWERS = 4
NEAR_ANNOUNCEMENT = 10  # tokens


class Speakers:
    """Answers for each token who speaks there."""

    def __init__(self, reading: Reading, phrases: Sequence[Candidate], chains: Chains) -> None:
        self.reading = reading
        self.chains = chains
        self.phrases = phrases
        self.by_root = {c.root: c.chain for c in phrases}
        self.questions = _question_paragraphs(reading)
        self.turns = _labelled_turns(reading, phrases)
        self.interviewee = self._find_interviewee()
        self.of_quote: dict[int, int] = {}
        self._attribute_quotes()

    def of_token(self, i: int) -> int | None:
        """The person whose 'I' token i is, None where none can be told."""
        chain = self._speaker(i)
        return chain if chain is not None and self.chains.type(chain) == "person" else None

    def _speaker(self, i: int) -> int | None:
        quote = self.reading.quote[i]
        if quote in self.of_quote:
            return self.of_quote[quote]
        paragraph = self.reading.paragraph[i]
        if paragraph in self.turns:
            return self.turns[paragraph]
        if self.interviewee is not None and paragraph not in self.questions:
            return self.interviewee
        return None

    def addressee(self, i: int) -> int | None:
        if self.interviewee is None or self.reading.paragraph[i] not in self.questions:
            return None
        return self.interviewee

    def party(self, i: int) -> tuple[int, int] | None:
        """A key for the 'we' of token i: the quotation's speaker, or the interviewee; else None."""
        quote = self.reading.quote[i]
        if quote >= 0:
            return (0, self.of_quote[quote]) if quote in self.of_quote else (1, quote)
        if self.reading.paragraph[i] in self.questions:
            return None
        speaker = self.of_token(i)
        if speaker is None and not self.questions:
            return None
        return (2, -1)

    def heard(self, pronoun: Candidate) -> None:
        """A pronoun was linked: it may be the subject of a verb of saying."""
        self.by_root[pronoun.root] = pronoun.chain

    def _find_interviewee(self) -> int | None:
        """The one person interviewed, None when this is no interview or several are."""
        reading = self.reading
        announced = [i for i, lemma in enumerate(reading.lemma) if lemma == "interview"]
        answers = sum(
            1
            for i, word in enumerate(reading.lower)
            if word in FIRST and reading.quote[i] < 0 and reading.paragraph[i] not in self.questions
        )
        fewest = FEWEST_ANNOUNCED if announced else FEWEST_QUESTIONS
        if len(self.questions) < fewest or answers < FEWEST_ANSWERS:
            return None
        counts: dict[int, float] = {}
        first = min(self.questions)
        for phrase in self.phrases:
            if phrase.kind != "name" or self.chains.type(phrase.chain) != "person":
                continue
            assert phrase.name is not None
            weight = 1.0 if reading.paragraph[phrase.start] < first else 0.2
            weight *= 2.0 if is_first_name(phrase.name.words[0]) else 1.0
            if reading.paragraph[phrase.start] == 0:
                weight += 2.0
            if any(self._object_of(phrase, i) for i in announced):
                weight += 4.0
            counts[phrase.chain] = counts.get(phrase.chain, 0.0) + weight
        best = max(counts.values(), default=0.0)
        leading = [chain for chain in counts if counts[chain] > 0.75 * best]
        if len(leading) > 1:  # an epithet, a place taken for a person: prefer who has a first name
            leading = [chain for chain in leading if self._has_first_name(chain)]
        return leading[0] if len(leading) == 1 else None

    def _has_first_name(self, chain: int) -> bool:
        return any(
            m.name and len(m.name.words) > 1 and is_first_name(m.name.words[0])
            for m in self.chains.members[chain]
        )

    def _object_of(self, phrase: Candidate, interview: int) -> bool:
        """'interviewed X', 'an interview with X': the first person named soon after the word.

        By position, not by parse: headlines, where this mostly stands, parse badly.
        """
        if not 0 < phrase.start - interview <= NEAR_ANNOUNCEMENT:
            return False
        return not any(
            other.kind == "name"
            and interview < other.start < phrase.start
            and self.chains.type(other.chain) == "person"
            for other in self.phrases
        )

    def _attribute_quotes(self) -> None:
        reading, verbs = self.reading, words("mentions", "speech_verbs")
        spans: dict[int, list[int]] = {}
        for i, quote in enumerate(reading.quote):
            if quote >= 0:
                spans.setdefault(quote, [i, i])[1] = i
        # the token of the verb, the chain of its subject, or -1 and its 'he' or 'she'
        said: list[tuple[int, int, int]] = []
        for i, lemma in enumerate(reading.lemma):
            if lemma in verbs and reading.pos[i] == "VERB" and reading.quote[i] < 0:
                for child in reading.children[i]:
                    if reading.dep[child] == "nsubj" and child in self.by_root:
                        said.append((i, self.by_root[child], -1))
                    elif reading.dep[child] == "nsubj" and reading.lower[child] in GENDERS:
                        said.append((i, -1, child))
        last: int | None = None
        for quote, (first, end) in sorted(spans.items()):
            near = [
                (min(abs(verb - end), abs(verb - first)), chain, pronoun)
                for verb, chain, pronoun in said
                if reading.paragraph[verb] == reading.paragraph[first]
                and reading.sentence[first] - 1
                <= reading.sentence[verb]
                <= reading.sentence[end] + 1
            ]
            if near:
                _, chain, pronoun = min(near)
                last = chain if pronoun < 0 else self._meant_by(pronoun, first, last)
            if last is not None:
                self.of_quote[quote] = last

    def _meant_by(self, pronoun: int, quote: int, last: int | None) -> int | None:
        """Whom 'he said' behind a quotation names: the last subject before it, else who spoke last.

        In the paragraph alone, and none of whom the text says 'she'.
        """
        wanted = GENDERS[self.reading.lower[pronoun]]
        subjects = (
            phrase.chain
            for phrase in reversed(self.phrases)
            if phrase.end <= quote
            and self.reading.paragraph[phrase.start] == self.reading.paragraph[quote]
            and self.reading.dep[phrase.root] in {"nsubj", "nsubjpass", "ROOT"}
            and self.chains.named(phrase.chain)
            and self.chains.type(phrase.chain) == "person"
            and self.chains.gender(phrase.chain) in {"", wanted}
        )
        found = next(subjects, last)
        known = found is not None and self.chains.gender(found) in {"", wanted}
        return found if known else None


def _question_paragraphs(reading: Reading) -> set[int]:
    last: dict[int, str] = {}
    for i, number in enumerate(reading.paragraph):
        if reading.text[i].strip():
            last[number] = reading.text[i]
    return {number for number, word in last.items() if word.endswith("?")}


def _labelled_turns(reading: Reading, phrases: Sequence[Candidate]) -> dict[int, int]:
    """Paragraphs that open with a name and a colon: 'Dahl: I was there.'"""
    opened: dict[int, int] = {}
    for phrase in phrases:
        at = phrase.end
        if phrase.kind != "name" or at >= len(reading) or reading.text[at] != ":":
            continue
        start = phrase.start
        if start == 0 or reading.paragraph[start - 1] != reading.paragraph[start]:
            opened[reading.paragraph[start]] = phrase.chain
    return opened if len(opened) > 2 else {}
