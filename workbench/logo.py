"""The logo on a report's title page: a picture in the study's folder, put into the report itself."""

from corpus.problem import GloseError, Problem
from reports.title_page import Logo
from wording.messages import tr
from workbench.study import Study

MOST_BYTES = 2_000_000
_KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class BadLogo(GloseError):
    """`logo:` names no picture that a report can hold."""


def logo_of(study: Study) -> Logo | None:
    """The logo that study.yaml names; None where it names none. Raises BadLogo with the line that names it."""
    page, language = study.settings.title_page, study.settings.language
    if not page.logo:
        return None
    path = study.folder / page.logo
    if not path.is_file():
        raise _bad(page.places["logo"], tr("there is no file {file}.", file=page.logo))
    data = path.read_bytes()
    media = next((kind for start, kind in _KINDS.items() if data.startswith(start)), None)
    if media is None:
        raise _bad(page.places["logo"], tr("{file} is neither png nor jpg.", file=page.logo))
    if len(data) > MOST_BYTES:
        raise _bad(page.places["logo"], tr("{file} is larger than 2 MB. Save it smaller.", file=page.logo))
    return Logo(data, media, page.said("organisation", language) or "Logo")


def _bad(place: str, message: str) -> BadLogo:
    return BadLogo(tr("The logo cannot be used."), (Problem(place, message),))
