"""MAXQDA's own exchange files (.mex): texts are encrypted, but codes, coders and the beginnings of segments are not.

A preview has 63 characters at most, blanks at its end cut. What is longer is left out, with the way to get it.
"""

from pathlib import Path

from exchange.databases.reading import is_database, number_in, opened, text_in
from exchange.gathering import Gathering
from exchange.moments import moment
from exchange.project import Project
from wording.messages import tr

_CUT_AT = 63


def sees_maxqda(path: Path) -> bool:
    """Whether a file is a project of MAXQDA."""
    if not is_database(path):
        return False
    with opened(path) as database:
        return database.has("codewords", "codings", "texts")


def read_maxqda(path: Path) -> Project:
    """What can be read of a MAXQDA file; raises UnreadableProject."""
    with opened(path) as database:
        setup = {text_in(row, "key"): text_in(row, "value") for row in database.rows("sys_setup")}
        made = Gathering.of(path, "maxqda", " ".join(setup.get("APP", "MAXQDA").split()))
        made.doubt(path.name, tr("MAXQDA encrypts its texts. Export the project as REFI-QDA (qdpx) to have them."))
        words = database.rows("codewords")
        above = {number_in(row, "id"): row for row in words}
        codes = {}
        for own, row in above.items():
            path_of, seen = [text_in(row, "name")], {own}
            upper = number_in(row, "wordid")
            while upper in above and upper not in seen:
                seen.add(upper)
                path_of.insert(0, text_in(above[upper], "name"))
                upper = number_in(above[upper], "wordid")
            codes[own] = made.code(path_of, colour=_colour(number_in(row, "color")))
        texts = {number_in(row, "id"): text_in(row, "name") for row in database.rows("texts")}
        why = tr("its words are encrypted and longer than their preview; export the table of coded segments, or qdpx")
        for row in database.rows("codings"):
            made.counts["codings"] += 1
            preview = text_in(row, "preview")
            document, code = texts.get(number_in(row, "textid")), codes.get(number_in(row, "wordid"))
            if document is None or code is None or len(preview) >= _CUT_AT or not preview.strip():
                made.leave("codings", document or preview, why)
                continue
            place = tuple(number_in(row, name) for name in ("segpos1x", "segpos2x", "startpara"))
            guid, at = made.excerpt(document, preview, (preview, place))
            made.coding(
                guid, code, at, own=number_in(row, "id"), person=made.person(text_in(row, "author")),
                time=moment(text_in(row, "date")), memo=text_in(row, "commentl"), quote=preview, whole=False,
            )  # fmt: skip
        made.counts["texts"], made.counts["codes"] = len(texts), len(codes)
        with_words = {source.name for source in made.sources.values()}
        for name in texts.values():
            if name not in with_words:
                made.leave("texts", name, tr("its text is encrypted"))
        return made.project()


def _colour(number: int) -> str:
    """`#rrggbb` of a colour as Windows writes it (0xAABBGGRR)."""
    if number < 0:
        return ""
    return f"#{number & 255:02x}{number >> 8 & 255:02x}{number >> 16 & 255:02x}"
