"""The gallery's pictures are what the program draws: ``make gallery`` draws them anew where they are to change.

Those of the invented country are held dot for dot. What is read out of the sample reports changes when the reading
gets better: of these is held that they are drawn, and tell their titles.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from PIL import Image

from tests.charts.gallery import FOLDER, PIECES, Piece, draw, samples, velmora
from tracker.charts.draw import LOOK_OF_FILES
from tracker.charts.looks import DPI
from tracker.store.database import Ledger

MOST_BYTES = 3_000_000


@pytest.fixture(scope="module")
def invented() -> Iterator[Ledger]:
    """The ledger of the invented country."""
    with tempfile.TemporaryDirectory() as name, velmora(Path(name)) as ledger:
        yield ledger


def compared(name: str):  # type: ignore[no-untyped-def]  # what pytest-mpl gives has no type
    return pytest.mark.mpl_image_compare(
        baseline_dir=str(FOLDER), filename=f"{name}.png", tolerance=4, style=LOOK_OF_FILES, backend="agg",
        savefig_kwargs={"dpi": DPI},
    )  # fmt: skip


def held(piece: Piece):  # type: ignore[no-untyped-def]  # as above
    @compared(piece.name)  # type: ignore[untyped-decorator]  # as above
    def test(invented: Ledger) -> Figure:
        return draw(piece, invented).figure

    return test


for _piece in (piece for piece in PIECES if piece.invented):
    globals()[f"test_{_piece.name.replace('-', '_')}"] = held(_piece)


def test_the_samples_are_drawn(tmp_path: Path) -> None:
    with samples(tmp_path) as ledger:
        for piece in (piece for piece in PIECES if not piece.invented):
            drawn = draw(piece, ledger)
            assert drawn.words.title == piece.order.title
            with Image.open(FOLDER / f"{piece.name}.png") as kept:
                assert kept.info["Title"] == drawn.words.title
                assert kept.width == drawn.figure.bbox.width


def test_the_gallery_has_these_pictures_and_is_small() -> None:
    pictures = sorted(FOLDER.glob("*"))
    assert [path.name for path in pictures] == sorted(f"{piece.name}.png" for piece in PIECES)
    assert sum(path.stat().st_size for path in pictures) < MOST_BYTES
