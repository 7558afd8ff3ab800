"""English numbers, and the company in which a number counts nobody."""

from tracker.lexicon import NumeralWords

NUMERALS = NumeralWords(
    cardinals={
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "thirteen": 13,
        "fourteen": 14,
        "fifteen": 15,
        "sixteen": 16,
        "seventeen": 17,
        "eighteen": 18,
        "nineteen": 19,
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "fourty": 40,  # a common slip of the pen
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
    },
    scales={
        "hundred": 100,
        "thousand": 1_000,
        "lakh": 100_000,
        "lakhs": 100_000,
        "million": 1_000_000,
        "crore": 10_000_000,
        "crores": 10_000_000,
        "billion": 1_000_000_000,
        "trillion": 1_000_000_000_000,
    },
    glued_scales={"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000},
    dozen={"dozen": 12},
    half="half",
    article="a an",
    joiner="and",
    vague={"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000},
    vague_factors={"tens": 10, "hundreds": 100},
    vague_scales={"hundreds": 200, "thousands": 2_000, "thousand": 2_000, "millions": 2_000_000},
    partitive="of",
    several="several | a few | few | many",
    fractions={
        "half": 1 / 2,
        "third": 1 / 3,
        "thirds": 1 / 3,
        "quarter": 1 / 4,
        "quarters": 1 / 4,
        "fifth": 1 / 5,
        "fifths": 1 / 5,
        "tenth": 1 / 10,
        "tenths": 1 / 10,
    },
    plural_verbs="are were have",
    ratio_links="in | in every | out of | out of every | of every",
    percent="% | percent | per cent | per cent. | pct",
    zero="no one | nobody | none",
    zero_before_noun="no | zero | not a single | not one | not any",
    not_zero_before="fewer less more longer doubt matter later other sign",
    months={
        "january": 1,
        "february": 2,
        "march": 3,
        "april": 4,
        "may": 5,
        "june": 6,
        "july": 7,
        "august": 8,
        "september": 9,
        "october": 10,
        "november": 11,
        "december": 12,
        "jan": 1,
        "feb": 2,
        "mar": 3,
        "apr": 4,
        "jun": 6,
        "jul": 7,
        "aug": 8,
        "sep": 9,
        "sept": 9,
        "oct": 10,
        "nov": 11,
        "dec": 12,
    },
    weekdays={
        "monday": 0,
        "tuesday": 1,
        "wednesday": 2,
        "thursday": 3,
        "friday": 4,
        "saturday": 5,
        "sunday": 6,
        "mon": 0,
        "tue": 1,
        "tues": 1,
        "wed": 2,
        "thu": 3,
        "thurs": 3,
        "fri": 4,
        "sat": 5,
        "sun": 6,
    },
    not_before={
        "magnitude": "magnitude | magnitude of | magnitude-",  # "a magnitude 6.1 earthquake"
        "age": "aged | age | ages | aged between | as young as | over the age of | under the age of",
        "name": (
            # "flight 370", "resolution 1701", "channel 12", "phase 4"
            "flight | highway | route | road | article | articles | resolution | phase | phases | category | "
            "channel | chapter | section | page | no. | number | # | update | unit | block | sector | zone | level | "
            "grade | class | type | version | protocol | camp | battalion | brigade | division | apollo | boeing | "
            "airbus | ipc | covid | group of | law | order | decree | table | figure | annex | day"
        ),
        "money": "rs | rs. | usd | us$ | eur | gbp | inr | tk",
        "population": (
            "population of | populations of | capacity of | capacity for | room for | space for | can hold | "
            "could hold | can house | can accommodate | can shelter | places for | home to | houses for | rooms for"
        ),
        "latitude": "latitude | longitude",
    },
    not_after={
        "duration": (
            # "in the past 24 hours" is a window, "a two-day visit" a length
            "second | seconds | minute | minutes | hour | hours | hr | hrs | day | days | night | nights | week | "
            "weeks | month | months | year | years | decade | decades | century | centuries | fortnight | hours' | "
            "days' | weeks' | months' | years' | consecutive | straight | successive | times | time | occasions"
        ),
        "length": (
            "km | kms | kilometre | kilometres | kilometer | kilometers | mile | miles | metre | metres | meter | "
            "meters | m high | m deep | m wide | m long | cm | mm | inch | inches | foot | feet | ft | yard | "
            "yards | storey | storeys | story | stories | floors | square | sq | hectare | hectares | ha | acre | "
            "acres | nautical | mph | kph | km/h | knots | degrees | degree | north | south | west"
        ),
        "weight": (
            "tonne | tonnes | ton | tons | kg | kilogram | kilograms | kilos | kilo | pound bomb | grams | litre | "
            "litres | liters | gallons | barrels | mt | metric | megawatts | mw | cubic"
        ),
        "money": (
            "dollar | dollars | euro | euros | pounds | pound | yuan | rupees | yen | lira | shekels | shekel | "
            "rubles | roubles | cents | pence | pesos | afghanis | birr | us dollars | u.s. dollars | naira | taka"
        ),
        "time": "a.m. | p.m. | am | pm | a.m | p.m | o'clock | hours local | gmt | utc | est",
        "score": (
            # votes, games and polls
            "votes | vote | points | point | percentage | goals | goal | seats | seat | wickets | runs | overs | "
            "matches"
        ),
        "rate": "per 100 | per 1 | times more",
        "magnitude": "magnitude | on the richter",
        "ordinal": "st | nd | rd | th",
    },
    one_of={"one": "of the | of its | of his | of her | of their | of our | of my | of your | of several | of many"},
    money_signs="$€£¥₹₪₽",
)
