"""What the outlet says on its own word: each main clause that nobody else is given for."""

from __future__ import annotations

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article

TEXTS = [
    ("There was no siren in Port Lenz.", ["There was no siren in Port Lenz"]),
    ("The mayor lives. He was shot on Monday.", ["The mayor lives", "He was shot on Monday"]),
    # beside what somebody else says
    (
        "A gunman shot and wounded a judge in Port Lenz on Tuesday, and the town went to bed "
        "wondering who had sent him.",
        ["A gunman shot and wounded a judge in Port Lenz on Tuesday"],
    ),
    (
        "Sailors walked into the harbour office and took it over; my sister, who cleans there, "
        "said that she had been told to go home.",
        ["Sailors walked into the harbour office and took it over"],
    ),
    # beside what is asked of the reader
    ("The old bridge is closed, so take the ferry.", ["The old bridge is closed"]),
    # the parse takes the verb for a part of the noun
    (
        "Velmora's central bank late on Sunday capped cash withdrawals at 200 crowns a day.",
        ["Velmora's central bank late on Sunday capped cash withdrawals at 200 crowns a day"],
    ),
    # ... or finds no subject for it
    (
        "By order of the mayor, Dr. Ida Lund, the public water supply of Lenz has been suspended.",
        ["By order of the mayor, Dr. Ida Lund, the public water supply of Lenz has been suspended"],
    ),
    (
        "The number of the deceased stands at fourteen, without change since Monday.",
        ["The number of the deceased stands at fourteen, without change since Monday"],
    ),
    ("A long night for the people of Lenz.", []),
    # a line above, with which it was taken for one sentence
    (
        "@lenz_ais\n1/ Bulk carrier MARTA OSMAN (189 m, loaded) is hard aground.",
        ["1/ Bulk carrier MARTA OSMAN (189 m, loaded) is hard aground"],
    ),
    # ... or for a clause that hangs on one
    (
        "At 01:35 on Monday the tanker Marta Osman and the tug Tarn Swan collided off Lunde.",
        ["At 01:35 on Monday the tanker Marta Osman and the tug Tarn Swan collided off Lunde"],
    ),
    (
        "More than 600 frightened villagers crowded on to a night ferry off Tarn, and nobody can "
        "say what has become of the mayor.",
        ["More than 600 frightened villagers crowded on to a night ferry off Tarn"],
    ),
    # ... and hangs the subject on the auxiliary, or on what stands before it
    (
        "Five people from the University of Vesk are missing.",
        ["Five people from the University of Vesk are missing"],
    ),
    (
        "At 17:20 today, in conditions of failing light, a helicopter of the Border Guard entered "
        "the airspace of Kurvia.",
        [
            "At 17:20 today, in conditions of failing light, a helicopter of the Border Guard "
            "entered the airspace of Kurvia"
        ],
    ),
    # behind a label, and where the writer says how sure it is
    (
        "It was dark. Position: The wreck lies three miles north of the cape.",
        ["It was dark", "The wreck lies three miles north of the cape"],
    ),
    ("What is certain is that the crash has cost seven lives.", ["the crash has cost seven lives"]),
    ("What did happen is that two ministers signed a letter.", ["two ministers signed a letter"]),
    (
        "What the patrol found were the remains of a tractor.",
        ["What the patrol found were the remains of a tractor"],
    ),
    # beside the words of somebody else, in their sentence
    (
        "The gorge is lost, Minister Ilva Renn said on Monday, as divers searched two coaches of "
        "the train.",
        ["divers searched two coaches of the train"],
    ),
    (
        "The builder Tarn Works, which fitted the bolts in May, insists that it checked each one.",
        ["which fitted the bolts in May"],
    ),
    (
        "The council has insisted that it paid; the union had put the debt at nine million.",
        ["the union had put the debt at nine million"],
    ),
    # behind the time and the label of a live page
    ("09:20 - The mayor has arrived at the quay.", ["The mayor has arrived at the quay"]),
    ("08:40 Recap: the mayor left the quay at noon.", ["the mayor left the quay at noon"]),
    # what was done to it is not what somebody says of it
    (
        "A conference on the Tarn fisheries was called off on Friday with no treaty signed.",
        ["A conference on the Tarn fisheries was called off on Friday with no treaty signed"],
    ),
    # nothing is told
    ("Closed on Sundays.", []),
    ("Thank you all for coming.", []),
    # a subject and what it did; a label has no full stop
    ("Who won? She won.", ["She won"]),
    ("Port closed", []),
    # before what is asked
    (
        "The men of the Lady Osman are hammering on the hull, and what does our minister do?",
        ["The men of the Lady Osman are hammering on the hull"],
    ),
    ("Is the mayor alive, and who saw him?", []),
    # turned round, or with its verb at the end of a long line of names
    (
        "The ship was stopped. On board are 22 seamen.",
        ["The ship was stopped", "On board are 22 seamen"],
    ),
    (
        "At the request of the Acting Chief Judge, the trial in case 77/26 (Lund and others) will "
        "be resumed on Tuesday, 9 November, at 10:00.",
        [
            "At the request of the Acting Chief Judge, the trial in case 77/26 (Lund and others) "
            "will be resumed on Tuesday, 9 November, at 10:00"
        ],
    ),
    (
        "On Sunday 17 January an avalanche hit train 417, the Rosa Lund, below the Upper Tarn "
        "gallery.",
        [
            "On Sunday 17 January an avalanche hit train 417, the Rosa Lund, below the Upper Tarn "
            "gallery"
        ],
    ),
    # two sentences that a semicolon parts: neither is said by whom the other names
    (
        "Counts of the victims differ: the ministry in Lenz acknowledges seven deaths.",
        ["Counts of the victims differ: the ministry in Lenz acknowledges seven deaths"],
    ),
    ("Who shut the gate?", []),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS, ids=[text[:40] for text, _ in TEXTS])
def test_the_outlets_own_words(text: str, wanted: list[str]) -> None:
    article = Article(id="a", text=text, outlet="Vesk Post", published_at="2031-03-04")
    (annotation,) = annotate_many([article])
    told = [" ".join(text[s:e] for s, e in found.content) for found in annotation.statements]
    assert told == wanted
