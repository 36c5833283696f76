"""The colours of figures: few, distinct in grey and for every kind of colour vision, with text legible on them."""

INK = "#1d2430"
SOFT = "#5b6472"
LINE = "#d9dde3"
PAPER = "#ffffff"
TRACK = "#eef1f5"
CODED = "#0b4f8a"
"""The blue of what is coded, as on the pages of tables."""
DEEPER = "#5f9bcf"
ROLLED = "#e6f0f9"
ABSENT = "#7a2482"
ABSENT_PAPER = "#f4e9f5"
UNREAD = "#8a4b00"
HATCH = "#b08a4e"
MANY = ("#0b4f8a", "#b3470b", "#17704a", "#8c2f7d", "#6b5600", "#0a6c7a", "#a3243b", "#4f5663")
"""Colours of what has no order, such as families of codes: white is legible on each, and a mark must tell them too."""

_WEAK = ((222, 235, 247), (125, 178, 222))
_STRONG = ((45, 110, 170), (8, 48, 88))
_TURN = 0.6
"""From this strength on writing is white: between the stretches lie the blues on which neither colour is legible."""


def shade(strength: float) -> str:
    """The blue for a strength from 0 (light) to 1 (dark): one hue, so that print in grey keeps the order."""
    within = min(max(strength, 0.0), 1.0)
    (low, high), share = (_WEAK, within / _TURN) if within < _TURN else (_STRONG, (within - _TURN) / (1 - _TURN))
    return "#" + "".join(f"{round(start + (end - start) * share):02x}" for start, end in zip(low, high, strict=True))


def writing_on(colour: str) -> str:
    """Ink or paper, whichever is read better on that colour."""
    return max((INK, PAPER), key=lambda writing: contrast(writing, colour))


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2.2 defines it (contrast ratio; text needs 4.5)."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`, from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
