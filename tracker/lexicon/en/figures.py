"""English hedges, and the nouns that are counted."""

from tracker.lexicon import FigureWords
from tracker.model import Qualifier

FIGURES = FigureWords(
    hedges_before={
        "at least": Qualifier.AT_LEAST,
        "no fewer than": Qualifier.AT_LEAST,
        "no less than": Qualifier.AT_LEAST,
        "not less than": Qualifier.AT_LEAST,
        "not fewer than": Qualifier.AT_LEAST,
        "a minimum of": Qualifier.AT_LEAST,
        "minimum of": Qualifier.AT_LEAST,
        "atleast": Qualifier.AT_LEAST,  # the space is lost in much of the wire copy
        "more than": Qualifier.MORE_THAN,
        "over": Qualifier.MORE_THAN,
        "above": Qualifier.MORE_THAN,
        "exceeding": Qualifier.MORE_THAN,
        "in excess of": Qualifier.MORE_THAN,
        "upwards of": Qualifier.MORE_THAN,
        "upward of": Qualifier.MORE_THAN,
        "well over": Qualifier.MORE_THAN,
        "well above": Qualifier.MORE_THAN,
        "well more than": Qualifier.MORE_THAN,
        "greater than": Qualifier.MORE_THAN,
        "nearly": Qualifier.NEARLY,
        "almost": Qualifier.NEARLY,
        "close to": Qualifier.NEARLY,
        "just under": Qualifier.NEARLY,
        "just below": Qualifier.NEARLY,
        "just short of": Qualifier.NEARLY,
        "a little under": Qualifier.NEARLY,
        "up to": Qualifier.AT_MOST,  # "up to 30 feared dead": a ceiling, never a count
        "upto": Qualifier.AT_MOST,
        "as many as": Qualifier.AT_MOST,
        "at most": Qualifier.AT_MOST,
        "no more than": Qualifier.AT_MOST,
        "not more than": Qualifier.AT_MOST,
        "a maximum of": Qualifier.AT_MOST,
        "fewer than": Qualifier.AT_MOST,
        "less than": Qualifier.AT_MOST,
        "below": Qualifier.AT_MOST,
        "under": Qualifier.AT_MOST,
        "about": Qualifier.ABOUT,
        "around": Qualifier.ABOUT,
        "some": Qualifier.ABOUT,
        "roughly": Qualifier.ABOUT,
        "approximately": Qualifier.ABOUT,
        "approx": Qualifier.ABOUT,
        "approx.": Qualifier.ABOUT,
        "circa": Qualifier.ABOUT,
        "an estimated": Qualifier.ABOUT,
        "estimated": Qualifier.ABOUT,
        "estimated at": Qualifier.ABOUT,
        "estimated to be": Qualifier.ABOUT,
        "estimated to number": Qualifier.ABOUT,
        "put at": Qualifier.ABOUT,
        "somewhere around": Qualifier.ABOUT,
        "give or take": Qualifier.ABOUT,
        "on the order of": Qualifier.ABOUT,
        "not far short of": Qualifier.NEARLY,
        "virtually": Qualifier.NEARLY,
        "little more than": Qualifier.MORE_THAN,
        "a little over": Qualifier.MORE_THAN,
        "just over": Qualifier.MORE_THAN,
        "slightly more than": Qualifier.MORE_THAN,
        "slightly over": Qualifier.MORE_THAN,
        "far more than": Qualifier.MORE_THAN,
        "slightly fewer than": Qualifier.NEARLY,
        "slightly less than": Qualifier.NEARLY,
        "a total of at least": Qualifier.AT_LEAST,
        "anything up to": Qualifier.AT_MOST,
        "an estimate of": Qualifier.ABOUT,
        "something like": Qualifier.ABOUT,
        "in the region of": Qualifier.ABOUT,
        "~": Qualifier.ABOUT,
        "≈": Qualifier.ABOUT,
        ">": Qualifier.MORE_THAN,
        "<": Qualifier.AT_MOST,
    },
    hedges_in_verbs={
        "exceeded": Qualifier.MORE_THAN,  # "some tolls exceeded 100"
        "exceeds": Qualifier.MORE_THAN,
        "exceed": Qualifier.MORE_THAN,
        "passed": Qualifier.MORE_THAN,  # "the toll passed 30,000"
        "passes": Qualifier.MORE_THAN,
        "topped": Qualifier.MORE_THAN,
        "tops": Qualifier.MORE_THAN,
        "topping": Qualifier.MORE_THAN,
        "surpassed": Qualifier.MORE_THAN,
        "surpasses": Qualifier.MORE_THAN,
        "surpassing": Qualifier.MORE_THAN,
        "crossed": Qualifier.MORE_THAN,
        "approaching": Qualifier.NEARLY,
        "approached": Qualifier.NEARLY,
        "nearing": Qualifier.NEARLY,
        "neared": Qualifier.NEARLY,
        "nears": Qualifier.NEARLY,
    },
    hedges_after={
        "or more": Qualifier.AT_LEAST,
        "plus": Qualifier.MORE_THAN,  # "10,000-plus people have fled"
        "+": Qualifier.MORE_THAN,
        "or so": Qualifier.ABOUT,
        "or fewer": Qualifier.AT_MOST,
        "or less": Qualifier.AT_MOST,
        "at least": Qualifier.AT_LEAST,
    },
    range_openers={"between": "and", "from": "to"},
    range_joints="to | or",
    fillers=(
        # "a total of 27 people", "a further 12", "the bodies of 35 men", "confirmed that"
        "a total of | total of | in total | a combined | the remains of | a record | a staggering | a confirmed | "
        "all | each of | exactly | precisely | only | just | a mere | now | already | currently"
    ),
    more="another | a further | further | an additional | additional | an extra | more | other",
    more_nouns="others",
    everybody="people persons individuals others lives victims civilians residents men women children dead bodies",
    estimates="estimate | estimates | approximation | guess",
    fresh="new | fresh | another | a further | further | an additional | additional | an extra | extra | more",
    lives="lives | life",
    reports_of=(
        "reports of | report of | immediate reports of | initial reports of | confirmed reports of | reported | "
        "immediate report of | confirmed | recorded | further | new | loss of | known | additional | serious | major"
    ),
    lives_of="the lives of | the life of | lives of",
    people=(
        "people | peole | poeple | others | person | persons | individual | individuals | human beings | souls | "
        "civilian | civilians | noncombatants | non-combatants | man | men | woman | women | child | children | "
        "kid | kids | boy | boys | girl | girls | baby | babies | infant | infants | toddler | toddlers | minor | "
        "minors | newborns | teenager | teenagers | teens | youth | youths | adult | adults | elderly | male | "
        "males | female | females | son | sons | daughter | daughters | brother | brothers | sister | sisters | "
        "sibling | siblings | mother | mothers | father | fathers | parents | parent | wife | husband | couple | "
        "relative | relatives | cousins | grandchildren | members | member | family members | folk | folks | soul | "
        "soldier | soldiers | troops | troop | fighter | fighters | militant | militants | militiamen | militiaman | "
        "rebel | rebels | insurgent | insurgents | guerrilla | guerrillas | terrorist | terrorists | extremist | "
        "extremists | gunman | gunmen | attacker | attackers | assailant | assailants | bomber | bombers | "
        "combatant | combatants | servicemen | serviceman | servicemembers | service members | personnel | officer | "
        "officers | police | policeman | policemen | policewoman | cop | cops | guard | guards | recruit | "
        "recruits | cadet | cadets | commander | commanders | general | sailor | sailors | marine | marines | "
        "airmen | peacekeeper | peacekeepers | paratroopers | reservists | conscripts | operatives | operative | "
        "jihadists | jihadis | settlers | settler | worker | workers | staff | staffer | staffers | staff members | "
        "employee | employees | colleague | colleagues | medic | medics | paramedic | paramedics | doctor | "
        "doctors | nurse | nurses | rescuer | rescuers | firefighter | firefighters | journalist | journalists | "
        "reporter | reporters | volunteer | volunteers | teacher | teachers | student | students | pupil | pupils | "
        "schoolchildren | school children | schoolgirls | schoolboys | schoolgirl | schoolboy | professors | "
        "lawyers | judges | farmer | farmers | peasant | peasants | fisherman | fishermen | miner | miners | "
        "labourer | labourers | laborer | laborers | driver | drivers | passenger | passengers | crew | "
        "crew members | crewmen | crewman | pilot | pilots | tourist | tourists | pilgrim | pilgrims | worshippers | "
        "worshipper | worshipers | churchgoers | mourners | mourner | protester | protesters | protestor | "
        "protestors | demonstrator | demonstrators | activist | activists | supporter | supporters | bystander | "
        "bystanders | passerby | passersby | pedestrian | pedestrians | shoppers | spectators | fans | resident | "
        "residents | villager | villagers | inhabitant | inhabitants | citizen | citizens | national | nationals | "
        "foreigner | foreigners | migrant | migrants | immigrant | immigrants | guest | guests | tenants | "
        "neighbours | neighbors | survivor | survivors | victim | victims | patient | patients | remains | "
        "prisoner | prisoners | inmate | inmates | suspect | suspects | leader | leaders | politician | "
        "politicians | official | officials | candidates | diplomats | diplomat | aides | priests | priest | monks | "
        "nuns | imams | muslims | christians | jews | hindus | sikhs | yazidis | shiites | sunnis | catholics | "
        "kurds | population | populations | majority | bodyguards | bodyguard | contractors | contractor | hikers | "
        "climbers | swimmers | beachgoers | campers | customers | elders | elder | ranger | rangers | american | "
        "americans | internees | casualty | aid workers | aid worker | humanitarian workers | health workers | "
        "medical workers | civil defence members | loyalists | partisans | veterans | orphans | widows | herders | "
        "nomads | tribesmen | townspeople | islanders | locals | sympathisers | sympathizers | communists | "
        "delinquents | subversives | educators | graders | first graders | schoolteachers | rescue workers | "
        "humanitarians | motorists | bus passengers | commuters | deportees | returnees | prisoners of war | pows | "
        "councillors | mayors | senators | lawmakers | lawmaker | mp | mps | clerics | cleric | bishops | "
        "detectives | agents | agent | engineers | technicians | cooks | vendors | traders | shopkeepers | "
        "merchants | campesinos | natives | indians | elements | legionnaires | commandos | commando | snipers | "
        "hostages | captives | crewmembers | seamen | stowaways | trekkers | skiers | divers | cyclists | "
        "motorcyclists | runners | players | athletes | dancers | musicians | host families | host community | "
        "dependants | dependents | housewives | grandmothers | grandfathers | expatriates | evangelists | "
        "missionaries | missionary | congregants | devotees | sergeant | sergeants | "
        "corporal | corporals | lieutenant | lieutenants | captain | captains | colonel | colonels | generals | "
        "brigadier | airman | seaman | submariners | gunners | sappers | deminers | deminer | guardsmen | "
        "guardsman | mercenaries | mercenary | paramilitaries | spies | informers | informants | collaborators | "
        "deserters | trainees | trainee | instructors | singers | actors | artists | writers | poets | "
        "photographer | photographers | cameraman | cameramen | editors | academics | scientists | researchers | "
        "surgeons | pharmacists | midwives | carers | caregivers | bakers | barbers | tailors | carpenters | "
        "builders | electricians | mechanics | cleaners | waiters | chefs | businessman | businessmen | "
        "businesswoman | businesspeople | executives | bankers | clerks | hunters | loggers | shepherd | shepherds | "
        "ranchers | gardeners | bikers | riders | dockworkers | grandmother | grandfather | grandson | "
        "granddaughter | grandparents | nephew | nephews | niece | nieces | uncle | uncles | aunt | aunts | cousin | "
        "bride | groom | newlyweds | twins | triplets | defendants | convicts | criminals | robbers | looters | "
        "smugglers | traffickers | gangsters | minister | ministers | deputies | deputy | governors | ambassadors | "
        "envoys | campaigners | voters | delegates | rabbi | rabbis | bishop | pastor | pastors | preachers | "
        "preacher | seminarians | believers | faithful | parishioners | copts | alawites | druze | participants | "
        "attendees | revellers | revelers | partygoers | clubbers | concertgoers | festivalgoers | festival-goers | "
        "concert-goers | holidaymakers | vacationers | backpackers | visitors | visitor | onlookers | well-wishers | "
        "marchers | rioters | strikers | squatters | dwellers | occupants | occupant | householders | homeowners | "
        "walkers | joggers | surfers | bathers | kayakers | rafters | anglers | mountaineers | sherpas | guides | "
        "slaves | civilians' | youngsters | elderly people | pensioners | newborn | prospectors | quarry workers | "
        "sanitation workers | migrant workers | day labourers"
    ),
    households="family | families | household | households | hh | hhs | hhds",
    homes=(
        "home | homes | house | houses | dwelling | dwellings | apartment | apartments | flat | flats | hut | huts | "
        "housing units | housing unit | residential units | residential unit | residences | residence | "
        "residential buildings | residential building | residential homes | shacks | bungalows | cottages | "
        "family homes | housing | farmhouses | homesteads | townhouses | shanties | mobile homes | "
        "residential structures | residential properties | dwelling units | house units | trailers homes | "
        "mud houses | tenements | condominiums | villas | villa | households' homes"
    ),
    things=(
        # "killed the bill", "hit 20 targets": a number of these is no number of people
        "rocket | rockets | missile | missiles | drone | drones | shell | shells | bomb | bombs | target | targets | "
        "site | sites | tank | tanks | truck | trucks | lorry | lorries | vehicle | vehicles | car | cars | bus | "
        "buses | train | trains | plane | planes | aircraft | helicopter | helicopters | jets | jet | boat | boats | "
        "ship | ships | vessel | vessels | launchers | launcher | pieces | weapons | rifles | guns | strike | "
        "strikes | air strikes | airstrikes | raids | raid | attack | attacks | bombings | blasts | explosions | "
        "incidents | clashes | battles | school | schools | hospital | hospitals | clinic | clinics | facility | "
        "facilities | health facilities | centre | centres | center | centers | camp | camps | shelter | shelters | "
        "tent | tents | building | buildings | structure | structures | shop | shops | store | stores | business | "
        "businesses | factories | factory | mosque | mosques | church | churches | bridge | bridges | road | roads | "
        "railways | village | villages | town | towns | city | cities | district | districts | province | "
        "provinces | county | counties | state | states | region | regions | country | countries | municipality | "
        "municipalities | communities | community | neighbourhoods | neighborhoods | departments | islands | areas | "
        "area | locations | places | townships | barangays | governorates | cattle | wolves | elephants | tigers | "
        "lions | bears | deer | monkeys | rhinos | seals | dolphins | turtles | head of cattle | heads of cattle | "
        "head of livestock | heads of livestock | cows | cow | sheep | goats | goat | pigs | pig | fish | birds | "
        "poultry | ducks | dogs | cats | camels | donkeys | buffaloes | buffalo | yaks | hens | turkeys | "
        "livestock | animals | animal | chickens | horses | crops | trees | fields | hectares | kits | bags | "
        "packages | parcels | boxes | tonnes | doses | vaccines | meals | litres | supplies | votes | seats | "
        "points | goals | laws | bills | resolutions | measures | rules | percent | aftershocks | earthquakes | "
        "quakes | storms | floods | fires | wildfires | landslides | tornadoes | hurricanes | volcanoes | cases | "
        "infections | births | jobs | companies | banks | universities | units | brigades | battalions | divisions | "
        "parties | nations | governments | agencies | organisations | organizations | groups | group | teams | "
        "team | convoys | flights | routes | crossings | checkpoints | outposts | bases | base | positions | "
        "tunnels | shafts | phones | computers | accounts | pages | documents | reports | articles | photos | "
        "videos | stories | films | questions | answers | reasons | factors | options | issues | problems | steps | "
        "ways | things | items | wells | ideas | plans | projects | programmes | programs | stages | rounds | "
        "phases | weeks | shots | bullets | mortars | grenades | mines | devices | device | arms | ceasefires | "
        "truces | talks | meetings | sessions | occasions | accidents | crashes | deals | agreements | sanctions | "
        "embassies | embassy | species | whales | stars | planets | songs | albums | movies | ministries | "
        "evacuation centres | evacuation centers | relief camps | relief centres | institutions | ambulances | "
        "ambulance | warehouses | kilometres | days"
    ),
    adverb_endings="ly",
    person_endings="ians eers ists ers men women ees ese",
)
