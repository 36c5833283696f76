"""The templates of the desk, the words that they are filled with, and the pages that need no study."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from desk.desk import Desk
from desk.static_files import address, modules
from wording.catalogues import say, say_number
from wording.messages import LANGUAGES
from wording.messages import language as terminal_language

ROOT = Path(__file__).parent


@cache
def environment() -> Environment:
    """The templates of the desk, with autoescape on."""
    return Environment(
        loader=FileSystemLoader(ROOT / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


def bare_page(request: Request, template: str, status: int, *, language: str | None = None, **values: Any) -> Response:
    """A page without a study: what is wrong, or how to come in; in the terminal's language unless one is given."""
    desk: Desk = request.app.state.desk
    words = words_for(language or terminal_language())
    filled = environment().get_template(template).render(accounts=desk.accounts, **words, **values)
    return HTMLResponse(filled, status)


def asked_language(request: Request, *, default: str | None = None) -> str:
    """The first of our languages that the browser asks for, where nobody has chosen one yet; else `default`."""
    asked = [part.strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")]
    return next((language for language in asked if language in LANGUAGES), default or terminal_language())


def words_for(language: str) -> dict[str, Any]:
    """What templates word things with, `say(key)` and `say_number(key, n)` in that language, and their files."""
    return {
        "language": language,
        "static": address(),
        "modules": modules,
        "say": lambda key, **given: say(f"desk_{key}", language, **given),
        "say_number": lambda key, count, **given: say_number(f"desk_{key}", count, language, **given),
    }
