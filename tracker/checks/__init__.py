"""Checks: what of the ledger doesn't hold, and what a careful reader would doubt.

``integrity`` proves that the ledger is what was written. ``doubts`` are warnings about what was reported,
from ``totals`` (series) and ``rows`` (single figures): nothing is changed or left out because of one.
"""

from tracker.checks.doubt import Check, Doubt
from tracker.checks.doubts import find_doubts
from tracker.checks.integrity import Finding, check_integrity

__all__ = ["Check", "Doubt", "Finding", "check_integrity", "find_doubts"]
