"""English ways of saying where, when, since when and how sure."""

from tracker.lexicon import ContextWords
from tracker.model import Basis, Status

CONTEXT = ContextWords(
    place_lead=(
        "in | at | near | across | around | inside | outside | within | throughout | off | over | along | on | for"
    ),
    place_origin="from | to | into | of | toward | towards | through | between | with | by | against",
    place_noun=(
        "province | provinces | state | district | districts | region | county | city | town | village | "
        "governorate | island | "
        "islands | prefecture | municipality | department | departments | neighbourhood | neighborhood | suburb | "
        "suburbs | area | "
        "areas | valley | mountains | mountain | coast | border | camp | strip | bank | enclave | territory | "
        "country | capital | "
        "kingdom | republic | counties | hospital | church | mosque | hotel | airport | school | base | "
        "headquarters | cathedral | "
        "peninsula | parish | oblast | quarter | basin | delta | jurisdiction | square"
    ),
    settlement=(
        "this city | the city | this town | the town | this village | the village | this camp | the camp | "
        "the enclave"
    ),
    compass=(
        "north | south | east | west | northern | southern | eastern | western | central | northeast | "
        "northwest | southeast | "
        "southwest | north-east | north-west | south-east | south-west | northeastern | northwestern | "
        "southeastern | "
        "southwestern | north-eastern | north-western | south-eastern | south-western | upper | lower | greater | "
        "occupied | "
        "besieged | mainland | rural | coastal | neighbouring | neighboring | war-torn"
    ),
    not_place=(
        "arabic | english | hebrew | french | reuters | afp | ap | twitter | facebook | telegram | islam | "
        "hamas | hezbollah | "
        "ramadan | eid | christmas | easter | parliament | congress | covid | god | i | un | u.n. | "
        "un security council | security council"
    ),
    statuses={
        Status.PROJECTED: (
            # "up to 30 feared dead", "could displace 100,000"
            "possibility of | risk of | could | may | might | would | will | feared | fears | fear | expected | "
            "expects | expect | anticipate | "
            "anticipates | projected | projects | predicted | predicts | estimated to be at risk | likely | "
            "at risk of | "
            "plans to | plan to | threatens to | threaten to | potentially | warned that | if | to be killed"
        ),
        Status.DENIED: (
            "denied | denies | deny | denying | false | untrue | not true | no truth | refuted | rejected as"
        ),
        Status.DISPUTED: (
            "disputed | disputes | dispute | contested | contests | questioned | cast doubt | doubted | "
            "cannot be trusted | "
            "exaggerated | inflated"
        ),
        Status.BACKGROUND: (
            "had earlier said | previously reported | earlier put | initially reported | initially said | "
            "earlier said | "
            "an earlier toll | a previous toll | had stood at | a first count | an earlier count | "
            "years ago | decades ago | a year earlier | a year ago | last year"
        ),
    },
    statuses_before={
        Status.DENIED: (
            # "the toll was 19, revised down from 27": only what follows was taken back
            "revised downwards | revised downward | revises | revised an earlier | revised down from | "
            "down from | revised downward from | revised from | instead of | rather than | "
            "withdrew | retracted | lowered from | corrected from"
        ),
    },
    event_nouns=(
        "quake | earthquake | war | attack | attacks | flood | floods | tsunami | cyclone | hurricane | typhoon | "
        "storm | "
        "conflict | massacre | bombing | bombings | disaster | eruption | famine | drought | offensive | "
        "clashes | coup | "
        "riots | violence | uprising | revolution | genocide | fire | crash | outbreak | intifada | invasion"
    ),
    year_leads="in | since | of | from | during | until | by | early | late | mid | back in | between | and | to",
    counts_abroad=(
        "military | army | forces | force | troops | defence | defense | defence forces | navy | air force | "
        "militants | "
        "rebels | group | united | international | un | u.n."
    ),
    crisis=(
        "war | wars | conflict | offensive | hostilities | truce | ceasefire | insurgency | uprising | invasion | "
        "civil war | "
        "bombardment | campaign | ground operation | militia | militias | guerrillas"
    ),
    cumulative=(
        "so far | to date | in all | in total | overall | the total | a total of | brings to | bringing to | "
        "altogether | "
        "cumulative | since | until now | of war | of fighting | of conflict | the number of | toll"
    ),
    perfect="have | has | had",
    new=(
        "24 hours | 48 hours | 72 hours | past day | "
        "last day | overnight | since yesterday | in a single day | in one day | each day | each week | "
        "every day | every week | 24-hour | in the past hours | per day | a day"
    ),
    bases={
        Basis.IDENTIFIED: "identified | fully identified | whose identities",
        Basis.VERIFIED: "verified | independently verified | confirmed the identities",
        Basis.ESTIMATED: "modelled | modeled | statistical estimate | extrapolated",
    },
    since="since | from the start of | since the beginning of",
    outset=(
        "the start of the war | the war began | the beginning of the war | the war started | the conflict began | "
        "the conflict started | the fighting began | the start of the conflict | the beginning of the conflict | "
        "the outbreak of the war | the outbreak of war | the outbreak of hostilities | hostilities began | "
        "hostilities started | fighting broke out | the war erupted | fighting erupted | the war broke out | "
        "the start of hostilities | the latest hostilities erupted | the conflict erupted | "
        "the start of the crisis | "
        "the crisis began | the start of the fighting | the outbreak of the conflict | the outbreak of fighting"
    ),
    other_starts=(
        "the ceasefire | the truce | the start of the operation | the operation started | the operation began | "
        "the offensive began | the start of the offensive | the ground offensive began | "
        "the ground operation began | "
        "the invasion | the start of the ceasefire | the ceasefire began | the ceasefire took effect | "
        "the truce began | the ground offensive | the start of the truce | the start of the year | "
        "the start of the month | the start of the week | the beginning of the year"
    ),
    as_of="as of | as at | as on",
    relative_days={"today": 0, "yesterday": -1, "tonight": 0, "this morning": 0, "last night": -1, "overnight": 0},
    past_window="past | last | previous | preceding",
    window_units={
        "hour": 1 / 24, "hours": 1 / 24, "day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30,
    },
)  # fmt: skip
