"""Reading every stored text again with the extractor of today: what would change, or changing it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tracker.extract import EXTRACTOR, extract_claims
from tracker.ingest.filing import Desk, place_claims
from tracker.places import load_gazetteer
from tracker.store.rereading import Rereading, StoredText, count_texts, differences, take_over, texts_after

_AT_ONCE = 50
"""Texts in memory at a time."""


@dataclass(frozen=True, slots=True)
class Rereader:
    """Reads stored texts again. Between two texts the ledger is free for others, and a reader that is killed
    has done some texts wholly and the others not at all: calling it again goes on.

    ``on_text`` is told after each text how many are read, and how many there are.
    """

    desk: Desk
    on_text: Callable[[int, int], None] = lambda _done, _all: None

    def look(self) -> Iterator[Rereading]:
        """What would change; nothing is written."""
        for stored in self._texts():
            claims = tuple(place_claims(extract_claims(stored.report), self.desk.gazetteer or load_gazetteer()))
            with self.desk.ledger.reading() as session:
                yield from differences(session, stored, claims)

    def apply(self) -> Iterator[Rereading]:
        """Supersede what is read otherwise now, a text at a time; gives what was changed."""
        for stored in self._texts():
            claims = tuple(place_claims(extract_claims(stored.report), self.desk.gazetteer or load_gazetteer()))
            with self.desk.ledger.writing() as session:
                changes = take_over(session, stored, claims, extractor=EXTRACTOR, now=self.desk.clock())
            yield from changes

    def _texts(self) -> Iterator[StoredText]:
        with self.desk.ledger.reading() as session:
            total = count_texts(session)
        last, done = 0, 0
        while True:
            with self.desk.ledger.reading() as session:
                some = texts_after(session, last, limit=_AT_ONCE)
            if not some:
                return
            for stored in some:
                yield stored
                done += 1
                self.on_text(done, max(done, total))
            last = some[-1].report_id
