"""The letters of our fonts that a picture needs, packed into the picture itself."""

import base64
import io
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from importlib import resources

from tracker.charts.draw.letters import Face


def faces_of(letters: Mapping[Face, AbstractSet[str]]) -> str:
    """Rules of CSS that bring the letters of some faces, each as a WOFF within the rule."""
    return "".join(_rule(face, "".join(sorted(letters[face]))) for face in sorted(letters))


def _rule(face: Face, letters: str) -> str:
    weight = 700 if face.bold else 400
    packed = base64.b64encode(_packed(face, letters)).decode()
    source = f"url(data:font/woff;base64,{packed}) format('woff')"
    return f"@font-face{{font-family:'{face.family}';font-weight:{weight};src:{source}}}"


@cache
def _packed(face: Face, letters: str) -> bytes:
    """A font with these letters alone, and what joins them."""
    from fontTools import subset

    options = subset.Options(flavor="woff", layout_features=["*"], hinting=False, notdef_outline=True, name_IDs=[])
    content = (resources.files("tracker.charts") / "fonts" / face.file).read_bytes()
    stream = io.BytesIO()
    with subset.load_font(io.BytesIO(content), options) as font:
        chooser = subset.Subsetter(options)
        chooser.populate(text=letters)
        chooser.subset(font)
        subset.save_font(font, stream, options)
    return stream.getvalue()
