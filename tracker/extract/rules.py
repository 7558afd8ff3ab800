"""The rules of the grammar: in which order of words a figure suffers what a trigger says.

Each is a pattern over the roles of chunks (see :func:`~tracker.extract.chunks.compile_pattern`), with a phrase that
it reads. They are tried in order, and a figure that one has tied is left alone by the next.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the grammar: its name, its pattern (see :func:`~tracker.extract.chunks.compile_pattern`),
    and a phrase that it reads.
    """

    name: str
    pattern: str
    reads: str
    part: bool = False


GAP = (
    "(?: !COMMA|SEMICOLON|COLON|STOP|QUOTE|SAYING|SUBORDINATOR|COUNTED|AUX|PARTICIPLE|PASSIVE|ACTIVE|INTRANSITIVE|"
    "STATE|OPEN|CLOSE|DASH|FORCE|AND|OR|TOLL|INCLUDING|RELATIVE | AND CAPITAL | COMMA CAPITAL ){0,10}?"
)
_ASIDE = "(?: COMMA !COMMA|STOP|SEMICOLON|SAYING{1,14} COMMA | DASH !DASH|STOP{1,16} DASH | OPEN !CLOSE{1,16} CLOSE )?"
ANY = "FIGURE|HOMES_FIGURE"
_THINGS = (
    "(?: (?: COMMA INERT|THINGS|WORD{1,3} )+ AND INERT|THINGS|WORD{1,2} "
    "| AND (?: ADVERB|ARTICLE )? THINGS|WORD{1,3} )?"  # "72 houses and a school were damaged"
)
_OF_THEM = "(?: INCLUDING | OF DETERMINER? STATE|PARTICIPLE|VICTIM|NOMINAL )?"
_AND_ONE = "(?: (?: COMMA AND? | AND ) LONE_FIGURE )*"
_IN_HOUSEHOLDS = (
    "(?: PREPOSITION COUNTED (?<! HOMES_FIGURE ) (?= AUX|ADVERB ) )?"  # "800,000 people in 161,000 households"
)
_SUBJECT = (
    # behind other words "that" belongs to the last of them: "people in towns that were evacuated"
    f"@{ANY} {_AND_ONE} {_IN_HOUSEHOLDS} {_OF_THEM} {_THINGS} "
    f"(?: {_ASIDE} RELATIVE {_ASIDE} {GAP} | {GAP} {_ASIDE} {GAP} )"
)
_BE = "ADVERB* AUX (?: AUX|ADVERB|QUOTE )*"
_NO_OBJECT = "(?! ADVERB* COUNTED|DETERMINER|ARTICLE|PEOPLE )"

_COUNTED_NOUN = "(?: DETERMINER|WORD|CAPITAL|PEOPLE|HOMES|HOUSEHOLDS|POSSESSIVE|HYPHEN ){0,4}?"
_NUMBER_OF = f"NUMBER_OF {_COUNTED_NOUN} *PARTICIPLE|PASSIVE|STATE|VICTIM|NOMINAL"
_LEADS_TO = "RISE|TO|OF|AUX|COLON|FROM|PREPOSITION|HYPHEN (?: ADVERB|PREPOSITION|TO )*"
FAR = "(?: !STOP|SEMICOLON|COUNTED|PARTICIPLE ){0,16}?"
FROM_TO = "FROM COUNTED (?: PREPOSITION TIME|INERT|CAPITAL{1,3} )? TO"  # "from 12 in May to"
_WITH_COMMAS = "(?: !STOP|SEMICOLON|COLON|COUNTED|SAYING|TELLING|SUBORDINATOR|QUOTE ){1,16}?"
_CELL = "(?: HOMES|PEOPLE|HOUSEHOLDS|THINGS|SLASH|WORD|PARTICIPLE|AND|OR|ADVERB|BULLET|DASH ){0,4}?"
_LABEL = "(?: !COUNTED|STOP|COMMA|SEMICOLON|COLON ){0,8}?"

RULES = (
    Rule("lives", "*TAKING (?: ADVERB|PREPOSITION )* @LIVES_FIGURE", "claimed at least 80 lives"),
    Rule("lives lost", "@LIVES_FIGURE (?: AUX|ADVERB )* *TAKING", "3,597 lives lost"),
    Rule("cost their lives", f"*TAKING ADVERB* @{ANY} DETERMINER LIVES", "cost three climbers their lives"),
    Rule("left so", f"LEAVE (?: ADVERB|SUBORDINATOR )* @{ANY} (?: ADVERB|AUX )* *STATE|PARTICIPLE|PASSIVE",
         "left 14 dead"),
    Rule("left so far", f"LEAVE (?: ADVERB|SUBORDINATOR )* @{ANY} {GAP} *STATE", "left 14 people in the town homeless"),
    Rule("forced to", f"FORCE|PARTICIPLE|PASSIVE ADVERB* @{ANY} {GAP} *FORCED", "forced 900 families to flee"),
    Rule("to the number of", f"RISE (?: TO )? @{ANY} {_NUMBER_OF}", "bringing to 41 the number of dead"),
    Rule("to the toll", f"RISE (?: TO )? @{ANY} DETERMINER? *TOLL", "bringing to 41 the toll"),
    Rule("number of from to", f"{_NUMBER_OF} {FAR} {FROM_TO} @{ANY}", "the number of dead rose from 12 to 15"),
    Rule("number of", f"{_NUMBER_OF} {FAR} (?: {_LEADS_TO} @{ANY} )", "the number of wounded rose to 95"),
    Rule("number of past", f"{_NUMBER_OF} {FAR} @VERB_FIGURE", "the number of dead passed 10,000"),
    Rule("put at", f"RISE DETERMINER? *STATE|PARTICIPLE|VICTIM|NOMINAL PREPOSITION @{ANY}", "put the injured at 40"),
    Rule("and the number of",
         f"NUMBER_OF|TOLL {FAR} COUNTED AND DETERMINER? *STATE|PARTICIPLE|VICTIM|NOMINAL PREPOSITION @{ANY}",
         "put the number of dead at 54 and the injured at 300"),
    Rule("toll from to", f"*TOLL {FAR} {FROM_TO} @{ANY}", "the toll rose from 12 to 15"),
    Rule("toll", f"*TOLL {FAR} {_LEADS_TO} @{ANY}", "the death toll has risen to 41"),
    Rule("toll past", f"*TOLL {FAR} @VERB_FIGURE", "the toll topped 500"),
    Rule("among the",
         f"AMONG DETERMINER *STATE|PARTICIPLE|VICTIM|NOMINAL (?: !COUNTED|STOP ){{0,6}}? AUX ADVERB* @{ANY}",
         "among the dead were two children", part=True),
    Rule("are among the", f"{_SUBJECT} {_BE} AMONG DETERMINER *STATE|PARTICIPLE|VICTIM",
         "four medics were among the dead", part=True),
    Rule("the dead include", f"DETERMINER *STATE|PARTICIPLE|VICTIM {GAP} INCLUDING @{ANY}",
         "the injured included five nurses", part=True),
    Rule("of a number", f"@{ANY} OF COUNTED ADVERB* *STATE|PARTICIPLE|PASSIVE", "12 of the 30 wounded", part=True),
    Rule("of those", f"@{ANY} INCLUDING ADVERB* *PARTICIPLE|STATE|PASSIVE", "ten of those killed", part=True),
    Rule("some of", f"@{ANY} OF COUNTED {GAP} (?: AUX|ADVERB )* *PARTICIPLE|PASSIVE|STATE|INTRANSITIVE",
         "27 of the 80 people aboard drowned"),
    Rule("passive", f"{_SUBJECT} {_BE} *PARTICIPLE|PASSIVE", "26 people have been killed"),
    Rule("along with", f"AUX ADVERB* *PARTICIPLE|PASSIVE ALONG @{ANY}", "were killed along with two gunmen"),
    Rule("the deaths are", f"*NOMINAL|STATE ADVERB* AUX (?: ADVERB|FILLER )* @{ANY}",
         "the confirmed deaths are 12 civilians"),
    Rule("state", f"{_SUBJECT} {_BE} PREPOSITION? *STATE", "four fishermen were still missing"),
    Rule("rendered", f"{_SUBJECT} (?: AUX|ADVERB )* LEAVE ADVERB* *STATE|PARTICIPLE|PASSIVE",
         "approximately 1,000 rendered homeless"),
    Rule("homes at", f"HOMES (?: AUX|ADVERB )* *PARTICIPLE {FAR} RISE|AUX (?: PREPOSITION|TO|ADVERB )* @{ANY}",
         "houses damaged were placed at 7,838"),
    Rule("state after", f"@{ANY} RELATIVE? ADVERB* *STATE", "72 dead as the quake hits"),
    Rule("active", f"*PARTICIPLE|ACTIVE (?: ADVERB|DETERMINER|HEDGE|FILLER )* @{ANY}", "killing at least 14"),
    Rule("active after things",
         f"*PARTICIPLE|ACTIVE ADVERB* INERT (?: COMMA INERT )* COMMA? AND (?: ADVERB|HEDGE )* @{ANY}",
         "destroyed two schools and 2,500 homes"),
    Rule("active of its", f"*PARTICIPLE|ACTIVE DETERMINER? (?: WORD|CAPITAL|PLACE_NOUN ){{1,3}} POSSESSIVE @{ANY}",
         "evacuated the island's 337 residents"),
    Rule("event of", f"*NOMINAL|ACTIVE|VICTIM OF {_ASIDE} DETERMINER? @{ANY}", "the deaths of 12 miners"),
    Rule("intransitive", f"{_SUBJECT} (?: AUX|ADVERB )* *INTRANSITIVE", "some 40,000 fled their homes"),
    Rule("reduced", f"@{ANY} INCLUDING? {_THINGS} {_ASIDE} ADVERB* *PARTICIPLE|PASSIVE {_NO_OBJECT}",
         "12 killed and 30 wounded"),
    Rule("reduced far", f"@{ANY} {GAP} (?<! DETERMINER|ARTICLE ) *PARTICIPLE|PASSIVE {_NO_OBJECT}",
         "12 people in the town killed"),
    Rule("in camps",
         f"{_SUBJECT} (?: AUX|ADVERB|WORD|LEAVE )* PREPOSITION|TO (?: DETERMINER|WORD|INERT ){{0,3}} *PLACE",
         "15,800 were in 33 relief camps"),
    Rule("in a state", f"@{ANY} (?: PREPOSITION|FROM CAPITAL{{1,4}} | RELATIVE|ADVERB|AUX ){{0,4}} *STATE",
         "5,000 people in Sirba in urgent need"),
    Rule("are victims", f"{_SUBJECT} {_BE} (?: WORD|CAPITAL|ARTICLE|STATE|PARTICIPLE ){{0,3}} *VICTIM",
         "two million are displaced persons"),
    Rule("of the", f"@{ANY} OF DETERMINER? *STATE|PARTICIPLE|VICTIM|NOMINAL", "two of the dead", part=True),
    Rule("one and", f"@LONE_FIGURE {GAP} {_BE} *PARTICIPLE|PASSIVE AND ADVERB* COUNTED",
         "a boy was killed and two men hurt"),
    Rule("label", f"*NOMINAL|TOLL|STATE|PARTICIPLE|VICTIM {_LABEL} COLON @{ANY}",
         "injured since May: 30"),
    Rule("premodified", "", "30 wounded soldiers"),
    Rule("named", "", "27 deaths"),
    Rule("far subject", f"@{ANY} {_WITH_COMMAS} {_BE} *PARTICIPLE|PASSIVE|INTRANSITIVE",
         "three people, in from Reno, Elko and beyond, were killed"),
    Rule("row", f"^ {_CELL} *NOMINAL|STATE|PARTICIPLE|VICTIM {_CELL} RUNNING? COLON? @{ANY} (?= OPEN|STOP | $ )",
         "Damaged houses 91,808"),
)  # fmt: skip
"""In order of trust."""
