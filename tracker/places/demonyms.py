"""Peoples: which country a word for its people belongs to.

Used where it matters whether "Palestinians" killed in Gaza are everybody that was counted, or some.
"""

from functools import cache

_PEOPLES = """
af afghans | al albanians | am armenians | ar argentines argentinians | at austrians | au australians
az azerbaijanis | ba bosnians | bd bangladeshis | be belgians | bf burkinabe | bg bulgarians | bi burundians
br brazilians | by belarusians | ca canadians | cd congolese | cf central-africans | ch swiss | cl chileans
cm cameroonians | cn chinese | co colombians | cu cubans | cz czechs | de germans | dk danes | dz algerians
ec ecuadorians | eg egyptians | er eritreans | es spaniards | et ethiopians | fi finns | fr french
gb britons british | ge georgians | gh ghanaians | gr greeks | gt guatemalans | hn hondurans
hr croats croatians | ht haitians | hu hungarians | id indonesians | ie irish | il israelis | in indians
iq iraqis | ir iranians | it italians | jm jamaicans | jo jordanians | jp japanese | ke kenyans | kg kyrgyz
kh cambodians | kp north-koreans | kr south-koreans | kw kuwaitis | kz kazakhs | la laotians | lb lebanese
lk sri-lankans | lr liberians | ly libyans | ma moroccans | md moldovans | mg malagasy | ml malians | mm burmese
mn mongolians | mr mauritanians | mw malawians | mx mexicans | my malaysians | mz mozambicans | na namibians
ne nigeriens | ng nigerians | ni nicaraguans | nl dutch | no norwegians | np nepalis nepalese
nz new-zealanders | pa panamanians | pe peruvians | ph filipinos | pk pakistanis | pl poles
ps palestinians gazans | pt portuguese | py paraguayans | ro romanians | rs serbs serbians | ru russians
rw rwandans | sa saudis | sd sudanese | se swedes | sl sierra-leoneans | sn senegalese | so somalis
ss south-sudanese | sv salvadorans | sy syrians | td chadians | th thais | tj tajiks | tn tunisians | tr turks
tz tanzanians | ua ukrainians | ug ugandans | us americans | uy uruguayans | uz uzbeks | ve venezuelans
vn vietnamese | xk kosovars | ye yemenis yemenites | za south-africans | zm zambians | zw zimbabweans
"""


def country_of_people(word: str) -> str | None:
    """The country (ISO 3166-1 alpha-2, lower case) whose people a plural noun names.

    >>> country_of_people("Palestinians"), country_of_people("civilians")
    ('ps', None)
    """
    return _countries().get(word.casefold())


def people_of(word: str) -> str | None:
    """The country to whose people a word belongs, noun or adjective.

    >>> people_of("Israeli"), people_of("Syrian"), people_of("official")
    ('il', 'sy', None)
    """
    return country_of_people(word) or country_of_people(word + "s")


@cache
def _countries() -> dict[str, str]:
    rows = (row.split() for row in _PEOPLES.replace("\n", "|").split("|") if row.strip())
    return {people: country for country, *peoples in rows for people in peoples}
