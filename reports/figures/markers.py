"""The signs that tell states apart without colour, as SVG paths in pixels around their centre."""

SIZE = 4
"""The size at which a chart's point draws a path of its own one to one, in pixels."""


def circle(radius: float) -> str:
    """A circle."""
    return f"M{-radius:g},0A{radius:g},{radius:g} 0 1 1 {radius:g},0A{radius:g},{radius:g} 0 1 1 {-radius:g},0Z"


def dash(half: float) -> str:
    """A short line on the flat."""
    return f"M{-half:g},0L{half:g},0"


def slash(half: float) -> str:
    """A short line that rises."""
    return f"M{-half:g},{half:g}L{half:g},{-half:g}"


def void(radius: float) -> str:
    """The empty set: a circle struck through."""
    return circle(radius) + slash(radius * 1.25)


def hatch(width: float, height: float, *, gap: float = 5) -> str:
    """Rising lines, `gap` pixels apart along the flat, that fill a rectangle and do not leave it."""
    right, low = width / 2, height / 2
    lines = []
    at = gap / 2
    while at < width + height:
        # The line x + y = at, counted from the upper left corner, cut off where it leaves the rectangle.
        first = (max(at - height, 0.0), min(at, height))
        last = (min(at, width), max(at - width, 0.0))
        lines.append(f"M{first[0] - right:.2f},{first[1] - low:.2f}L{last[0] - right:.2f},{last[1] - low:.2f}")
        at += gap
    return "".join(lines)


def rectangle(width: float, height: float) -> str:
    """A rectangle."""
    return f"M{-width / 2:g},{-height / 2:g}h{width:g}v{height:g}h{-width:g}Z"
