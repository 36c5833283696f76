"""glose text: a text as stored."""

from typing import TYPE_CHECKING

import click

from commands.options import in_study, json_option
from commands.printing import print_json, tell
from corpus.problem import GloseError
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from workbench.study import Study


class UnknownVersion(GloseError):
    """A version that a text does not have."""


@click.command(short_help="Print a text as stored, or its passages.")
@click.argument("text")
@click.option(
    "--version", type=click.IntRange(1), metavar="N", help="An earlier version of a corrected text; 1 is the first."
)
@click.option("--outline", is_flag=True, help="Headings only, each with the passage where it begins.")
@click.option(
    "--comments", is_flag=True, help="The comments in the margin of the file, which are not part of the text."
)
@json_option
@in_study
def text(study: "Study", text: str, version: int | None, outline: bool, comments: bool, as_json: bool) -> None:
    """Print TEXT character for character as the ledger keeps it; with --json, its passages.

    Copy quotes for `glose decide` and `glose code` from here.

    \b
    Example:
      glose text nice-entretien | less
      glose text nice-entretien --json
      glose text nice-plan --outline
    """
    found = study.text(text)
    if version is not None:
        versions = study.ledger.versions(found.id)
        if version > len(versions):
            raise UnknownVersion(
                tr_n(
                    "{text} has {n} version; there is no version {wanted}.",
                    "{text} has {n} versions; there is no version {wanted}.",
                    len(versions),
                    text=found.id,
                    wanted=version,
                )
            )
        found = versions[version - 1]
    if comments:
        noted = found.metadata.get("comments", "").splitlines()
        if as_json:
            print_json({"comment": one} for one in noted)
        else:
            tell("\n".join(noted))
        return
    if outline and not as_json:
        for heading in found.outline:
            title = " ".join(found.quote(heading).split())
            page = f"  {tr('p. {page}', page=heading.page)}" if heading.page else ""
            tell(f"{heading.number:>5} {'  ' * ((heading.level or 1) - 1)}{title}{page}")
        return
    if not as_json:
        tell(found.content)
        return
    print_json(
        {
            "passage": passage.number,
            "start": passage.start,
            "end": passage.end,
            "quote": found.quote(passage),
            "heading": passage.heading,
            "page": passage.page,
            "turn": passage.turn,
            **({"level": passage.level} if outline else {}),
        }
        for passage in (found.outline if outline else found.passages)
    )
