"""The sentence on every page that a blind coder makes: which texts lack what others recorded about them."""

from collections.abc import Sequence

from wording.catalogues import listed, say_number


def hidden_note(texts: Sequence[str], language: str) -> tuple[str, ...]:
    """Which texts lack what others recorded, because whoever made the page codes them blind; nothing where none do."""
    return (say_number("blind_texts", len(texts), language, texts=listed(list(texts), language)),) if texts else ()
