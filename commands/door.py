"""What rich renders, with its commands made visible: the part of the door (commands/printing.py) that needs rich."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.measure import Measurement
from rich.segment import Segment


@dataclass
class Door(RenderHook):
    """Puts everything into a `Visible` before rich renders it."""

    visible: Callable[[str], str]

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """The same, each with its commands made visible."""
        return [Visible(renderable, self.visible) for renderable in renderables]


@dataclass
class Visible:
    """Something to render whose text is made visible; what rich itself asks of the terminal stays as it is."""

    renderable: ConsoleRenderable
    visible: Callable[[str], str]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The segments of what is rendered."""
        for segment in console.render(self.renderable, options):
            yield segment if segment.control else Segment(self.visible(segment.text), segment.style)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """As wide as what is rendered."""
        return Measurement.get(console, options, self.renderable)
