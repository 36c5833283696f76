"""Markdown as HTML that may be shown: no markup of the writer's own, no pictures, links to the web and the desk."""

from functools import cache
from typing import Any

from markdown_it import MarkdownIt


class _Reader(MarkdownIt):
    """The reader, which follows no addresses but those of the web, of mail and of the desk itself."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - as the library calls it
        """Whether a link to that address may be shown as one."""
        plain = url.strip().lower()
        return plain.startswith(("https://", "http://", "mailto:", "#")) or (
            plain.startswith("/") and not plain.startswith(("//", "/\\"))
        )


@cache
def _reader() -> MarkdownIt:
    reader = _Reader("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    reader.disable(["image", "html_block", "html_inline"])
    reader.add_render_rule("link_open", _link)
    reader.add_render_rule("heading_open", _heading)
    reader.add_render_rule("heading_close", _heading)
    return reader


def shown_markdown(words: str) -> str:
    """The words as HTML, in which whatever the writer typed is escaped."""
    return str(_reader().render(words))


def _link(self: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    tokens[number].attrSet("rel", "noreferrer noopener")
    return str(self.renderToken(tokens, number, options, env))


def _heading(self: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    """Headings of a memo stand below that of the page and of the memo."""
    token = tokens[number]
    token.tag = f"h{min(int(token.tag[1:]) + 3, 6)}"
    return str(self.renderToken(tokens, number, options, env))
