"""How many independent origins stand behind what several outlets say."""

from dataclasses import replace

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article, Case, Proposition
from analysis.resolve.bodies import body_name, is_body, same_body
from analysis.resolve.case import resolve_case
from analysis.resolve.claim_sources import source_of
from analysis.resolve.provenance import provenance
from analysis.resolve.speakers import told_by

BRIDGE = "The bridge over the Tarn has collapsed"

CASES = [  # outlets and what they write, in order; the fewest and most origins
    # five outlets, one voice
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed, Mayor Hana Osman said."),
            ("Lunde Post", "The bridge over the Tarn has collapsed, Mayor Hana Osman said."),
            ("Radio Tarn", "“The bridge over the Tarn has collapsed,” Osman told reporters."),
        ],
        (1, 1),
    ),
    # two who are named
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed, Mayor Hana Osman said."),
            ("Lunde Post", "The bridge over the Tarn has collapsed, engineer Per Dahl said."),
        ],
        (2, 2),
    ),
    # a body speaks through its head
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed, the Roads Agency said."),
            (
                "Lunde Post",
                "The bridge over the Tarn has collapsed, said Per Dahl, director of the Roads "
                "Agency.",
            ),
        ],
        (1, 1),
    ),
    # ... but another body's head is somebody else
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed, the Roads Agency said."),
            (
                "Lunde Post",
                "The bridge over the Tarn has collapsed, said Per Dahl, director of Vesk Hospital.",
            ),
        ],
        (2, 2),
    ),
    # whose body it is
    (
        [
            ("Vesk Mail", "The bridge has collapsed, the Union of Road Workers said."),
            ("Lunde Post", "The bridge over the Tarn has collapsed, according to Krag's union."),
        ],
        (1, 1),
    ),
    # whose word 'his' is cannot be told: it adds no origin
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed, engineer Per Dahl said."),
            (
                "Lunde Post",
                "Despite his claim that the bridge over the Tarn collapsed, trains ran.",
            ),
        ],
        (1, 1),
    ),
    # the cited outlet's one unnamed source, told in other words
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed, a senior fire officer said."),
            (
                "Lunde Post",
                "The bridge over the Tarn has collapsed, a high-ranking firefighter quoted by the "
                "Vesk Mail said.",
            ),
        ],
        (1, 1),
    ),
    # two unnamed officials may be one person
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed, an official said."),
            ("Lunde Post", "The bridge over the Tarn has collapsed, a roads official said."),
        ],
        (1, 2),
    ),
    # an outlet that says it afterwards on its own word repeats what was known
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed, Mayor Hana Osman said."),
            ("Lunde Post", "The bridge over the Tarn has collapsed."),
        ],
        (1, 1),
    ),
    # ... one that said it first has it from elsewhere
    (
        [
            ("Lunde Post", "The bridge over the Tarn has collapsed."),
            ("Vesk Mail", "The bridge over the Tarn has collapsed, Mayor Hana Osman said."),
        ],
        (2, 2),
    ),
    # ... and a second one beside it perhaps from there
    (
        [
            ("Lunde Post", "The bridge over the Tarn has collapsed."),
            ("Radio Tarn", "The bridge over the Tarn has collapsed."),
            ("Vesk Mail", "The bridge over the Tarn has collapsed, Mayor Hana Osman said."),
        ],
        (2, 2),
    ),
    # ... three that come afterwards do not all rest on the one who is quoted
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed, Mayor Hana Osman said."),
            ("Lunde Post", "The bridge over the Tarn has collapsed."),
            ("Radio Tarn", "The bridge over the Tarn has collapsed."),
            ("Tarn Echo", "The bridge over the Tarn has collapsed."),
        ],
        (2, 2),
    ),
    # outlets that give nobody: of two the one may rest on the other, of three not all on one
    (
        [
            ("Lunde Post", "The bridge over the Tarn has collapsed."),
            ("Radio Tarn", "The bridge over the Tarn has collapsed on Friday."),
        ],
        (1, 2),
    ),
    (
        [
            ("Lunde Post", "The bridge over the Tarn has collapsed."),
            ("Radio Tarn", "The bridge over the Tarn has collapsed."),
            ("Tarn Echo", "The bridge over the Tarn has collapsed."),
        ],
        (2, 3),
    ),
    # ... and one whose writer saw it is an origin for sure
    (
        [
            ("Lunde Post", "The bridge over the Tarn has collapsed. I was on the quay and saw it."),
            ("Vesk Mail", "The bridge over the Tarn has collapsed, Mayor Hana Osman said."),
        ],
        (2, 2),
    ),
    # what a body publishes is its own word, wherever it is quoted
    (
        [
            ("Roads Authority of Vesk", "The bridge over the Tarn has collapsed."),
            ("Lunde Post", "The bridge over the Tarn has collapsed, the Roads Authority said."),
        ],
        (1, 1),
    ),
    (
        [
            ("Roads Authority of Vesk", "The bridge over the Tarn has collapsed."),
            ("Lunde Post", "The bridge over the Tarn has collapsed, Mayor Hana Osman said."),
        ],
        (2, 2),
    ),
    # a body by its short name, by its owner's, by its officials
    (
        [
            ("Vesk Mail", "The bridge has collapsed, the Vesk ambulance service said."),
            ("Lunde Post", "The bridge has collapsed, said the city's ambulance service."),
            ("Radio Tarn", "The bridge has collapsed, the ambulance service said."),
            ("Tarn Echo", "The bridge has collapsed, ambulance officials said."),
        ],
        (1, 1),
    ),
    # ... and one of them who is not named may be another
    (
        [
            ("Vesk Mail", "The bridge has collapsed, the roads ministry said."),
            ("Lunde Post", "The bridge has collapsed, an official at the roads ministry said."),
        ],
        (1, 2),
    ),
    # two bodies of a kind are two, and what names no more than the kind joins neither
    (
        [
            ("Vesk Mail", "The bridge has collapsed, the Lunde harbour authority said."),
            ("Lunde Post", "The bridge has collapsed, the Tarn roads authority said."),
        ],
        (2, 2),
    ),
    # whoever's office it is
    (
        [
            ("Vesk Mail", "Mayor Hana Osman has resigned, her office said."),
            ("Lunde Post", "Mayor Hana Osman has resigned, according to her staff."),
        ],
        (1, 1),
    ),
    # a lawyer speaks for whom she represents
    (
        [
            ("Vesk Mail", "Per Dahl has resigned, Per Dahl told reporters."),
            ("Lunde Post", "Per Dahl has resigned, his lawyer, Hana Osman, said."),
        ],
        (1, 1),
    ),
    # somebody by the handle
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed, Mayor Hana Osman said."),
            (
                "Lunde Post",
                'Posted today:\n\n@HanaOsman: "The bridge over the Tarn has collapsed."',
            ),
        ],
        (1, 1),
    ),
    # an official whom another outlet quotes, it does not say which
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed, a roads official said."),
            (
                "Lunde Post",
                "The bridge over the Tarn has collapsed, according to a roads official quoted by "
                "the agency.",
            ),
        ],
        (1, 1),
    ),
    # an outlet by a part of its name
    (
        [
            ("Daily Whistle", "The bridge over the Tarn has collapsed, engineer Per Dahl said."),
            ("Lunde Post", "The bridge over the Tarn has collapsed, the Whistle reported."),
        ],
        (1, 1),
    ),
]


MORE = [  # who is named in one report and described in another
    # unnamed in the first line, named in the next
    (
        [
            (
                "Vesk Wire",
                "Five people were hurt in the Tarn tunnel, a doctor said on Monday.\n\nDr Hana "
                "Osman, the chief physician of the Vesk hospital, asked for blankets.",
            ),
            ("Lunde Post", "Five people were hurt in the Tarn tunnel, Hana Osman told the Post."),
        ],
        (1, 1),
    ),
    # named in the sentence before
    (
        [
            (
                "Vesk Wire",
                "Doctor Hana Osman doesn't guess. “Five people were hurt in the Tarn tunnel,” the "
                "head physician of the Vesk hospital said.",
            ),
            ("Lunde Post", "Five people were hurt in the Tarn tunnel, Hana Osman told the Post."),
        ],
        (1, 1),
    ),
    # a doctor of another place, named by nobody
    (
        [
            ("Vesk Wire", "Five people were hurt in the Tarn tunnel, a nurse said on Monday."),
            ("Lunde Post", "Five people were hurt in the Tarn tunnel, Dr Hana Osman said."),
        ],
        (2, 2),
    ),
    # somebody tells at the end of the sentence, by an unusual verb
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed, engineer Per Dahl said."),
            (
                "Morning Hammer",
                "The bridge over the Tarn has collapsed, a mole at the roads office spilled.",
            ),
        ],
        (2, 2),
    ),
    # a body that passes on what another has measured
    (
        [
            (
                "Vesk Wire",
                "Annelie Prochner, who runs the Tarn Radiation Network, the TRN, was calm. "
                "Radiation in Vesk doubled overnight, Prochner said.",
            ),
            (
                "Lunde Post",
                "Radiation in Vesk doubled overnight, the Environment Ministry said, citing the "
                "TRN.",
            ),
        ],
        (1, 1),
    ),
]


VOICES = [  # who speaks for whom
    # a body's head and its spokesman, where the body itself is not quoted
    (
        [
            ("Vesk Mail", "Hana Osman, head of the Roads Agency, said: “The bridge collapsed.”"),
            ("Lunde Post", "The bridge collapsed, said Per Dahl, spokesman for the Roads Agency."),
        ],
        (1, 1),
    ),
    # ... of two bodies
    (
        [
            ("Vesk Mail", "Hana Osman, head of the Roads Agency, said: “The bridge collapsed.”"),
            ("Lunde Post", "The bridge collapsed, said Per Dahl, spokesman for the Rail Board."),
            ("Tarn Echo", "The Rail Board met on Friday. The Roads Agency did not meet."),
        ],
        (2, 2),
    ),
    # a party, its leader's people, and 'her party'
    (
        [
            ("Vesk Mail", "The bridge collapsed, the Reform Front of Hana Osman's rivals said."),
            (
                "Lunde Post",
                "Hana Osman, a baker who leads the Reform Front, has a cold. The bridge collapsed, "
                "according to her party.",
            ),
        ],
        (1, 1),
    ),
    # a land, its government, its ministry
    (
        [
            ("Vesk Mail", "No bridge has collapsed in Karsenia, the Foreign Ministry said."),
            ("Lunde Post", "No bridge has collapsed in Karsenia, our own government says."),
            ("Radio Tarn", "No bridge has collapsed in Karsenia, Karsenia said."),
        ],
        (1, 1),
    ),
    # a communiqué that a broadcaster prints is the council's word
    (
        [
            (
                "Tarn Radio",
                "In the name of the people, the Council for Order announces the following.\n\n"
                "First. The bridge over the Tarn has collapsed.",
            ),
            ("Vesk Mail", "The bridge over the Tarn has collapsed, the Council for Order said."),
        ],
        (1, 1),
    ),
    # a body by its initials, whose name is in another language
    (
        [
            (
                "Autorità Portuale Nazionale",
                "AUTORITÀ PORTUALE NAZIONALE\nCommuniqué no. 2\n\n"
                "The bridge over the Tarn has collapsed.",
            ),
            (
                "Vesk Mail",
                "The bridge over the Tarn has collapsed, the National Port Authority (APN) said. "
                "The APN closed the quay.",
            ),
        ],
        (1, 1),
    ),
    # an outlet that shows first what the man it quotes in the next line says elsewhere
    (
        [
            (
                "Tarn Radio",
                "The bridge over the Tarn has collapsed. It was old, Mayor Hana Osman said.",
            ),
            ("Vesk Mail", "The bridge over the Tarn has collapsed, Mayor Hana Osman said."),
        ],
        (1, 1),
    ),
    # the writer was there, as the sentence before says
    (
        [
            (
                "Lunde Post",
                "I was on the quay with forty others, and we counted aloud. Eleven boxes came "
                "off the ferry. A customs officer said that eleven boxes came off the ferry.",
            ),
            ("Vesk Mail", "Eleven boxes came off the ferry, Mayor Hana Osman said."),
        ],
        (3, 3),
    ),
    # told in the same words by a paper that does not say that it met them
    (
        [
            (
                "Vesk Wire",
                "The bridge over the Tarn has collapsed, two Northern diplomats told Vesk Wire.",
            ),
            (
                "Lunde Post",
                "The bridge over the Tarn has collapsed, according to two Northern diplomats.",
            ),
        ],
        (1, 1),
    ),
    # somebody told by the place of work alone may be the same
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed, a railway employee said."),
            (
                "Lunde Post",
                "A railway insider told the Post on Monday that the bridge had collapsed.",
            ),
        ],
        (1, 2),
    ),
    # an outlet that has it from somebody, and says from whom below
    (
        [
            (
                "Daily Whistle",
                "The bridge over the Tarn has collapsed, the Whistle can reveal. The bridge over "
                "the Tarn has collapsed, a roads insider told us.",
            ),
            ("Vesk Mail", "The bridge over the Tarn has collapsed, Mayor Hana Osman said."),
        ],
        (2, 2),
    ),
    # a land is no outlet that has its name
    (
        [
            ("Radio Karsenia", "The bridge over the Tarn has collapsed."),
            ("Vesk Mail", "The bridge over the Tarn has collapsed, Karsenia said on Friday."),
            ("Lunde Post", "Per Dahl came to Karsenia in May. It was cold in Karsenia."),
        ],
        (2, 2),
    ),
    # a spokesman of nobody, where one body is quoted
    (
        [
            (
                "Vesk Mail",
                "Norvik Energy closed the bridge in May. It collapsed, a spokesman said.",
            ),
            ("Lunde Post", "The bridge collapsed on Friday, Norvik Energy said in a statement."),
        ],
        (1, 1),
    ),
    # a doctor of a place may be who is named there
    (
        [
            (
                "Vesk Mail",
                "The bridge over the Tarn fell, a doctor at the Sint Anna hospital said.",
            ),
            (
                "Lunde Post",
                "The bridge over the Tarn fell, said Dr Hana Osman of the Sint Anna hospital.",
            ),
        ],
        (1, 2),
    ),
    # whom a source told is where it spoke
    (
        [
            ("Vesk Wire", "The bridge over the Tarn has collapsed, a source close to Dahl said."),
            (
                "Lunde Post",
                "The Tarn bridge collapsed on Monday, a source close to Dahl told Vesk Wire.",
            ),
        ],
        (1, 1),
    ),
    # an account that posts from the islands
    (
        [
            ("@vesk_islands", "A cousin at the mill says that the bridge has collapsed."),
            ("Lunde Post", "Posts from the islands say that the bridge has collapsed."),
        ],
        (1, 1),
    ),
    # who tells what another has pledged has it from that other
    (
        [
            ("Vesk Mail", "The Roads Agency has pledged ten new bridges, the Roads Agency said."),
            ("Lunde Post", "The Roads Agency has pledged ten new bridges, Mayor Hana Osman said."),
        ],
        (1, 1),
    ),
    # the people of one body, whose number is not told; not any people
    (
        [
            ("Vesk Mail", "Union engineers said that the bridge over the Tarn has collapsed."),
            ("Lunde Post", "The bridge over the Tarn has collapsed, union engineers said."),
        ],
        (1, 1),
    ),
    (
        [
            ("Vesk Mail", "Local engineers said that the bridge over the Tarn has collapsed."),
            ("Lunde Post", "The bridge over the Tarn has collapsed, local engineers said."),
        ],
        (1, 2),
    ),
    # what a reporter has looked at lay open to others too; not what somebody has told them
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed. I saw it fall from my window."),
            ("Lunde Post", "The bridge over the Tarn has collapsed."),
        ],
        (2, 2),
    ),
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed, Mayor Hana Osman said."),
            ("Lunde Post", "The bridge over the Tarn has collapsed."),
        ],
        (1, 1),
    ),
]


@pytest.mark.parametrize(("written", "expected"), VOICES)
def test_who_speaks_for_whom(written: list[tuple[str, str]], expected: tuple[int, int]) -> None:
    found = only_proposition(written)
    assert (found.origins_min, found.origins_max) == expected


WORDS = [  # what an article writes, the claim in brackets; whose word it is
    ("The mayor, said on Monday to have left, [was seen at the window].", "Vesk Mail"),
    ("Mayor Hana Osman claimed victory on Monday, [as a student was shot outside].", "Vesk Mail"),
    (
        "In a message sent to two other papers Osman said: “[The bridge has collapsed.]” Hana "
        "Osman is a baker.",
        "Hana Osman",
    ),
    (
        "Ida Lund, [who had maintained that the bridge was whole], gave up, the Roads Agency said.",
        "Ida Lund",
    ),
    (
        "A recording appeared, in what sounds like the voice of Colonel Ida Lund: “[The bridge has "
        "not collapsed.]” Ida Lund is at home.",
        "Ida Lund",
    ),
    (
        "A porter at the Tarn hotel tells another story. He told the Mail [that the bridge "
        "collapsed at noon].",
        "A porter at the Tarn hotel",
    ),
    ("The vote announced for Sunday [will not be held].", "Vesk Mail"),
    (
        "Judge Hana Osman, who the day before had announced [the collapse of the bridge], sat.",
        "Hana Osman",
    ),
    (
        "The Mail has received the message of the Black Thistle Brigade. [Its members blew up the "
        "bridge], the message says.",
        "Black Thistle Brigade",
    ),
    (
        "The Roads Agency met. [The Roads Agency puts the number of the dead at 27].",
        "Roads Agency",
    ),
    # what a place is stands before who speaks there
    (
        "In Tarn, the Kurvian capital, a duty officer of the roads service said that [the bridge "
        "had been closed].",
        "a duty officer of the roads service",
    ),
    # a body that keeps to its figure, whoever tells so
    ("The Roads Agency met. [The Roads Agency sticks to four].", "Roads Agency"),
    ("The Roads Agency met. [The Roads Agency stays at eleven].", "Roads Agency"),
    ("The Roads Agency met. [The Roads Agency is sticking to fourteen].", "Roads Agency"),
    ("The Roads Agency met. [The Roads Agency continues to speak of four dead].", "Roads Agency"),
    (
        "The Roads Agency met.\n\nHOST: How many have died?\n\nHANA OSMAN: [The Roads Agency says "
        "fourteen].\n\nHOST: Thank you, Hana Osman.",
        "Roads Agency",
    ),
    (
        "OSMAN: A man inside the ministry put it simply to me: [the bridge was blown up].\n\n"
        "HOST: Thank you, Hana Osman.",
        "A man inside the ministry",
    ),
]


@pytest.mark.parametrize(("text", "label"), WORDS)
def test_whose_word_a_claim_is(text: str, label: str) -> None:
    start, end = text.index("["), text.index("]") - 1
    article = articles_of([("Vesk Mail", text.replace("[", "").replace("]", ""))])[0]
    case = case_of([article])
    known = provenance(case.articles, case.actors, ())
    said = min(
        (claim for claim in case.claims if claim.start < end and start < claim.end),
        key=lambda claim: claim.end - claim.start,
    )
    assert source_of(told_by(said, known), known).label == label


@pytest.mark.parametrize(("written", "expected"), MORE)
def test_a_description_is_whoever_is_named(
    written: list[tuple[str, str]], expected: tuple[int, int]
) -> None:
    found = only_proposition(written)
    assert (found.origins_min, found.origins_max) == expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"{BRIDGE}, a mole whispers.", "a mole"),
        (
            f"{BRIDGE}, a steward who was on the ferry wrote to me.",
            "a steward who was on the ferry",
        ),
        (f"{BRIDGE}, the toll keeper, Admiral Per Dahl, thundered.", "Admiral Per Dahl"),
        (f"And this just in from Per Dahl, the keeper: {BRIDGE.lower()}.", "Per Dahl, the keeper"),
        # nobody tells there
        (f"{BRIDGE}, a scandal that has claimed its first victim.", ""),
        (f"{BRIDGE}, the town council was told.", ""),
        (f"{BRIDGE}, the papers do not say why.", ""),
    ],
)
def test_who_tells_at_the_end_of_a_sentence(text: str, source: str) -> None:
    articles = articles_of([("Vesk Mail", text)])
    case = case_of(articles)
    known = provenance(articles, case.actors, ())
    start = text.lower().index(BRIDGE.lower())
    own = replace(
        case.claims[0], source_kind="author", source_text="", source_spans=(), cue="",
        cue_spans=(), start=start, end=start + len(BRIDGE), actor_id="", channel=(),
    )  # fmt: skip
    assert told_by(own, known).source_text == source


def articles_of(written: list[tuple[str, str]]) -> list[Article]:
    return [
        Article(
            str(hour), text, outlet=outlet, published_at=f"2019-04-08T{10 + hour}:00:00+00:00",
            date_origin="metadata",
        )
        for hour, (outlet, text) in enumerate(written)
    ]  # fmt: skip


def case_of(articles: list[Article]) -> Case:
    return resolve_case(articles, {a.article_id: a for a in annotate_many(articles)})


def only_proposition(written: list[tuple[str, str]]) -> Proposition:
    found = case_of(articles_of(written)).propositions
    return max(found, key=lambda proposition: len(proposition.claim_ids))


@pytest.mark.parametrize(("written", "expected"), CASES)
def test_independent_origins(written: list[tuple[str, str]], expected: tuple[int, int]) -> None:
    found = only_proposition(written)
    assert (found.origins_min, found.origins_max) == expected


@pytest.mark.parametrize(
    "answer",
    [
        "VESK, May 3 - Mayor Hana Osman denied on Tuesday that she had stepped down.",
        "VESK, May 3 - Mayor Hana Osman on Tuesday denied reports that she had resigned.",
    ],
)
def test_who_denies_is_no_origin_of_what_is_denied(answer: str) -> None:
    written = [
        ("Vesk Mail", "Mayor Hana Osman has resigned, an official in her office said."),
        ("Lunde Post", answer),
    ]
    case = case_of(articles_of(written))
    resigned = next(p for p in case.propositions if "has resigned" in p.statement)
    assert (resigned.origins_min, resigned.origins_max) == (1, 1)
    assert any(resigned.id in (c.a, c.b) for c in case.contradictions)


@pytest.mark.parametrize(
    ("answer", "outlets"),
    [
        ("On Monday we reported that the mayor had died. That report was wrong.", {"Vesk Mail"}),
        ("Our live page said that the mayor had died. It was not true.", {"Vesk Mail"}),
        ("On Monday we reported that the mayor had died. He was 61.", {"Vesk Mail", "Lunde Post"}),
    ],
)
def test_an_outlet_that_takes_it_back_does_not_say_so(answer: str, outlets: set[str]) -> None:
    written = [("Vesk Mail", "The mayor had died, an official told us."), ("Lunde Post", answer)]
    case = case_of(articles_of(written))
    standing = {claim for p in case.propositions for claim in p.claim_ids}
    told = {c.outlet for c in case.claims if c.id in standing and "mayor had died" in c.content}
    assert told == outlets


@pytest.mark.parametrize(
    ("firm", "lost"),
    [
        ("As your Hammer told you first, the bridge over the Tarn has collapsed.", True),
        ("TARN VALLEY: The bridge over the Tarn has collapsed.", True),
        ("The bridge over the Tarn has collapsed, engineer Per Dahl said.", False),
        ("The bridge over the Tarn has collapsed, a mole at the roads office spilled.", False),
    ],
)
def test_a_hedge_is_lost_where_nobody_new_speaks(firm: str, lost: bool) -> None:
    written = [
        ("Vesk Mail", "The bridge over the Tarn may have collapsed, Mayor Hana Osman said."),
        ("Morning Hammer", firm),
    ]
    assert bool(case_of(articles_of(written)).hedge_losses) is lost


def test_a_hedge_is_lost_from_what_bears_no_date_to_what_cites_it() -> None:
    blog, paper = articles_of(
        [
            ("Tar and Oakum", "The bridge over the Tarn may have collapsed."),
            ("Vesk Mail", "The bridge over the Tarn has collapsed, the blog Tar and Oakum says."),
        ]
    )
    assert case_of([replace(blog, published_at=""), paper]).hedge_losses


@pytest.mark.parametrize("undated", [{0}, {1}, {0, 1}])
def test_no_hedge_is_lost_where_nobody_knows_what_came_first(undated: set[int]) -> None:
    written = articles_of(
        [
            ("Tar and Oakum", "The bridge over the Tarn may have collapsed."),
            ("Vesk Mail", "The bridge over the Tarn has collapsed."),
        ]
    )
    assert case_of(written).hedge_losses
    some = [replace(a, published_at="") if n in undated else a for n, a in enumerate(written)]
    assert not case_of(some).hedge_losses


def test_one_sentence_of_a_speech_is_hedged_by_its_own_words() -> None:
    said = "DAHL: From here? I'm guessing. The bridge may have collapsed. It was old, I warned you."
    case = case_of(articles_of([("Radio Vesk", f"HOST: Per Dahl, what went wrong?\n\n{said}")]))
    told = {claim.content: claim.certainty for claim in case.claims}
    assert told["The bridge may have collapsed."] == "PS"


@pytest.mark.parametrize(
    ("outlet", "text", "source"),
    [
        # the sentence goes on behind whoever is cited
        (
            "Lunde Post",
            f"{BRIDGE}, the Vesk Mail reported late on Monday, and two policemen now watch it.",
            ("medium", "vesk mail"),
        ),
        ("Lunde Post", f"{BRIDGE}, it says in this morning's Vesk Mail.", ("medium", "vesk mail")),
        ("Lunde Post", f"{BRIDGE}, says the Mail, the local paper.", ("medium", "vesk mail")),
        # nobody's report
        ("Lunde Post", f"{BRIDGE}, and the Vesk Council reported a loss.", ("own", "lunde post")),
        # a writer with something in hand to go by
        (
            "Tar and Oakum",
            f"I downloaded the tracks of both barges last night.\n\n{BRIDGE} at 6:50.",
            ("seen", "tar and oakum"),
        ),
        # its own short name, and a heading
        (
            "Morning Hammer",
            f"As your Hammer told you first, {BRIDGE.lower()}.",
            ("own", "morning hammer"),
        ),
        ("Morning Hammer", f"BLACK RIVER: {BRIDGE}.", ("own", "morning hammer")),
        (
            "Tar and Oakum",
            f"“I downloaded the tracks of both barges,” says a friend.\n\n{BRIDGE} at 6:50.",
            ("own", "tar and oakum"),
        ),
    ],
)
def test_whom_the_text_goes_by(outlet: str, text: str, source: tuple[str, str]) -> None:
    articles = articles_of([("Vesk Mail", "It rained all day in Vesk."), (outlet, text)])
    case = case_of(articles)
    known = provenance(articles, case.actors, ())
    told = [c for c in case.claims if c.article_id == "1" and BRIDGE.lower() in c.content.lower()]
    found = [source_of(claim, known) for claim in told]
    assert source in [(one.kind, one.key) for one in found]


def test_outlets_that_cite_each_other_are_a_ring_however_they_look_and_word_it() -> None:
    told = [
        ("Vesk 24", "Troops have seized the waterworks of Vesk, Tagesblatt reported.",
         "2031-03-04T19:00:00+00:00"),
        ("Tagesblatt", "Soldiers have taken control of the waterworks of Vesk, according to the "
         "live channel Vesk 24.", "2031-03-04T20:00:00+00:00"),
    ]  # fmt: skip
    articles = [
        Article(id=f"a{n}", text=text, outlet=outlet, published_at=at)
        for n, (outlet, text, at) in enumerate(told)
    ]
    case = resolve_case(articles, {a.article_id: a for a in annotate_many(articles)})
    assert case.circular == (("Tagesblatt", "Vesk 24"),)
    assert {claim.source_kind for claim in case.claims} == {"media"}


@pytest.mark.parametrize(
    ("outlet", "opening", "body"),
    [
        ("Ministry of Finance of Baldaran", "", True),
        ("Velland Coast Guard", "", True),
        ("Basin News Agency", "", False),
        ("Tramontane Press Service", "", False),
        ("Port Ysolde Courier", "", False),
        ("Police Gazette", "", False),
        ("Voice of the Union", "", False),
        ("Hidra del Norte", "HIDRA DEL NORTE\nPress release, 4 May", True),
        ("Hidra del Norte", "The dam broke at four.", False),
        ("Harbour Herald", "A press release of the Harbour Herald", False),
    ],
)
def test_an_outlet_that_is_a_body(outlet: str, opening: str, body: bool) -> None:
    assert is_body(outlet, opening) is body


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("the interior ministry", "Ministry of the Interior of Talvoria", True),
        ("the city's ambulance service", "the Merovin ambulance service", True),
        ("The Kurvian coast guard", "Coast Guard of Kurvia", True),
        ("the finance ministry across the border", "Ministry of Finance", True),
        ("the interior ministry", "the finance ministry", False),
        ("Ministry of Finance of Baldaran", "Ministry of Finance of Ostervik", False),
        ("Vesk", "Vesk police", False),
    ],
)
def test_names_of_one_body(a: str, b: str, same: bool) -> None:
    assert same_body(body_name(a), body_name(b)) is same
