"""From what was found to a picture that only needs drawing: one module a kind, all pure."""

from tracker.charts.gather import Gathered
from tracker.charts.orders import ChartKind
from tracker.charts.picture import Picture
from tracker.charts.plans import added, comparison, composition, disagreement, multiples, totals, vintages

_PLANS = {
    ChartKind.TOTALS: totals.plan,
    ChartKind.ADDED: added.plan,
    ChartKind.COMPOSITION: composition.plan,
    ChartKind.COMPARISON: comparison.plan,
    ChartKind.MULTIPLES: multiples.plan,
    ChartKind.DISAGREEMENT: disagreement.plan,
    ChartKind.VINTAGES: vintages.plan,
}


def plan_picture(found: Gathered) -> Picture:
    """The picture of what was found. Raises ``EmptyChartError`` where it does not suffice for the kind."""
    return _PLANS[found.order.kind](found)
