"""Colours that everybody can tell apart, and that a source keeps."""

import itertools

import numpy as np
import pytest

from tracker.charts.looks import INKS, colour_of, place_of
from tracker.charts.orders import Theme

# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB.
SEEN = {
    "everybody": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868],
                             [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968],
                               [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779],
                             [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[index : index + 2], 16) for index in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    scaled = XYZ @ light / np.array([0.95047, 1, 1.08883])
    f = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, other: str) -> float:
    first, second = (float(XYZ[1] @ linear(colour)) + 0.05 for colour in (one, other))
    return max(first, second) / min(first, second)


@pytest.mark.parametrize("theme", tuple(Theme))
@pytest.mark.parametrize("eyes", SEEN)
def test_sources_are_told_apart_by_all_eyes(theme: Theme, eyes: str) -> None:
    seen = [lab(np.clip(SEEN[eyes] @ linear(colour), 0, 1)) for colour in INKS[theme].sources]
    assert min(float(np.linalg.norm(one - other)) for one, other in itertools.combinations(seen, 2)) > 14


@pytest.mark.parametrize("theme", tuple(Theme))
def test_lines_stand_out_from_the_paper_and_words_are_read(theme: Theme) -> None:
    ink = INKS[theme]
    for colour in (*ink.sources, ink.unnamed):
        assert contrast(colour, ink.paper) >= 3, colour
    assert contrast(ink.ink, ink.paper) >= 7
    assert contrast(ink.faint, ink.paper) >= 4.5
    assert contrast(ink.faint, ink.shade) >= 4.5


def test_a_source_has_its_colour_for_ever() -> None:
    # These are never changed: charts of years ago are compared with charts of today.
    assert [place_of(slug) for slug in ("gaza-health-ministry", "ocha", "unrwa", "some-committee")] == [0, 7, 2, 6]
    assert colour_of(None, Theme.LIGHT) not in INKS[Theme.LIGHT].sources
    assert len({len(INKS[theme].sources) for theme in Theme}) == 1
