"""Series: what each source gave for the same thing over time, and what may be reckoned from it.

``identity`` tells what compares with what; ``points`` puts figures into series; ``flags`` tells what a
reader must know of a point; ``derived`` reckons what nobody reported, under a label.
"""

from tracker.series.bounds import bounds_of, stated_bounds
from tracker.series.derived import Derived, DerivedPoint, View, can_derive, derive
from tracker.series.flags import DEVIATIONS, Flag, falls, flags_of, jumps_of
from tracker.series.identity import Identity, identity_of
from tracker.series.points import Point, Series, find_series, series_of

__all__ = [
    "DEVIATIONS",
    "Derived",
    "DerivedPoint",
    "Flag",
    "Identity",
    "Point",
    "Series",
    "View",
    "bounds_of",
    "can_derive",
    "derive",
    "falls",
    "find_series",
    "flags_of",
    "identity_of",
    "jumps_of",
    "series_of",
    "stated_bounds",
]
