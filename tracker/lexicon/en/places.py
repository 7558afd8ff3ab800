"""English ways of saying where."""

from tracker.lexicon import PlaceWords

PLACES = PlaceWords(
    place_lead="in | at | near | across | around | inside | outside | within | throughout | off | in and around",
    place_origin=(
        "from | to | into | of | toward | towards | through | between | with | against | over | along | on | "
        "for | beyond | behind | onto | out of"
    ),
    place_moved="from | to | into | onto | out of | toward | towards | through",
    place_noun=(
        "province | provinces | state | states | district | districts | region | regions | county | city | cities | "
        "town | towns | village | villages | governorate | governorates | island | islands | prefecture | "
        "prefectures | municipality | municipalities | department | departments | neighbourhood | neighborhood | "
        "neighbourhoods | neighborhoods | suburb | suburbs | area | areas | valley | mountains | mountain | coast | "
        "border | camp | camps | strip | bank | enclave | territory | country | countries | capital | township | "
        "townships | barangays | commune | communes | locality | localities | kingdom | republic | counties | "
        "hospital | church | mosque | hotel | airport | school | base | headquarters | cathedral | market | prison | "
        "mine | university | stadium | nightclub | station | port | peninsula | parish | oblast | quarter | basin | "
        "delta | jurisdiction | square | street | highway | farm | plateau"
    ),
    striking=(
        # "a quake struck Salta province", "heavy storms slammed eight provinces"
        "hit | hits | hitting | struck | strikes | striking | slammed | battered | battering | pounded | lashed | "
        "lashing | swept | sweeping | devastated | devastating | ravaged | ravaging | rocked | rocking | shook | "
        "jolted | flooded | flooding | inundated | ripped through | tore through | swept through | swept across | "
        "targeted | targeting | attacked | attacking | stormed | storming | raided | raiding | shelled | shelling | "
        "bombed | bombing | besieged | overran | engulfed | affected | affecting | captured | seized | occupied | "
        "invaded | made landfall in | hammered"
    ),
    upon="on | upon | of | against",
    seeing=(
        # "Guizhou has seen 10 deaths", "northeastern Argentina also reported one fatality"
        "saw | has seen | have seen | had seen | sees | reported | reports | has reported | have reported | "
        "recorded | has recorded | registered | counted | suffered | has suffered | experienced | was hit | "
        "were hit | is home to | was the worst hit | were the worst hit | bore | witnessed | has witnessed | "
        "was struck | were struck | was hardest hit | were hardest hit | is hosting | hosts | is sheltering | "
        "shelters | has been hit"
    ),
    events=(
        # "the Brazil floods", "a Kabul bombing"
        "flood | floods | flooding | quake | earthquake | attack | attacks | bombing | bombings | shooting | storm | "
        "storms | war | conflict | fire | crash | blast | explosion | siege | raid | clashes | massacre | "
        "landslide | mudslide | mudslides | landslides | cyclone | drought | wildfire | wildfires | tsunami | "
        "eruption | strike | strikes | airstrike | airstrikes"
    ),
    strikes="strike | strikes | airstrike | airstrikes | raid",
    there="there",
    standing_for={
        # "clashes across the country": the country named before
        "country": "country", "nation": "country", "city": "city", "town": "city", "village": "city",
        "camp": "city", "province": "region", "state": "region", "island": "region", "area": "", "areas": "",
        "territory": "", "enclave": "",
    },
    area="region | district | capital | county | communities | territory | enclave | plateau | highlands | valley",
    side="side",
    compass=(
        "north | south | east | west | northern | southern | eastern | western | central | northeast | northwest | "
        "southeast | southwest | north-east | north-west | south-east | south-west | northeastern | northwestern | "
        "southeastern | southwestern | north-eastern | north-western | south-eastern | south-western | upper | "
        "lower | greater | occupied | besieged | mainland | rural | coastal | neighbouring | neighboring | "
        "war-torn | downtown"
    ),
    not_place=(
        "arabic | english | hebrew | french | reuters | afp | ap | twitter | facebook | telegram | islam | hamas | "
        "hezbollah | ramadan | eid | christmas | easter | parliament | congress | covid | god | i | un | u.n. | "
        "un security council | security council"
    ),
    names=(
        # begin with words that mean something else to everybody
        "new zealand | new york | new delhi | new orleans | new jersey | new mexico | new hampshire | new caledonia | "
        "new south wales | papua new guinea | new guinea | new britain | new ireland | new brunswick | new england"
    ),
    counts_abroad=(
        "military | army | forces | force | troops | defence | defense | defence forces | navy | air force | "
        "militants | rebels | group | united | international | un | u.n."
    ),
)  # fmt: skip
