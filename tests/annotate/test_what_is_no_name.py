"""Which capitalised words are names and which are not, in lines written for this test."""

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article

NAMES = [
    # what only opens a sentence
    ("Gunfire at the bridge. We can hear it from the studio.", set()),
    ("Citizens are asked to stay calm. Sirens sounded at noon.", set()),
    ("Fourteen had gone aboard. Eleven arrived.", set()),
    ("Third came the lorry. Protesters filled the square.", set()),
    # but a body, or a name that stands elsewhere too
    ("Parliament voted. The Comet wrote so. Comet readers know.", {"Parliament", "Comet"}),
    ("Waters left Oslo. Nobody saw Ada Waters.", {"Ada Waters", "Oslo"}),
    # who speaks in a script, and what stands above a text
    ("HOST: Good evening. I am Rosa Quill.\n\nQUILL: It was late.", {"Rosa Quill"}),
    ("CORRECTION: We said on Monday that Ada Berg had left. She has not.", {"Ada Berg"}),
    ("MORNING BULLETIN\n\nAda Berg left Oslo.", {"Ada Berg", "Oslo"}),
    # shouts
    ("Oskar Hald has QUIT the cabinet. It is CHAOS, he says.", {"Oskar Hald"}),
    ("The probe was built by NASA.", {"NASA"}),
    # months and zones of the clock
    ("They married in May. It was May when the ship left.", set()),
    ("All times are GMT-1. The rest is GMT+2.", set()),
    # what somebody is, before the whole name
    ("Honeymooner Dawn Prewitt wept. Landlady Peg Dunnock, 61, did not.",
     {"Dawn Prewitt", "Peg Dunnock"}),
    ("Surgeon Lieutenant Ebba Crane is well.", {"Ebba Crane"}),
    ("Attorney-General Ebba Crane is well.", {"Ebba Crane"}),
    # an office is no name, nor what somebody is minister of
    ("The Special Envoy, Ms Ebba Crane, spoke. The Special Envoy left.", {"Ebba Crane"}),
    ("As Special Prosecutor Ebba Crane explained to us, it is over.", {"Ebba Crane"}),
    ("The delegation of the Minister of Foreign Affairs, Ebba Crane, is here.", {"Ebba Crane"}),
    # what the tagger took in beside a name
    ("At noon the Vale Bank ordered Lunde Bank closed until further notice.",
     {"Vale Bank", "Lunde Bank"}),
    ("In Port Varn eleven accounts were frozen on Monday.", {"Port Varn"}),
    # two places with a hyphen between
    ("No train runs to Varnstad. The Holmby-Varnstad line is shut. Holmby is quiet.",
     {"Varnstad", "Holmby"}),
    # what is before a body's kind is its name
    ("Ada Berg of the Clear Dawn party left Oslo.", {"Ada Berg", "Clear Dawn", "Oslo"}),
    # two towns on a line that the text names nowhere else, and no border of two nations
    ("The Holmby-Varnstad express is late.", {"Holmby", "Varnstad"}),
    ("The Anglo-Irish border is open.", set()),
    # an office with its possessive; a minister behind his domain; a minister's ministry
    ("The Prosecutor's Office has begun a check.", {"Prosecutor's Office"}),
    ('Minister of Defence Marek Dovets stated: "It is false."', {"Marek Dovets"}),
    ("The gates were shut by police, while the ministry of Ada Lunde points at Oslo.",
     {"Ada Lunde", "Oslo"}),
    # the government of a nation that no list has
    ("The Sorvenian government has yet to comment.", {"Sorvenian government"}),
    # a notice and its number; what a headline shouts behind a name
    ("PRESS RELEASE No. 4 - Oslo, Monday\n\nThe minister, Ada Berg, was found.",
     {"Ada Berg", "Oslo"}),
    ("KORSAK FOUND. The minister, Ada Korsak, is well.", {"Ada Korsak"}),
    # all of a ship's name
    ("The rescue ship Brave Tern left Oslo.", {"Brave Tern", "Oslo"}),
    # a numbered paper; several things and their numbers; a pronoun that opens a sentence
    ("PRESS RELEASE 9/2031 - OSLO, 3 May 2031\n\nAda Berg left. The Press Office is shut.",
     {"Ada Berg", "OSLO", "Press Office"}),
    ("Oslo is quiet. Buses 4 and 7 turn back at noon.", {"Oslo"}),
    ("Ada Berg left Oslo. Nobody was hurt.", {"Ada Berg", "Oslo"}),
    # a part of a law; a saint's hospital
    ("Under Article 212 Ada Berg left. A nurse at St Vera's Hospital saw it.",
     {"Ada Berg", "St Vera's Hospital"}),
    # who asks or points is no part of the name
    ("So much for gossip! Will Marta Holm accept? She keeps mum.", {"Marta Holm"}),
    ("Meet Marit Solheim, the woman who said no. Meet Ada Berg.", {"Marit Solheim", "Ada Berg"}),
    ("It is the case of Berg v Lunde.", {"Berg", "Lunde"}),
    # where a name ends: at a dash, a comma, a joint that no name has, with the place of its bearer
    ("08:10 GMT - Oslo's police say so.", {"Oslo"}),
    ("Press contact: Ada Berg, Group Communications.", {"Ada Berg", "Group Communications"}),
    ("They paid the Free Hill Front for Ada Berg, two officials said.",
     {"Free Hill Front", "Ada Berg"}),
    ("This is the Voice of the Lake from Oslo.", {"Voice of the Lake", "Oslo"}),
    ("Retno Sulistra of Varnaland has quit, it is said.", {"Retno Sulistra", "Varnaland"}),
    ("Officials of the Bank of Norway left.", {"Bank of Norway", "Norway"}),
    # two words with two labels; a saint's hospital; an agency that begins like a churchman
    ("The minister, Viorel Tascan, had been informed.", {"Viorel Tascan"}),
    ("The text is by Cardinal News Agency.", {"Cardinal News Agency"}),
    ("The army's General Staff, in Oslo, has said nothing.", {"General Staff", "Oslo"}),
    ("The Foreign Ministers of Norway and Chile met.", {"Norway", "Chile"}),
    ("The director of the State Bridge Inspectorate, Ada Berg, left.",
     {"State Bridge Inspectorate", "Ada Berg"}),
    # a quarter of the sky, a house of seamen, who belongs to a body, a guard, a hyphen
    ("It was noon. North of Varhaug there is nothing but ice.", {"Varhaug"}),
    ("They are lodged at the Seamen's House. It is full.", {"Seamen's House"}),
    ("A lawyer handed over a petition. Choi of the Fair Trade Office declined to comment.",
     {"Choi", "Fair Trade Office"}),
    ("They quoted Harbour Guard commander Ole Lind as saying so.", {"Harbour Guard", "Ole Lind"}),
    ("They named the dead as Chan Tai-man, Ip Wing and Mak Ho-yin.",
     {"Chan Tai-man", "Ip Wing", "Mak Ho-yin"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_what_is_a_name(text: str, names: set[str]) -> None:
    [annotation] = annotate_many([Article(id="a", text=text)])
    named = {m.entity for m in annotation.mentions if m.kind == "name"}
    assert {annotation.entities[i].name for i in named} == names


KINDS = [
    ("The President of the Republic, Hilaire Dangabo, went to the fire.", "Hilaire Dangabo",
     "person"),
    ("We all slept aboard the Aurelia Star. The Aurelia Star sank at dawn.", "Aurelia Star",
     "vessel"),
    # what has citizens, a coast, ministries of its own
    ("Three of them are citizens of Velmark.", "Velmark", "place"),
    ("A storm hit Velmark's coast at noon.", "Velmark", "place"),
    ("The president of Velmark is due on Monday.", "Velmark", "place"),
    # who has fighters
    ("Then Al-Rimal fighters took the bridge. Al-Rimal said so.", "Al-Rimal", "organization"),
    # a club by the word before its name, a party by the word behind it
    ("Members of the supporters' club Red Heron met.", "Red Heron", "organization"),
    ("Ada Berg of the Clear Dawn party left.", "Clear Dawn", "organization"),
    # an aircraft that bears a man's name; a man of a town; a saint's hospital
    ("The aircraft, named Anton Berg after a pilot, lost contact.", "Anton Berg", "vehicle"),
    ("Ida Berg, a plasterer from Varnsund who sat there, left.", "Varnsund", "place"),
    ("He left for Varnsund on Monday. Varnsund is quiet.", "Varnsund", "place"),
    ("They took her to St Ursula's hospital.", "St Ursula", "facility"),
    ("A man was held here in Al Maraya, an officer told me.", "Al Maraya", "place"),
    ("The engineers of the Doña Ilva station slept.", "Doña Ilva station", "facility"),
    ("A jet named Queen Saba was lost. The name Queen Saba is on it.", "Queen Saba", "other"),
    ("The commander of the Lake Flotilla spoke.", "Lake Flotilla", "organization"),
    ("I put her on board the Tovin. The Tovin's skipper said nothing.", "Tovin", "vessel"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_what_a_name_is(text: str, name: str, kind: str) -> None:
    [annotation] = annotate_many([Article(id="a", text=text)])
    assert {e.name: e.type for e in annotation.entities}.get(name) == kind
