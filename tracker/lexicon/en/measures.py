"""English triggers: the words that name what people and homes have suffered.

Each row names its measure, its dress (see :class:`~tracker.lexicon.Dress`), its phrases, and a sentence
of our own that the row must make a claim of.
"""

from tracker.lexicon import Dress, MeasureWords, Trigger
from tracker.model import Measure

KILLED, INJURED, MISSING = Measure.KILLED, Measure.INJURED, Measure.MISSING
DETAINED, ABDUCTED = Measure.DETAINED, Measure.ABDUCTED
DISPLACED, EVACUATED, REFUGEES = Measure.DISPLACED, Measure.EVACUATED, Measure.REFUGEES
RETURNED, HOMELESS, SHELTERED = Measure.RETURNED, Measure.HOMELESS, Measure.SHELTERED
AFFECTED, IN_NEED, TRAPPED = Measure.AFFECTED, Measure.IN_NEED, Measure.TRAPPED
DESTROYED, DAMAGED = Measure.HOMES_DESTROYED, Measure.HOMES_DAMAGED
PARTICIPLE, PASSIVE, ACTIVE = Dress.PARTICIPLE, Dress.PASSIVE, Dress.ACTIVE
INTRANSITIVE, STATE, NOMINAL = Dress.INTRANSITIVE, Dress.STATE, Dress.NOMINAL
VICTIM, TOLL = Dress.VICTIM, Dress.TOLL
TAKING, FORCED, PLACE = Dress.TAKING, Dress.FORCED, Dress.PLACE

TRIGGERS = (
    # killed -------------------------------------------------------------------------------------
    Trigger(KILLED, PARTICIPLE, "killed | slain | murdered | massacred | executed | assassinated | martyred | "
            "slaughtered | butchered | lynched | fatally shot | fatally wounded | fatally injured | "
            "fatally stabbed | mortally wounded | gassed | asphyxiated | strangled | bludgeoned to death | "
            "knifed to death | burned alive | burnt alive | poisoned to death",
            "In all, 26 people were killed."),
    Trigger(KILLED, PARTICIPLE, "shot dead | gunned down | beheaded | hanged | burned to death | burnt to death | "
            "crushed to death | beaten to death | stabbed to death | buried alive | hacked to death | "
            "trampled to death | tortured to death | decapitated | put to death | mown down | mowed down | "
            "shot to death",
            "Police shot dead 12 protesters."),
    Trigger(KILLED, PASSIVE, "found dead | pronounced dead | confirmed dead | reported dead | presumed dead | "
            "feared dead | believed dead | left dead | declared dead | electrocuted | reported killed | "
            "confirmed killed | believed killed | feared killed | feared drowned | swept to their deaths | drowned | "
            "swept to their death | listed as dead | counted dead | washed to their deaths | sent to their deaths | "
            "crushed | mown down | suffocated | declared killed | verified killed",
            "Four hikers were found dead on the ridge."),
    Trigger(KILLED, ACTIVE, "killing | kill | kills | murdering | massacring | executing | slaying | martyring | "
            "slaughtering | drowning | drown | massacre | slaughter | murder of | murders of | assassination of | "
            "beheading",
            "A shell hit the bakery, killing 14 people."),
    Trigger(KILLED, INTRANSITIVE, "died | die | dies | dying | perished | perish | perishing | drowned | "
            "lost their lives | lost their life | lost his life | lost her life | losing their lives | "
            "lose their lives | have lost their lives | succumbed | starved to death | froze to death | "
            "bled to death | suffocated | passed away | burned alive | met their deaths | met their death | "
            "fell to their deaths | lost their live",
            "Nine villagers drowned."),
    Trigger(KILLED, ACTIVE, "lost | loses | losing", "The army lost 30 soldiers in one night.", people=True),
    Trigger(KILLED, STATE, "dead | deceased | lifeless", "The blast left 31 people dead."),
    Trigger(KILLED, NOMINAL, "deaths | death | fatalities | fatality | dead bodies | killings | martyrs | murders | "
            "slayings | assassinations | executions | drownings | homicides | beheadings | loss of life | "
            "loss of human life | losses of life | "
            "fatal casualties | deceased persons | fatal victims | mortal victims | fatal injuries",
            "The province reported 27 deaths."),
    Trigger(KILLED, VICTIM, "bodies | corpses | body | corpse", "Rescuers recovered 35 bodies."),
    Trigger(KILLED, TAKING, "claimed | claiming | claims | claim | cost | costing | costs | took | taken | taking | "
            "takes | lost | losing | snatched | ended | the loss of | loss of | lost in",
            "The storm claimed 80 lives."),
    Trigger(KILLED, TOLL, "death toll | toll | death tolls | tolls | body count | death count | fatality count | "
            "fatality toll | overall death toll",
            "The death toll rose to 41."),
    # injured ------------------------------------------------------------------------------------
    Trigger(INJURED, PARTICIPLE, "injured | wounded | hurt | maimed | burned | burnt | shot and wounded | "
            "hospitalized | hospitalised",
            "The crash injured 30 passengers."),
    Trigger(INJURED, ACTIVE, "injuring | wounding | injures | wounds | hurting | maiming | injure | wound",
            "The bomb went off at noon, wounding 17 people."),
    Trigger(INJURED, PASSIVE, "treated | treated at the scene | treated in hospital",
            "Some 90 people were treated.",
            people=True),
    Trigger(INJURED, NOMINAL, "injuries | injury | injured people | wounded people",
            "Hospitals counted 300 injuries."),
    Trigger(INJURED, INTRANSITIVE, "sustained injuries | suffered injuries | suffered wounds | sustained wounds | "
            "were taken to hospital | suffered burns | were treated for | were treated in hospital | "
            "treated for injuries | treated for burns | treated for smoke inhalation | treated for wounds | "
            "being treated for injuries | were being treated | rushed to hospital | rushed to hospitals | "
            "taken to hospitals | were taken to hospitals | was taken to hospital | sent to hospital | "
            "sent to hospitals | airlifted to hospital | transported to hospital | transported to hospitals | "
            "brought to hospital | admitted to hospitals | were rushed to hospital | were rushed to hospitals | "
            "were sent to hospital | were treated at | needed treatment | were admitted to hospital | "
            "received injuries | incurred injuries | suffered gunshot wounds | nursing injuries | nursing wounds | "
            "escaped with injuries | escaped with minor injuries | escaped with non-life-threatening injuries | "
            "nursing gunshot wounds | suffered fractures | suffered serious injuries | suffered minor injuries | "
            "sustained minor injuries | sustained serious injuries | suffered serious burns | suffering injuries | "
            "suffering from injuries | suffering from burns | required treatment",
            "Some 40 pupils sustained injuries."),
    # missing ------------------------------------------------------------------------------------
    Trigger(MISSING, STATE, "missing | unaccounted for | under the rubble | beneath the rubble | under rubble | "
            "buried under the rubble | buried under rubble | trapped under the rubble | trapped under rubble | "
            "trapped in the rubble | trapped in rubble | buried in the rubble | beneath rubble | under debris | "
            "under the debris | beneath the debris | buried under debris | buried under mud | "
            "under collapsed buildings | still under the rubble | under the wreckage | buried under the debris | "
            "feared missing | listed as missing | still missing | lost at sea | disappeared | unaccounted | "
            "not been accounted for | not accounted for | yet to be accounted for | yet to be found | "
            "not been found | still being sought",
            "Another 60 people were still missing on Monday."),
    Trigger(MISSING, PASSIVE, "reported missing | declared missing | went missing | gone missing | "
            "presumed missing | feared buried | believed buried | buried beneath the rubble",
            "At least 12 fishermen were reported missing."),
    # casualties, undivided ------------------------------------------------------------------------
    Trigger(Measure.CASUALTIES, NOMINAL, "casualties | casualty", "There were 45 casualties."),
    Trigger(Measure.CASUALTIES, TOLL, "casualty toll | casualty figure | casualty count",
            "The casualty toll climbed to 120."),
    # detained, abducted ---------------------------------------------------------------------------
    Trigger(DETAINED, PARTICIPLE, "arrested | detained | jailed | imprisoned | rounded up | taken into custody | "
            "apprehended | incarcerated | taken prisoner | captured | interned | locked up | taken into detention | "
            "placed in detention | placed under arrest | thrown in jail | thrown into prison | taken prisoners | "
            "picked up",
            "Police arrested 200 demonstrators."),
    Trigger(DETAINED, PASSIVE, "held in custody | in custody | in detention | behind bars | put under arrest | held | "
            "being held | remanded | in jail | in jails | in prison | in prisons | under arrest | in Israeli jails",
            "About 70 people are in custody."),
    Trigger(DETAINED, ACTIVE, "arresting | detaining | arrests | detains | capturing | apprehending | arrest | "
            "detain",
            "Soldiers raided the camp, arresting 25 people."),
    Trigger(DETAINED, ACTIVE, "held | holding | hold", "The police are holding 30 suspects.", people=True),
    Trigger(DETAINED, NOMINAL, "arrests | detentions", "There were 90 arrests overnight."),
    Trigger(DETAINED, VICTIM, "detainees | detainee", "The army is holding 300 detainees."),
    Trigger(ABDUCTED, PARTICIPLE, "kidnapped | abducted | taken hostage | held hostage | seized as hostages | "
            "carried off | taken captive | held captive | held as hostages",
            "Gunmen kidnapped 39 students."),
    Trigger(ABDUCTED, PARTICIPLE, "seized | snatched | taken away | took away | marched off | whisked away | "
            "snatch | seizing | snatching | taking away", "Raiders seized 27 girls.", people=True),
    Trigger(ABDUCTED, ACTIVE, "kidnapping | abducting | kidnaps | abducts | abduct | kidnap",
            "Raiders attacked the school, abducting 27 girls."),
    Trigger(ABDUCTED, STATE, "hostage | captive | in captivity | held for ransom",
            "The gunmen took 170 people hostage."),
    Trigger(ABDUCTED, VICTIM, "hostages | captives | abductees", "They seized dozens of hostages."),
    Trigger(ABDUCTED, NOMINAL, "abductions | kidnappings", "The town saw 14 kidnappings."),
    # displaced ------------------------------------------------------------------------------------
    Trigger(DISPLACED, PARTICIPLE, "displaced | internally displaced | newly displaced | uprooted | relocated | "
            "resettled | dislocated | forcibly displaced | re-displaced | dispossessed | evicted | "
            "evicted from their homes | expelled from their homes | forcibly evicted",
            "Floods displaced 22,000 people."),
    Trigger(DISPLACED, PASSIVE, "forced to flee | forced to leave | forced from their homes | "
            "forced out of their homes | driven from their homes | driven from home | driven out of their homes | "
            "driven out | forced to move | forced to abandon their homes | made to flee | chased from their homes | "
            "forced to evacuate | forced to relocate | forced into displacement | in displacement | on the move | "
            "compelled to flee | living in displacement | obliged to leave | forced out | chased out | driven off | "
            "forced off | forced to seek refuge | forced to take refuge | forced to seek shelter | "
            "forced to take shelter | forced to shelter | forced to vacate | forced to go | obliged to flee | "
            "obliged to move | driven away | chased away | turned out of their homes | unable to return home | "
            "staying with relatives | staying with friends | staying with host families | "
            "living with host families | living with relatives | staying with friends or family | "
            "staying with family | hosted by relatives",
            "Over 5,000 villagers were forced to flee."),
    Trigger(DISPLACED, ACTIVE, "displacing | uprooting | displaces | uproots | displace | relocating | uproot",
            "The dam burst, displacing 4,000 families."),
    Trigger(DISPLACED, INTRANSITIVE,
            "fled | flee | flees | fleeing | fled their homes | escaped to | escaped the fighting | "
            "escaped the violence | escaped across | left their homes | abandoned their homes | fled home | "
            "fled their villages | fled from | leave their homes | leaving their homes | sought refuge | "
            "sought shelter | sought safety | moved out of their homes | have left their homes | scattered to | "
            "scattered into | scattered | left home | abandoned their villages | deserted their homes | "
            "left their villages | moved to safer places | moved to safer areas | moved to safer ground | "
            "moved into camps | moved to camps | running for their lives | took flight | sought sanctuary | "
            "found refuge | seeking sanctuary | had to leave | had to flee | vacated their homes | "
            "quit their homes | deserted their villages | moved out | have moved out | left their houses | "
            "fled their houses | abandoned their houses | fled from their homes | run for their lives | "
            "ran for their lives",
            "Some 40,000 people fled their homes."),
    Trigger(DISPLACED, FORCED, "to flee | to leave | from their homes | out of their homes | "
            "from their villages | to move | to seek shelter | to abandon | into camps | into displacement | "
            "to escape | fleeing | off their land | to run | to seek refuge | to take refuge | "
            "to abandon their homes | to desert | to vacate | to relocate | to seek safety | to move out | "
            "to take shelter | out of house and home",
            "The shelling forced 3,000 people to flee."),
    Trigger(DISPLACED, VICTIM, "idps | idp | displaced persons | internally displaced persons | displaced people | "
            "internally displaced people | displaced families | displaced civilians | displaced individuals | "
            "internally displaced",
            "The province hosts 61,000 IDPs."),
    Trigger(DISPLACED, NOMINAL, "displacements | new displacements | "
            "displacement", "The week saw 3,000 displacements."),
    # evacuated, refugees, returned ------------------------------------------------------------------
    Trigger(DISPLACED, ACTIVE, "relocation of | displacement of | relocations of | uprooting of | "
            "resettlement of", "The flood forced the relocation of 54,000 residents."),
    Trigger(EVACUATED, FORCED, "to evacuate | to evacuate their homes", "The blaze forced 300 people to evacuate."),
    Trigger(EVACUATED, ACTIVE, "to evacuate", "The navy is preparing to evacuate 300 people."),
    Trigger(EVACUATED, INTRANSITIVE, "evacuate | evacuated their homes | evacuate their homes | moved to higher ground",
            "Some 3,000 people had to evacuate."),
    Trigger(EVACUATED, PARTICIPLE, "evacuated | pre-emptively evacuated | preemptively evacuated | "
            "moved to safety | moved to safer areas | taken to safety | moved to higher ground | brought to safety | "
            "moved to safer places | moved to safer locations | moved to safer ground | shifted to safer places | "
            "shifted to safe places | shifted to safer areas | shifted to safety | relocated to safer | "
            "airlifted to safety | airlifted | ferried to safety | led to safety | escorted to safety | bused out | "
            "bussed out | transferred to safer | moved out of harm's way | taken to higher ground | "
            "taken to safer places",
            "Over 17,000 people were evacuated."),
    Trigger(EVACUATED, PASSIVE, "ordered to evacuate | told to evacuate | ordered to leave their homes | "
            "under evacuation orders | under mandatory evacuation orders | under an evacuation order | "
            "told to leave their homes | asked to evacuate | under mandatory evacuation",
            "About 9,000 residents were ordered to evacuate."),
    Trigger(EVACUATED, ACTIVE, "evacuating | evacuates | "
            "evacuate", "The river rose fast, and rescuers began evacuating 800 people."),
    Trigger(EVACUATED, NOMINAL, "evacuation | evacuations", "The flood forced the evacuation of 403,000 people."),
    Trigger(EVACUATED, VICTIM, "evacuees", "The hall took in 700 evacuees."),
    Trigger(REFUGEES, VICTIM, "refugees | refugee | asylum seekers | "
            "asylum-seekers", "The country hosts 818,000 refugees."),
    Trigger(REFUGEES, PASSIVE, "registered as refugees | living as refugees | hosted as refugees | "
            "awaiting registration | granted asylum | recognised as refugees | recognized as refugees",
            "In all, 282,000 people are registered as refugees."),
    Trigger(REFUGEES, INTRANSITIVE, "crossed the border | crossed into | fled across the border | fled abroad | "
            "fled the country | crossed over into | left the country | fled to neighbouring | fled to neighboring | "
            "fled into neighbouring | fled into neighboring | crossing into | sought asylum | crossing the border | "
            "crossed borders | crossed over to | found asylum | poured across the border | "
            "streamed across the border | crossed over the border | fled to neighbouring countries | "
            "fled to neighboring countries",
            "More than 30,000 people crossed into Chad."),
    Trigger(RETURNED, INTRANSITIVE, "returned | returned home | have returned | gone back | went back | "
            "returned to their homes | gone home | went home | been able to return | able to return home | "
            "returning | set out for home | headed home | heading home | return home | return to their homes | "
            "go back | crossed back | crossed the border back | moved back | came back | come back | coming back | "
            "going home | gone back home | repatriated | were repatriated | been repatriated | "
            "allowed to return home | allowed to return | allowed back | returned to their villages | "
            "return to their villages",
            "More than 1.8 million people have returned home."),
    Trigger(RETURNED, FORCED, "to go home | to return home | to return | return home | go home | go back home",
            "The agency helped 9,000 families to go home."),
    Trigger(RETURNED, PASSIVE, "repatriated | brought home | sent home", "Some 3,000 people were repatriated."),
    Trigger(RETURNED, VICTIM, "returnees | idp returnees", "The district counted 5,400 returnees."),
    # homeless, sheltered ----------------------------------------------------------------------------
    Trigger(HOMELESS, STATE, "homeless | without shelter | without a home | without a roof | without homes | "
            "without housing | roofless | with no home | without a house | shelterless | houseless",
            "The fire left 120 families homeless."),
    Trigger(HOMELESS, INTRANSITIVE,
            "lost shelter | lost shelters | lost their shelters | lost their homes | lost their houses | "
            "lost their dwellings | lost their home | lost their house | lose their homes | losing their homes | "
            "having lost their homes"
            "lost homes", "Some 600 people lost their homes."),
    Trigger(SHELTERED, INTRANSITIVE, "sheltering | are sheltering | sheltered | taking shelter | took shelter | "
            "taken shelter | taking refuge | taken refuge | staying in | residing in | living in tents | "
            "living in camps | living in shelters | crammed into | packed into | housed in | accommodated in | "
            "crowded into | seeking shelter | seeking refuge | living in overcrowded shelters | camping out | "
            "sleeping in tents | packed in | camped in | registered in shelters | living inside camps | huddled in | "
            "holed up in shelters | lodged in | put up in | quartered in | staying at | being housed in | "
            "being sheltered in | being accommodated in | living in makeshift | sleeping rough | sleeping outdoors | "
            "sleeping in the open | camped at | camping in | accommodated at | housed at | shelter in | "
            "took refuge | camped out",
            "Nearly one million people are sheltering in schools."),
    Trigger(SHELTERED, FORCED, "into shelters | into temporary shelters | into emergency shelters | into shelter",
            "The cyclone forced 800 people into temporary shelters."),
    Trigger(SHELTERED, PASSIVE, "forced into temporary shelters | forced into shelters | "
            "moved to temporary shelters | moved to shelters | taken to shelters | given shelter | "
            "shifted to relief camps | taken to relief camps | moved to relief camps | moved to relief centres | "
            "taken to evacuation centres",
            "About 800 people were forced into temporary shelters."),
    Trigger(SHELTERED, STATE, "in shelters | in camps | in relief camps | in evacuation centres | "
            "in evacuation centers | in relief camp | in temporary shelters | in relief centres | "
            "in emergency shelters | in tents | in displacement camps | in collective centres | in unrwa shelters | "
            "in unrwa facilities | in relief shelters | in evacuation shelters | in makeshift camps | "
            "in makeshift shelters | in makeshift tents | in refugee camps | in transit camps | at relief camps | "
            "at evacuation centres | at evacuation centers | at shelters | in temporary accommodation | "
            "in temporary camps | in community shelters | in public shelters | in storm shelters | "
            "in transit centres | in reception centres | in idp camps",
            "Some 15,800 people were in relief camps."),
    Trigger(SHELTERED, PLACE, "camps | relief camps | relief centres | relief centers | shelters | "
            "holding centres | holding centers | safety centres | safety centers | "
            "evacuation centres | evacuation centers | displacement camps | collective centres | "
            "emergency shelters | temporary shelters | reception centres | displacement sites | tents | "
            "unrwa shelters | temporary camps",
            "Some 15,800 people were in 33 relief camps."),
    # affected, in need, trapped ---------------------------------------------------------------------
    Trigger(AFFECTED, PARTICIPLE, "affected | impacted | hit by | badly affected | severely affected | "
            "directly affected",
            "Around 8,800 people have been affected by the cyclone."),
    Trigger(AFFECTED, ACTIVE, "affecting | affects | affect | "
            "impacting", "Floods swept the valley, affecting 10,000 people."),
    Trigger(IN_NEED, STATE, "in need of | in urgent need of | in need | in dire need of | in urgent need | "
            "in desperate need | in acute need of | in severe need | in dire need | in a situation of need | "
            "in a situation of dire need | in need of help | in great need of | in great need",
            "Some 37,000 people are in urgent need of food."),
    Trigger(IN_NEED, INTRANSITIVE, "need humanitarian assistance | "
            "need aid | need food | need help | require assistance | require humanitarian assistance | "
            "require food | need water | need medical | need life-saving | need relief | need protection | "
            "need humanitarian aid | need emergency shelter | need shelter | require shelter | "
            "need food assistance | needing assistance | require emergency shelter | requiring assistance | "
            "need urgent | face hunger | facing hunger | require aid | need assistance | needing aid | "
            "need emergency | need support | require urgent | need immediate | require immediate | "
            "needed assistance | needed aid | needed food | depend on aid | dependent on aid | rely on aid | "
            "faces hunger | faces starvation | faces famine | faces acute hunger | faces acute food insecurity | "
            "needs aid | needs food | needs assistance | needs humanitarian assistance | needs help | "
            "face starvation | facing starvation | face famine | facing famine | face acute hunger | "
            "facing acute hunger | face acute food insecurity | facing acute food insecurity | "
            "facing severe hunger | face severe hunger | food insecure | acutely food insecure | "
            "severely food insecure | suffer from hunger | fall into crisis | facing crisis | face crisis | "
            "in crisis or worse | experiencing acute food insecurity | experience acute food insecurity | "
            "face high levels of acute food | facing high levels of acute food | suffering from hunger | "
            "require life-saving | depend on food aid | dependent on food aid | without food | going hungry | "
            "go hungry | need tents | require support",
            "Some 37,000 people need urgent help."),
    Trigger(TRAPPED, PARTICIPLE, "trapped | stranded | cut off | marooned | "
            "besieged", "About 2,500 campers were stranded."),
    Trigger(TRAPPED, ACTIVE, "trapping | stranding", "The tunnel collapsed, trapping 41 workers."),
    Trigger(TRAPPED, STATE, "stuck", "About 300 climbers were stuck on the ridge."),
    Trigger(TRAPPED, PASSIVE, "besieged in | stuck in | stuck at",
            "Some 5,000 civilians are besieged in the old town."),
    Trigger(IN_NEED, INTRANSITIVE, "do not have shelter | do not have food | lack food | lack shelter | lack water | "
            "lack access to | lacked food | lack adequate | do not have enough | did not have food",
            "Some 3,000 families lack food."),
    # homes ------------------------------------------------------------------------------------------
    Trigger(DESTROYED, PARTICIPLE, "destroyed | flattened | levelled | leveled | washed away | swept away | "
            "razed | demolished | burned down | burnt down | gutted | collapsed | completely destroyed | "
            "totally destroyed | wrecked | reduced to rubble | torched | set on fire | blown down | wiped out | "
            "devastated | fully destroyed | washed out | ruined | bulldozed | crumbled | fully damaged | "
            "totally damaged | completely damaged | buried | obliterated | burned | burnt | burned out | burnt out | "
            "collapsed completely | swallowed | carried away | knocked down | torn down | reduced to ashes | "
            "charred | levelled to the ground | blown away | blown up | dynamited | shattered | pulverised | "
            "pulverized | incinerated | burned to the ground | burnt to the ground",
            "The quake destroyed 180 houses.", homes=True),
    Trigger(DESTROYED, ACTIVE, "destroying | flattening | levelling | leveling | razing | demolishing | destroy | "
            "destroys | burning down | washing away | sweeping away | gutting",
            "Fire swept the camp, destroying 300 homes.", homes=True),
    Trigger(DESTROYED, NOMINAL, "destruction | "
            "demolition", "The report lists the destruction of 90 homes.", homes=True),
    Trigger(DAMAGED, STATE, "underwater | under water | in need of repair | in need of repairs | without roofs",
            "About 100 homes were underwater.", homes=True),
    Trigger(DAMAGED, PARTICIPLE, "damaged | flooded | inundated | partially damaged | partly damaged | "
            "partially destroyed | submerged | badly damaged | severely damaged | heavily damaged | hit | "
            "rendered uninhabitable | partly destroyed | cracked | engulfed | uninhabitable | partially collapsed | "
            "unroofed | swamped | waterlogged | deluged | slightly damaged | moderately damaged | lightly damaged | "
            "structurally damaged | left uninhabitable | made uninhabitable | semi-destroyed",
            "The storm damaged 720 houses.", homes=True),
    Trigger(DAMAGED, ACTIVE, "damaging | flooding | inundating | submerging | damages | engulfing | swamping",
            "The river broke its banks, flooding 85 homes.", homes=True),
)  # fmt: skip

CLASSES = {
    # is/was/have been: what stands between a number and what it suffered
    "aux": (
        "am | is | are | was | were | be | been | being | has | have | had | has been | have been | had been | get | "
        "got | gets | getting | having been | will be | would be | could be | may be | might be | may have been | "
        "could have been | are being | were being | is being | was being | to be | to have been | remain | "
        "remained | remains | been left | have been left | has been left | had been left | were left | was left | "
        "need to be | needed to be | became | become | stands | are still | were still | went | gone | "
        "will have been | being reported | reported to have been | said to have been | believed to have been | "
        "thought to have been | believed to be | thought to be | reported to be | reported | feared to have been | "
        "have had to be | had to be | had to | have to | having to | have been found | were found | been found | "
        "was found | expected to | set to | due to be | about to | likely to | yet to | classified as | "
        "were classified as | tagged as | listed as | recorded as | confirmed to have been | confirmed to have | "
        "reported to have | said to have | believed to have | thought to have | feared to have | known to have | "
        "known to have been | presumed to have | presumed to have been | understood to have | "
        "understood to have been | estimated to have | estimated to have been | alleged to have | "
        "alleged to have been | will | would | could | "
        "may | might | must | must have | may have | could have | did | do"
    ),
    "adverb": (
        "also | further | still | now | already | then | so far | reportedly | apparently | allegedly | officially | "
        "confirmed | immediately | instantly | currently | presently | again | later | since | recently | "
        "seriously | severely | badly | critically | slightly | lightly | fatally | mortally | internally | newly | "
        "forcibly | temporarily | permanently | either | both | only | just | not | never | long | all | directly | "
        "indirectly | presumed | feared | believed | known | said | estimated | completely | partially | totally | "
        "partly | fully | heavily | previously | initially | today | yesterday | overnight | early | late | "
        "tragically | to date | thus far | each | simultaneously | moderately | repeatedly | suspected | "
        "subsequently | even | ultimately | successfully | safely | violently | acutely | pre-emptively | "
        "preemptively | mostly | mainly | there | probably | possibly | likely | unfortunately"
    ),
    "preposition": (
        "in | at | on | near | across | around | inside | outside | within | throughout | by | with | for | into | "
        "under | along | over | during | following | amid | against | off | between | through | behind | beyond | "
        "via | about | despite | without | above | below | toward | towards | upon | beneath | per | as well as | "
        "led by | run by | backed by | due to | because of | over the past | in the past | since the start of"
    ),
    # "12 deaths per 100,000 inhabitants" counts nobody
    "per": "per | for every | for each",
    "of": "of",
    "from": "from",
    "to": "to",
    "determiner": "the | this | that | these | those | his | her | its | their | our | my | your | every | such",
    "article": "a | an",
    "another": "another",
    "and": "and | & | as well as | plus | along with | together with",
    "along": "along with | together with | as well as",
    "as_were": "as were | as was | as had | as have",
    "of_that_number": "of that number | of that total | of this number | of the total | of these | of those | of them",
    "or": "or | and/or",
    "relative": "who | which | whom | whose | that",
    "subordinator": (
        "when | while | where | after | before | because | until | although | though | whereas | if | unless | as | "
        "but | whether | so that | yet | even as | then | meanwhile"
    ),
    # hostages who are no more: "half of the hostages were released"
    "freed": (
        "released | freed | rescued | let go | handed over | swapped | liberated | set free | found alive | ransomed"
    ),
    # "the ministry rejected reports that": nobody reports
    "denying": (
        "rejected reports | dismissed reports | denied reports | refuted reports | rejects reports | denies reports | "
        "rejected claims | dismissed claims | denied claims | refuted claims | rejects claims | denies claims | "
        "rejected allegations | denied allegations | dismissed allegations"
    ),
    "they": "they",
    "contrast": "while | whereas | but | although | though",
    "pronoun": "he | she | it | they | we | i | you | him | us | himself | themselves",
    "them": "them | whom | those | these | which",
    "including": (
        "including | among them | among whom | amongst them | of whom | of which | of them | of these | of those | "
        "out of which | out of whom | out of them | include | included | includes | comprising | comprised | "
        "made up of | consisting of | namely | notably | them | whom"
    ),
    "among": "among | amongst",
    "leave": (
        "left | leaving | leaves | leave | rendered | rendering | made | making | took | taken | taking | takes | "
        "holding | held | hold | kept | keeping | with | having left | has left | have left | had left | find | found"
    ),
    "force": (
        "forced | forcing | forces | force | caused | causing | causes | prompted | prompting | compelled | "
        "compelling | made | obliged | sent | sending | saw | seen | drove | driven | driving | pushed | pushing | "
        "allowing | led | leading | help | helped | helping | helps | enabled | enabling | allowed | let | assisted"
    ),
    "number_of": "number of | the number of | numbers of | the number | number",
    "running": (
        # nouns and pronouns that stand for the last toll: "the new deaths bring *the total* to 32,070"
        "total | totals | figure | count | tally | it | overall count | overall total | tolls | one | losses"
    ),
    "rise": (
        "rose | risen | rises | rise | rising | climbed | climbs | climbing | climb | jumped | jumps | stood | "
        "stands | stand | standing | reached | reaches | reaching | grew | grown | increased | increases | soared | "
        "surged | mounted | fell | dropped | fallen | went up | gone up | moved | stood at | stands at | is at | "
        "was at | put | puts | placed | revised | brings | bringing | brought | raised | raising | raises | taking | "
        "took | hit | hits | totalled | totaled | now at | currently at | passed | topped | exceeded | surpassed | "
        "exceeds | estimated | updated | comes to | came to | nears | neared | lowered | downgraded | remained | "
        "remains | amounted | approaching | nearing | crossed"
    ),
}

MEASURES = MeasureWords(triggers=TRIGGERS, classes=CLASSES)
