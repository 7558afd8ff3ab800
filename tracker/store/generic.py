"""Sources that are nobody in particular: officials, police, witnesses. Who they are, only their place tells."""

import re

_WHO = frozenset(
    "official officials authority authorities police officer officers witness witnesses resident residents medic"
    " medics doctor doctors nurse nurses rescuer rescuers paramedic paramedics firefighters activist activists source"
    " sources army military troops soldiers survivor survivors relative relatives family families villager villagers"
    " elder elders governor mayor chief spokesman spokeswoman spokesperson hospital hospitals morgue ministry"
    " government minister leader leaders people eyewitness eyewitnesses organisers worker workers staff reports".split()
)
_SAID_OF = frozenset(
    "a an the some several two three many local state national regional provincial district city town village"
    " government military army security police health medical hospital emergency rescue aid relief senior top"
    " unnamed anonymous other one army's in of at on interior defence defense foreign disaster management civil"
    " civilian community tribal official".split()
)

_BODIES = frozenset("authority authorities army military hospital hospitals morgue ministry government".split())


def is_generic(name: str) -> bool:
    """Whether a name could be anybody's of that trade, wherever the name itself says that they are.

    >>> is_generic("local officials"), is_generic("a doctor"), is_generic("officials in Gaza")
    (True, True, True)
    >>> is_generic("Kabul police"), is_generic("Oxfam"), is_generic("the health ministry in Kabul")
    (False, False, False)
    """
    who, _, where = name.casefold().partition(" in ")
    words = re.findall(r"[\w']+", who)
    if where and _BODIES & set(words):
        return False  # there is one of them there
    return bool(words) and bool(_WHO & set(words)) and all(word in _WHO or word in _SAID_OF for word in words)
