"""How many outlets witness something, when copies of one text and several texts of one outlet count once.

As many as can each be given an outlet and a text of its own: the largest matching between the two.
"""

from collections import deque
from collections.abc import Collection, Mapping
from typing import TypeVar

Outlet = TypeVar("Outlet", bound=object)
Text = TypeVar("Text", bound=object)


def count_witnesses(texts_of: Mapping[Outlet, Collection[Text]]) -> int:
    """The number of outlets that can each be given a text of its own, of those that it carries.

    >>> count_witnesses({"A": [1], "B": [1], "C": [1]}), count_witnesses({"A": [1, 2, 3]})
    (1, 1)
    >>> count_witnesses({"A": [1, 2], "B": [2]})
    2
    """
    holder: dict[Text, Outlet] = {}
    return sum(_give_text(outlet, texts_of, holder) for outlet in texts_of)


def _give_text(outlet: Outlet, texts_of: Mapping[Outlet, Collection[Text]], holder: dict[Text, Outlet]) -> bool:
    """Give an outlet a text of its own, where others can make do with another of theirs."""
    asked_by: dict[Text, Outlet] = {}
    had: dict[Outlet, Text] = {}
    asking = deque([outlet])
    while asking:
        asker = asking.popleft()
        for text in texts_of[asker]:
            if text in asked_by:
                continue
            asked_by[text] = asker
            if text not in holder:
                _hand_on(text, asked_by, had, holder)
                return True
            had[holder[text]] = text
            asking.append(holder[text])
    return False


def _hand_on(
    text: Text, asked_by: Mapping[Text, Outlet], had: Mapping[Outlet, Text], holder: dict[Text, Outlet]
) -> None:
    """Along the way back, give each asker the text that it asked for."""
    free: Text | None = text
    while free is not None:
        asker = asked_by[free]
        holder[free] = asker
        free = had.get(asker)
