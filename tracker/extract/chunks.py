"""The typed sequence that the stages of the cascade hand on, and the patterns that run over it.

A sentence becomes a sequence of chunks. Each chunk plays one or more *roles* ("numeral", "aux",
"participle" …): a word can play several, and the grammar decides. Every distinct set of roles has a
letter of its own, so a whole sentence is also a short string, and a rule of the grammar is a regular
expression over that string: fast, bounded, and written in names:

    FIGURE ADVERB* AUX+ ADVERB* *PARTICIPLE

This is how FASTUS (SRI, 1992) worked: each stage turns the sequence into a shorter one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from tracker.model import Span
from tracker.text import find_tokens

Roles: TypeAlias = Mapping[str, object]
"""Role → what goes with it: the trigger of a participle, the qualifier of a hedge, or None."""


class Chunk(NamedTuple):
    """One link of the sequence: its letter, its half-open offsets in the text, and its roles."""

    letter: str
    start: int
    end: int
    roles: Roles
    words: str

    @property
    def span(self) -> Span:
        """The offsets as a span."""
        return Span(self.start, self.end)


@dataclass(slots=True)
class Alphabet:
    """Hands out one letter per distinct set of roles. Filled while a grammar is built, then only read."""

    _letters: dict[frozenset[str], str] = field(default_factory=dict)
    _classes: dict[str, str] = field(default_factory=dict)

    def letter_for(self, roles: Iterable[str]) -> str:
        """The letter of a set of roles, a new one where the set is new."""
        key = frozenset(roles)
        if key not in self._letters:
            self._letters[key] = chr(0x4E00 + len(self._letters))
            self._classes.clear()
        return self._letters[key]

    def letters_with(self, *roles: str) -> str:
        """All letters whose sets hold at least one of the roles. Raises ``ValueError`` for a role that
        nothing plays: a rule that names it could never match.
        """
        for role in roles:
            if not any(role in key for key in self._letters):
                raise ValueError(f"no word plays the role {role!r}")
        wanted = frozenset(roles)
        return "".join(letter for key, letter in self._letters.items() if not key.isdisjoint(wanted))

    def class_of(self, names: str) -> str:
        """The inside of a character class for role names as patterns write them: ``AUX|ADVERB``."""
        if names not in self._classes:
            self._classes[names] = _as_ranges(self.letters_with(*names.lower().split("|")))
        return self._classes[names]


_PATTERN_WORD = re.compile(r"(?P<mark>[*@!]?)(?P<names>[A-Z][A-Z_|]*|\.)(?P<count>[?*+]?\??|\{\d+,?\d*\}\??)$")


def compile_pattern(pattern: str, alphabet: Alphabet) -> re.Pattern[str]:
    """A regular expression over letters from one written in role names.

    ``NAME|NAME`` is one chunk with either role, ``!NAME`` one without it, ``.`` any; ``?``, ``*``, ``+``
    and ``{m,n}`` count as usual. ``*NAME`` marks the trigger and ``@NAME`` the figure: they become the
    groups ``trigger`` and ``figure``. Everything else (brackets, look-ahead) stands as in regular
    expressions, set apart by spaces.
    """
    return re.compile("".join(_compile_word(word, alphabet) for word in pattern.split()))


def _compile_word(word: str, alphabet: Alphabet) -> str:
    found = _PATTERN_WORD.match(word)
    if not found:
        return word
    mark, names, count = found.group("mark"), found.group("names"), found.group("count")
    if names == ".":
        return "." + count
    letters = alphabet.class_of(names)
    one = f"[^{letters}]" if mark == "!" else f"[{letters}]"
    group = {"*": "trigger", "@": "figure"}.get(mark)
    return f"(?P<{group}>{one}){count}" if group else one + count


def _as_ranges(letters: str) -> str:
    """The letters with runs of neighbours written as ranges: a class of hundreds is slow to compile."""
    runs: list[list[str]] = []
    for letter in sorted(letters):
        if runs and ord(letter) == ord(runs[-1][-1]) + 1:
            runs[-1].append(letter)
        else:
            runs.append([letter])
    return "".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


class Phrase(NamedTuple):
    """A phrase of the book: the words behind its first one, the roles that it plays, and their letter."""

    rest: tuple[str, ...]
    roles: Roles
    letter: str


class PhraseBook:
    """Finds the phrases of a language in a sequence of tokens: at each token the longest one."""

    def __init__(self) -> None:
        self._roles: dict[tuple[str, ...], dict[str, object]] = {}
        self._single: dict[str, Phrase] = {}
        self._longer: dict[str, dict[str, list[Phrase]]] = {}

    def add(self, phrase: str, role: str, payload: object = None) -> None:
        """Let a phrase play a role; the first payload that a role is given for a phrase stays."""
        words = tuple(token.lower for token in find_tokens(phrase, Span(0, len(phrase))))
        self._roles.setdefault(words, {}).setdefault(role, payload)

    def add_to(self, only: frozenset[str], role: str) -> None:
        """Let the phrases that play none but some roles play another one as well."""
        for roles in self._roles.values():
            if roles.keys() <= only:
                roles.setdefault(role, None)

    def seal(self, alphabet: Alphabet) -> None:
        """Index the phrases by their first two words, longest first; afterwards nothing can be added. Letters
        are handed out role by role, so that what plays a role is mostly one run of letters.
        """
        for names in sorted({tuple(sorted(roles)) for roles in self._roles.values()}):
            alphabet.letter_for(names)
        for words, roles in sorted(self._roles.items(), key=lambda row: -len(row[0])):
            phrase = Phrase(words[1:], roles, alphabet.letter_for(roles))
            if phrase.rest:
                self._longer.setdefault(words[0], {}).setdefault(words[1], []).append(phrase)
            else:
                self._single[words[0]] = phrase

    def role_sets(self) -> Iterator[frozenset[str]]:
        """Every distinct set of roles that a phrase of the book plays."""
        return iter({frozenset(roles) for roles in self._roles.values()})

    def opens_phrase(self, word: str) -> bool:
        """Whether a folded word is the first of a phrase of several words."""
        return word in self._longer

    def longest_at(self, words: Sequence[str], index: int) -> Phrase | None:
        """The longest phrase that starts at one of the folded words of a sentence."""
        word = words[index]
        longer = self._longer.get(word)
        if longer is not None and index + 1 < len(words):
            for phrase in longer.get(words[index + 1], ()):
                rest = phrase.rest
                if len(rest) == 1 or tuple(words[index + 1 : index + 1 + len(rest)]) == rest:
                    return phrase
        return self._single.get(word)


def letters_of(chunks: Sequence[Chunk]) -> str:
    """The sentence as a string of letters."""
    return "".join([chunk.letter for chunk in chunks])


def rewrite(
    chunks: Sequence[Chunk], pattern: re.Pattern[str], build: Callable[[Sequence[Chunk], re.Match[str]], Chunk | None]
) -> list[Chunk]:
    """The sequence with each match of a pattern replaced by the one chunk that ``build`` makes of it,
    or left as it is where ``build`` makes none.
    """
    done: list[Chunk] = []
    end = 0
    for found in pattern.finditer(letters_of(chunks)):
        made = build(chunks, found)
        if made is not None:
            done += [*chunks[end : found.start()], made]
            end = found.end()
    return [*done, *chunks[end:]]
