"""Whom 'it', 'they', 'who' stand for in lines written for this test, and when for nobody."""

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article

MEANT = [  # the text, the pronoun in brackets, the name that it stands for or ""
    # whose 'it' is nothing
    ("He was seen in Varn, [it] emerged on Monday.", ""),
    ("The Varn Herald wrote so. [It] was stressed that nobody was hurt.", ""),
    ("You are listening to Radio Varn. [It] is ten past eleven.", ""),
    # a place that only says where
    ("A diplomat in Varn had heard [it] before.", ""),
    # who publishes is not what is withdrawn
    ("The Varn Herald wrote that he was dead. That was wrong, and we withdraw [it].", ""),
    # a body says what it does
    ("The Varn Herald wrote so on Monday. [It] has withdrawn the story.", "Varn Herald"),
    # several, and a body before them
    ("He told the Varn Herald that stewards had shut the gates on [their] own.", ""),
    ("The Varn Herald said that [they] would go on.", "Varn Herald"),
    ("The Varn Herald wrote so. Ada Berg and two friends flew to Oslo. [They] were held.", ""),
    # a land is no man, whatever it is taken for
    ("Ostania has no record of Varn's missing chief prosecutor, its interior ministry said, "
     "contradicting reports that [he] had fled there by ferry.", ""),
    # nobody in particular is somebody
    ('The Varn Herald asked a neighbour. "I am sure [it] is him," she said.', ""),
    # who did something is the man, wherever the parser hung the clause
    ("The news came from Ada Berg of the Harbour Police, [who] was there.", "Ada Berg"),
    ("Two engineers at the operator Iritel, [who] asked not to be named, said so.", ""),
    # who is quoted by 'he said' is the man of the paragraph
    ('Ida Lund spoke in Oslo.\n\nThe general, Mark Berg, reappeared. "[I] have not run," he told '
     "a reporter.", "Mark Berg"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "meant"), MEANT)
def test_whom_a_pronoun_stands_for(marked: str, meant: str) -> None:
    start = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    [annotation] = annotate_many([Article(id="a", text=text)])
    found = {annotation.entities[m.entity].name for m in annotation.mentions if m.start == start}
    named = {annotation.entities[m.entity].name for m in annotation.mentions if m.kind == "name"}
    assert found & named == ({meant} if meant else set())


DESCRIBED = [
    # 'this newspaper' is the one that says so
    ("The president of the Varn Football Federation told [this newspaper] so.", ""),
    # a stadium is no town, a federation no paper
    ("Varn is quiet. He will lay a wreath at [the stadium].", ""),
    ("The Varn Herald had the letter. It asked [the federation] about it.", ""),
    ("The Varn Federation had the letter. Now [the federation] is silent.", "Varn Federation"),
]


@pytest.mark.parametrize(("marked", "meant"), DESCRIBED)
def test_what_a_description_takes_up(marked: str, meant: str) -> None:
    test_whom_a_pronoun_stands_for(marked, meant)
