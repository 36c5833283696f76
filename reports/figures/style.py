"""A study's own look of figures: its colour in place of our blue, its font, or greys; what is legible stays so."""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from reports.figures.lettering import FONT
from reports.figures.palette import CODED, MANY, luminance

_HEX = re.compile(r"#[0-9a-fA-F]{6}\b")
_BLUE = 208.0
"""The hue of our blue, in degrees."""
_NEAR = 22.0
_STEPS = 40


@dataclass(frozen=True, slots=True)
class FigureStyle:
    """`colour` (`#rrggbb`) takes the place of blue, `font` that of Arial; `greyscale` leaves no colour at all."""

    colour: str = ""
    font: str = ""
    greyscale: bool = False

    @property
    def fonts(self) -> str:
        """The font with those that stand in where it is not installed."""
        return f"'{self.font}', {FONT}" if self.font else FONT


_of_study: ContextVar[FigureStyle | None] = ContextVar("how the open study wants its figures", default=None)


def style_figures(style: FigureStyle | None) -> None:
    """From here on figures look so; None is the house's own look."""
    _of_study.set(style)


def style_now() -> FigureStyle:
    """How figures are to look."""
    return _of_study.get() or FigureStyle()


def restyled(drawn: str, style: FigureStyle) -> str:
    """The drawing (SVG) in that style.

    Every colour keeps its luminance (WCAG 2.2), so that what was legible on what stays so and dark stays stronger; of
    our blues the hue changes, in grey all lose it.
    """
    if style.font:
        drawn = drawn.replace(FONT, style.fonts.replace('"', ""))
    if not style.colour and not style.greyscale:
        return drawn
    return _HEX.sub(lambda found: _changed(found[0].lower(), style.colour, greyscale=style.greyscale), drawn)


@cache
def _changed(colour: str, wanted: str, *, greyscale: bool) -> str:
    hue, _, saturation = _hls(colour)
    if greyscale:
        return _as_light_as(colour, 0.0, 0.0)
    blue = colour == CODED or (colour not in MANY and saturation > 0.25 and abs(hue - _BLUE) <= _NEAR)
    if not blue:
        return colour
    new_hue, _, new_saturation = _hls(wanted)
    return _as_light_as(colour, new_hue, new_saturation)


def _as_light_as(colour: str, hue: float, saturation: float) -> str:
    """The colour of that hue and saturation whose luminance is nearest the given colour's."""
    target, low, high = luminance(colour), 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if luminance(_hex(hue, middle, saturation)) < target:
            low = middle
        else:
            high = middle
    return _hex(hue, (low + high) / 2, saturation)


def _hls(colour: str) -> tuple[float, float, float]:
    from colorsys import rgb_to_hls

    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    return hue * 360, lightness, saturation


def _hex(hue: float, lightness: float, saturation: float) -> str:
    from colorsys import hls_to_rgb

    return "#" + "".join(f"{round(part * 255):02x}" for part in hls_to_rgb(hue / 360, lightness, saturation))


KEYS: Mapping[str, type] = {"colour": str, "font": str, "greyscale": bool}
"""What `style:` of study.yaml may say."""
