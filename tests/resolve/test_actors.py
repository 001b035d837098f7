"""Actors across articles, in a fictional case: every one a node, none merged wrongly."""

from collections import Counter
from dataclasses import replace

import pytest

from analysis.annotate.language import load_pipeline
from analysis.annotate.mentions import find_mentions
from analysis.model import Annotation, Article, CreationTime, Entity, EntityType, Mention
from analysis.resolve.actor_clusters import Profile, cluster
from analysis.resolve.actor_descriptions import linked_mentions
from analysis.resolve.actor_names import name_form, same_name
from analysis.resolve.actors import ActorResolution, resolve_actors

TEXTS = (
    "Transport Minister Ingrid Dahl said on Tuesday that the ferry MV Northern Star had been "
    "ordered to stay in Varhaug harbour. The Coastal Safety Authority (CSA) found cracks in the "
    'hull, Dahl said. "We cannot take risks," the minister told reporters. The captain, Erik '
    "Solberg, declined to comment. He has commanded the ship since 2009.\n\nFisherman Per Dahl, "
    "who saw the vessel come in, said it was listing. Per Dahl is not related to the minister.",
    "The Northern Star will not sail before Friday, the CSA said. Captain Erik Solburg told the "
    "Varhaug Post that his crew was safe. The Ministry of Transport declined to say who would "
    "pay. Ms Dahl is due to visit Varhaug on Wednesday, the ministry said. Mr Dahl, a fisherman, "
    "said he had warned the Coastal Safety Authority in March.",
    "Residents of Varhaug gathered on Thursday as the tanker Halcyon towed the stricken ferry "
    "away. Halvard Moe Jr., who runs Moe Shipping, said his father Halvard Moe Sr. had sold the "
    "ship in 2015. The National Directorate of Fisheries said it would inspect the Halcyon.",
    "Ingrid Dahl, the transport minister, resigned on Friday. The NDF has opened an inquiry, and "
    "the National Directorate of Fisheries will publish its findings in June. The Varhaug city "
    "council meets on Monday.",
    "Acting Transport Minister Jonas Berg on Monday met Erik Solberg, the captain of the MV "
    "Northern Star. Mohammad Karimi, a sailor, said they were well. Muhammad Karimi's brother "
    "Ali Karimi was not on board. The Afghan government protested. The government of Afghanistan "
    "has no embassy there.",
)


@pytest.fixture(scope="module")
def case() -> tuple[list[Article], dict[str, Annotation]]:
    articles = [
        Article(id=f"n{i}", text=text, published_at=f"2031-05-0{i + 1}")
        for i, text in enumerate(TEXTS)
    ]
    return articles, {a.id: annotate(a) for a in articles}


def annotate(article: Article) -> Annotation:
    doc = load_pipeline()(article.text)
    entities, mentions = find_mentions(doc)
    return Annotation(
        article_id=article.id,
        dct=CreationTime(article.published_at),
        sentences=tuple((s.start_char, s.end_char) for s in doc.sents),
        entities=entities,
        mentions=mentions,
    )


@pytest.fixture(scope="module")
def resolution(case) -> ActorResolution:
    return resolve_actors(*case)


def names_of(resolution: ActorResolution, actor_name: str) -> set[str]:
    (actor,) = [a for a in resolution.actors if a.name == actor_name]
    return {alias.text for alias in actor.aliases}


ONE_NODE = [
    ("Ingrid Dahl", "person", {"Ingrid Dahl", "Dahl"}),
    ("Per Dahl", "person", {"Per Dahl", "Dahl"}),
    ("Erik Solberg", "person", {"Erik Solberg", "Erik Solburg"}),
    ("Halvard Moe Jr.", "person", {"Halvard Moe Jr."}),
    ("Coastal Safety Authority", "organization", {"Coastal Safety Authority", "CSA"}),
    ("National Directorate of Fisheries", "organization", {"NDF"}),
    ("MV Northern Star", "vessel", {"MV Northern Star", "Northern Star"}),
    ("Halcyon", "vessel", {"Halcyon"}),
    ("Varhaug", "place", {"Varhaug"}),
    ("Varhaug city council", "organization", {"Varhaug city council"}),
    ("Ministry of Transport", "organization", {"Ministry of Transport", "ministry"}),
    ("Jonas Berg", "person", {"Jonas Berg"}),
    ("Ali Karimi", "person", {"Ali Karimi"}),
]


@pytest.mark.parametrize(("name", "kind", "forms"), ONE_NODE)
def test_every_actor_is_one_node(resolution, name: str, kind: str, forms: set[str]) -> None:
    found = [a for a in resolution.actors if a.name == name]
    assert [a.type for a in found] == [kind]
    assert forms <= names_of(resolution, name)


def test_transliterations_are_one_node(resolution) -> None:
    karimis = [a for a in resolution.actors if a.name.endswith("Karimi")]
    assert len(karimis) == 2


def test_a_government_is_one_node_whatever_the_order_of_words(resolution) -> None:
    governments = [a for a in resolution.actors if "government" in a.name.lower()]
    assert len(governments) == 1
    assert len({alias.text for alias in governments[0].aliases}) == 2


def test_father_and_son_stay_two(resolution) -> None:
    assert len([a for a in resolution.actors if a.name.startswith("Halvard Moe")]) == 2


def test_every_alias_has_its_sentence(case, resolution) -> None:
    texts = {a.id: a.text for a in case[0]}
    for actor in resolution.actors:
        assert actor.aliases
        for alias in actor.aliases:
            place = alias.evidence
            assert alias.text.lower() in texts[place.article_id][place.start : place.end].lower()


def test_roles_carry_evidence_and_date(resolution) -> None:
    (dahl,) = [a for a in resolution.actors if a.name == "Ingrid Dahl"]
    assert ("Transport Minister", "2031-05-01") in {(r.text, r.reported_at) for r in dahl.roles}


def test_mentions_and_counts_agree(case, resolution) -> None:
    for actor in resolution.actors:
        own = [m for m in resolution.mentions if m.actor_id == actor.id]
        assert len(own) == actor.mention_count
        assert len({m.article_id for m in own}) == actor.article_count
    annotations = case[1]
    for mention in resolution.mentions:
        start, end = annotations[mention.article_id].sentences[mention.sentence]
        assert start <= mention.start < end


def test_a_bare_surname_of_two_people_is_left_open() -> None:
    articles = [
        Article(id="a", text="Anna Berg met Jonas Berg."),
        Article(id="b", text="Berg declined to comment on the strike."),
    ]
    resolution = resolve_actors(articles, {a.id: annotate(a) for a in articles})
    assert not [m for m in resolution.mentions if m.article_id == "b"]


@pytest.mark.parametrize(
    ("full", "alone", "one"),
    [
        ("Rustam Zhaksybekov", "Jaksybekov", True),
        ("Yusuf Khattab", "Mr Hattab", False),  # three consonants are too few
        ("Anna Bergstrom", "Mr Borgstrom", False),  # a man
    ],
)
def test_a_bare_surname_in_another_spelling(full: str, alone: str, one: bool) -> None:
    articles = [
        Article(id="a", text=f"{full} met the press. {full} said he would stay."),
        Article(id="b", text=f"{alone} declined to comment on the strike."),
    ]
    resolution = resolve_actors(articles, {a.id: annotate(a) for a in articles})
    holders = {
        article: {m.actor_id for m in resolution.mentions if m.article_id == article}
        for article in ("a", "b")
    }
    assert bool(holders["a"] & holders["b"]) == one


def test_the_same_input_gives_the_same_ids(case, resolution) -> None:
    assert resolve_actors(*case) == resolution


def test_an_upload_leaves_the_ids(case, resolution) -> None:
    late = Article(id="late", text="Ingrid Maria Dahl returned to Varhaug with Erik Solberg.")
    more = resolve_actors([*case[0], late], {**case[1], "late": annotate(late)})
    assert {a.id for a in resolution.actors} <= {a.id for a in more.actors}


SAME = [
    ("Bouanga Ouessi", "Buanga Wessi", "person", "spelling"),
    ("Nasrullah Tauhidi", "Nasrullah Tawhidi", "person", "spelling"),
    ("Ana Lemus", "Ana Lemus Ochoa", "person", "short form"),
    ("Jem Oldroyd", "James Oldroyd", "person", "short form"),
    ("Brueckner und Soehne", "Brückner & Söhne AG", "organization", "spelling"),
    ("Ashraf Ghani", "Mohammad Ashraf Ghani", "person", "short form"),
    ("Erik Solberg", "Erik Solburg", "person", "spelling"),
    ("E. Solberg", "Erik Solberg", "person", "initials"),
    ("L. Izmirova", "Leyla Izmirova", "person", "initials"),  # faker knows an 'L', a man
    ("A. Bekhruzov", "Arslan Behruzov", "person", "initials"),
    ("Muhammad Karimi", "Mohammed Karimi", "person", "spelling"),
    ("Anton Halmos", "Anton Khalmosh", "person", "spelling"),
    ("Reuben Toric", "Ruben Torich", "person", "spelling"),
    ("Dzhamal Khorvat", "Jamal Horvat", "person", "spelling"),
    ("Vasco Tchermenine", "Vasko Chermenin", "person", "spelling"),
    ("Youssef Qaraman", "Yusuf Karaman", "person", "spelling"),
    ("Ministry of the Interior", "Interior Ministry", "organization", "spelling"),
    ("Afghan government", "government of Afghanistan", "organization", "spelling"),
    ("NDS", "National Directorate of Security", "organization", "acronym"),
    ("Apple Inc", "Apple", "organization", "exact"),
    ("MV Northern Star", "Northern Star", "vessel", "exact"),
    ("US", "United States of America", "place", "exact"),
]
SAME += [  # words cut otherwise, or in another order
    ("Driss Ben Haddou", "Idriss Benhaddou", "person", "spelling"),
    ("Abdel Latif al-Mansouri", "Abdullatif el-Mansuri", "person", "spelling"),
    ("Khaled bin Omar al-Rumaihi", "Khalid al-Rumayhi", "person", "spelling"),
    ("Choi Min-seo", "Choi Minseo", "person", "spelling"),
    ("Wu Teh-lin", "Wu Te-lin", "person", "spelling"),
    ("Kobayashi Naoto", "Naoto Kobayashi", "person", "spelling"),
    ("Gholam Reza Nikpour", "Gholamreza Nikpour", "person", "spelling"),
    ("Olha Hrytsenko", "Olga Gritsenko", "person", "spelling"),
    ("Shakhin Maxmudov", "Shahin Makhmudov", "person", "spelling"),
    ("Ludwig Freiherr von Stauff", "Ludwig von Stauff", "person", "exact"),
    ("Emir Nasser al-Fahd", "Nasser al-Fahd", "person", "exact"),
    ("Bir al-Hamra", "Bir el-Hamra", "place", "spelling"),
    ("Operation Grey Heron", "Grey Heron", "organization", "short form"),
]
SAME += [  # letters that alphabets give other sounds, systems of romanisation, initials
    ("Rauf Qarayev", "Rauf Garayev", "person", "spelling"),
    ("Nigar Axundova", "Nigar Akhundova", "person", "spelling"),
    ("Xalid Cavadov", "Khalid Javadov", "person", "spelling"),
    ("Qızılçay", "Gizilchay", "place", "spelling"),
    ("Cvetan Cankov", "Tsvetan Tsankov", "person", "spelling"),
    ("Stojan Petkov", "Stoyan Petkov", "person", "spelling"),
    ("Oleksandr Hrynchuk", "Alexander Grinchuk", "person", "spelling"),
    ("Paik Seo-jun", "Baek Seojun", "person", "spelling"),
    ("Yun Ji-min", "Yoon Jimin", "person", "spelling"),
    ("Choi Eun-hye", "Choe Eunhye", "person", "spelling"),
    ("Abdelaziz al-Hamri", "Abdul Aziz Hamri", "person", "spelling"),
    ("Salim Bu Zayd", "Salim Abu Zayd", "person", "spelling"),
    ("Haile Gebre-Selam", "Haile Gebreselam", "person", "spelling"),
    ("P.K. Anand Rao", "P. K. Anand Rao", "person", "exact"),
    ("K. Anand Rao", "Anand Rao", "person", "initials"),
    ("H.E. Mr Otto Lind", "Otto Lind", "person", "exact"),
    ("Dot Ames", "Dorothy Ames", "person", "short form"),
    ("Tank No. 6", "Tank 6", "facility", "exact"),
    ("Else Harrant", "Elsa Harant", "vessel", "spelling"),
    ("Adm. Tovin", "Admiral Tovin", "vessel", "exact"),
    ("Martyr Yousef Brigade", "Martyr Yusuf Brigade", "organization", "spelling"),
    ("KRX Public Affairs", "KRX", "organization", "short form"),
]
DIFFERENT = [
    ("Paik Seo-jun", "Baek Seo-ho", "person"),
    ("Jo Harris", "Cho Harris", "person"),
    ("Tank No. 6", "Tank No. 9", "facility"),
    ("Khalid bin Omar al-Rumaihi", "Khalid bin Nasser al-Rumaihi", "person"),
    ("James Thomas", "Thomas James", "person"),
    ("Choi Min-seo", "Choi Min-ho", "person"),
    ("Vice Admiral Berg", "Emir Berg", "person"),
    ("Ras Nur", "Ras Nar", "place"),
    ("Ingrid Dahl", "Per Dahl", "person"),
    ("Anna Berg", "Anne Berg", "person"),  # two names in their own right
    ("Halvard Moe Jr", "Halvard Moe Sr", "person"),
    ("Halvard Moe Jr", "Halvard Moe", "person"),  # which of the two, nobody can say
    ("Mahmoud Karimi", "Mohammad Karimi", "person"),
    ("Dahl", "Ingrid Dahl", "person"),  # decided by all names together, not by the pair
    ("501st Legion", "502nd Legion", "organization"),
    ("Ministry of Defence", "Ministry of Finance", "organization"),
    ("North Korea", "South Korea", "place"),
    ("Niger", "Nigeria", "place"),
    ("Iran", "Iraq", "place"),
]


@pytest.mark.parametrize(("a", "b", "kind", "reason"), SAME)
def test_forms_of_one_name(a: str, b: str, kind, reason: str) -> None:
    assert same_name(name_form(a, kind), name_form(b, kind)) == reason
    assert same_name(name_form(b, kind), name_form(a, kind)) == reason


@pytest.mark.parametrize(("a", "b", "kind"), DIFFERENT)
def test_forms_of_two_names(a: str, b: str, kind) -> None:
    assert same_name(name_form(a, kind), name_form(b, kind)) is None
    assert same_name(name_form(b, kind), name_form(a, kind)) is None


def test_an_initial_joins_the_one_whom_it_fits() -> None:
    told = "Prime Minister {} said on Monday that the bridge was open."

    def people(*texts: str) -> list[str]:
        articles = [Article(id=f"n{at}", text=text) for at, text in enumerate(texts)]
        found = resolve_actors(articles, {a.id: annotate(a) for a in articles}).actors
        return [actor.name for actor in found]

    assert len(people(told.format("Kai Berg"), told.format("K. Berg"))) == 1
    assert people(told.format("Kai Berg"), *[told.format("K. Berg")] * 4) == ["Kai Berg"]
    others = people(told.format("Kai Berg"), told.format("Karl Berg"), told.format("K. Berg"))
    assert sorted(others) == ["K. Berg", "Kai Berg", "Karl Berg"]


WITH_COUNTRY = [
    ("The Norwegian Justice Department denied it. The Justice Department gave no details.", 1),
    ("The Norwegian Justice Department met the Swedish Justice Department.", 2),
    ("The National Bank of Norway rose. The National Bank fell.", 1),
    ("The Norwegian Navy sailed. The Swedish Navy did not.", 2),
]


@pytest.mark.parametrize(("text", "nodes"), WITH_COUNTRY)
def test_a_body_with_and_without_its_country(text: str, nodes: int) -> None:
    """Across articles: one sentence each, so that no article links them by itself."""
    articles = [
        Article(id=f"c{i}", text=f"{s}.") for i, s in enumerate(text.rstrip(".").split(". "))
    ]
    resolution = resolve_actors(articles, {a.id: annotate(a) for a in articles})
    assert len([a for a in resolution.actors if a.type == "organization"]) == nodes


REASONS = [
    ("Erik Solberg", "Erik Solburg", "spelling"),
    ("Ingrid Dahl", "Ingrid Dahl", "exact"),
    ("Ingrid Dahl", "Dahl", "title + surname"),
    ("Coastal Safety Authority", "CSA", "acronym"),
]


@pytest.mark.parametrize(("name", "alias", "reason"), REASONS)
def test_an_alias_from_another_article_says_why_it_is_here(
    resolution, name: str, alias: str, reason: str
) -> None:
    (actor,) = [a for a in resolution.actors if a.name == name]
    assert reason in {a.reason for a in actor.aliases if a.text == alias}


def test_a_mention_ends_before_its_possessive_ending() -> None:
    article = Article(id="p", text="Ingrid Dahl's brother left. Jonas Berg's ship sank.")
    resolution = resolve_actors([article], {"p": annotate(article)})
    assert {article.text[m.start : m.end] for m in resolution.mentions if m.kind == "name"} == {
        "Ingrid Dahl",
        "Jonas Berg",
    }


def test_what_has_no_name_is_linked_by_its_words_and_makes_no_actor() -> None:
    articles = [
        Article(id="a", text="The harbour pilots went on strike. A company paid."),
        Article(id="b", text="Harbour pilots returned on Monday. The company was silent."),
    ]
    annotations = {a.id: annotate(a) for a in articles}
    resolution = resolve_actors(articles, annotations)
    linked = list(linked_mentions(articles, annotations, resolution))
    texts = {a.id: a.text for a in articles}
    ids: dict[str, set[str]] = {}
    for m in linked:
        ids.setdefault(texts[m.article_id][m.start : m.end].split()[-1], set()).add(m.entity_id)
    assert len(ids["pilots"]) == 1
    assert len(ids["company"]) == 2
    assert not resolution.actors


def test_a_person_is_also_the_bare_name_the_role_and_the_phrase_with_its_apposition() -> None:
    text = "Transport Minister Ingrid Dahl left. Jonas Berg, the mayor of Bergen, stayed."
    article = Article(id="a", text=text)
    annotations = {"a": annotate(article)}
    resolution = resolve_actors([article], annotations)
    ids: dict[str, str] = {}
    for m in linked_mentions([article], annotations, resolution):
        assert text[m.start : m.end] not in ids  # no span twice
        ids[text[m.start : m.end]] = m.entity_id
    dahl = ids["Ingrid Dahl"]
    assert ids["Transport Minister Ingrid Dahl"] == ids["Transport Minister"] == dahl
    assert ids["Jonas Berg, the mayor of Bergen"] == ids["Jonas Berg"] == ids["the mayor of Bergen"]
    assert {actor.name for actor in resolution.actors} == {"Ingrid Dahl", "Jonas Berg", "Bergen"}


def test_a_possessive_does_not_make_a_word_telling() -> None:
    articles = [
        Article(id="a", text="A company's ship sank. Nobody was hurt."),
        Article(id="b", text="A company's wall fell down. Nobody was hurt."),
    ]
    annotations = {a.id: annotate(a) for a in articles}
    linked = linked_mentions(articles, annotations, resolve_actors(articles, annotations))
    companies = [m for m in linked if m.kind == "nominal" and m.type == "organization"]
    assert len(companies) == len({m.entity_id for m in companies}) == 2


def test_a_surname_with_an_office_is_the_one_who_holds_it() -> None:
    texts = [
        "President Anton Halm spoke on Monday. He has ruled for ten years.",
        "Ada Halm, the challenger, welcomed the report. President Halm's office did not comment.",
    ]
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    annotations = {a.id: annotate(a) for a in articles}
    resolution = resolve_actors(articles, annotations)
    name_of = {actor.id: actor.name for actor in resolution.actors}
    at = {
        texts[int(m.article_id)][m.start : m.end]: name_of[m.actor_id] for m in resolution.mentions
    }
    assert at["Ada Halm"] == "Ada Halm"
    assert at["President Halm"] == "Anton Halm"
    # and where the case knows one Halm alone, she has come to office
    alone = resolve_actors(articles[1:], {"1": annotations["1"]})
    assert {actor.name for actor in alone.actors} == {"Ada Halm"}


def _ids(texts: list[str]) -> dict[str, set[str]]:
    """The ids of each mention of the texts, by its words without the article."""
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    annotations = {a.id: annotate(a) for a in articles}
    found: dict[str, set[str]] = {}
    for m in linked_mentions(articles, annotations, resolve_actors(articles, annotations)):
        words = texts[int(m.article_id)][m.start : m.end].removeprefix("the ")
        found.setdefault(words.removeprefix("The "), set()).add(m.entity_id)
    return found


@pytest.mark.parametrize(
    ("texts", "same"),
    [
        # the world by four words, a country by its adjective
        (
            [
                "Shipping companies around the world protested.",
                "Global shipping companies were angry.",
                "Shipping companies worldwide were angry.",
            ],
            [
                "Shipping companies around the world",
                "Global shipping companies",
                "Shipping companies worldwide",
            ],
        ),
        (
            ["The Norwegian coast was calm.", "Nobody saw the coast of Norway."],
            ["Norwegian coast", "coast of Norway"],
        ),
        # what stands before the name of a body says what it is
        (
            ["The Norwegian tanker operator Lunden Maritime was fined. Lunden Maritime appealed."],
            [
                "Norwegian tanker operator",
                "Lunden Maritime",
                "Norwegian tanker operator Lunden Maritime",
            ],
        ),
        # an adjective of a nation speaks of the country
        (["Norwegian pilots left Norway."], ["Norwegian", "Norway"]),
    ],
)
def test_two_ways_to_say_it_share_an_id(texts: list[str], same: list[str]) -> None:
    ids = _ids(texts)
    assert len(set().union(*(ids[phrase] for phrase in same))) == 1, ids


def test_the_adjective_in_the_name_of_a_body_is_nothing_by_itself() -> None:
    assert "Norwegian" not in _ids(["The Norwegian government left Norway."])


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("Standard & Poor's 500", "S&P 500", "acronym"),
        ("Standard & Poor's 500", "S&P 100", None),
        ("Dow Jones Industrial Average", "Dow Jones", "short form"),
        ("Nasdaq Composite", "Nasdaq 100", None),
        ("A380", "A350", None),
    ],
)
def test_names_of_things_by_their_number_and_kind(a: str, b: str, reason: str | None) -> None:
    assert same_name(name_form(a, "other"), name_form(b, "organization")) == reason


def _profile(
    article: str, text: str, kind: EntityType, count: int = 1, gender: str = "", told: bool = False
) -> Profile:
    return Profile(article, 0, kind, gender, told, name_form(text, kind), Counter({text: count}))


def _nodes(*profiles: Profile) -> int:
    return len(set(cluster(profiles).of_profile))


def test_a_name_taken_for_a_body_is_the_person_who_is_called_so() -> None:
    person = _profile("a", "Elva Mamoni", "person")
    longer = _profile("b", "Elva Mamoni Quisca", "organization")
    korean = _profile("c", "Yun Ji-min", "person"), _profile("d", "Yoon Jimin", "place")
    letters = _profile("e", "P.K. Anand Rao", "organization")
    assert _nodes(person, longer) == 1
    assert _nodes(*korean) == 1
    assert _nodes(letters, _profile("f", "Anand Rao", "person")) == 1
    assert _nodes(person, _profile("b", "Elva Mamoni Trophy", "organization")) == 2


def test_a_part_of_a_name_that_stands_for_the_whole() -> None:
    corps = _profile("a", "Harbour Guard Corps", "organization")
    assert _nodes(corps, _profile("b", "Harbour Guard", "organization")) == 1
    station = _profile("a", "Doña Ilva hydroelectric station", "facility")
    assert _nodes(station, _profile("b", "Doña Ilva station", "facility")) == 1
    assert _nodes(
        _profile("a", "Varn North station", "facility"),
        _profile("b", "Varn station", "facility"),
    ) == 2  # fmt: skip
    called = _profile("a", 'Otto "Tata Pika" Lind', "person")
    assert _nodes(called, _profile("b", "Tata Pika", "organization")) == 1


def test_two_of_one_article_are_not_one_turned_round() -> None:
    one, other = _profile("a", "Tadele Bekuma", "person"), _profile("b", "Bekuma Tadele", "person")
    assert _nodes(one, other) == 1
    assert _nodes(one, replace(other, article_id="a")) == 2


def test_a_number_behind_a_name_need_not_be_told() -> None:
    third, plain = _profile("a", "Ulf Brand III", "person"), _profile("b", "Ulf Brand", "person")
    assert _nodes(third, plain) == 1
    assert _nodes(third, plain, _profile("c", "Ulf Brand II", "person")) == 3


def test_a_group_is_more_than_a_firm_of_it() -> None:
    group = replace(_profile("a", "Daesan Group", "organization"), firm=True)
    assert _nodes(group, _profile("b", "Daesan Shipping", "organization")) == 2


def test_a_surname_taken_for_a_body_joins_the_one_person_who_bears_it() -> None:
    person = _profile("a", "Ada Lund-Berg", "person")
    misread = _profile("b", "Lund-Berg", "organization")
    assert len(set(cluster([person, misread]).of_profile)) == 1
    firm = _profile("c", "Lund-Berg Maritime", "organization")
    assert len(set(cluster([person, misread, firm]).of_profile)) == 3
    brother = _profile("c", "Per Lund-Berg", "person")
    assert len(set(cluster([person, misread, brother]).of_profile)) == 3


def test_a_particle_belongs_to_the_surname() -> None:
    person = _profile("a", "Giulio de la Torre", "person")
    assert len(set(cluster([person, _profile("b", "de la Torre", "person")]).of_profile)) == 1


def test_a_nickname_and_its_name_are_one_person() -> None:
    assert same_name(name_form("Jim Berg", "person"), name_form("James Berg", "person"))
    assert same_name(name_form("Jim Berg", "person"), name_form("Jon Berg", "person")) is None


def test_a_particle_is_no_first_name() -> None:
    bare = name_form("al-Britani", "person")
    for full in ("Abu Hussein al-Britani", "Abu Abdullah al-Britani"):
        assert same_name(bare, name_form(full, "person")) is None


def test_a_family_name_that_stands_first_is_left_open() -> None:
    """'Kim' is said of three people; that one joke ends in the word makes it nobody's surname."""
    texts = [
        "Kim Jong Un spoke on Monday. Kim Jong Un left. Kim Jong Un returned to Pyongyang.",
        "Kim Yo Jong was there. Kim Yo Jong smiled. Kim Yo Jong said nothing to the press.",
        "Protesters drew a cartoon. They called it Obese Kim.",
        "Mr Kim did not comment.",
    ]
    articles = [Article(id=f"k{i}", text=text) for i, text in enumerate(texts)]
    resolution = resolve_actors(articles, {a.id: annotate(a) for a in articles})
    assert not [m for m in resolution.mentions if m.article_id == "k3"]


def test_one_word_read_as_a_person_once_is_the_town() -> None:
    """The tagger takes 'Ostrevar' for a person in one article; nobody of the case is called so."""
    texts = ["Fog lay over Varhaug.", "Snow fell in Varhaug.", "Varhaug slept.", "Jordan slept."]
    types = ["place", "place", "person", "person"]
    articles, annotations = [], {}
    for i, (text, kind) in enumerate(zip(texts, types, strict=True)):
        name = "Jordan" if "Jordan" in text else "Varhaug"
        span = (text.index(name), text.index(name) + len(name))
        articles.append(Article(id=f"t{i}", text=text))
        annotations[f"t{i}"] = Annotation(
            f"t{i}",
            sentences=((0, len(text)),),
            entities=(Entity(name, kind),),
            mentions=(Mention(*span, 0, kind, "name", "exact", span),),
        )
    found = {a.name: a.type for a in resolve_actors(articles, annotations).actors}
    assert found == {"Varhaug": "place", "Jordan": "person"}


def test_a_pronoun_parts_nobody_but_a_title_does() -> None:
    pronoun = _profile("a", "Vasko Chermenin", "person", gender="f")
    assert _nodes(pronoun, _profile("b", "Vasco Tchermenine", "person", gender="m")) == 1
    titled = _profile("a", "Dahl", "person", gender="f", told=True)
    assert _nodes(titled, _profile("b", "Per Dahl", "person", gender="m", told=True)) == 2


def test_a_pronoun_tells_between_two_of_one_surname() -> None:
    she, he = (
        _profile("a", "Ines Carvalo", "person", gender="f", told=True),
        _profile("b", "Bruno Carvalo", "person", gender="m", told=True),
    )
    found = cluster([she, he, _profile("c", "Carvalo", "person", gender="f")]).of_profile
    assert found[2] == found[0] != found[1]


def test_a_body_without_the_word_for_its_kind_is_that_body() -> None:
    whole, short = (
        _profile("a", "Blue Fathom Salvage", "organization"),
        _profile("b", "Blue Fathom", "organization"),
    )
    assert _nodes(whole, short) == 1
    assert _nodes(whole, short, _profile("c", "Blue Fathom Shipping", "organization")) == 3


def test_a_place_taken_for_persons_of_both_genders_is_the_place() -> None:
    place = _profile("a", "Merovin", "place", count=5)
    misread = [_profile(c, "Merovin", "person", gender=g, told=True) for c, g in ("bf", "cm")]
    assert _nodes(place, *misread) == 1
    assert _nodes(place, *misread, _profile("d", "Ada Merovin", "person")) > 1


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Yermek Ashkelov", "Iermek Achkelov", "person"),
        ("Jogvan Midfell", "Yogvan Mitfjell", "person"),
        ("Pyotr Chernavin", "Piotr Tjernavin", "person"),
        ("Kunzal Thapkar", "Qunzal Tapkar", "person"),
        ("Marta Regina", "Martha Regina", "vessel"),
        ("Yevgeny Golbenko", "Yevhen Holbenko", "person"),
        ("Yousef Rahimzadeh", "Yusuf Rahimzada", "person"),
        ("Imre Szabari", "Imre Sabari", "person"),
        ("Stranica", "Stranitsa", "place"),
        ("Goran Markanović", "Goran Marcanovich", "person"),
    ],
)
def test_one_name_in_two_spellings_by_ear(one: str, other: str, kind: EntityType) -> None:
    assert _nodes(_profile("a", one, kind), _profile("b", other, kind)) == 1


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Ada Marin", "Ida Marin", "person"),
        ("Per Dahl", "Per Dahlin", "person"),
        ("Cape San Telmo", "San Telmo", "place"),
        ("Maca", "Matsa", "place"),
    ],
)
def test_names_that_sound_alike_and_are_two(one: str, other: str, kind: EntityType) -> None:
    assert _nodes(_profile("a", one, kind), _profile("b", other, kind)) == 2


def test_a_body_with_its_land_and_without_is_one() -> None:
    land = _profile("a", "Tolmenia", "place")
    whole = _profile("a", "Tolmenian Civil Aviation Authority", "organization")
    plain = _profile("b", "Civil Aviation Authority", "organization")
    assert _nodes(land, whole, plain) == 2
    union, short = (
        _profile("a", "Tolmenia Labour Congress", "organization"),
        _profile("b", "Labour Congress", "organization"),
    )
    assert _nodes(land, union, short) == 2


def test_a_wife_by_her_first_name_is_one_however_she_is_introduced() -> None:
    wife = _profile("a", "Sheila", "person", gender="f", told=True)
    assert _nodes(wife, _profile("b", "Sheila", "person")) == 1


def test_a_ministry_by_part_of_its_name_is_the_one_that_fits() -> None:
    whole = _profile("a", "Ministry of Public Security", "organization")
    short = _profile("b", "Security Ministry", "organization")
    assert _nodes(whole, short) == 1
    other = _profile("c", "Ministry of Social Security", "organization")
    assert _nodes(whole, short, other) == 3


# articles, full name, what another article calls the same, what it calls somebody else
CALLED = [
    (  # which of two of one name
        [
            "Emil Zabrod, 68, denied it. His son, Energy Minister Pavel Zabrod, was abroad.",
            "As we hear, old Zabrod telephoned young Zabrod at midnight.",
        ],
        "Emil Zabrod",
        "old Zabrod",
        "young Zabrod",
    ),
    (  # a minister and his cousin, of whom the article names one in full
        [
            "The Minister of Works, Luc Makindi, blamed the builders.",
            "Minister Makindi is in hiding, said the opposition's Rene Makindi, his cousin.",
        ],
        "Luc Makindi",
        "Minister Makindi",
        "Rene Makindi",
    ),
    (  # a judge and a candidate of whom another article gives the first name alone
        [
            "Ana Rudell, 61, a candidate, met Judge Mara Rudell, who is no relation of hers.",
            "Ana Rudell leads by ten votes. Judge Rudell said that the count went on.",
        ],
        "Mara Rudell",
        "Judge Rudell",
        "Ana Rudell",
    ),
    (  # Mrs Sow may be the widow, and is not Baba
        [
            "Madame Awa Sow, widow of the poet, wept. Baba Sow, a trader, came too.",
            "Mrs Sow left for the coast. Finance Minister Baba Sow stayed in town.",
        ],
        "Awa Sow",
        "Mrs Sow",
        "Baba Sow",
    ),
    (  # a president of one name, whose son has it for a surname
        [
            "President Wirajaya spoke. Wirajaya's son, Regent Bayu Wirajaya, was on board.",
            "Bayu was saved. President Wirajaya thanked the sailors.",
        ],
        "Bayu Wirajaya",
        "Bayu",
        "President Wirajaya",
    ),
    (  # who holds an office in another article, by an abbreviation of it
        [
            "Colonel Nuno Prado blamed the clerk, Lia Prado.",
            "Col. Prado sued on Monday. Lia Prado said nothing.",
        ],
        "Nuno Prado",
        "Col. Prado",
        "Lia Prado",
    ),
    (  # an airport by the name of a place where nobody lives
        [
            "A plane landed at Port Ellis airport before dawn. The mayor of Dunholt saw it.",
            "It stood at Port Ellis for an hour. Snow fell in Dunholt.",
        ],
        "Port Ellis airport",
        "Port Ellis",
        "Dunholt",
    ),
    (  # a hall by the last word of its name
        [
            "They count in the Pavilion Arminda. Rain fell.",
            "The Arminda was dark for an hour. Rain fell on Port Sall.",
        ],
        "Pavilion Arminda",
        "The Arminda",
        "Port Sall",
    ),
    (  # a company and the man who founded it
        [
            "Shares in Krantz AG fell. Ulla Krantz, the chief executive, resigned.",
            "Krantz AG declined to comment.",
        ],
        "Ulla Krantz",
        "Ulla",
        "Krantz AG",
    ),
    (  # another name, said to be one
        [
            "Ada Sarwari, known as the Pike, leads the rebels.",
            "The Pike spoke at noon. Berta Holt listened.",
        ],
        "Ada Sarwari",
        "The Pike",
        "Berta Holt",
    ),
    (  # without its rank
        [
            "The State Border Service denied it, Colonel Ada Holt said.",
            "Three men of the Border Service died, the Salvage Union said.",
        ],
        "State Border Service",
        "the Border Service",
        "the Salvage Union",
    ),
    (  # a front without the foreign word for what it is
        [
            "The Frente Luna Clara claimed it. Ada Holt left.",
            "The men of Luna Clara swear they are innocent, the Salvage Union said.",
        ],
        "Frente Luna Clara",
        "Luna Clara",
        "the Salvage Union",
    ),
    (  # what is said in another language behind it
        [
            "The party Nov Zaliv (New Bay) left. Ada Holt stayed.",
            "New Bay, the largest party, came back. Berta Lind stayed.",
        ],
        "Nov Zaliv",
        "New Bay",
        "Ada Holt",
    ),
    (  # a word before a name
        ["Ada Holt, the banker, left.", "Moneybags Ada Holt is back, the Salvage Union said."],
        "Ada Holt",
        "Moneybags Ada Holt",
        "the Salvage Union",
    ),
    (  # the people of a place
        [
            "Lights went out in Tolmenia on Monday. All of Tolmenia is dark.",
            "The Tolmenians cheered when the Orvan fleet left.",
        ],
        "Tolmenia",
        "The Tolmenians",
        "Orvan",
    ),
]


@pytest.mark.parametrize(("texts", "full", "same", "other"), CALLED)
def test_what_another_article_calls_it(texts: list[str], full: str, same: str, other: str) -> None:
    articles = [Article(id=str(i), text=text) for i, text in enumerate(texts)]
    resolution = resolve_actors(articles, {a.id: annotate(a) for a in articles})

    def actors_at(words: str) -> set[str]:
        spans = [(a.id, at, at + len(words)) for a in articles if (at := a.text.find(words)) >= 0]
        return {
            m.actor_id
            for m in resolution.mentions
            for article, start, end in spans
            if m.article_id == article and m.start <= start and end <= m.end and m.kind == "name"
        }

    assert len(actors_at(full)) == 1
    assert actors_at(same) == actors_at(full)
    assert not actors_at(other) & actors_at(full)


def test_a_place_inside_the_name_of_a_body_is_that_place() -> None:
    texts = [
        "It was dark in Varhaug. In Varhaug nobody slept.",
        "A doctor told the Varhaug Courier so.",
    ]
    articles = [Article(id=str(i), text=text) for i, text in enumerate(texts)]
    resolution = resolve_actors(articles, {a.id: annotate(a) for a in articles})
    (town,) = [a for a in resolution.actors if a.name == "Varhaug"]
    spans = {
        articles[int(m.article_id)].text[m.start : m.end]
        for m in resolution.mentions
        if m.actor_id == town.id and m.article_id == "1"
    }
    assert spans == {"Varhaug"}
