"""A chart from a question: find the figures, plan the picture, draw it."""

from dataclasses import dataclass

from matplotlib.figure import Figure
from sqlmodel import Session

from tracker.charts.draw import draw_picture
from tracker.charts.draw.board import Board
from tracker.charts.gather import gather
from tracker.charts.orders import ChartOrder
from tracker.charts.picture import Picture, Texts
from tracker.charts.plans import plan_picture
from tracker.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart: what was planned, and the board that it is drawn on."""

    order: ChartOrder
    picture: Picture
    board: Board

    @property
    def figure(self) -> Figure:
        """The matplotlib figure."""
        return self.board.figure

    @property
    def words(self) -> Texts:
        """Its title, subtitle, caption, credit and description."""
        return self.picture.texts


def plan_chart(session: Session, order: ChartOrder, gazetteer: Gazetteer) -> Picture:
    """What would be drawn. Raises ``QueryError`` for words that name nothing, and ``EmptyChartError`` where nothing
    answers, saying which condition left nothing.
    """
    return plan_picture(gather(session, order, gazetteer))


def draw_chart(session: Session, order: ChartOrder, gazetteer: Gazetteer) -> Drawn:
    """Draw what was ordered. Raises like :func:`plan_chart`."""
    picture = plan_chart(session, order, gazetteer)
    return Drawn(order, picture, draw_picture(picture, size=order.size, theme=order.theme))
