"""English ways of saying when and since when."""

from tracker.lexicon import TimeWords

TIMES = TimeWords(
    since="since | from the start of | since the beginning of",
    outset=(
        "the start of the war | the war began | the beginning of the war | the war started | the conflict began | "
        "the conflict started | the fighting began | the start of the conflict | the beginning of the conflict | "
        "the outbreak of the war | the outbreak of war | the outbreak of hostilities | hostilities began | "
        "hostilities started | fighting broke out | the war erupted | fighting erupted | the war broke out | "
        "the start of hostilities | the latest hostilities erupted | the conflict erupted | "
        "the start of the crisis | the crisis began | the start of the fighting | the outbreak of the conflict | "
        "the outbreak of fighting"
    ),
    other_starts=(
        "the ceasefire | the truce | the start of the operation | the operation started | the operation began | "
        "the offensive began | the start of the offensive | the ground offensive began | "
        "the ground operation began | the invasion | the start of the ceasefire | the ceasefire began | "
        "the ceasefire took effect | the truce began | the ground offensive | the start of the truce | "
        "the start of the year | the start of the month | the start of the week | the beginning of the year"
    ),
    new=(
        "24 hours | 48 hours | 72 hours | past day | last day | overnight | since yesterday | in a single day | "
        "in one day | each day | each week | every day | every week | 24-hour | in the past hours | per day | "
        "a day | this week | this month | during the reporting period | in the reporting period | over the weekend | "
        "this weekend | last weekend | in the first half of | in the first months of"
    ),
    not_new_after="earlier | later | early | late",
    as_of="as of | as at | as on",
    reached_by="by | by early | by mid | by late | by the end of",
    ended="end of",
    relative_days={"today": 0, "yesterday": -1, "tonight": 0, "this morning": 0, "last night": -1, "overnight": 0},
    past_window="past | last | previous | preceding",
    window_units={
        "hour": 1 / 24, "hours": 1 / 24, "day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30,
    },
)  # fmt: skip
