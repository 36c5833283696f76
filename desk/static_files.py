"""The scripts, styles and pictures of the desk, under an address that changes with them: browsers may keep them."""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from desk.words import module
from wording.messages import LANGUAGES

FOLDER = Path(__file__).parent / "static"
_KEPT = {"cache-control": "public, max-age=31536000, immutable"}
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
"""What is served, by ending: nothing else of the folder is."""
_IMPORTS = re.compile(r"""^(?:import|export)\b[^"';(]*["'](\.[^"']+)["']""", re.MULTILINE)
"""What a script imports as it begins; what it asks for later (`await import(…)`) is none of it."""


@cache
def files() -> dict[str, Path]:
    """The files that are served, by their name in an address."""
    found = (path for path in sorted(FOLDER.rglob("*")) if path.suffix in _TYPES)
    return {path.relative_to(FOLDER).as_posix(): path for path in found if path.is_file()}


@cache
def version() -> str:
    """Twelve digits that are others as soon as a file or a word of the scripts is another."""
    found = sha256()
    for path in files().values():
        found.update(path.read_bytes())
    for language in LANGUAGES:
        found.update(module(language).encode())
    return found.hexdigest()[:12]


@cache
def modules(*scripts: str) -> tuple[str, ...]:
    """The addresses of these scripts and of all that they import: a page asks for them at once, and for no others."""
    found: dict[Path, None] = {}
    left = [FOLDER / "js" / name for name in scripts]
    while left:
        path = left.pop()
        if path not in found:
            found[path] = None
            left += [(path.parent / name).resolve() for name in _IMPORTS.findall(path.read_text(encoding="utf-8"))]
    return tuple(f"{address()}/{path.relative_to(FOLDER).as_posix()}" for path in sorted(found))


def address() -> str:
    """What stands before the name of a file of the desk."""
    return f"/static/{version()}"


async def served(request: Request) -> Response:
    """A file of the desk, or the words of its scripts (`words/fr.js`); kept by browsers where the version is named."""
    before, _, named = str(request.path_params["path"]).partition("/")
    kept = _KEPT if before == version() else {"cache-control": "no-store"}
    named = named if before == version() else str(request.path_params["path"])
    if named in (f"words/{language}.js" for language in LANGUAGES):
        return Response(module(named[6:8]), media_type="text/javascript", headers=kept)
    path = files().get(named)
    if path is None:
        raise HTTPException(404)
    return FileResponse(path, media_type=_TYPES[path.suffix], headers=kept)


ROUTES = [Route("/static/{path:path}", served)]
