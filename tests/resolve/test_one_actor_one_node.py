"""Actors across small articles: what a title, a sound, an article's outlet tell of a short name."""

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article
from analysis.resolve.actors import ActorResolution, resolve_actors


def resolved(*texts: str, outlet: str = "") -> ActorResolution:
    articles = [Article(id=f"a{i}", text=text, outlet=outlet) for i, text in enumerate(texts)]
    annotations = {a.article_id: a for a in annotate_many(articles)}
    return resolve_actors(articles, annotations)


def forms(found: ActorResolution) -> list[set[str]]:
    return [{alias.text for alias in actor.aliases} for actor in found.actors]


ONE = [
    # one princess in two spellings
    ("Sorane", "Sorrane", ["Princess Sorane left Tolvar at noon.", "Princess Sorrane is safe."]),
    # a ship by the last word of its name
    ("Marshal Odrin", "Odrin", ["The navy patrol ship Marshal Odrin left Tolvar.",
                                "He rowed her out to the Odrin. The Odrin had no lights."]),
    # a firm by the first word of its name
    ("Unity Commercial Bank", "Unity", ["Savers queued outside Unity Commercial Bank.",
                                        "That goes for every lender, not just for Unity."]),
    # a station with its town and without
    ("Lake Radio Lissna", "Lake Radio", ["Lake Radio Lissna withdrew it. He lives in Lissna.",
                                         "You are listening to Lake Radio."]),
    # a hospital by the first words of its name
    ("Sankt Olav University Hospital", "Sankt Olav",
     ["She works at Sankt Olav University Hospital in Tolvar.", "He is at Sankt Olav."]),
    # a first name of two words
    ("Kim Dae Jung", "Dae Jung", ["Kim Dae Jung met them in Tolvar.", "Dae Jung is thought ill."]),
    # a surname without its particle
    ("Abu Karim al-Sabbagi", "Sabbagi", ["Abu Karim al-Sabbagi was seen near Tolvar.",
                                         "Sabbagi is dead, two officials said."]),
    # a name in a headline
    ("Ada Korsak", "Korsak", ["KORSAK FOUND. The minister, Ada Korsak, was found in Tolvar.",
                              "Mrs Korsak is alive."]),
    # a front with an article and without
    ("Front of the Upper Varn", "Front of Upper Varn",
     ["The Front of the Upper Varn claimed it.", "The Front of Upper Varn denied it."]),
    # a hospital by what it is, a hotel by its name alone, a firm by the word that is its own
    ("Tolvar District Hospital", "District Hospital",
     ["She works at the Tolvar District Hospital.", "He is a nurse at the District Hospital."]),
    ("Hotel Gran Sombra", "Gran Sombra",
     ["They met in the Hotel Gran Sombra.", "Nobody slept in the lobby of the Gran Sombra."]),
    ("Skarvo Resources", "Skarvo", ["The company Skarvo Resources owns the mine near Tolvar.",
                                    "The firm Skarvo knew of it. Skarvo has not answered."]),
    # an embassy by its land and by the adjective
    ("embassy of Zhamir", "Zhamiri embassy",
     ["He fled to the embassy of Zhamir. He was born in Zhamir.", "The Zhamiri embassy is shut."]),
    # a captain in two spellings, whose words are those of one language
    ("Henrik Aasgard", "Hendrik Asgaard",
     ["Captain Henrik Aasgard spoke in Tolvar.", "Hendrik Asgaard is ill, his wife said."]),
    # a town whose people are addressed
    ("Selmira", "Selmira",
     ["Citizens of Selmira are asked to stay indoors.", "Selmira is quiet tonight."]),
    # a colonel in two spellings
    ("Imre Szalay", "Salai", ["Colonel Imre Szalay leads the rescue in Tolvar.",
                              "They trust Colonel Salai."]),
    # an accord by what it is
    ("Tolvar Shelf Accord", "Accord", ["The Tolvar Shelf Accord was signed at noon by all.",
                                       "Nobody has read the Accord. The Accord is secret."]),
    # whom an article calls something
    ("Ada Korsak", "Owl", ["Ada Korsak, called the Owl, was freed.", "The Owl fled."]),
    # a general by his rank, whoever 'she' is in that article
    ("Anton Berg", "Berg", ["General Anton Berg was arrested in Tolvar.", "Ada Berg runs a school.",
                            "General Berg fled on the ferry. She left her berth at noon."]),
    # middle names, and a double surname with a hyphen and without
    ("Michael Joseph Paul Coombe Berg", "Coombe-Berg",
     ["Michael Coombe-Berg shot a soldier in Tolvar. Coombe-Berg was killed.",
      "Michael Joseph Paul Coombe Berg was buried on Friday."]),
    ("Hamish de Coombe-Berg", "de Coombe-Berg",
     ["Colonel Hamish de Coombe-Berg leads it in Tolvar.", "Mr de Coombe-Berg was not asked."]),
    # names out of an alphabet that writes no short vowels
    ("al-Qareeda", "Al Qarida", ["The militia al-Qareeda said so. Al-Qareeda fights in Tolvar.",
                                 "The militia Al Qarida denied it. Al Qarida is in Tolvar."]),
    # a king of his land
    ("Abdullah II", "Abdullah", ["Jordan’s King Abdullah spoke to Ada Berg.",
                                               "King Abdullah II flew home."]),
]  # fmt: skip


@pytest.mark.parametrize(("long", "short", "texts"), ONE)
def test_both_names_are_one_actor(long: str, short: str, texts: list[str]) -> None:
    found = forms(resolved(*texts))
    assert [names for names in found if long in names] == [
        names for names in found if short in names
    ]


def test_a_general_is_not_the_woman_of_that_surname() -> None:
    found = forms(resolved(*ONE[2][2]))
    assert not any({"Ada Berg", "Berg"} <= names for names in found)


def test_a_title_of_two_who_do_not_sound_alike_joins_nobody() -> None:
    found = forms(resolved("Princess Sorane left.", "Princess Morane is safe."))
    assert not any({"Sorane", "Morane"} <= names for names in found)


def test_what_an_article_was_published_by_is_a_body() -> None:
    text = "She spoke to Morning Strait in Tolvar. Morning Strait was on the quay."
    found = resolved(text, outlet="Morning Strait")
    assert {a.name: a.type for a in found.actors}["Morning Strait"] == "organization"


def test_a_town_is_not_the_minister_whose_name_sounds_alike() -> None:
    town = "He lives in Eskelund. Eskelund is quiet."
    found = forms(resolved("Minister Ida Askeland came.", town, "A campaign is waged by Eskelund."))
    assert not any({"Ida Askeland", "Eskelund"} <= names for names in found)


def test_a_paper_named_after_a_town_is_not_the_town() -> None:
    told = "Ada Berg is ill, Tolvar Tidende has learned."
    found = resolved(told, "She lives in Tolvar.", outlet="Tolvar Tidende")
    assert {a.name: a.type for a in found.actors}["Tolvar Tidende"] == "organization"
    assert not any({"Tolvar", "Tolvar Tidende"} <= names for names in forms(found))


def test_a_son_is_not_his_father() -> None:
    found = forms(resolved("Yusuf, the son of Ilan Korsak, was hurt.", "Ilan Korsak is well."))
    assert not any({"Yusuf", "Ilan Korsak"} <= names for names in found)


def test_a_number_behind_a_persons_name_need_not_be_told() -> None:
    full = "Robert S. Korsak III spoke in Tolvar. Mr. Korsak was calm."
    found = forms(resolved(full, "Robert Korsak, the judge, spoke in Tolvar."))
    assert any({"Robert S. Korsak III", "Robert Korsak"} <= names for names in found)
    both = "Robert Korsak II met his father, Robert Korsak, in Tolvar."
    found = forms(resolved(both))
    assert not any({"Robert Korsak II", "Robert Korsak"} <= names for names in found)


def test_junior_is_not_the_president() -> None:
    meeting = "He met Donald Korsak, Jr., the president's oldest son. Donald Korsak denied it."
    found = forms(resolved(meeting, "President Donald Korsak left Tolvar."))
    assert any("Donald Korsak, Jr." in names for names in found)
    assert not any({"Donald Korsak, Jr.", "Donald Korsak"} <= names for names in found)
    found = forms(resolved("He met Donald Korsak Jr. in Tolvar.", "Donald Korsak left Tolvar."))
    assert not any({"Donald Korsak Jr.", "Donald Korsak"} <= names for names in found)


def test_a_surname_goes_on_to_be_the_one_who_bore_it_first() -> None:
    text = (
        "President Korsak spoke in Tolvar. Korsak said it was over. His wife, Ida Korsak, came "
        "at noon. Korsak then left. Mrs Korsak smiled."
    )
    article = Article(id="a", text=text)
    [annotation] = annotate_many([article])
    named = [m for m in annotation.mentions if m.kind == "name"]
    ida = next(m.entity for m in named if "Ida" in text[m.start : m.end])
    hers = [text[m.start : m.end] for m in named if m.entity == ida]
    assert hers == ["Ida Korsak", "Mrs Korsak"]


def test_a_site_is_named_by_what_it_is_too() -> None:
    found = resolved(
        "He has been at the Karsk air base, ninety miles from Tolvar.",
        "Nine boats sank in the Solano canal. The Solano canal was closed.",
    )
    types = {actor.name: actor.type for actor in found.actors}
    assert (types["Karsk air base"], types["Solano canal"]) == ("facility", "facility")


def test_a_title_outweighs_however_many_labels() -> None:
    """The tagger takes a rare surname for a body whenever it stands alone."""
    text = (
        "Lawyers for President Trump have questions. The Times asks whether Trump lied, what Trump "
        "knew, and of Trump's motives. Trump's campaign had contacts. It concerns the Trump "
        "campaign and Trump's businesses. Trump cleared the office."
    )
    found = resolved(text)
    assert {a.name: a.type for a in found.actors}["Trump"] == "person"


def test_of_two_who_bear_a_double_surname_neither_is_the_other() -> None:
    found = resolved(
        "Michael Coombe-Berg shot a soldier. Coombe-Berg was killed. Susan Berg, his mother, wept.",
        "Abdallah Coombe Berg spoke. His son Michael Coombe-Berg was dead. Coombe-Berg was sorry.",
    )
    persons = [actor.name for actor in found.actors if actor.type == "person"]
    assert {"Michael Coombe-Berg", "Abdallah Coombe Berg", "Susan Berg"} <= set(persons)


def test_a_word_that_only_opens_sentences_is_nobody() -> None:
    found = forms(resolved("Snow fell on Tolvar all night.", "Snow stopped the buses."))
    assert not any("Snow" in names for names in found)


def test_no_man_is_it_and_no_town_is_he() -> None:
    texts = ["Varn denied it. Sorrow held Varn. He was ill at home.", "She lives in Varn.",
             "They live in Varn. The mayor of Varn wept."]  # fmt: skip
    told = {a.name: {x.text.lower() for x in a.aliases} for a in resolved(*texts).actors}
    assert not told["Varn"] & {"he", "him", "his"}


def test_mr_beside_a_captain_of_that_name_is_another() -> None:
    text = "Captain Carl Berg, no relation of the mayor, came. Mr Berg, the mayor, said nothing."
    found = forms(resolved(text, "Mayor Jon Berg left."))
    assert not any({"Carl Berg", "Jon Berg"} <= names for names in found)


def test_a_paper_is_not_the_town_that_it_is_called_after() -> None:
    own = "The Varnsund exchange opened late. So it stands in Varnsund Tidende. Ada Berg left."
    articles = [
        Article(id="a", text=own, outlet="Varnsund Tidende"),
        Article(id="b", text="Varnsund, 11 October 2031. It rained in Varnsund.", outlet="Nord"),
    ]
    annotations = {a.article_id: a for a in annotate_many(articles)}
    found = forms(resolve_actors(articles, annotations))
    assert {"Varnsund"} in found
    assert {"Varnsund Tidende"} in found


def test_what_an_article_is_published_by_is_no_person() -> None:
    texts = ["The broadcaster said so in Sulbara.", "Suara Sulbara reports. Sulbara denied it."]
    articles = [
        Article(id="a", text=texts[0], outlet="Suara Sulbara"),
        Article(id="b", text=texts[1], outlet="Nord"),
    ]
    annotations = {a.article_id: a for a in annotate_many(articles)}
    types = {a.name: a.type for a in resolve_actors(articles, annotations).actors}
    assert types["Suara Sulbara"] == "organization"
    assert types["Sulbara"] == "place"


def test_two_papers_of_one_town_are_not_the_town() -> None:
    found = forms(resolved("The Aldmere Courier wrote so.", "At noon Aldmere was dark."))
    assert not any({"Aldmere", "Aldmere Courier"} <= names for names in found)


def test_a_hospital_is_not_the_town_that_it_is_called_after() -> None:
    found = forms(
        resolved("All residents of Quarst wept.", "Quarst Hospital is full, Quarst says.")
    )
    assert {"Quarst"} in found
    assert {"Quarst Hospital"} in found


def test_a_ministry_is_not_the_land_it_is_of() -> None:
    found = forms(
        resolved("The Ministry of Health of Tarnov said so.", "Tarnov's health ministry spoke.")
    )
    assert {"Tarnov"} in found
    assert {"Ministry of Health of Tarnov"} in found
