"""The body that a person speaks for, where a text's own words name it: a spokesperson belongs to a body."""

import re

_ROLES = (
    r"spokes(?:man|woman|person)|(?:executive |acting |deputy |regional |country )*director(?:[- ]general)?|"
    r"secretary[- ]general|chief|head|president|coordinator|representative|official|officer|commissioner[- ]general"
)
_FOR = re.compile(rf"\b(?:{_ROLES})s?,? (?:for|of|at|with|from) (?:the )?(?P<body>[^,]+)$", re.IGNORECASE)
_ITS = re.compile(rf"^(?:the )?(?P<body>[^,]+?)(?:['’]s?)? (?:{_ROLES})s?\b", re.IGNORECASE)

_MINISTER = re.compile(r"\bminister\b", re.IGNORECASE)
_NO_BODY = frozenset("a an the its their acting deputy one another".split())
_LONGEST = 300  # what is longer is no name


def bodies_named(words: str) -> tuple[str, ...]:
    """What may name the body of a spokesperson, the likeliest first; nothing where no role is named.

    >>> bodies_named("Mahmoud Bassal, a spokesman for Gaza's civil defence")
    ("Gaza's civil defence",)
    >>> bodies_named("UNICEF's executive director")
    ('UNICEF',)
    >>> bodies_named("Lebanese Health Minister Firas Abiad")
    ('Lebanese Health ministry',)
    >>> bodies_named("Oxfam")
    ()
    """
    words = words[:_LONGEST]
    parts = [part.strip() for part in (words, *reversed(words.split(", ")))]
    matches = (pattern.search(part) for part in parts for pattern in (_FOR, _ITS))
    found = [match["body"].strip() for match in matches if match is not None]
    found += [_MINISTER.sub("ministry", part[: _end_of_title(part)]) for part in parts if _MINISTER.search(part)]
    return tuple(dict.fromkeys(body for body in found if body.casefold() not in _NO_BODY))


def _end_of_title(words: str) -> int:
    """Where the title of a minister ends: after "minister", or after what it is the minister of."""
    found = re.search(r"\bminister(?: (?:of|for) .*)?", words, re.IGNORECASE)
    return found.end() if found else len(words)
