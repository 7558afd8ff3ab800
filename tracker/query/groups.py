"""Who was counted: some people, or simply everybody there."""

from functools import lru_cache

from tracker.model import Unit
from tracker.places.demonyms import country_of_people

_EVERYBODY = frozenset("people persons person individuals bodies lives victims others body dead human beings".split())


@lru_cache(maxsize=4_096)  # a series asks the same of every figure
def group_counted(group: str | None, unit: Unit, place_id: str | None) -> str | None:
    """The group counted, in lower case, where it is not simply everybody there: "people", or the people of
    the place itself.

    >>> group_counted("Palestinians", Unit.PEOPLE, "ps/gaza-strip"), group_counted("Children", Unit.PEOPLE, None)
    (None, 'children')
    """
    if group is None or unit in (Unit.HOMES, Unit.HOUSEHOLDS):
        return None
    words = group.casefold().split()
    if set(words) <= _EVERYBODY:
        return None
    country = country_of_people(words[-1]) if len(words) == 1 else None
    home = place_id.partition("/")[0] if place_id else None
    return None if country is not None and country == home else " ".join(words)
