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
            "potentially | warned that | if | to be killed | preparing to | mobilising to | mobilizing to | "
            "hopes to | aims to | intends to | vowed to | threatened to | bracing for | in danger of | scheduled to"
        ),
        Status.DENIED: (
            "denied | denies | deny | denying | false | untrue | not true | no truth | refuted | rejected as | "
            "rejected reports | dismissed reports | rejects reports | rejected claims | dismissed claims | "
            "rejects claims | rejected allegations | dismissed allegations"
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
        Status.BACKGROUND: (
            # "the toll jumped from around 120": what it was before
            "jumped from | rose from | up from | climbed from | increased from | moved from | rising from | "
            "grew from | risen from | soared from | surged from"
        ),
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
        "invasion | saw"
    ),
    taken_up=(
        "a figure | a number | a toll | a claim | a count | an estimate | an assertion | an allegation | figures | "
        "a tally"
    ),
    worst="deadliest | worst | bloodiest | most deadly | biggest | largest | heaviest | most serious | most violent",
    worst_told="when | in which | where",
    year_leads="in | since | of | from | during | until | by | early | late | mid | back in | between | and | to",
    crisis=(
        "war | wars | conflict | offensive | hostilities | insurgency | uprising | invasion | civil war | campaign | "
        "fighting | military operation | operation | ground operation | unrest | intifada | crackdown"
    ),
    hostile=(
        "ied | ieds | insecurity | insurgents | rebels | security forces | truce | ceasefire | cease-fire | "
        "bombardment | airstrikes | air strikes | rockets | shelling | militia | militias | guerrillas"
    ),
    goes_on="and | but",
    quarrel=(
        "the war | the reporting period | insecurity | truce | ceasefire | cease-fire | offensive | hostilities | "
        "bombardment"
    ),
    inside="in | during | over | throughout | amid",
    incident=(
        "ied | ieds | mortars | landmine | landmines | shootout | shelled | shooting | airstrike | airstrikes | "
        "air strike | air strikes | strike | strikes | rocket | rockets | shelling | raid | raids | attack | "
        "attacks | bombing | bombings | blast | blasts | explosion | explosions | ambush | clash | clashes | "
        "mortar | assault | gunfire | drone | gunmen | gunman | bomber | bomb | firefight | stabbing | incident | "
        "attacking | firing | fired"
    ),
    cumulative=(
        "so far | to date | in all | overall | the total | brings to | bringing to | raises to | raising to | "
        "takes to | taking to | altogether | cumulative | "
        "since | until now | of war | of fighting | of conflict | number of | toll"
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
