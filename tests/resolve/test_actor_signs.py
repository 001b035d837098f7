"""What the words beside a name say it is, in one article and for the whole case."""

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article, EntityType
from analysis.resolve.actor_signs import LIKELY, SURE, signs_in
from analysis.resolve.actors import resolve_actors

SIGNS = [
    ("The mayor of Varn wept.", "Varn", {"place": SURE}),
    ("They closed the border with Varn.", "Varn", {"place": SURE}),
    ("It lies off Varn's northern coast.", "Varn", {"place": SURE}),
    ("The Varn foreign ministry denied it.", "Varn", {"place": SURE}),
    ("The Varn valley is flooded.", "Varn", {"place": SURE}),
    ("He lives in Varn now.", "Varn", {"place": LIKELY}),
    ("She works in Varn's office.", "Varn", {}),
    ("Police took in Varn last night.", "Varn", {}),
    ("Members of Varn were seen.", "Varn", {}),  # a capital opens the sentence
    ("Two members of Varn were seen.", "Varn", {"organization": SURE}),
    ("Three Varn militants fled.", "Varn", {"organization": SURE}),
    ("He reads the tabloid Varn.", "Varn", {"organization": LIKELY}),
    ("The ferry Varn sank.", "Varn", {"vessel": SURE}),
    ("The helicopter Varn came down.", "Varn", {"vehicle": SURE}),
    ("The aircraft, the Varn, was held.", "Varn", {"vehicle": SURE}),
    ("The aircraft, named Varn after a pilot, is late.", "Varn", {"vehicle": SURE}),
    ("She left the ship, the Varn said.", "Varn", {}),
    ("They had landed at Varn.", "Varn", {"place": LIKELY}),
    ("They had landed at Varn's house.", "Varn", {}),
    ("VARN, Feb 15 (XPA) - A ferry sank.", "VARN", {"place": SURE}),
    ("Varn said so.", "Varn", {}),
    ("Varn's health ministry gave a toll.", "Varn", {"place": SURE}),
    ("He was foreign minister of Varn.", "Varn", {"place": SURE}),
    ("They met President Ada Holm of Varn there.", "Varn", {"place": SURE}),
    ("It was signed by Ada Holm of Varn.", "Varn", {}),
    ("The Varn-based company is silent.", "Varn", {"place": SURE}),
    ("The Varn-based computer is slow.", "Varn", {}),
    ("Varn's chief executive left.", "Varn", {"organization": SURE}),
    ("Varn shares fell.", "Varn", {"organization": SURE}),
    ("A Varn diplomat laughed.", "Varn", {"place": SURE}),
    ("Varn, 3 May 2031. It rains.", "Varn", {"place": SURE}),
    ("She put off a visit to Varn.", "Varn", {"place": LIKELY}),
    ("A visit to Varn's office is planned.", "Varn", {}),
    ("The crossing at Varn is shut.", "Varn", {"place": LIKELY}),
    ("It is a long way from Varn to Lund.", "Varn", {"place": LIKELY}),
]


@pytest.mark.parametrize(("text", "name", "signs"), SIGNS)
def test_signs(text: str, name: str, signs: dict[EntityType, int]) -> None:
    start = text.index(name)
    assert dict(signs_in(text, [(start, start + len(name))])) == signs


def kinds(*texts: str, outlet: str = "") -> dict[str, EntityType]:
    articles = [Article(id=f"a{i}", text=text, outlet=outlet) for i, text in enumerate(texts)]
    annotations = {a.article_id: a for a in annotate_many(articles)}
    return {actor.name: actor.type for actor in resolve_actors(articles, annotations).actors}


CASES: list[tuple[str, EntityType, list[str]]] = [
    ("Calanda", "vessel", ["The recovery ship Calanda is late.", "The Calanda left on Friday."]),
    ("Merval", "place", ["The mayor of Merval wept.", "For Merval, the timing is bad."]),
    # a bare name that was taken for a body does not make a body of Bara Lunde
    ("Bara Lunde", "person", ["Our reporter Bara Lunde is here. LUNDE: It rains.\n\nLUNDE: Yes."]),
    ("Pell", "place", ["No aircraft landed at Pell.", "We have rung Pell three times."]),
    ("Ida Holm", "vehicle", ["The Ida Holm took off.", "Their aircraft, the Ida Holm, is old."]),
    ("Pier 2", "facility", ["She ties up at Pier 2. They met at Pier 2 in Lenna."]),
    ("Lenna bridge", "facility", ["The Lenna bridge is open.", "They met in Lenna bridge."]),
]


@pytest.mark.parametrize(("name", "kind", "texts"), CASES)
def test_one_clear_sign_tells_the_type(name: str, kind: EntityType, texts: list[str]) -> None:
    assert kinds(*texts).get(name) == kind


def test_a_paper_that_speaks_of_itself_is_that_paper() -> None:
    told = "Nobody wants it, two of them told the Post."
    assert "Post" not in kinds(told, "The Varn Post wrote so.", outlet="Varn Post")


def test_a_council_of_a_group_is_not_the_group() -> None:
    found = kinds("Two members of al-Rimal were seen.", "The al-Rimal Council met in Oslo.")
    assert "al-Rimal" in found


def test_a_name_in_capitals_is_shown_as_the_text_writes_it_elsewhere() -> None:
    assert "Port-Varn" in kinds("PORT-VARN, May 3 (XPA) - A ferry sank off Port-Varn.")


def test_a_word_that_only_opens_sentences_is_nobody() -> None:
    found = kinds("Gunfire woke Ada Berg.", "Ada Berg fled. Gunfire was heard by Ada Berg.")
    assert set(found) == {"Ada Berg"}


def test_a_paper_tells_its_town() -> None:
    texts = ["The Quellmar Courier said so.", "At noon Quellmar was silent. Ada Berg left."]
    assert kinds(*texts, outlet="Quellmar Courier").get("Quellmar") == "place"


def test_an_owner_may_be_a_body() -> None:
    found = kinds("They were not told, said Ada Berg of Skarvo Survey, the owner.")
    assert found.get("Skarvo Survey") == "organization"
