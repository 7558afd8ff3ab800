"""Whether the words of a report lead to the right place, and to none where they name none."""

from importlib import resources

import pytest

from tracker.places import Gazetteer, Kind, Place, load_gazetteer

TABLE = resources.files("tracker.places").joinpath("places.tsv").read_text(encoding="utf-8")
ROWS = [line.split("\t") for line in TABLE.splitlines() if not line.startswith(("#", "id\tname\t"))]


def found(words: str, *near: str) -> str | None:
    place = load_gazetteer().find(words, near=near)
    return place.id if place else None


@pytest.mark.parametrize(
    ("words", "place_id"),
    [
        # Palestine, in all the ways it is written
        ("Palestine", "ps"),
        ("the occupied Palestinian territories", "ps"),
        ("oPt", "ps"),
        ("the Gaza Strip", "ps/gaza-strip"),
        ("Gaza", "ps/gaza-strip"),
        ("northern Gaza", "ps/gaza-strip"),
        ("North Gaza governorate", "ps/gaza-strip/north-gaza"),
        ("Gaza Governorate", "ps/gaza-strip/gaza-governorate"),
        ("Gaza City", "ps/gaza-strip/gaza-city"),
        ("the city of Gaza", "ps/gaza-strip/gaza-city"),
        ("RAFAH", "ps/gaza-strip/rafah"),
        ("Rafah's", "ps/gaza-strip/rafah"),
        ("the city of Khan Younis", "ps/gaza-strip/khan-younis"),
        ("Khan Yunis", "ps/gaza-strip/khan-younis"),
        ("Deir el-Balah", "ps/gaza-strip/deir-al-balah"),
        ("Jabaliya refugee camp", "ps/gaza-strip/jabalia"),
        ("the Nuseirat camp", "ps/gaza-strip/nuseirat"),
        ("Al-Shati refugee camp", "ps/gaza-strip/beach-camp"),
        ("Gaza City's Shejaiya neighbourhood", "ps/gaza-strip/shujaiya"),
        ("the Israeli-occupied West Bank", "ps/west-bank"),
        ("the West Bank city of Nablus", "ps/west-bank/nablus"),
        ("occupied East Jerusalem", "ps/west-bank/east-jerusalem"),
        # names beside nouns
        ("Donetsk oblast", "ua/donetsk"),
        ("Idlib province", "sy/idlib"),
        ("Kabul city", "af/kabul/kabul"),
        ("the Tigray region of Ethiopia", "et/tigray"),
        ("the Syrian city of Homs", "sy/homs"),
        ("the Afghan capital Kabul", "af/kabul"),
        ("Unity state", "ss/unity"),
        ("Niger state", "ng/niger"),
        ("Wayanad district", "in/kerala/wayanad"),
        # names beside places
        ("Kabul, Afghanistan", "af/kabul"),
        ("Rafah, Gaza Strip, Palestine", "ps/gaza-strip/rafah"),
        ("Kyiv (Ukraine)", "ua/kyiv"),
        ("Rafah in southern Gaza", "ps/gaza-strip/rafah"),
        ("Ukraine's Kharkiv region", "ua/kharkiv"),
        ("Atlanta, Georgia", "us/georgia/atlanta"),
        ("Tripoli, Lebanon", "lb/north-governorate/tripoli"),
        ("Northern Province, Sri Lanka", "lk/northern-province"),
        ("Lebanon's south", "lb"),
        # spellings
        ("Kiev", "ua/kyiv"),
        ("Kharkov", "ua/kharkiv"),
        ("Al-Fashir", "sd/north-darfur/el-fasher"),
        ("al-Hudaydah", "ye/hodeidah"),
        ("Al Hodeidah", "ye/hodeidah"),
        ("Deir Ezzor", "sy/deir-ez-zor"),
        ("Saint Petersburg", "ru/saint-petersburg"),
        ("São Paulo", "br/sao-paulo"),
        ("Cox’s Bazar", "bd/chittagong/coxs-bazar"),
        ("Port–au–Prince", "ht/ouest/port-au-prince"),
        # countries and areas
        ("the U.S.", "us"),
        ("eastern DRC", "cd"),
        ("Côte d'Ivoire", "ci"),
        ("Türkiye", "tr"),
        ("Georgia", "ge"),
        ("Indonesia", "id"),
        ("the Sahel", "area/sahel"),
        ("Darfur", "sd/darfur"),
        ("Middle East", "area/middle-east"),
        ("southern suburbs of Beirut", "lb/mount-lebanon/dahiyeh"),
        ("central Beirut", "lb/beirut"),
    ],
)
def test_finds(words: str, place_id: str) -> None:
    assert found(words) == place_id


@pytest.mark.parametrize(
    "words",
    [
        "Jonglei state's Twic East county",  # only the outer place is known
        "Kabul, Ukraine",
        "Paris, Nowhereland",
        "us",  # not US
        "car",  # not CAR
        "the north",
        "Northern Province",
        "Unity",
        "the city",
        "Most",
        "Mobile",
        "Of",
        "May",
        "Victims",
        "Al Jazeera",
        "Islamic State",
        "Hamas",
        "Kennedy",
        "people in Gaza",
        "north of Kabul",
    ],
)
def test_finds_nothing(words: str) -> None:
    assert found(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "",
        " \n\t ",
        "\0",
        "'s",
        ",",
        "(((",
        "🚑🔥",
        "٣ قتلى",
        "Gaza" * 2_500,
        "in " * 40,
        "occupied " * 13,
        "a city of " * 12,
        "x town of " * 12,
        "'s, (" * 24,
    ],
)
def test_hostile_words_are_no_place(words: str) -> None:
    assert found(words) is None


@pytest.mark.parametrize(
    ("words", "near", "place_id"),
    [
        ("Tripoli", ["lb"], "lb/north-governorate/tripoli"),
        ("Georgia", ["us"], "us/georgia"),
        ("Bor", ["ss/jonglei"], "ss/jonglei/bor"),
        ("Punjab", ["af", "in"], "in/punjab"),
        ("Nord", ["ht"], "ht/nord"),
        ("Rafah", ["ua"], "ps/gaza-strip/rafah"),  # near is a preference, not a condition
        ("Menaka", ["area/sahel"], "ml/menaka"),
        ("Rafah", ["no/such-place", ""], "ps/gaza-strip/rafah"),
    ],
)
def test_prefers_what_is_near(words: str, near: list[str], place_id: str) -> None:
    assert found(words, *near) == place_id


@pytest.mark.parametrize(
    ("outer", "inner", "is_in"),
    [
        ("ps", "ps/gaza-strip/rafah", True),
        ("ps/gaza-strip/rafah", "ps", False),
        ("ua", "ua", True),
        ("sd/north-darfur", "sd/north-darfur-and-more", False),
        ("area/sahel", "ml/mopti", True),
        ("area/sahel", "ng/borno", False),
        ("sd/darfur", "sd/north-darfur/el-fasher", True),
        ("area/africa", "sd/darfur", True),
        ("ps/gaza-strip/north-gaza", "ps/gaza-strip/jabalia", True),
        ("no/such-place", "ps", False),
    ],
)
def test_contains(outer: str, inner: str, is_in: bool) -> None:
    assert load_gazetteer().contains(outer, inner) is is_in


def test_get_gives_the_whole_place() -> None:
    place = load_gazetteer().get("ps/gaza-strip/khan-younis")

    assert place is not None
    assert (place.name, place.kind, place.country) == ("Khan Younis", Kind.CITY, "ps")
    assert "Khan Yunis" in place.aliases
    assert place.parents == ("ps/gaza-strip", "ps")
    assert load_gazetteer().get("ps/atlantis") is None


def test_an_area_of_several_countries_is_in_none() -> None:
    sahel = Place("area/sahel", "Sahel", Kind.AREA, ())

    assert (sahel.country, sahel.parents) == (None, ())


def test_names_are_as_written() -> None:
    names = set(load_gazetteer().names())

    assert {"Khan Younis", "Khan Yunis", "Côte d'Ivoire", "US"} <= names
    assert "" not in names


def test_an_empty_table_is_an_empty_gazetteer() -> None:
    assert Gazetteer.from_table("").find("Rafah") is None


def test_every_row_is_in_a_row() -> None:
    ids = [row[0] for row in ROWS]
    known = set(ids)
    parents = {place_id.rpartition("/")[0] for place_id in ids} - {"", "area"}
    members = {member for row in ROWS for member in row[5].split()}

    assert len(known) == len(ids)
    assert ids == sorted(ids)
    assert parents <= known
    assert members <= known


def test_every_row_is_well_formed() -> None:
    assert {len(row) for row in ROWS} == {6}
    assert {row[2] for row in ROWS} == set(Kind)
    assert all(row[1] and row[4].isdigit() for row in ROWS)
    assert not any("" in row[3].split("|") for row in ROWS if row[3])


def test_the_table_is_small_and_says_whose_it_is() -> None:
    assert len(TABLE.encode()) < 1_500_000
    assert "GeoNames" in TABLE[:300]
    assert "CC BY 4.0" in TABLE[:300]


def test_gaza_and_the_west_bank_are_whole() -> None:
    camps = "jabalia nuseirat bureij maghazi beach-camp al-mawasi"
    gaza = "north-gaza gaza-governorate gaza-city deir-al-balah khan-younis rafah " + camps
    west_bank = "jenin nablus tulkarm tubas qalqilya ramallah hebron bethlehem jericho east-jerusalem"

    ids = {row[0] for row in ROWS}
    assert {f"ps/gaza-strip/{name}" for name in gaza.split()} <= ids
    assert {f"ps/west-bank/{name}" for name in west_bank.split()} <= ids
