"""Origins of claims that are put together by hand, in brackets: whose word they are, and whether
two are one. What groups claims plays no part here."""

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article
from analysis.resolve.case import resolve_case
from analysis.resolve.claim_sources import source_of
from analysis.resolve.origins import Origins, origins_of
from analysis.resolve.provenance import provenance
from analysis.resolve.speakers import told_by

Written = list[tuple[str, str]]  # outlet; text with the claim in brackets

WHOSE = [  # whose word the claim is, and as what it counts
    # a phrase for somebody: what they have put out, their press office, what they call themselves
    (
        [
            (
                "Vesk Mail",
                "Colonel Per Lund speaks for the army. [The road is open], according to Colonel "
                "Lund's overnight statement, which has been printed by every paper.",
            )
        ],
        ("named", "Per Lund"),
    ),
    (
        [("Vesk Mail", "It rained. The ministry's protocol speaks of [2 million in cash].")],
        ("named", "The ministry"),
    ),
    (
        [
            (
                "Vesk Mail",
                "It rained. The road is open, the press office of the cabinet announced on Monday. "
                "[The road is open, the press office of the cabinet announced on Monday].",
            )
        ],
        ("named", "the cabinet"),
    ),
    (
        [
            (
                "Vesk Mail",
                "The Road Repair Foundation (RRF) has an office here. The charity RRF says [that "
                "the road is open].",
            )
        ],
        ("named", "Road Repair Foundation"),
    ),
    # who was reached, and told this
    (
        [
            (
                "Radio Vesk",
                "The people at the gate do not believe it. I reached Per Dahl by telephone; he has "
                "been a nurse for years. He told me this: “[Thirty people have died here].”",
            )
        ],
        ("named", "Per Dahl"),
    ),
    # a lead that has a report from somebody who is named further down
    (
        [
            (
                "Vesk Mail",
                "[The road was mined], foreign monitors said in a first report on Monday.\n\nThe "
                "report by the Tarn Observation Mission runs to nine pages. The Tarn Observation "
                "Mission has an office here.",
            )
        ],
        ("named", "Tarn Observation Mission"),
    ),
    # the station that was named last
    (
        [
            ("Voice of Kurvia", "It rained."),
            (
                "Vesk Mail",
                "The mayor has left, as the Voice of Kurvia has confirmed. [His car is lying in a "
                "ditch], the station reports.",
            ),
        ],
        ("medium", "Voice of Kurvia"),
    ),
    (
        [("Radio Vesk", "It rained. This station reported on Monday [that the road was shut].")],
        ("own", "Radio Vesk"),
    ),
    # whoever was warned has not said so
    (
        [("Vesk Mail", "It rained. The company was warned [that the roof was unsafe].")],
        ("own", "Vesk Mail"),
    ),
    # who goes on speaking within the sentence, and whose word it is behind it
    (
        [
            (
                "Radio Vesk",
                "“We saw nothing,” Colonel Per Lund said. [It has been established by the troops, "
                "the colonel went on, that a missile fell on the road].",
            )
        ],
        ("named", "Per Lund"),
    ),
    (
        [
            (
                "Radio Vesk",
                "[The road remains open], where it is watched, it was reiterated by the mayor, "
                "Hana Osman.",
            )
        ],
        ("named", "Hana Osman"),
    ),
    (
        [
            (
                "Radio Vesk",
                "“We saw nothing,” the spokesman, Per Lund, said.\n\nAs to the ship, it was "
                "stressed once more [that she was far off].",
            )
        ],
        ("named", "Per Lund"),
    ),
    # 'he' is one man
    (
        [
            (
                "Vesk Mail",
                "Inspectors begged for it to be shut. And what did Mayor Per Lund do? [Never saw "
                "it], he claimed.",
            )
        ],
        ("named", "Per Lund"),
    ),
    # who sums up has no source of their own
    (
        [("Vesk Mail", "It rained. Both sides say [that nothing was paid].")],
        ("own", "Vesk Mail"),
    ),
    # a document of the paper's own, and one of the body that writes
    (
        [
            (
                "Vesk Mail",
                "It rained. Vesk Mail has seen [the letter in which two firms were named].",
            )
        ],
        ("seen", "Vesk Mail"),
    ),
    # releases: by the desk behind the name, by what is written below them
    (
        [("Vorind newsroom", "[The contract was worth two million marks].")],
        ("named", "Vorind newsroom"),
    ),
    (
        [
            (
                "Tarn Resources",
                "With deep regret Tarn Resources confirms the fall. [Four colleagues are "
                "trapped].\n\nMedia contact: Per Lund.",
            )
        ],
        ("named", "Tarn Resources"),
    ),
    # ... an institute that nobody names only comments
    (
        [("Shelf Institute", "[The contract was worth two million marks].")],
        ("own", "Shelf Institute"),
    ),
    # a figure that somebody stands by, though nobody 'says that' it is so
    (
        [("Vesk Mail", "Ida Lund runs the ferry. [Captain Ida Lund stood by her figure of four].")],
        ("named", "Ida Lund"),
    ),
    (
        [("Vesk Mail", "It was a hard night. [The ambulance service still says four].")],
        ("named", "The ambulance service"),
    ),
    (
        [("Vesk Mail", "A letter has come. [The ministry calls it a forgery].")],
        ("named", "The ministry"),
    ),
    # who is named behind the words or before them
    (
        [
            (
                "Vesk Mail",
                "“[The colonel has never met this baker.]” With these words the ambassador, Hana "
                "Osman, rejected the report. Osman is in Vesk.",
            )
        ],
        ("named", "Hana Osman"),
    ),
    (
        [
            (
                "Radio Vesk",
                "20:05 - We've just had Per Dahl on the line, the man who speaks for the rebels. "
                "[More than 200 people died at the bridge], he says. Per Dahl is at home.",
            )
        ],
        ("named", "Per Dahl"),
    ),
    (
        [
            (
                "Radio Vesk",
                "Hana Osman of the union read us her list over the telephone. [There are eleven "
                "names on it]. Hana Osman is a baker.",
            )
        ],
        ("named", "Hana Osman"),
    ),
    # 'it' is the body of the sentence before, or who has signed the letter
    (
        [
            (
                "Vesk Mail",
                "At the gate, Guardsmen stood in the rain. The presidency wasn't answering its "
                "telephones. In the afternoon it put out a statement saying [that the president "
                "was at home].",
            )
        ],
        ("named", "The presidency"),
    ),
    (
        [
            (
                "Radio Vesk",
                "The Black Thistle Brigade has struck before.\n\nA letter signed by the Black "
                "Thistle Brigade has been pushed under our door. “[We demand freedom for our "
                "eleven comrades],” it says.",
            )
        ],
        ("named", "Black Thistle Brigade"),
    ),
    # the clock of a live page is nobody's name
    (
        [
            (
                "Radio Vesk",
                "Hana Osman, the ambassador, went in.\n\n16:21 - The ambassador is out too. Hana "
                "Osman came through the door. “[I went in at eleven and I would like to sit "
                "down],” she told us.",
            )
        ],
        ("named", "Hana Osman"),
    ),
    # who was there, or has them there
    (
        [("Vesk Mail", "[The mayor lives three doors along from this newspaper's correspondent].")],
        ("seen", "Vesk Mail"),
    ),
    (
        [("Vesk Notes", "[I have found eleven death notices, from Vesk and from Lunde].")],
        ("seen", "Vesk Notes"),
    ),
    (
        [("Radio Vesk", "[Captain Ida Lund is alive, and she's on the line].")],
        ("seen", "Radio Vesk"),
    ),
    (
        [("Radio Vesk", "[Captain Ida Lund is alive, and she has a line to the shore].")],
        ("own", "Radio Vesk"),
    ),
    # a reporter with a name was there
    (
        [
            (
                "Radio Vesk",
                "Our reporter Ida Lund has been on the quay since noon. Ida went down to look. "
                "[The ferry is tied up at the upper quay].",
            )
        ],
        ("seen", "Radio Vesk"),
    ),
    (
        [
            (
                "Radio Vesk",
                "Our reporter Ida Lund rang the ministry. [The ferry is tied up at the upper "
                "quay].",
            )
        ],
        ("own", "Radio Vesk"),
    ),
    # 'it' is the document that spoke in the sentence before
    (
        [
            (
                "Vesk Mail",
                "The message of the Black Thistle Brigade has come. Its members did it, the "
                "message says. “[We took no orders from any of the parties],” it adds.",
            )
        ],
        ("named", "Black Thistle Brigade"),
    ),
    # ... also one whom the outlet has presented in an earlier bulletin
    (
        [
            ("Radio Vesk", "Ida went down to look. [The ferry is tied up at the upper quay]."),
            ("Radio Vesk", "Our reporter Ida Lund is on the quay. [The ferry is late]."),
        ],
        ("seen", "Radio Vesk"),
    ),
    # whose claim another takes up; who denies it speaks
    (
        [
            (
                "Vesk Mail",
                "The Harbour Ministry took note of [the report of the dockers' union that nine men "
                "had been killed].",
            )
        ],
        ("named", "the dockers' union"),
    ),
    (
        [
            (
                "Vesk Mail",
                "The Harbour Ministry dismissed [the assertion of the dockers' union that nine "
                "men had been killed].",
            )
        ],
        ("named", "Harbour Ministry"),
    ),
    (
        [("Vesk Mail", "It is dark. [By the count of the central bank, nine accounts are empty].")],
        ("named", "the central bank"),
    ),
    ([("Vesk Mail", "[The central bank's figure is nine].")], ("named", "The central bank")),
    (
        [
            (
                "Vesk Mail",
                "[The public line of the Truce Mission remains that it cannot tell who fired].",
            )
        ],
        ("named", "Truce Mission"),
    ),
    # 'it emerged' is nobody's word
    (
        [
            (
                "Vesk Mail",
                "The Harbour Ministry is closed. The minister was sacked after it emerged [that he "
                "had flown to Lunde].",
            )
        ],
        ("own", "Vesk Mail"),
    ),
    # who stands behind the verb, where a pronoun before it was taken for them
    (
        [
            (
                "Vesk Mail",
                "The Lunde Post has gone home. The toll is higher than they admit: [at least nine "
                "people perished], says a health union.",
            )
        ],
        ("unnamed", "a health union"),
    ),
    # a quotation of several sentences has one speaker
    (
        [
            (
                "Vesk Mail",
                'A passenger remembers. Nia Lund, 22, a student: "We looked for the lighthouse. '
                '[It was not burning.] There was fog."',
            )
        ],
        ("named", "Nia Lund"),
    ),
    # whose statement an article tells from its first line on
    (
        [
            (
                "Vesk Mail",
                "The Harbour Ministry has stated that the quay is open.\n\n[Two dockers were "
                "killed at the gate], it was stated.",
            )
        ],
        ("named", "Harbour Ministry"),
    ),
    # 'he' behind a name
    (
        [
            (
                "Vesk Mail",
                "Ida Lund is on the quay. Hana Osman, who fishes out of Lunde, told us of it "
                "at eleven. And she told us this: "
                '"[That lamp has been out since Friday.]"',
            )
        ],
        ("named", "Hana Osman"),
    ),
    # nobody speaks of himself by name and of 'me'
    (
        [
            (
                "Vesk Mail",
                "Ida Lund, 34, a welder from Lunde, has just spoken to our reporter by phone. "
                '"[Hana Osman was standing beside me on the deck]," she says.\n\n'
                "Hana Osman is the leader of the opposition.",
            )
        ],
        ("named", "Ida Lund"),
    ),
    # who tells in the middle of a sentence
    (
        [
            (
                "Vesk Mail",
                "[2.1 billion crowns left the Varn Bank on Saturday and Sunday], acting governor "
                "Hana Osman informed the press, and the earlier figure was to be regarded as "
                "incomplete.",
            )
        ],
        ("named", "Hana Osman"),
    ),
    # who is only spoken to says nothing
    (
        [
            (
                "Radio Vesk",
                "Ida, the state agency says [the ferry sailed this morning]. Ida Lund is on the "
                "quay.",
            )
        ],
        ("named", "the state agency"),
    ),
    # 'its mayor' of the first line is named further down
    (
        [
            (
                "Vesk Mail",
                "[Shells hit the market of Lunde on Sunday], its mayor said.\n\nHana Osman, the "
                "mayor, called it the worst night of her life.",
            )
        ],
        ("named", "Hana Osman"),
    ),
    # a body 'speaks of' a figure
    (
        [("Vesk Mail", "Nobody knows more. [The hospital at Lunde speaks of nine dead].")],
        ("named", "The hospital at Lunde"),
    ),
    # what goes on behind a semicolon is still the speaker's
    (
        [
            (
                "Vesk Mail",
                "Hana Osman spoke for six minutes. The tests had turned up nothing, Osman "
                "maintained; [the fall was put down to the heat].",
            )
        ],
        ("named", "Hana Osman"),
    ),
    (
        [
            (
                "Vesk Mail",
                "Dr Hana Osman spoke for six minutes on Monday morning. The tests had turned up "
                "no toxins, she maintained; [the collapse was put down to a disturbance of the "
                "metabolism].",
            )
        ],
        ("named", "Hana Osman"),
    ),
    (
        [
            (
                "Vesk Mail",
                "The tests had turned up nothing, which was odd; [the fall was put down to the "
                "heat].",
            )
        ],
        ("own", "Vesk Mail"),
    ),
    # who recalls what others complained of has said what follows, too
    (
        [
            (
                "Vesk Mail",
                "A clerk of the harbour recalled that only two sailors complained of headaches, "
                "[which was put down to the heat].",
            )
        ],
        ("unnamed", "clerk of the harbour"),
    ),
    # who admits less has not said it
    (
        [
            (
                "Vesk Mail",
                "Hana Osman leads the union. Union leader Hana Osman says [some 300 dockers were "
                "hurt], twice what the Harbour Ministry admits.",
            )
        ],
        ("named", "Hana Osman"),
    ),
    (
        [("Vesk Mail", "It is late. [Some 300 dockers were hurt], more than the mayor admits.")],
        ("own", "Vesk Mail"),
    ),
    (
        [("Vesk Mail", "[Nine people died], far more than the four the mayor has confirmed.")],
        ("own", "Vesk Mail"),
    ),
    # tests on somebody are not that somebody's word
    (
        [
            (
                "Vesk Mail",
                "Tests on opposition leader Hana Osman have shown [that there was lead in her "
                "blood], the Anna Hospital said on Tuesday.",
            )
        ],
        ("named", "Anna Hospital"),
    ),
    # what everybody knew by then is nobody's word
    (
        [
            (
                "Vesk Mail",
                "A survey ship on Tuesday raised the mast of the ship [that went missing two days "
                "earlier with nine people on board], and at least six bodies were recovered, "
                "harbour officials said.",
            )
        ],
        ("own", "Vesk Mail"),
    ),
    # the clock that was cut in two, and a label on a live page
    (
        [
            ("Vesk Live", "03:41 Varn Radio is now saying [the ferry came in at the upper quay]."),
            ("Varn Radio", "The ferry is late."),
        ],
        ("medium", "Varn Radio"),
    ),
    (
        [
            (
                "Vesk Live",
                "17.40 Confirmed: [Hana Osman was summoned this afternoon]. Our camera caught the "
                "ambassador leaving by the side door.",
            )
        ],
        ("seen", "Vesk Live"),
    ),
    # a first name that was mixed up; the post tells
    (
        [
            ("Vesk Live", "Dr Ida Lund, the chief physician in Tarn, said [the mayor is well]."),
            ("Vesk Mail", "Emil Lund, the chief physician in Tarn, went home. Emil Lund is 50."),
            ("Lunde Post", "Dr Ida Lund, a chemist at the Anna Hospital, was in Vesk."),
        ],
        ("named", "Emil Lund"),
    ),
    # 'she' is whoever was quoted last
    (
        [
            (
                "Vesk Mail",
                "Per Dahl has fallen ill, spokeswoman Hana Osman said.\n\nThe driver stopped at "
                'Tarn. "Per was poisoned on purpose," Osman said, without naming anybody. '
                "[He was asleep when he came in], she added.",
            )
        ],
        ("named", "Hana Osman"),
    ),
    # the scientists of a body, in general, are the body
    (
        [
            (
                "Vesk Mail",
                "The Institute for Tides (IFT) has written to us. [The wave was no higher than a "
                "man], analysts at the IFT have concluded.",
            )
        ],
        ("named", "Institute for Tides"),
    ),
    (
        [
            (
                "Vesk Mail",
                "The Institute for Tides (IFT) has written to us. [The wave was no higher than a "
                "man], two analysts at the IFT have concluded.",
            )
        ],
        ("unnamed", "two analysts at the IFT"),
    ),
    (
        [
            (
                "Vesk Mail",
                "The Tarn Institute wrote to us. [The bridge fell because of rust], the "
                "institute's experts have concluded. The Tarn Institute is old.",
            )
        ],
        ("named", "Tarn Institute"),
    ),
    # a body that publishes, named with 'for' at the end of a live page's line
    (
        [
            (
                "Vesk Live",
                "17:45 [No trace of any wave turned up in the records], the Institute for Tides "
                "says in a brief that everyone here seems to be reading.",
            ),
            ("Institute for Tides", "The records show no wave."),
        ],
        ("named", "Institute for Tides"),
    ),
    # a paper or a letter is whoever's has written it
    (
        [("Vesk Mail", "[The roof was unsafe], a paper from the Tarn Institute argues.")],
        ("named", "Tarn Institute"),
    ),
    (
        [
            (
                "Vesk Mail",
                "[The club knew of the cracks], according to a letter from the Roads Agency, a "
                "copy of which we have seen.",
            )
        ],
        ("named", "Roads Agency"),
    ),
    (
        [("Vesk Mail", "[The roof was unsafe], a study of the Roads Agency has shown.")],
        ("unnamed", "a study of the Roads Agency"),
    ),
    # what an outlet has counted
    (
        [
            ("Lunde Post", "[Twelve people are on the list], the Vesk Mail has counted."),
            ("Vesk Mail", "The list is long."),
        ],
        ("medium", "Vesk Mail"),
    ),
    # 'its spokesman' is that of the land or the body named last
    (
        [
            (
                "Vesk Mail",
                "Whether Kurvia will come is another matter. Its spokesman has said [the talks are "
                "cancelled]. Kurvia is a land in the north. The army of Kurvia is small.",
            )
        ],
        ("named", "Kurvia"),
    ),
    # who has warned somebody has said it
    (
        [
            (
                "Vesk Mail",
                "[On 14 June the building inspectorate warned the club in writing that the roof "
                "was unsafe].",
            )
        ],
        ("unnamed", "building inspectorate"),
    ),
    # a figure that an outlet of the case gives
    (
        [
            (
                "Centre for Sanctions",
                "The size of the list is disputed; [the Vesk Mail, citing two officials, puts the "
                "figure at twelve].",
            ),
            ("Vesk Mail", "There are twelve names on the list."),
        ],
        ("medium", "Vesk Mail"),
    ),
    # an outlet that publishes the document by which a claim goes
    (
        [
            (
                "Centre for Roofs",
                "[If the letter published by the Vesk Mail is genuine, the roof has been unsafe "
                "since June].",
            ),
            ("Vesk Mail", "The letter is on our website."),
        ],
        ("medium", "Vesk Mail"),
    ),
    # an outlet that has sources of its own
    (
        [("Vesk Mail", "[Traces of lead have been found in the well, the Vesk Mail has learned].")],
        ("unnamed", "sources of Vesk Mail"),
    ),
    (
        [("Vesk Mail", "[The well is dry], according to information obtained by the Mail.")],
        ("unnamed", "sources of Vesk Mail"),
    ),
    # reporters of the outlet's own who were there
    (
        [("Radio Vesk", "[Nine coaches left]. Ida Lund, our reporter at the gate, counted them.")],
        ("seen", "Radio Vesk"),
    ),
    (
        [("Radio Vesk", "Our own Ida Lund is at the gate and [she has counted nine coaches].")],
        ("seen", "Radio Vesk"),
    ),
    (
        [
            (
                "Radio Vesk",
                "That was wrong. [No ferry came in there]. Our colleague Ida Lund reached the quay "
                "at noon and found it empty.",
            )
        ],
        ("seen", "Radio Vesk"),
    ),
    (
        [
            (
                "Radio Vesk",
                "Our Ida Lund watched as the minister laid flowers.\n\nIda was thirty metres from "
                "the stage on Sunday and she is certain: [there was no flare on that stage].",
            )
        ],
        ("seen", "Radio Vesk"),
    ),
    # on whose account, in whose view
    (
        [
            (
                "Vesk Mail",
                "It was a long night. [The bridge fell at noon, on the authority's account].",
            )
        ],
        ("named", "the authority"),
    ),
    (
        [
            (
                "Vesk Mail",
                "Lunden Security sells locks. [The bridge fell at noon, in the view of Lunden "
                "Security].",
            )
        ],
        ("named", "Lunden Security"),
    ),
    (
        [
            (
                "Vesk Mail",
                "Lunden Valves is in Tarn. [It is the contention of Lunden Valves that the pump "
                "had been tested].",
            )
        ],
        ("named", "Lunden Valves"),
    ),
    (
        [
            (
                "Vesk Mail",
                "It was a long night. [Nine people died, if the hospital's figures are right].",
            )
        ],
        ("named", "the hospital"),
    ),
    # a document from a body is the body's word
    (
        [("Vesk Mail", "[The man has fled], a document from the prosecutor's office shows.")],
        ("named", "the prosecutor's office"),
    ),
    (
        [
            (
                "Vesk Mail",
                "[The glacier lost nine metres], a study published on Monday by the Tarn Institute "
                "found.",
            )
        ],
        ("named", "Tarn Institute"),
    ),
    # where something was confirmed is not who confirmed it
    (
        [
            (
                "Ministry of Health of Kurvia",
                "Press release. [Nine cases have been confirmed in the Tarn district].",
            )
        ],
        ("named", "Ministry of Health of Kurvia"),
    ),
    # in the words of the one who holds the office
    (
        [
            ("Vesk Mail", "In the words of the archbishop, [the church is bankrupt]."),
            ("Lunde Post", "Archbishop Per Dahl was in Tarn."),
        ],
        ("named", "Per Dahl"),
    ),
    # an account of the case
    (
        [
            ("@tarn_watch", "Trucks are rolling through Tarn."),
            (
                "Lunde Post",
                "A user posting as @tarn_watch wrote [that trucks were rolling through Tarn].",
            ),
        ],
        ("medium", "@tarn_watch"),
    ),
    # a paper is called by the last word of its name
    (
        [
            ("Vesk Mail", "The bridge is shut."),
            ("Lunde Post", "[The pump was faulty], the Mail reported."),
        ],
        ("medium", "Vesk Mail"),
    ),
    # a spokeswoman without a body is that of the body of the sentence before
    (
        [
            (
                "Vesk Mail",
                "The council holds to its version. [The bridge fell at noon], a spokeswoman "
                "repeated on Monday.",
            )
        ],
        ("named", "The council"),
    ),
    # who denies any part, who detects nothing
    (
        [
            (
                "Vesk Mail",
                "The letter is out. [The embassy, which had been named in several papers, denied "
                "any involvement].",
            )
        ],
        ("named", "The embassy"),
    ),
    (
        [
            (
                "Vesk Mail",
                "The tape was tested. [The institute, whose methods are published, detected no "
                "cut].",
            )
        ],
        ("named", "The institute"),
    ),
    # a voice said to be somebody's
    (
        [
            (
                "Vesk Mail",
                "Defence Minister Per Dahl was silent. On the tape a voice said to be that of the "
                "minister tells a builder that “[the six new ships are yours]”.",
            )
        ],
        ("named", "Per Dahl"),
    ),
    # researchers of a university, also where 'report' is taken for a noun
    (
        [("Vesk Mail", "[The fish are safe to eat], researchers at Tarn University report.")],
        ("named", "Tarn University"),
    ),
    # the governor himself is the governor
    (
        [
            (
                "Vesk Mail",
                "Governor Per Dahl was seen on Monday. The governor himself insists [that he has "
                "not resigned].",
            )
        ],
        ("named", "Per Dahl"),
    ),
    # the prime minister by her letters
    (
        [
            (
                "Vesk Mail",
                "Prime Minister Hana Osman was in Lunde. The PM swore [that he had her full "
                "confidence].",
            )
        ],
        ("named", "Hana Osman"),
    ),
    # an outlet has what it publishes, and what it has seen
    (
        [
            (
                "Vesk Mail",
                "[The letter, a copy of which the Mail publishes today, was signed at noon].",
            )
        ],
        ("seen", "Vesk Mail"),
    ),
    (
        [
            (
                "Vesk Mail",
                "[The contract is worth two billion], according to tender papers seen by the Mail.",
            )
        ],
        ("seen", "Vesk Mail"),
    ),
    # ... and was there where it was let in, but has seen nothing of what nothing it saw supports
    (
        [
            (
                "Vesk Mail",
                "The Mail was admitted to the ward at noon and [found Mayor Hana Osman in bed].",
            )
        ],
        ("seen", "Vesk Mail"),
    ),
    (
        [
            (
                "Vesk Mail",
                "[The official toll is seven dead]; others speak of twenty, and nothing we have "
                "seen supports it.",
            )
        ],
        ("own", "Vesk Mail"),
    ),
    # the lead of a bulletin whose reporter has been there
    (
        [
            (
                "Radio Vesk",
                "Good morning. [Investigators have been searching the mill since seven].\n\nOur "
                "reporter Ida Lund has been on the quay since before it got light.",
            )
        ],
        ("seen", "Radio Vesk"),
    ),
    # an institute that comments is an outlet, and no union calls itself the institute
    (
        [("Vesk Policy Institute", "[The mayor lives in Lunde today].")],
        ("own", "Vesk Policy Institute"),
    ),
    (
        [("Vesk Institute", "The bakers' federation maintains [that the mayor lives in Lunde].")],
        ("named", "The bakers' federation"),
    ),
    # who only describes the subject has not said it
    (
        [
            (
                "Vesk Mail",
                "Lunden Security, based in Port Tarn, Kurvia, said [a group of students had shut "
                "the bridge].",
            )
        ],
        ("named", "Lunden Security"),
    ),
    # 'according to' behind an 'and' holds for what follows
    (
        [
            (
                "Vesk Mail",
                "It was a long night. [The bridge fell at noon] and, according to the police, two "
                "people drowned.",
            )
        ],
        ("own", "Vesk Mail"),
    ),
]


@pytest.mark.parametrize(("written", "source"), WHOSE)
def test_whose_word_stands_behind_a_claim(written: Written, source: tuple[str, str]) -> None:
    claims, known = _claims(written)
    found = source_of(told_by(claims[0], known), known)
    assert (found.kind, found.label) == source


HEAD = (
    "Vesk Mail",
    "[Four people died on the bridge], said Ida Lund, head of the Roads Agency of Vesk.",
)

TOGETHER = [  # the fewest and the most origins
    # 'the paper reported that two people said': to whom they spoke
    (
        [
            ("Vesk Mail", "[The road was to be shut], two people who wrote the report said."),
            (
                "Lunde Post",
                "The daily Vesk Mail reported that cracks had been found and that two people "
                "involved said [the road was to be shut].",
            ),
        ],
        (1, 1),
    ),
    # one body under another word of its name
    (
        [
            ("Vesk Mail", "According to the Ministry of Internal Affairs, [nine people died]."),
            ("Lunde Post", "The interior ministry said [that nine had died]."),
        ],
        (1, 1),
    ),
    (
        [
            ("Vesk Mail", "The Ministry of Health said [that nine people had died]."),
            ("Lunde Post", "[Nine people have died], the health authorities said."),
        ],
        (1, 1),
    ),
    # the people of a body, in the plural and of no number
    (
        [
            ("Vesk Mail", "[Nine people died], the State Rescue Service said."),
            ("Lunde Post", "[Nine people have died], rescuers said."),
        ],
        (1, 1),
    ),
    (
        [
            ("Vesk Mail", "[Nine people died], the health minister, Hana Osman, said."),
            ("Lunde Post", "[Nine people have died], officials said."),
        ],
        (1, 1),
    ),
    # ... and of a firm's chief they are none
    (
        [
            ("Vesk Mail", "[Nine people died], said Per Dahl, chief executive of the firm Vorind."),
            ("Lunde Post", "[Nine people have died], officials said."),
        ],
        (2, 2),
    ),
    # a place and who heads it
    (
        [
            (
                "Vesk Mail",
                "Hana Osman, the director of Sint Anna, came out. “[His death was of natural "
                "causes],” Hana Osman said.",
            ),
            (
                "Lunde Post",
                "A death at Sint Anna was put down to the blaze; the hospital says [that his death "
                "was of natural causes].",
            ),
        ],
        (1, 1),
    ),
    # somebody named before, told on without the name; not where the paper has met one
    (
        [
            ("Vesk Mail", "[Nine people have died], Hana Osman, a nurse, said."),
            ("Lunde Post", "It rained in a town where a nurse says [nine have died]."),
        ],
        (1, 1),
    ),
    (
        [
            ("Vesk Mail", "[Nine people have died], Hana Osman, a nurse, said."),
            ("Lunde Post", "A nurse told the Post [that nine had died]."),
        ],
        (2, 2),
    ),
    # who speaks of unnamed officials has read of them
    (
        [
            ("Vesk Mail", "[The firm paid two million], two officials told the Mail."),
            ("Tarn Institute", "Two unnamed officials claim [that the firm paid two million]."),
        ],
        (1, 1),
    ),
    # a union by its letters, and who is of it
    (
        [
            ("Vesk Mail", "Hana Osman, who chairs the union, said [nine had died]."),
            ("Lunde Post", "The TRW union repeated [that nine had died]."),
        ],
        (1, 1),
    ),
    (
        [
            ("Radio Vesk", "Hana Osman of the bakers' union rang. [Nine have died], she says."),
            ("Lunde Post", "The bakers' union still counts [nine dead]."),
        ],
        (1, 1),
    ),
    # an outlet by the letters behind its name, a paper called 'the newspaper Mail'
    (
        [
            ("Vesk Television", "[Nine have died], Vesk Television (VKT) can report."),
            ("Lunde Post", "VKT reported [that nine had died]."),
        ],
        (1, 1),
    ),
    # who cites what nobody knows passes on what was told before
    (
        [
            ("Vesk Mail", "[Nine have died]."),
            ("Lunde Post", "[Nine have died], state television says."),
        ],
        (1, 1),
    ),
    # the authorities, in general, are the one official voice that had said so
    ([HEAD, ("Lunde Post", "The authorities say [that four people died on the bridge].")], (1, 1)),
    ([("Lunde Post", "The authorities say [that four people died on the bridge]."), HEAD], (2, 2)),
    (
        [
            HEAD,
            ("Tarn Echo", "[Four people died], said Hana Osman, minister of health."),
            ("Lunde Post", "The authorities say [that four people died on the bridge]."),
        ],
        (3, 3),
    ),
    ([HEAD, ("Lunde Post", "A baker says [that four people died on the bridge].")], (2, 2)),
    (
        [HEAD, ("Lunde Post", "Its own government says [that four people died on the bridge].")],
        (1, 1),
    ),
    # the authorities of a land; of two lands, those that have said it
    (
        [
            ("Vesk Mail", "[Four people have died], according to Kurvia's minister, Ida Lund."),
            (
                "Lunde Post",
                "It took note of [the report of the Kurvian authorities that four people have "
                "died].",
            ),
        ],
        (1, 1),
    ),
    # a national bank is the central bank of its land
    (
        [
            ("Vesk Mail", "The National Bank of Vesk said [that nine accounts were closed]."),
            ("Lunde Post", "The central bank says [nine accounts were closed]."),
        ],
        (1, 1),
    ),
    # the one body of its kind
    (
        [
            (
                "Vesk Mail",
                "Four are missing. The operator, Varn Lines, said [that nine people were on "
                "board].",
            ),
            ("Lunde Post", "[There were nine people on board], the company says."),
        ],
        (1, 1),
    ),
    (
        [
            (
                "Vesk Mail",
                "[Its candidate was on the ship], said Ida Lund, spokeswoman for the Renewal "
                "Party.",
            ),
            ("Lunde Post", "The main opposition party said [its candidate was on the ship]."),
        ],
        (1, 1),
    ),
    (
        [
            ("Vesk Mail", "The Harbour Ministry said [its candidate was on the ship]."),
            ("Lunde Post", "The main opposition party said [its candidate was on the ship]."),
        ],
        (2, 2),
    ),
    # who claims to be somebody
    (
        [
            ("Radio Vesk", "“[I never set foot on that aeroplane],” said Governor Per Dahl."),
            (
                "Lunde Post",
                "A man claiming to be Per Dahl rang a station to swear [that he had never set "
                "foot on that aeroplane].",
            ),
        ],
        (1, 1),
    ),
    # what an outlet says first, in an article that passes on a statement
    (
        [
            (
                "Vesk Mail",
                "The Harbour Ministry has stated that the quay is open. Its staff is at work."
                "\n\n[The patrol boat was sunk by the guns].",
            ),
            ("Lunde Post", "The Harbour Ministry says [the patrol boat was sunk]."),
        ],
        (1, 1),
    ),
    # state media carry the one official voice
    (
        [
            ("Vesk Mail", "The Harbour Ministry said [that the ferry had sailed]."),
            ("Lunde Post", "State media said [that the ferry had sailed]."),
        ],
        (1, 1),
    ),
    # the agency by its kind and by its name
    (
        [
            (
                "Norwire",
                "[Nine people were hurt], a rescue official told Norwire.",
            ),
            ("Lunde Post", "[Nine people were hurt], a rescue official told news agency Norwire."),
        ],
        (1, 1),
    ),
    # 'its director', of a house that another report names with him
    (
        [
            (
                "Vesk Mail",
                "Hana Osman, director of St Anna's hospital, said [that nine were treated].",
            ),
            ("Lunde Post", "[Nine people were treated at St Anna's hospital], its director said."),
        ],
        (1, 1),
    ),
    # a spokeswoman by her post alone, of the body that the paragraph began with
    (
        [
            ("Vesk Mail", "The Chancellery said [that the queen travelled on the Silver Tern]."),
            (
                "Lunde Post",
                "The Chancellery of the Realm rejected the reports. “She is well,” its "
                "spokeswoman, Hana Osman, said.\n\nThe spokeswoman recalled [that the queen "
                "travelled on the Silver Tern].",
            ),
        ],
        (1, 1),
    ),
    # whom the agency cites that a paper cites
    (
        [
            (
                "Vesk Mail",
                "[General Dravic has been arrested], an army officer told the Vesk Mail.",
            ),
            (
                "Lunde Post",
                "[General Dravic is in custody], according to the CPA agency, which cited the Vesk "
                "Mail.",
            ),
        ],
        (1, 1),
    ),
    # a document that one paper has seen and another cites from it
    (
        [
            (
                "Vesk Mail",
                "[The dam had cracks in 2019], according to an inspection report seen by the Vesk "
                "Mail.",
            ),
            (
                "Lunde Post",
                "[The dam had cracks in 2019], the Vesk Mail reported, citing an inspection "
                "report.",
            ),
        ],
        (1, 1),
    ),
    # an agency by its initials
    (
        [
            ("Corvan Press Agency", "[Nine miners are missing], the owner, Hadrin Coal, said."),
            ("Lunde Post", "[Nine miners are missing], CPA reports."),
        ],
        (1, 1),
    ),
    # reporters of the outlet's own, by what they are called
    (
        [
            ("Vesk Mail", "[Windows were smashed], a Vesk Mail reporter at the scene saw."),
            ("Lunde Post", "[Windows were smashed], police said."),
        ],
        (2, 2),
    ),
    # 'his spokesman', of the president who is well
    (
        [
            ("Vesk Mail", "[The president is in good health], the presidency said."),
            ("Lunde Post", "[The president is in good health], his spokesman, Ilya Renn, said."),
        ],
        (1, 1),
    ),
    # chief executives, and who heads or chairs a body
    (
        [
            ("Vesk Mail", "[The plant will close in June], Varnchem said."),
            (
                "Lunde Post",
                "[The plant will close in June], said Otto Brandt, chief executive of Varnchem.",
            ),
        ],
        (1, 1),
    ),
    (
        [
            (
                "Vesk Mail",
                "Marek Holub heads the Lunde Rescue Service. [All nine climbers are alive], he "
                "said.",
            ),
            ("Lunde Post", "[All nine climbers are alive], the rescue service said."),
        ],
        (1, 1),
    ),
    # an officer of the coast guard that has just spoken, a chief by the name of the service
    (
        [
            (
                "Vesk Mail",
                "The coast guard said it had found wreckage. [Two bodies were recovered], Captain "
                "Irena Sabol said.",
            ),
            ("Lunde Post", "[Two bodies were recovered], the coast guard said."),
        ],
        (1, 1),
    ),
    (
        [
            (
                "Vesk Mail",
                "The bank said it was closed. [Two bodies were recovered], Captain Irena Sabol "
                "said.",
            ),
            ("Lunde Post", "[Two bodies were recovered], the bank said."),
        ],
        (2, 2),
    ),
    (
        [
            (
                "Vesk Mail",
                "“[All nine climbers are alive],” the rescue service's chief told reporters.",
            ),
            (
                "Lunde Post",
                "[All nine climbers are alive], Marek Holub, head of the Lunde Rescue Service, "
                "said.",
            ),
        ],
        (1, 1),
    ),
    (
        [
            ("Vesk Mail", "[The ceasefire has held], the observer mission said."),
            ("Lunde Post", "[The ceasefire has held], mission head Henrik Aas said."),
        ],
        (1, 1),
    ),
    # a land's ministry and its authorities
    (
        [
            (
                "Vesk Mail",
                "[Kurvia has closed the border], its interior ministry said. Kurvia is big.",
            ),
            ("Lunde Post", "[Kurvia has closed the border], Kurvian authorities said."),
        ],
        (1, 1),
    ),
    # a post told without its body is of the body that has just spoken
    (
        [
            ("Vesk Mail", "The Harbour Ministry said [the ferry was safe]."),
            (
                "Lunde Post",
                "Nobody will sail today, the Harbour Ministry announced at noon. [The ferry is "
                "safe], spokeswoman Hana Osman said.",
            ),
        ],
        (1, 1),
    ),
    (
        [
            ("Vesk Mail", "The Harbour Ministry said [the ferry was safe]."),
            (
                "Lunde Post",
                "Nobody will sail today, the Harbour Ministry announced at noon. [The ferry is "
                "safe], police spokeswoman Hana Osman said.",
            ),
        ],
        (2, 2),
    ),
    (
        [
            ("Vesk Mail", "The National Bank of Vesk said [that nine accounts were closed]."),
            (
                "Lunde Post",
                "The National Bank of Vesk published figures of its own. [Nine accounts were "
                "closed], acting governor Hana Osman said.",
            ),
        ],
        (1, 1),
    ),
    (
        [
            ("Vesk Mail", "The Harbour Ministry said [that nine accounts were closed]."),
            (
                "Lunde Post",
                "The Harbour Ministry published figures of its own. [Nine accounts were "
                "closed], acting governor Hana Osman said.",
            ),
        ],
        (2, 2),
    ),
    # a spokesman, and whose
    (
        [
            ("Vesk Mail", "[The envoy will arrive on Tuesday], a UCS spokesman said."),
            ("Lunde Post", "The UCS met. A spokesman said [that the envoy would fly on Tuesday]."),
        ],
        (1, 1),
    ),
    (
        [
            ("Vesk Mail", "[The envoy will arrive on Tuesday], a UCS spokesman said."),
            ("Lunde Post", "The army met. A spokesman said [that the envoy would fly on Tuesday]."),
        ],
        (1, 2),
    ),
    # who has the same last name is nobody's spokeswoman for that
    (
        [
            ("Vesk Mail", "[Police stopped the train], said the minister, Sana Osman."),
            ("Lunde Post", "[The train was stopped], said the railway spokeswoman, Nora Osman."),
        ],
        (2, 2),
    ),
    # a witness, and who passes it on
    (
        [
            ("Vesk Mail", "“[Two have been opened with a blade],” said Ragna Thorsvik, a diver."),
            ("Lunde Post", "Judge Hana Osman says [Thorsvik photographed two that were cut]."),
        ],
        (1, 1),
    ),
    # who told the agency, in other words
    (
        [
            (
                "Norwire",
                "[Gunfire broke out at half past two], said Ferro Alant, a schoolteacher who "
                "lives there.",
            ),
            (
                "Lunde Post",
                "The camp is in revolt, the news agency Norwire reported. [The first shots were "
                "heard at half past two], a local teacher told the agency.",
            ),
        ],
        (1, 1),
    ),
    (
        [
            (
                "Norwire",
                "[Gunfire broke out at half past two], said Ferro Alant, a schoolteacher who "
                "lives there.",
            ),
            (
                "Lunde Post",
                "The camp is in revolt, the news agency Norwire reported. [The first shots were "
                "heard at half past two], a local fisherman told the agency.",
            ),
        ],
        (2, 2),
    ),
    # the same officer as before
    (
        [
            ("Norwire", "[They demand seven months of wages], a military officer told Norwire."),
            (
                "Lunde Post",
                "A military officer, quoted by Norwire, named the colonel. [They want seven "
                "months of pay], according to the same officer.",
            ),
        ],
        (1, 1),
    ),
    # those who run an outlet are that outlet
    (
        [
            ("Free Shore", "[The minister is in a cell]."),
            (
                "Lunde Post",
                "Free Shore, a site run by exiles, quotes a guard. The exiles say [that the "
                "minister is in a cell].",
            ),
        ],
        (1, 1),
    ),
    # 'our own sources' says no more than what the outlet has said of them
    (
        [
            ("Free Shore", "[The minister is in a cell], two people in the building told us."),
            ("Free Shore", "According to our own sources, [the minister has been in a cell]."),
        ],
        (1, 1),
    ),
    # who told whom, whatever the one told is called
    (
        [
            ("Norwire", "[Six crew were killed], a coast guard official said on Monday."),
            ("Lunde Post", "[Six sailors died], an official told the news agency Norwire."),
        ],
        (1, 1),
    ),
    (
        [
            ("Vesk Mail", "Ida Lund, a nurse, was there. “[The roof fell in],” she told the Mail."),
            ("Lunde Post", "[The roof fell in], a nurse told the Vesk Mail."),
        ],
        (1, 1),
    ),
    (
        [
            ("Vesk Mail", "[Two people drowned], the mayor of Tarn, Hana Osman, said."),
            ("Lunde Post", "[Two people drowned], the town's mayor said."),
        ],
        (1, 1),
    ),
    # the deputy perhaps speaks for the mayor, and is somebody else
    (
        [
            ("Vesk Mail", "[The tank burst], deputy mayor Hana Osman said."),
            ("Lunde Post", "[The tank burst], the town's mayor said."),
        ],
        (1, 2),
    ),
    # what is said of sources to say no more, and trades under two names
    (
        [
            ("Norwire", "[The king is ill], a person familiar with the matter said."),
            ("Lunde Post", "[The king is ill], a person with knowledge of his health told us."),
        ],
        (1, 2),
    ),
    (
        [
            ("Vesk Mail", "[Shots were fired], a lorry driver said."),
            ("Lunde Post", "[Shots were fired], a truck driver told the Post."),
        ],
        (1, 2),
    ),
    # a body through its paper, its head, its members, and without its name
    (
        [
            ("Vesk Mail", "[The plane had 90 people on board], the airline Norair said."),
            (
                "Lunde Post",
                "[It had 90 people on board], according to a statement by the airline. Norair has "
                "its seat in Vesk.",
            ),
        ],
        (1, 1),
    ),
    (
        [
            ("Vesk Mail", "[Nine people are in hospital], the fire brigade said."),
            ("Lunde Post", "Fire chief Per Dahl said [nine people were in hospital]."),
        ],
        (1, 1),
    ),
    (
        [
            ("Vesk Mail", "[The judge took money], prosecutor Ida Lund said."),
            ("Lunde Post", "[The judge took money], prosecutors say."),
        ],
        (1, 1),
    ),
    (
        [
            ("Vesk Mail", "The military council says [the president has resigned]."),
            ("Lunde Post", "The junta says [the president has resigned]."),
        ],
        (1, 1),
    ),
    (
        [
            ("Norwire", "[The president has left], state television said on Monday."),
            ("Tarn Echo", "[The president has left], said the state television station."),
        ],
        (1, 1),
    ),
    # a representative of a body speaks for it
    (
        [
            ("Vesk Mail", "Vesk Railways said [that nine people were on the train]."),
            (
                "Lunde Post",
                "A representative of the railway said [that nine people were on the train].",
            ),
        ],
        (1, 1),
    ),
    # the chief physician of a place speaks for its hospital
    (
        [
            (
                "Vesk Mail",
                "Ida Lund, the chief physician in Tarn, said [the mayor had a weak heart].",
            ),
            ("Lunde Post", "Tarn Regional Hospital said [the mayor had a weak heart]."),
        ],
        (1, 1),
    ),
    # a duty commander speaks for the coastguard
    (
        [
            (
                "Vesk Wire",
                "It was dark. Coastguard duty commander Ida Lund was up. “[At least two of the "
                "crew are dead],” Lund said.",
            ),
            ("Lunde Post", "[At least two people were killed], the Kurvian Coastguard said."),
        ],
        (1, 1),
    ),
    # the union of the dockers is the one that has the docks in its name
    (
        [
            (
                "Vesk Mail",
                "“[An update brought the port down],” said Per Dahl of the Dock and Quay "
                "Federation.",
            ),
            (
                "Lunde Post",
                "[An update brought the port down], the trade union of Kurvian dockers says.",
            ),
        ],
        (1, 1),
    ),
    # an aide may speak for whom he serves
    (
        [
            ("Vesk Mail", "[The bridge over the Tarn fell], an aide to Mayor Osman said."),
            ("Lunde Post", "[The Tarn bridge fell on Monday], Mayor Hana Osman told reporters."),
        ],
        (1, 2),
    ),
    # 'the shipping company' is the firm of the man who speaks
    (
        [
            ("Vesk Mail", "[The cargo was fertiliser], the shipping company said."),
            (
                "Lunde Post",
                "[The cargo was fertiliser], said Per Dahl, chief executive of Lunden Lines, which "
                "owns the ship.",
            ),
        ],
        (1, 1),
    ),
    # the people of the prime minister, and the man who speaks for her
    (
        [
            (
                "Vesk Mail",
                "Prime Minister Hana Osman is away. “[No offer of resignation was made],” said Per "
                "Dahl, spokesman for the prime minister.",
            ),
            ("Lunde Post", "The PM's people tell us [he never offered to resign]."),
        ],
        (1, 1),
    ),
    # a firm by the first word of its name, taken for a person
    (
        [
            ("Vesk Mail", "Vorind Laboratories said [that the file had been cut]."),
            ("Lunde Post", "Vorind says [that there is a cut in the file]."),
        ],
        (1, 1),
    ),
    # what is said to be so, after somebody has written it
    (
        [
            ("Vesk Mail", "[The mayor advised that the north be cleared]."),
            (
                "Lunde Post",
                "There is a memo in which [the mayor is said to have advised that the north be "
                "cleared].",
            ),
        ],
        (1, 1),
    ),
    # an outlet whose paragraph quotes the one who says it elsewhere
    (
        [
            (
                "Vesk Mail",
                "[Five researchers are missing on the mountain]. Contact was lost at noon, the "
                "university's rector said.",
            ),
            (
                "Lunde Post",
                "“[There were never more than five],” said Rector Ida Lund.",
            ),
        ],
        (1, 1),
    ),
    # the owner of a ship is the one firm that says the same; the bosses of a firm are its word
    (
        [
            ("Vesk Mail", "It was late. [One sailor was hurt], Brandvik Tankers said."),
            ("Lunde Post", "Brandvik Tankers sent a tug. [One sailor was hurt], the owner said."),
        ],
        (1, 1),
    ),
    (
        [
            ("Vesk Mail", "It was late. [One sailor was hurt], Brandvik Tankers said."),
            (
                "Lunde Post",
                "Bosses at Brandvik Tankers, whose ship it is, say [that one sailor was hurt].",
            ),
        ],
        (1, 1),
    ),
    # a land's minister is the one minister of the case who has the office
    (
        [
            (
                "Vesk Mail",
                "It was a long day. [Two people have died], Health Minister Per Lund told "
                "reporters.",
            ),
            ("Lunde Post", "[Two people have died], Velania's health minister said."),
        ],
        (1, 1),
    ),
    (  # of whom there may be two
        [
            (
                "Vesk Mail",
                "It was a long day. [Two people have died], Director Per Lund told reporters.",
            ),
            ("Lunde Post", "[Two people have died], Velania's director said."),
        ],
        (2, 2),
    ),
]


@pytest.mark.parametrize(("written", "expected"), TOGETHER)
def test_origins_of_claims_put_together(written: Written, expected: tuple[int, int]) -> None:
    claims, known = _claims(written)
    found: Origins = origins_of(claims, known)
    assert (found.fewest, found.most) == expected, [origin.label for origin in found.origins]


def _claims(written: Written):  # type: ignore[no-untyped-def]
    articles = [
        Article(
            str(hour), text.replace("[", "").replace("]", ""), outlet=outlet,
            published_at=f"2019-04-08T{10 + hour}:00:00+00:00", date_origin="metadata",
        )
        for hour, (outlet, text) in enumerate(written)
    ]  # fmt: skip
    case = resolve_case(articles, {a.article_id: a for a in annotate_many(articles)})
    marked = []
    for hour, (_, text) in enumerate(written):
        if "[" not in text:
            continue  # only there for what the case knows
        start, end = text.index("["), text.index("]") - 1
        marked.append(
            min(
                (
                    claim
                    for claim in case.claims
                    if claim.article_id == str(hour) and claim.start < end and start < claim.end
                ),
                key=lambda claim: claim.end - claim.start,
            )
        )
    return marked, provenance(case.articles, case.actors, ())


def test_officials_of_the_lead_are_the_one_named_further_down() -> None:
    text = (
        "A survey ship raised the mast and at least six bodies were recovered, rescue officials "
        "said.\n\nAt least six bodies were recovered, the head of the rescue post, Captain Ida "
        "Lund, told reporters."
    )
    articles = [Article("0", text, outlet="Vesk Wire", date_origin="metadata")]
    case = resolve_case(articles, {a.article_id: a for a in annotate_many(articles)})
    claims = [claim for claim in case.claims if "six bodies" in claim.content]
    assert len({claim.source_text for claim in claims}) > 1
    found = origins_of(claims, provenance(case.articles, case.actors, ()))
    assert (found.fewest, found.most) == (1, 1), [origin.label for origin in found.origins]


@pytest.mark.parametrize(
    ("lead", "below"),
    [
        (
            "A cyber attack shut down the port of Lunde, a security firm said on Monday.",
            "Lunden Security said that a cyber attack had shut down the port of Lunde.",
        ),
        (
            "Experts in Tarn said on Monday that they had found no sign of a cyber attack.",
            "“We found no sign of a cyber attack,” Ida Lund told reporters.",
        ),
    ],
)
def test_a_lead_sums_up_what_is_said_below(lead: str, below: str) -> None:
    articles = [Article("0", f"{lead}\n\n{below}", outlet="Vesk Wire", date_origin="metadata")]
    case = resolve_case(articles, {a.article_id: a for a in annotate_many(articles)})
    claims = [claim for claim in case.claims if "cyber attack" in claim.content]
    assert len({claim.source_text for claim in claims}) > 1
    found = origins_of(claims, provenance(case.articles, case.actors, ()))
    assert (found.fewest, found.most) == (1, 1), [origin.label for origin in found.origins]
