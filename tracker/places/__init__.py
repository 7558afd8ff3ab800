"""Places: from the words of a news report to a named place.

The gazetteer is a table, ``places.tsv``, that ``tracker.places.build`` makes from GeoNames.
A place is known by a path, so that "is this inside that?" is a question about strings:

>>> gazetteer = load_gazetteer()
>>> place = gazetteer.find("the besieged city of Rafah")
>>> place.id, place.parents, place.country
('ps/gaza-strip/rafah', ('ps/gaza-strip', 'ps'), 'ps')
>>> gazetteer.contains("ps", place.id)
True
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import resources

__all__ = ["Gazetteer", "Kind", "Place", "fold", "load_gazetteer", "needs_context"]


class Kind(StrEnum):
    """What a place is; the order is from the widest to the narrowest."""

    COUNTRY = "country"
    AREA = "area"  # not administrative, or wider than a country: the Sahel, Donbas
    REGION = "region"
    DISTRICT = "district"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the gazetteer.

    >>> rafah = Place("ps/gaza-strip/rafah", "Rafah", Kind.CITY, ())
    >>> rafah.parents
    ('ps/gaza-strip', 'ps')
    """

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...]

    @property
    def parents(self) -> tuple[str, ...]:
        """The ids this place lies in, nearest first; none for a country or a free-standing area."""
        steps = self.id.split("/")
        if steps[0] == _AREA_ROOT:
            return ()
        return tuple("/".join(steps[:depth]) for depth in range(len(steps) - 1, 0, -1))

    @property
    def country(self) -> str | None:
        """The id of the country, or None for an area that is in no single country.

        >>> Place("area/sahel", "Sahel", Kind.AREA, ()).country is None
        True
        """
        root = self.id.partition("/")[0]
        return None if root == _AREA_ROOT else root


_AREA_ROOT = "area"

# A place is a handful of words; anything longer is a sentence, or an attack.
_LONGEST = 120

# "Rafah, Gaza Strip, Palestine" goes two deep; nobody needs more, and hostile text would like more.
_DEEPEST = 3

# ---------------------------------------------------------------------------------------------
# Words that say where in a place, in what state it is, or what it is: never which place it is.

_POINTS = ("north", "south", "east", "west")
_COMPASS = frozenset(
    [point + ending for point in _POINTS for ending in ("", "ern", "ernmost")]
    + [a + b + ending for a in _POINTS[:2] for b in _POINTS[2:] for ending in ("", "ern")]
    + ["central", "centre", "center", "downtown", "rural", "coastal", "mainland", "far"]
)

# Written alone ("besieged El Fasher") or after who or what does it ("rebel-held Idlib").
_STATUS = frozenset(
    "occupied besieged annexed controlled held administered torn hit ravaged stricken"
    " embattled disputed blockaded".split()
)
_BESIDE = frozenset("neighbouring neighboring nearby port".split())

# What a noun beside a name says the name is: "Kharkiv region" is not the city of Kharkiv.
_CITY_NOUNS = frozenset(
    "city cities town village hamlet municipality settlement camp suburb neighbourhood neighborhood capital".split()
)
_REGION_NOUNS = frozenset(
    "oblast region province governorate state department prefecture division krai wilaya countryside".split()
)
_DISTRICT_NOUNS = frozenset(
    "district county raion rayon township tehsil subdistrict locality commune zone woreda cercle arrondissement".split()
)
_PLAIN_NOUNS = frozenset("area enclave territory peninsula valley island islands refugee republic kingdom".split())
_NOUNS = _CITY_NOUNS | _REGION_NOUNS | _DISTRICT_NOUNS | _PLAIN_NOUNS

_NOUN_KINDS: Mapping[str, frozenset[Kind]] = {
    **dict.fromkeys(_CITY_NOUNS, frozenset({Kind.CITY})),
    **dict.fromkeys(_REGION_NOUNS, frozenset({Kind.REGION, Kind.AREA})),
    **dict.fromkeys(_DISTRICT_NOUNS, frozenset({Kind.DISTRICT})),
}

# Several countries have a Nord or an Eastern Province; such a name means nothing on its own.
_BARE_WORDS = (
    _COMPASS
    | _NOUNS
    | frozenset("the and upper lower coast river side end hill national federal".split())
    | frozenset("nord sud est ouest centrale littoral".split())
)

# Names that are also ordinary words: they count only beside a noun ("Unity state") or an outer place.
_WORD_NAMES = frozenset(
    "acre andreas bar batman bay bo bong bride cascade charlotte chin delta diana douglas falcon gulf hail"
    " imo isabel lac lakes lara leon man mara maritime mary meta michael midlands miranda mon mono nan nelson"
    " oriental para patrick paul peel plateau pool rivera rivers saga sal savanna store unity valle van"
    " vladimir".split()
)


def _either(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


_LEADING = re.compile(
    rf"the {_either(_COMPASS)} of |the |{_either(_COMPASS | _BESIDE)} "
    rf"|(?:\w+ )?{_either(_STATUS)} |{_either(_NOUNS)} of |(?:\w+ )?capital "
)
_TRAILING = re.compile(rf" ({_either(_NOUNS)})$")
_LEADING_NOUN = re.compile(rf"({_either(_NOUNS)}) of $")

# ---------------------------------------------------------------------------------------------
# Spelling: what two ways of writing one name have in common.

# Hyphens part words; apostrophes and full stops come and go. (ASCII to ASCII, for str.translate is
# many times faster then, and the whole table goes through it.)
_SIGNS = str.maketrans("-/_", "   ", "'`.,")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# What Unicode does not take apart into a plain letter and a mark.
_OTHER_LETTERS = str.maketrans(
    dict.fromkeys("’‘ʻʼʿʾ′", "")
    | dict.fromkeys("‐‑–—", " ")
    | {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
    | {"ı": "i", "ə": "a", "ǝ": "a"}
)

# The Arabic article is written in a dozen ways, by the consonant after it and by taste.
_AL = "al "
_ARTICLE = re.compile(r"(?<!\w)(?:a[dnrstz]|e[ldnrstz]|adh|ash|esh)(?= \w)")

# As is the end of many an Arabic name: Burqa, Burqah.
_FINAL_H = re.compile(r"(?<=[a-z]a)h(?!\w)")

# "US" is a country and "us" is not: a short word in capitals is kept apart by a mark.
_ACRONYM = re.compile(r"[A-Z](?<![\w-].)\.?(?:[A-Z]\.?){1,3}(?![\w-])")
_MARK = "="


def fold(text: str) -> str:
    """The spelling under which a name is looked up; it keeps bars and line ends.

    >>> fold("Deir el-Balah") == fold("Deir al Balah")
    True
    >>> fold("São Tomé"), fold("the U.S."), fold("help us")
    ('sao tome', 'the =us', 'help us')
    """
    return _fold_letters(_ACRONYM.sub(lambda match: _MARK + match[0], text.replace("oPt", "OPT")))


def _fold_letters(text: str) -> str:
    text = _NOT_ASCII.sub(lambda match: _plain_letters(match[0]), text.casefold())
    text = text.translate(_SIGNS).replace("&", "and").replace("saint ", "st ")
    return _FINAL_H.sub("", _ARTICLE.sub("al", text))


def _plain_letters(letters: str) -> str:
    parts = unicodedata.normalize("NFKD", letters.translate(_OTHER_LETTERS))
    return "".join(part for part in parts if not unicodedata.combining(part))


def needs_context(name: str) -> bool:
    """Whether a folded name means a place only beside a noun or another place: "north", "unity"."""
    return name in _WORD_NAMES or _is_bare(name)


# A capitalised word, but not an adjective of a people: "the Syrian city of Homs" is all of Homs.
_IS_NAME = re.compile(r"(?!\w+(?:an|ese|ish|i|ic|ch)\b)[A-Z]")


def _parts(text: str) -> list[str]:
    return _fold_letters(_POSSESSIVE.sub("", text)).split()


def _point_of(word: str) -> str:
    """The point of the compass that a word gives: "northernmost" is north."""
    return re.sub(r"ern(?:most)?$", "", word)


def _is_bare(name: str) -> bool:
    words = name.split()
    return bool(words) and all(word in _BARE_WORDS for word in words)


# ---------------------------------------------------------------------------------------------
# Readings: the names that some words may be, once the words around the name are taken away.


@dataclass(frozen=True, slots=True)
class _Reading:
    """A folded name, and the kinds of place that the nouns beside it allow (empty: any)."""

    name: str
    kinds: frozenset[Kind] = frozenset()


def _readings(words: str) -> Iterator[_Reading]:
    """Every reading of the words, the one that takes the least away first."""
    words = " ".join(_POSSESSIVE.sub("", words).split())
    # A headline in capitals is full of what look like acronyms; hence the second, plain spelling.
    spellings = dict.fromkeys((fold(words).strip(), _fold_letters(words).strip()))
    readings = [
        reading for text in spellings for front in _without_leading(text) for reading in _without_trailing(front)
    ]
    yield from readings
    yield from map(_with_other_article, readings)


def _with_other_article(reading: _Reading) -> _Reading:
    """The reading with the Arabic article that it lacks, or without the one that it has."""
    without = reading.name.removeprefix(_AL)
    return replace(reading, name=without if without != reading.name else _AL + reading.name)


def _without_leading(text: str) -> Iterator[_Reading]:
    reading = _Reading(text)
    yield reading
    while match := _LEADING.match(reading.name):
        noun = _LEADING_NOUN.search(match[0])
        rest = reading.name[match.end() :]
        reading = _Reading(rest, _kinds_of(noun) or reading.kinds)
        if Kind.CITY in reading.kinds:
            yield _Reading(rest + " city", reading.kinds)  # "the city of Gaza" is Gaza City
        yield reading


def _without_trailing(reading: _Reading) -> Iterator[_Reading]:
    yield reading
    while match := _TRAILING.search(reading.name):
        reading = _Reading(reading.name[: match.start()], _kinds_of(match) or reading.kinds)
        yield reading


def _kinds_of(noun: re.Match[str] | None) -> frozenset[Kind]:
    return _NOUN_KINDS.get(noun[1], frozenset()) if noun else frozenset()


# Ways to write one place inside another.
_SPLITS = (
    re.compile(r"(?P<inner>[^,(]+)[,(](?P<outer>[^)]+)\)?"),
    re.compile(r"(?P<inner>.+?)\s+in\s+(?P<outer>.+)"),
    re.compile(r"(?P<outer>.+?)['’]s?\s+(?P<inner>.+)"),
)
# "The West Bank city of Nablus", but also "the Tigray region of Ethiopia" and "the Syrian city of Homs".
_OF = re.compile(rf"(?P<first>.+?)\s+(?P<noun>{_either(_NOUNS)})\s+of\s+(?P<second>.+)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\s*$")


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known of a place before its name is looked up."""

    within: tuple[str, ...] = ()  # it lies in one of these
    near: tuple[str, ...] = ()  # it probably lies in one of these, the likeliest first
    depth: int = 0  # how many places it was already said to lie in


# ---------------------------------------------------------------------------------------------
# The table.

# Its columns. Aliases are separated by bars; members, which areas have, by spaces.
_ID, _NAME, _KIND, _ALIASES, _POPULATION, _MEMBERS = range(6)
_NOT_ROWS = ("#", "id\tname\t")  # the row of Indonesia begins with "id", too

_KIND_ORDER = {kind: order for order, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """All places, by id and by every name they are written with.

    Rows stay lines of text until somebody asks for one: most never are.
    """

    _lines: Mapping[str, str]
    _index: Mapping[str, Sequence[str]]

    @classmethod
    def from_table(cls, table: str) -> "Gazetteer":
        r"""The gazetteer in a tab-separated table; lines that start with # are comments.

        >>> row = "\t".join(("cu", "Cuba", "country", "Republic of Cuba", "11338138", ""))
        >>> Gazetteer.from_table(row).find("CUBA").id
        'cu'
        """
        lines = {
            line.partition("\t")[_ID]: line for line in table.splitlines() if line and not line.startswith(_NOT_ROWS)
        }
        # All names are folded at once: one by one takes ten times as long.
        cells = (line.split("\t", _ALIASES + 1) for line in lines.values())
        folded = fold("\n".join([f"{row[_NAME]}|{row[_ALIASES]}" for row in cells])).splitlines()
        index: dict[str, tuple[str, ...]] = {}
        for place_id, names in zip(lines, folded, strict=True):
            for name in set(names.rstrip("|").split("|")):
                index[name] = (*index.get(name, ()), place_id)
        return cls(lines, index)

    def get(self, place_id: str) -> Place | None:
        """The place with this id, or None."""
        if place_id not in self._lines:
            return None
        row = self._row(place_id)
        aliases = tuple(row[_ALIASES].split("|")) if row[_ALIASES] else ()
        return Place(place_id, row[_NAME], Kind(row[_KIND]), aliases)

    def find(self, words: str, *, near: Sequence[str] = ()) -> Place | None:
        """The place that some words of a text name, or None if they name none that is known.

        Of several places with the name, the first is taken that is in one of the places ``near``
        (ids, the likeliest first); else a country or an area; else the one with most people.

        >>> gazetteer = load_gazetteer()
        >>> gazetteer.find("northern Gaza").id
        'ps/gaza-strip'
        >>> gazetteer.find("Tripoli").id, gazetteer.find("Tripoli", near=["lb"]).id
        ('ly/tripoli', 'lb/north-governorate/tripoli')
        >>> gazetteer.find("Kabul, Afghanistan").id, gazetteer.find("Kabul, Ukraine")
        ('af/kabul', None)
        """
        if len(words) > _LONGEST:
            return None
        found = self._matches(words, _Context(near=tuple(near)))
        return self.get(found[0]) if found else None

    def locate(self, words: str, *, near: Sequence[str] = ()) -> str | None:
        """The path of the place that some words name, a part of a known place included.

        A part has no row, so it gets a step of its own, marked: what is counted in the north of a place
        must never be taken for a count of the whole.

        >>> gazetteer = load_gazetteer()
        >>> gazetteer.locate("the Gaza Strip"), gazetteer.locate("northern Gaza")
        ('ps/gaza-strip', 'ps/gaza-strip/~north')
        """
        place = self.find(words, near=near)
        if place is None:
            return None
        part = self._part_of(place, words)
        return f"{place.id}/~{part}" if part else place.id

    def _part_of(self, place: Place, words: str) -> str:
        """What some words say about a place beyond its name: the part of it that they name."""
        holders = [place, *filter(None, map(self.get, place.parents))]
        own = {word for holder in holders for name in (holder.name, *holder.aliases) for word in _parts(name)}
        names = {word for written in words.split() if _IS_NAME.match(written) for word in _parts(written)}
        beyond = [word for word in _parts(words) if word not in own and (word in _COMPASS or word in names)]
        return "-".join(_point_of(word) for word in beyond if word in _COMPASS or word not in _NOUNS)

    def members(self, place_id: str) -> tuple[str, ...]:
        """The place itself, and for an area all that belongs to it, so that a search by paths finds it.

        >>> "ml" in load_gazetteer().members("area/sahel")
        True
        """
        listed = self._row(place_id)[_MEMBERS].split() if place_id in self._lines else []
        return (place_id, *(inner for member in listed for inner in self.members(member)))

    def contains(self, outer_id: str, inner_id: str) -> bool:
        """Whether one place lies in another; every place lies in itself.

        >>> load_gazetteer().contains("area/sahel", "ml/mopti")
        True
        """
        if inner_id == outer_id or inner_id.startswith(outer_id + "/"):
            return True
        if outer_id not in self._lines:
            return False
        return any(self.contains(member, inner_id) for member in self._row(outer_id)[_MEMBERS].split())

    def names(self) -> Iterable[str]:
        """Every name and alias, as they are written; a name comes as often as places have it."""
        for row in map(self._row, self._lines):
            yield row[_NAME]
            if row[_ALIASES]:
                yield from row[_ALIASES].split("|")

    def _row(self, place_id: str) -> list[str]:
        return self._lines[place_id].split("\t")

    def _matches(self, words: str, context: _Context) -> list[str]:
        """The ids of all places that the words may name in the context, the likeliest first."""
        for reading in _readings(words):
            if found := self._named(reading, context):
                return found
        if context.depth == _DEEPEST:
            return []
        context = replace(context, depth=context.depth + 1)
        for split in _SPLITS:
            if match := split.fullmatch(words.strip()):
                return self._inside(match["inner"], match["outer"], context)
        match = _OF.fullmatch(words.strip())
        return self._of(match, context) if match else []

    def _inside(self, inner: str, outer: str, context: _Context) -> list[str]:
        """The places called ``inner`` that lie in a place called ``outer``."""
        outers = self._matches(outer, context)
        for within in (tuple(outers), self._around(outers)):
            if within and (found := self._matches(inner, replace(context, within=within))):
                return found
        # "Lebanon's south" is in Lebanon, and no more can be said.
        return outers if _is_bare(_fold_letters(inner).strip()) else []

    def _around(self, place_ids: Iterable[str]) -> tuple[str, ...]:
        """What the cities among the places lie in: "Gaza City's Zeitoun" is a row beside Gaza City's."""
        places = filter(None, map(self.get, place_ids))
        return tuple(place.parents[0] for place in places if place.kind is Kind.CITY)

    def _of(self, match: re.Match[str], context: _Context) -> list[str]:
        """The places that "first noun of second" may name; ``first`` may be no place but an adjective."""
        first, noun, second = match["first"], match["noun"], match["second"]
        found = self._inside(f"{noun} of {second}", first, context)
        found = found or self._inside(f"{first} {noun}", second, context)
        return found or ([] if self._matches(first, context) else self._matches(second, context))

    def _named(self, reading: _Reading, context: _Context) -> list[str]:
        """The places with the name, if the context makes enough of it, the likeliest first."""
        found = list(self._index.get(reading.name, ()))
        if context.within:
            found = [place_id for place_id in found if self._is_in(context.within, place_id)]
        elif _is_bare(reading.name) or (reading.name in _WORD_NAMES and not reading.kinds):
            found = [place_id for place_id in found if self._is_in(context.near, place_id)]
        return sorted(found, key=lambda place_id: self._unlikelihood(place_id, reading, context))

    def _is_in(self, outer_ids: Iterable[str], place_id: str) -> bool:
        return any(self.contains(outer_id, place_id) for outer_id in outer_ids)

    def _unlikelihood(self, place_id: str, reading: _Reading, context: _Context) -> tuple[object, ...]:
        """What to sort places of one name by."""
        row = self._row(place_id)
        kind = Kind(row[_KIND])
        nearness = [order for order, outer in enumerate(context.near) if self.contains(outer, place_id)]
        return (
            min(nearness, default=len(context.near)),
            place_id in context.within,  # "Kabul, Kabul province" is the city
            bool(reading.kinds) and kind not in reading.kinds,
            kind not in (Kind.COUNTRY, Kind.AREA),
            -int(row[_POPULATION]),
            _KIND_ORDER[kind],
            place_id,
        )


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of this package; it is read once."""
    table = resources.files(__name__).joinpath("places.tsv")
    return Gazetteer.from_table(table.read_text(encoding="utf-8"))
