"""How a sentence is cut into claims: each clause that asserts something of its own is one."""

from __future__ import annotations

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article
from analysis.resolve.case import resolve_case

SENTENCES = [
    (
        "The board told residents not to drink tap water after phenol was found in the reservoir.",
        ["residents not to drink tap water", "phenol was found in the reservoir"],
    ),
    (
        "The pumps at Marsk, which supply most of the inner city, were switched off on Sunday, "
        "officials said.",
        ["The pumps at Marsk were switched off on Sunday", "which supply most of the inner city"],
    ),
    (
        "The mayor left the city for Malta and took the signed papers along, an aide said.",
        ["The mayor left the city for Malta", "took the signed papers along"],
    ),
    # one thing: no subject of its own, no verb, a condition
    ("Two men died after drinking the water, doctors said.",
     ["Two men died after drinking the water"]),
    ("The captain resigned if the report is right, a sailor said.",
     ["The captain resigned if the report is right"]),
    # what a quotation says in two sentences is two claims
    (
        '"The first alarm came from the sensor on Sunday," Mara Lind said. "Nobody took a sample '
        'on Friday."',
        ["The first alarm came from the sensor on Sunday", "Nobody took a sample on Friday"],
    ),
    # who says it stands between two clauses, each with a subject of its own
    (
        "About 400 soldiers had crossed the pass, he said, and some had pitched tents beside the "
        "road.",
        ["About 400 soldiers had crossed the pass", "some had pitched tents beside the road"],
    ),
    ('"The minister," she said, "has resigned from the cabinet."',
     ["The minister has resigned from the cabinet"]),
    # each 'that' opens another thing that is said, however short
    (
        "The captain said that a junta had taken over, that the constitution was void and that "
        "the border was shut.",
        ["that a junta had taken over", "that the constitution was void",
         "that the border was shut"],
    ),
    ("The army said that it had seized power and that Ada Lind was no longer head of state.",
     ["that it had seized power", "that Ada Lind was no longer head of state"]),
    # and behind it: who saw it is no part of what he says
    (
        "The jet was on the ground in Tirkhana, said an officer who was waiting at the gate.",
        ["The jet was on the ground in Tirkhana"],
    ),
    # short, and yet to be disputed
    (
        "The minister said that he is in hiding inside the country, did not resign and fears for "
        "his life.",
        ["that he is in hiding inside the country", "did not resign and fears for his life"],
    ),
    ("The stranding happened in our waters, and not a shot was fired, he said.",
     ["The stranding happened in our waters", "not a shot was fired"]),
    (
        "Soldiers mutinied at Camp Tarn on Wednesday and seized its armoury, the mayor said.",
        ["Soldiers mutinied at Camp Tarn on Wednesday", "seized its armoury"],
    ),
    ("He put the letter down and walked out, she said.",
     ["He put the letter down and walked out"]),
    # three predicates of one subject
    (
        "He resigned on Monday, left the country in a car and sold his house, the ministry said.",
        ["He resigned on Monday", "left the country in a car", "sold his house"],
    ),
    # what came of it
    (
        "The ice plunged into the lake on Sunday evening, sending a wave over the Tarn dam.",
        ["The ice plunged into the lake on Sunday evening", "sending a wave over the Tarn dam"],
    ),
    ("The mayor left the hall at noon, waving to the crowd.",
     ["The mayor left the hall at noon, waving to the crowd"]),
    # a clause whose parse is lost
    (
        "23 hikers were missing after part of the Tarn glacier collapsed into a reservoir on "
        "Sunday, driving a wave over the dam and into the villages below.",
        ["23 hikers were missing", "part of the Tarn glacier collapsed into a reservoir on Sunday",
         "driving a wave over the dam and into the villages below"],
    ),
    (
        "At least 19 miners were trapped underground after a section of the Lenz lead and zinc "
        "mine in northern Velmora collapsed late on Sunday, a spokesman said.",
        [
            "At least 19 miners were trapped underground",
            "a section of the Lenz lead and zinc mine in northern Velmora collapsed late on Sunday",
        ],
    ),
    # two main clauses; what a colon opens behind a noun explains it
    (
        "The general was not in the palace: he had been arrested at the harbour.",
        ["The general was not in the palace", "he had been arrested at the harbour"],
    ),
    ("The divers found six shells; the bridge remains shut.",
     ["The divers found six shells", "the bridge remains shut"]),
    ("The owners hired three guards: two brothers and a cook.",
     ["The owners hired three guards: two brothers and a cook"]),
    # a count of the dead, the hurt, the missing is claimed by itself, with its noun
    (
        "The mayor said that a worn valve had caused the fire that killed nine people in Marsk.",
        ["that a worn valve had caused the fire", "the fire that killed nine people in Marsk"],
    ),
    ("The union says that there are nine dead.", ["that there are nine dead"]),
    # where: a clause that tells of something, with a subject of its own
    (
        "The envoy was questioned in the barracks where the army has held him since Monday.",
        ["The envoy was questioned in the barracks", "the army has held him since Monday"],
    ),
    ("The guards asked where the army had held him.", ["where the army had held him"]),
    # what stands before a clause that was lifted out goes on behind it
    (
        "On Mill Street, where the family has lived since the war, a policeman was on guard.",
        ["On Mill Street a policeman was on guard", "the family has lived since the war"],
    ),
    # the writer's remark is no part of what is said
    (
        "Arvona said that a mine had sunk the ferry, an account that the owners did not share.",
        ["that a mine had sunk the ferry"],
    ),
    (
        "The palace denied that he had resigned before the vote, as a letter suggested.",
        ["that he had resigned before the vote"],
    ),
    (
        "The union said 31 men were missing, a count which it based on the lamps.",
        ["31 men were missing"],
    ),
    # two clauses that only a comma parts, each opening with its subject
    (
        '"Nine men were on the boat, two of them have drowned in the harbour," Mara Lind said.',
        ["Nine men were on the boat", "two of them have drowned in the harbour"],
    ),
    ('"I have not resigned, I have signed no letter," the mayor said.',
     ["I have not resigned", "I have signed no letter"]),
    (
        "A fire broke out on the Marta Dahl, a freighter moored at Quay 4, late on Sunday.",
        ["A fire broke out on the Marta Dahl, a freighter moored at Quay 4, late on Sunday"],
    ),
    ("When the boat sank, two men swam to the quay.",
     ["When the boat sank, two men swam to the quay"]),
    (
        "Divers found no bodies in the wreck, whatever you may have read in Lunde.",
        ["Divers found no bodies in the wreck, whatever you may have read in Lunde"],
    ),
    # how it is known, or how somebody put it
    (
        "There are other ways into the harbour, as any smuggler can tell you.",
        ["There are other ways into the harbour, as any smuggler can tell you"],
    ),
    # a short one with a subject of its own
    ('"I have not resigned, and I have no intention of leaving Marsk," the mayor said.',
     ["I have not resigned", "I have no intention of leaving Marsk"]),
    ("The ministry says that his wife flew to Malta but that he himself was not on board.",
     ["that his wife flew to Malta", "that he himself was not on board"]),
    # the whole relative clause is lifted out, not the noun with which it opens
    (
        "Premier Ada Roe, whose trip to Malta on Monday was put off, is now due on Friday.",
        ["whose trip to Malta on Monday was put off"],
    ),
    # the same where the measure opens the clause
    (
        "A wall of water reached the town of Marsk at dawn, five and a half hours after the Tarn "
        "dam burst upstream.",
        ["A wall of water reached the town of Marsk at dawn", "the Tarn dam burst upstream"],
    ),
    (
        "The army sealed the port of Marsk on Monday, hours after gun battles erupted at the "
        "barracks.",
        ["The army sealed the port of Marsk on Monday", "gun battles erupted at the barracks"],
    ),
    # how long after goes with the clause
    (
        "The general of the guard flew home to Marsk a day after he had left the talks in protest.",
        ["The general of the guard flew home to Marsk", "he had left the talks in protest"],
    ),
    # who is wounded stands beside the toll
    ("The toll stands at 17, with 64 wounded, the ministry said.",
     ["The toll stands at 17", "with 64 wounded"]),
    (
        "Nine people are dead and some 40 hurt on the ferry, the ministry said.",
        ["Nine people are dead", "some 40 hurt on the ferry"],
    ),
    # what happened meanwhile, behind the words of saying
    (
        "The toll rose to 19 on Monday, the ministry said, as soldiers closed the road to Marsk.",
        ["The toll rose to 19 on Monday", "as soldiers closed the road to Marsk"],
    ),
    # what was planned is told by the way, and the sentence stays whole
    (
        "The attack came three days before the envoy was due in Marsk for talks.",
        [
            "The attack came three days before the envoy was due in Marsk for talks",
            "the envoy was due in Marsk for talks",
        ],
    ),
    # a list of what is said, however it is parsed
    (
        "The line says that its crew fired no shot, that the ship stranded in Velan waters, and "
        "that nobody was hurt.",
        [
            "that its crew fired no shot",
            "that the ship stranded in Velan waters",
            "that nobody was hurt",
        ],
    ),
    # whom a pronoun stands for is told too, and a short sentence can be disputed
    (
        "He said that he was in the country and had not stepped down.",
        ["that he was in the country", "had not stepped down"],
    ),
    (
        "The minister said that the outage was sabotage and pointed at a rural group.",
        ["that the outage was sabotage", "pointed at a rural group"],
    ),
    (
        "The liner was barred from entering the port of Sant and put into quarantine.",
        ["The liner was barred from entering the port of Sant", "put into quarantine"],
    ),
    (
        "The vials bear the date of November, so the drug was not out of date.",
        ["The vials bear the date of November", "so the drug was not out of date"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:40] for text, _ in SENTENCES])
def test_claims_of_a_sentence(text: str, expected: list[str]) -> None:
    article = Article(id="a", text=text, outlet="Vesk Post", published_at="2031-03-04")
    annotations = {a.article_id: a for a in annotate_many([article])}
    claims = resolve_case([article], annotations).claims
    found = [claim.content.strip(' ,."') for claim in claims]
    for wanted in expected:
        assert wanted in found, found
    for claim in claims:
        assert claim.content == " ".join(text[start:end] for start, end in claim.content_spans)
