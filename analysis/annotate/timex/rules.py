"""The rules of the grammar of time expressions: what they look like, one a line of thought.

`{macros}` stand for the word lists of data/timex.toml, `[ ]` for any space. Where two rules match
at the same place the one that stands higher wins, so the longer forms come first. Spans follow
TimeML 1.2.1: no prepositions, but determiners and modifiers ('early next week').
"""

from __future__ import annotations

# Rules that name one day, alone or beside a clock time. The groups are read by readings.days.
DAYS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"),
    (
        "full date",
        r"(?:(?:(?:this|last|next)[ ]+)?(?:coming[ ]+)?{weekday},?[ ]+(?:the[ ]+)?)?(?:"
        r"(?P<month>{month})\.?[ ]+(?P<day>\d{1,2}(?!\d|[.,:]\d)(?:st|nd|rd|th)?|{ordinal})\b"
        r"(?:[ ]?(?:-|–|to|and(?=[ ]\d\d?[ ]*(?:[.,;)]|$)))[ ]?(?P<to>\d{1,2})(?:st|nd|rd|th)?"
        r"(?![\d:.%]\d|[\d%]|[ ]*[ap]\.?m|[ ]*GMT))?"
        r"(?:,?[ ]+(?P<year>{year}))?"
        r"|(?:(?P<from>\d{1,2})(?:st|nd|rd|th)?[ ]?(?:-|–|to|and)[ ]?)?"
        r"(?P<day2>\d{1,2}(?:st|nd|rd|th)?|(?:the[ ]+)?{ordinal})[ ]+(?:of[ ]+)?"
        r"(?P<month2>{month_dot})(?:,?[ ]+(?P<year2>{year}))?)",
    ),
    (
        "last date",  # 'last Oct. 23'
        r"(?P<which>last|next|this)[ ]+(?P<month>{month})\.?[ ]+"
        r"(?P<day>\d{1,2}(?!\d)(?:st|nd|rd|th)?)\b",
    ),
    ("slashed", r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\d/])"),
    (
        "relative weekday",
        r"(?P<which>last|next|(?:this[ ]+|the[ ]+)?(?:coming|past)|this|the[ ]+previous|"
        r"the[ ]+following|the[ ]+next|that)[ ]+(?P<weekday>{weekday})(?!\w)",
    ),
    ("weekday", r"(?P<weekday>{weekday})(?!\w)"),
    (
        "deictic day",
        r"(?P<word>(?:the[ ]+)?day[ ]+before[ ]+yesterday|(?:the[ ]+)?day[ ]+after[ ]+tomorrow|"
        r"yesterday|tomorrow|today)",
    ),
    (
        "anaphoric day",
        r"(?P<which>(?:the[ ]+(?:very[ ]+)?(?:next|following|previous|same)|that"
        r"(?:[ ]+same)?)[ ]+day"
        r"|(?:the[ ]+)?day[ ]+(?:before|after|earlier|later)(?=[ ]*(?:[.,;:)]|$)))(?!\w)",
    ),
    (
        "day of month",
        r"(?<=on[ ])the[ ]+(?P<day>\d{1,2}(?:st|nd|rd|th))"
        r"(?=[ ]*(?:[.,;)]|of[ ]+(?:this|that|the)[ ]))",
    ),
    (
        "holiday",
        r"(?:(?P<which>last|next|this)[ ]+)?(?P<holiday>{holiday})(?:,?[ ]+(?P<year>{year}))?",
    ),
)

RULES: tuple[tuple[str, str], ...] = (
    # --- clock times, alone and with their day
    (
        "stamp",
        r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<clock>\d\d:\d\d(?::\d\d)?)(?P<zone>Z|[+-]\d\d:?\d\d)?",
    ),
    (
        "clock and day",  # 'at 10:40 on Friday night'
        r"{clock}(?:,?[ ]+(?:on[ ]+|of[ ]+)?)(?P<then>{day})"
        r"(?:[ ]+(?P<part>morning|afternoon|evening|night)(?!\w))?",
    ),
    (
        "clock and day",  # 'on Friday at 10:40 in the evening'
        r"(?P<then>{day})(?:,|[ ]+at(?:[ ]+(?:about|around))?|[ ]+around)?[ ]+{clock}"
        r"(?:[ ]+in[ ]+(?P<part>the[ ]+(?:morning|afternoon|evening))(?!\w))?",
    ),
    (
        "clock and day",  # the head of a release: 'Harsund, 14 October, 13.00'
        r"(?P<then>{day}),[ ]+(?P<hour24>[01]?\d|2[0-3])\.(?P<minute24>[0-5]\d)"
        r"(?=[ ]*(?:hrs|hours)?[ ]*(?:\n|$))",
    ),
    (
        "clock",
        r"{clock}(?:[ ]+(?:in[ ]+)?(?P<part>(?:the[ ]+|that[ ]+|this[ ]+)(?:morning"
        r"|afternoon|evening)"
        r"|tonight|at[ ]+night|last[ ]+night))?",
    ),
    (
        "spoken clock",  # 'half past ten', 'ten minutes before midnight', 'twenty to six today'
        r"(?:(?P<minutes>half|(?:a[ ]+)?quarter)[ -]+(?P<side>past|to|before|after)"
        r"|(?P<minutes2>{tens}|\d\d?)[ ]+(?:minutes?[ ]+)(?P<side2>past|to|before|after)"
        r"|(?P<minutes3>{tens})[ ]+(?P<side3>past)"
        # no count runs from twenty down to twelve
        r"|(?:{at}|(?=twenty))(?P<minutes4>five|ten|twenty(?:-five)?)[ ]+(?P<side4>to))[ ]+"
        r"(?P<hour>{hour}|midnight|noon|midday|\d\d?(?![\d:.]\d))\b{when}",
    ),
    (
        "spoken clock",  # 'ten o'clock tonight', '4 in the morning'
        r"(?P<hour>{number})[ ]+(?:(?P<oclock>o[’']clock)(?:[ ]+sharp)?{when}"
        r"|in[ ]+(?P<part4>the[ ]+(?:morning|afternoon|evening)))",
    ),
    (
        "spoken clock",  # 'at nine this morning', 'at six on Tuesday evening', 'at eight sharp'
        r"{at}(?P<hour>{hour}|\d\d?(?=[ ]+(?:on|this|tonight|tomorrow|yesterday)))"
        r"(?!-|[ ]+(?:(?!on|this)\w+[ ]+)?{unit}s?\b)"
        r"(?:[ -](?P<minute>fifteen|thirty|forty-five))?"
        r"(?:[ ]+(?P<sharp>sharp)\b)?{when}",
    ),
    # --- parts of the day
    ("weekdays", r"(?P<weekday>{weekday_full})(?:s|[ ]+(?P<part>{part})s)(?!\w)"),
    (
        "part into day",  # 'overnight into Tuesday'
        r"(?:(?P<from>{day})[ ]+)?(?:overnight|(?:late[ ]+)?(?:at[ ]+|the[ ]+)?night)"
        r"[ ]+(?:in)?to[ ]+(?P<then>{day})",
    ),
    (
        "part beside",  # 'the night before'
        r"the[ ]+(?P<part>{part})[ ]+(?P<side>before|after)(?=[ ]*(?:[.,;:)]|$))",
    ),
    (
        "at a part",  # 'at dawn', 'before nightfall', 'shortly after sunrise'
        r"(?<=at[ ]|by[ ])(?P<part>dawn|daybreak|sunrise|dusk|sunset|nightfall|lunchtime"
        r"|first[ ]+light)(?!\w)|(?:(?<=before[ ]|around[ ])|(?<=after[ ])|(?<=since[ ]))"
        r"(?P<part2>dawn|daybreak|sunrise|dusk|sunset|nightfall|first[ ]+light)(?!\w)",
    ),
    ("deictic part", r"(?P<word>last[ ]+night|tonight|overnight)"),
    (
        "part and day",
        r"(?P<then>{day})(?:’s|'s|,)?[ ]+(?P<late>late[ ]+|early[ ]+|in[ ]+the[ ]+)?"
        r"(?P<part>{part})",
    ),
    (
        "part of day of",
        r"(?:the[ ]+)?(?P<part>(?:(?:early|late|small|wee)[ ]+)?{part}|(?:early|small|wee"
        r"|late)[ ]+hours|"
        r"predawn[ ]+hours)[ ]+(?:hours[ ]+)?(?:of[ ]+|on[ ]+)?(?P<then>{day})(?:[ ]+morning)?",
    ),
    (
        "that part",
        r"(?P<which>this|that|the[ ]+same|the[ ]+next|the[ ]+following|the[ ]+previous|the"
        r"|tomorrow|"
        r"yesterday|each|every|one)[ ]+(?P<late>early[ ]+|late[ ]+)?(?P<part>{part})(?!\w|[ ]+of)",
    ),
    (
        "early in day",
        r"(?P<how>earlier|early|later|late)[ ]+in[ ]+the[ ]+(?P<part>day|{part})(?!\w)",
    ),
    ("early hours", r"the[ ]+(?:early|small|wee|predawn)[ ]+hours(?!\w)"),
    # --- repeated
    (
        "every",
        r"(?:each|every)[ ]+(?:(?P<number>{number}|other|single)[ ]+)?"
        r"(?:(?P<unit>{unit})s?|(?P<weekday>{weekday})|(?P<month>{month})|(?P<season>{season}))"
        r"(?:[ ]+(?P<part>{part}))?(?!\w)",
    ),
    (
        "times a",
        r"(?:once|twice|thrice|(?:three|four|five|six|seven|\d+)[ ]+times)[ ]+(?:a|an|per"
        r"|each|every)[ ]+(?P<unit>{unit})(?!\w)",
    ),
    (
        "adverb set",
        r"(?P<word>daily|nightly|weekly|monthly|yearly|annually|hourly|biweekly|fortnightly)(?!\w)",
    ),
    # --- one day before or after another
    ("day beside", r"(?:the[ ]+)?day[ ]+(?P<side>before|after)[ ]+(?P<then>{day})"),
    (
        "day beside event",  # 'the day after the attack'
        r"(?:the[ ]+)?(?:very[ ]+)?(?P<unit>day|night|morning|evening)[ ]+(?P<side>before|after)"
        r"(?=[ ]+(?:the|his|her|its|their|that|this|an?)[ ]+(?P<what>\w+))",
    ),
    ("week of", r"(?:the[ ]+)?week[ ]+(?:of|beginning|starting|ending|ended)[ ]+(?P<then>{day})"),
    ("holiday week", r"(?P<then>{day})[ ]+(?P<unit>weekend|week)(?!\w)"),
    ("from day", r"a[ ]+week[ ]+(?:from|after)[ ]+(?P<then>{day})"),
    # --- quarters, halves, fiscal years, year ends
    (
        "quarter",
        r"(?:the[ ]+(?!\w+-quarter)|(?P<rel2>last|this|next)[ ]+year['’]s[ ]+)?"
        r"(?:(?P<year>{year})[ ]+)?(?:fiscal[ -])?"
        r"(?:(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th|final|last)[ -]quarter|Q"
        r"(?P<q>[1-4])(?!\w))"
        r"(?:,?[ ]+(?:of[ ]+)?(?:fiscal[ ]+)?(?P<year2>{year})|[ ]+of[ ]+(?P<rel>last|this"
        r"|next)[ ]+year)?(?!\w)",
    ),
    (
        "half",
        r"(?:the[ ]+)?(?P<nth>first|second)[ -]half(?:[ ]+of)?[ ]+(?:(?P<year>{year})|"
        r"(?:(?P<rel>last|this|next|the)[ ]+)year)",
    ),
    (
        "same quarter a year ago",
        r"(?:the[ ]+)?(?:(?:comparable|corresponding|same)[ ]+)?(?:year-(?:ago|earlier)"
        r"|(?P<same>comparable|corresponding|same))[ ]+(?P<unit>quarter|period|month)"
        r"(?:[ ]+(?:of[ ]+)?(?:last[ ]+year|a[ ]+year[ ]+(?:ago|earlier)"
        r"|the[ ]+previous[ ]+year))?",
    ),
    (
        "year-ago months",
        r"the[ ]+(?:year-(?:ago|earlier)[ ]+)?(?:first[ ]+|latest[ ]+)?"
        r"(?P<number>{number})[ ]+(?P<unit>month|week)s(?!\w|[ ]+(?:ago|after|before|later"
        r"|earlier))",
    ),
    ("year-ago", r"year-(?:ago|earlier)(?!\w)"),
    (
        "this quarter",
        r"(?P<which>the|that|the[ ]+latest|the[ ]+current|this|last|the[ ]+last|next"
        r"|the[ ]+previous)[ ]+(?:fiscal[ ]+)?quarter(?!\w|[ ]+of[ ]+a)",
    ),
    ("year end", r"(?:the[ ]+)?year(?:['’]s)?[ -]end(?!\w)"),
    ("fiscal year", r"(?:the[ ]+)?fiscal[ ]+(?:year[ ]+)?(?P<year>{year})"),
    (
        "fiscal year rel",
        r"(?P<which>the|this|last|next|the[ ]+(?:latest|current|last|next|previous))[ ]+"
        r"(?:fiscal|financial|calendar)[ ]+year(?!\w)",
    ),
    # --- months and years
    (
        "month of year",
        r"(?P<month>{month})\b\.?,?[ ]+(?:of[ ]+)?(?:(?P<year>{year})|(?P<rel>last|this"
        r"|next)[ ]+year|(?P<short>['’]\d\d)(?!\d))",
    ),
    (
        "relative month",
        r"(?P<which>last|next|this(?:[ ]+past|[ ]+coming)?|the[ ]+previous"
        r"|the[ ]+following)[ ]+(?P<month>{month})(?!\w)",
    ),
    ("month", r"(?P<month>{month_dot})"),
    (
        "season of year",
        r"(?:the[ ]+)?(?P<season>{season})[ ]+(?:of[ ]+)?(?:(?P<year>{year})|(?P<rel>last"
        r"|this|next)[ ]+year)",
    ),
    (
        "season",
        r"(?P<which>last|next|this(?:[ ]+past|[ ]+coming)?|the[ ]+previous"
        r"|the[ ]+following|the(?:[ ]+past|[ ]+coming)?|that|past)[ ]+"
        r"(?P<season>{season})(?!\w|-)",
    ),
    (
        "seasons",
        r"(?:the[ ]+)?(?:past|last|next)[ ]+(?P<number>{number})[ ]+(?P<season>{season})s(?!\w)",
    ),
    ("decade", r"(?:the[ ]+)?(?P<century>1[5-9]|20)(?P<decade>\d)0['’]?s(?!\w)"),
    ("decade", r"(?:the[ ]+)?['’](?P<decade>\d)0s(?!\w)"),
    (
        "decade",
        r"the[ ]+(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties"
        r"|nineties)(?!\w)",
    ),
    ("century", r"(?:the[ ]+)?(?P<nth>\d\d?(?:st|nd|rd|th)|{ordinal})[ -]century(?!\w)"),
    (
        "spoken year",
        r"(?:the[ ]+year[ ]+)?(?:(?P<high>nineteen|eighteen)[ -](?P<low>{tens}|hundred)"
        r"|two[ ]+thousand(?:[ ]+(?:and[ ]+)?(?P<rest>{ones}))?)(?!\w)",
    ),
    ("years", r"(?P<year>(?:19|20)\d\d)[-–/](?P<to>(?:19|20)\d\d|\d\d)(?![\d-])"),
    (
        "era year",  # 'AD 198', '44 BC'
        r"(?-i:AD|A\.D\.)[ ](?P<year>\d{1,4})(?!\d)"
        r"|(?P<year2>\d{1,4})[ ]?(?P<era>(?-i:AD|A\.D\.|CE|BCE?|B\.C\.))(?!\w)",
    ),
    (
        "year",
        r"(?P<lead>the[ ]+year[ ]+|post-|pre-)?(?P<year>{year})"
        r"(?P<tail>[ ]+or[ ]+later)?(?![\d%]|[.,:/-]\d|[ ]*(?:percent|per cent|GMT|UTC))",
    ),
    ("short year", r"(?P<short>(?<!\w)['’](?:[4-9]\d|0\d|1\d|2\d))(?![\w'’])"),
    # --- units counted from an anchor
    (
        "ago",
        r"(?:(?:almost|more[ ]+than|less[ ]+than)[ ]+)?(?P<number>{number})(?:[ ]+|-)(?:"
        r"(?:full|whole|long|short|calendar)[ ]+)?"
        r"(?P<unit>{unit})s?[ ]+(?:and[ ]+a[ ]+half[ ]+)?(?P<side>ago|earlier|later"
        r"|from[ ]+(?:now|today)|hence|before(?=[ ]*[.,;)])|after(?=[ ]*[.,;)])|prior)"
        r"(?!\w)",
    ),
    (
        "span",
        r"(?:(?:the|these|those|its|his|her|their)[ ]+)?(?P<which>last|past|next|coming"
        r"|recent|previous|first|final|following|preceding|latest)[ ]+"
        r"(?:(?:few|several)[ ]+(?:(?:trading|working|business)[ ]+)?(?P<vague>{unit})s"
        r"|(?P<number>{number})[ ]+(?:(?:trading|working|business|calendar|consecutive"
        r"|straight)[ ]+)?(?P<unit>{unit})s?"
        r"|(?P<plural>{unit})s)(?!\w)",
    ),
    (
        "relative unit",
        r"(?P<which>last|next|this|(?:the|this)[ ]+(?:past|coming|next|last|following"
        r"|previous|preceding|same|current|very[ ]+next)|that(?:[ ]+same)?|the[ ]+same"
        r"|past|each)[ ]+"
        r"(?P<unit>week|weekend|month|year|decade|century|quarter|hour|minute|fortnight)(?!\w|-)",
    ),
    (
        "the unit",
        r"the[ ]+(?P<unit>weekend|week|year|month|day)(?!\w|-|[ ]+(?:of|after|before|that"
        r"|when)\b)",
    ),
    ("unit end", r"(?P<which>mid|late|early)[ -](?P<unit>week|month|year|day)(?!\w)"),
    # --- durations
    (
        "duration",
        r"(?:(?:at[ ]+least|less[ ]+than)[ ]+)?(?P<number>{number})(?:[ ]+|-)(?:more[ ]+"
        r"|full[ ]+|whole[ ]+|long[ ]+|short[ ]+|straight[ ]+|consecutive[ ]+|extra[ ]+"
        r"|additional[ ]+|trading[ ]+|working[ ]+|business[ ]+|solid[ ]+|entire[ ]+)?"
        r"(?P<unit>{unit})s?(?P<half>[ ]+and[ ]+a[ ]+half)?(?:-(?:long|old))?(?:['’])?(?!\w|-)",
    ),
    ("unit long", r"(?P<unit>{unit})s?[ -]long(?!\w)"),
    ("units", r"(?P<unit>day|week|month|year|decade|hour|minute|centurie)s(?!\w|-)"),
    # --- words
    (
        "present",
        r"(?:now|currently|nowadays|at[ ]+present|presently|current|at[ ]+the[ ]+moment"
        r"|the[ ]+present|the[ ]+time[ ]+being)(?!\w)",
    ),
    (
        "past",
        r"(?:more[ ]+)?(?:recently|recent|lately)(?!\w)|the[ ]+(?:recent[ ]+)?past(?!\w"
        r"|[ ]+[a-z]+s?\b(?<=ago))",
    ),
    (
        "future",
        r"the[ ]+(?:near[ ]+|foreseeable[ ]+|not-too-distant[ ]+)?future(?!\w)|future(?!\w"
        r"|s)|as[ ]+soon[ ]+as[ ]+possible|soon(?!\w|[ ]+(?:after|as|afterwards?|before)\b)",
    ),
)

# 'early', 'the end of' ... in front of any rule of the second half
MODIFIER = (
    r"(?:(?:the[ ]+)?(?:very[ ]+)?(?P<mod_noun>beginning|start|end|middle|rest|turn)[ ]+of[ ]+"
    r"|(?:the[ ]+)?(?P<mod>early|late|mid|earlier|later|sometime|around(?=[ ]+year))"
    r"(?:[ ]+(?:on|in)(?=[ ]))?[ -]+)"
)
MODIFIABLE = frozenset(
    {
        "full date",
        "relative weekday",
        "weekday",
        "deictic day",
        "anaphoric day",
        "holiday",
        "clock and day",
        "part and day",
        "that part",
        "quarter",
        "this quarter",
        "year end",
        "fiscal year",
        "month of year",
        "relative month",
        "month",
        "season of year",
        "season",
        "decade",
        "century",
        "year",
        "years",
        "relative unit",
        "the unit",
        "spoken year",
        "part of day of",
        "fiscal year rel",
        "short year",
    }
)
