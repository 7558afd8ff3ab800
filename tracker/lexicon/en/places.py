"""English ways of saying where."""

from tracker.lexicon import PlaceWords

PLACES = PlaceWords(
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
    counts_abroad=(
        "military | army | forces | force | troops | defence | defense | defence forces | navy | air force | "
        "militants | "
        "rebels | group | united | international | un | u.n."
    ),
)  # fmt: skip
