"""English ways of saying of what kind a number is and how sure."""

from tracker.lexicon import StandingWords
from tracker.model import Basis, Status

STANDING = StandingWords(
    statuses={
        Status.PROJECTED: (
            # "up to 30 feared dead", "could displace 100,000"
            "possibility of | risk of | could | may | might | would | will | feared | fears | fear | expected | "
            "expects | expect | anticipate | anticipates | projected | projects | predicted | predicts | "
            "estimated to be at risk | likely | at risk of | plans to | plan to | threatens to | threaten to | "
            "potentially | warned that | if | to be killed"
        ),
        Status.DENIED: (
            "denied | denies | deny | denying | false | untrue | not true | no truth | refuted | rejected as"
        ),
        Status.DISPUTED: (
            "disputed | disputes | dispute | contested | contests | questioned | cast doubt | doubted | "
            "cannot be trusted | exaggerated | inflated"
        ),
        Status.BACKGROUND: (
            "had earlier said | previously reported | earlier put | initially reported | initially said | "
            "earlier said | an earlier toll | a previous toll | had stood at | a first count | an earlier count | "
            "years ago | decades ago | a year earlier | a year ago | last year"
        ),
    },
    statuses_before={
        Status.DENIED: (
            # "the toll was 19, revised down from 27": only what follows was taken back
            "revised downwards | revised downward | revises | revised an earlier | revised down from | down from | "
            "revised downward from | revised from | instead of | rather than | withdrew | retracted | lowered from | "
            "corrected from"
        ),
    },
    event_nouns=(
        "quake | earthquake | war | attack | attacks | flood | floods | tsunami | cyclone | hurricane | typhoon | "
        "storm | conflict | massacre | bombing | bombings | disaster | eruption | famine | drought | offensive | "
        "clashes | coup | riots | violence | uprising | revolution | genocide | fire | crash | outbreak | intifada | "
        "invasion"
    ),
    year_leads="in | since | of | from | during | until | by | early | late | mid | back in | between | and | to",
    crisis=(
        "war | wars | conflict | offensive | hostilities | truce | ceasefire | insurgency | uprising | invasion | "
        "civil war | bombardment | campaign | fighting | cease-fire | military operation | airstrikes | "
        "air strikes | rockets | shelling | ground operation | militia | militias | guerrillas"
    ),
    cumulative=(
        "so far | to date | in all | in total | overall | the total | a total of | brings to | bringing to | "
        "altogether | cumulative | since | until now | of war | of fighting | of conflict | the number of | toll"
    ),
    summing=(
        "so far | to date | in all | in total | overall | a total of | altogether | until now | as per latest | "
        "the total | nationwide | across the country | the latest | all told"
    ),
    perfect="have | has | had",
    bases={
        Basis.IDENTIFIED: "identified | fully identified | whose identities",
        Basis.VERIFIED: "verified | independently verified | confirmed the identities",
        Basis.ESTIMATED: "modelled | modeled | statistical estimate | extrapolated",
    },
)  # fmt: skip
