"""glose read: read the kept file of a text anew."""

from typing import TYPE_CHECKING

import click

from commands.options import asked, coder_option, in_study, json_option, speakers_of
from commands.printing import console, print_json, show_problems, styled, tell, titled
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Read a text's file anew, e.g. with other speakers.")
@click.argument("texts", nargs=-1, metavar="TEXT…")
@click.option("--speakers", metavar="FILE|PATTERN", help="Speakers behind the labels, as for `glose add`.")
@click.option("--kind", type=click.Choice(["interview", "document"]), help="Type of document.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of the text.")
@click.option("--outdated", is_flag=True, help="All texts that `glose check` says have words in no passage.")
@click.option("--mend-letters", "mend", is_flag=True, help="Put letters right that were encoded twice (Ã© for é).")
@click.option("--as-detected", is_flag=True, help="Forget what was stated about the text when it was read before.")
@click.option("--strict", is_flag=True, help="Change nothing where the new reading has doubts.")
@click.option("--yes", is_flag=True, help="Record it without asking.")
@coder_option
@json_option
@in_study
def read(
    study: "Study",
    texts: tuple[str, ...],
    speakers: str | None,
    kind: str | None,
    lang: str | None,
    outdated: bool,
    strict: bool,
    mend: bool,
    as_detected: bool,
    yes: bool,
    coder: str | None,
    as_json: bool,
) -> int:
    """Read the file of each TEXT anew, and show what changes in its turns and for each coding before asking.

    Use it where `glose add` took a wrong label for a speaker or missed one, and after an update that reads more. The
    file is the one kept in texts/. What --speakers, --kind, --lang and --mend-letters said before is kept with the text
    and holds unless it is said anew; --as-detected forgets it. Codings keep their place by their words; the old reading
    is kept (`glose text TEXT --version 1`).

    \b
    Example:
      glose read group --speakers "H1=respondent,A=interviewer,Pause=none"
      glose read lyon-plan --kind interview
      glose read --outdated --yes
    """
    from commands.screens.correction_screen import show_correction
    from corpus.stated import Stated
    from workbench.correcting import NothingToCorrect, commit
    from workbench.rereading import ReadOptions, plan_rereading, stated_before
    from workbench.rereading import outdated as outdated_texts

    wanted = list(dict.fromkeys([*texts, *([text.id for text, _ in outdated_texts(study)] if outdated else [])]))
    if not wanted and not outdated:
        raise click.UsageError(tr("name a text, or take all old readings with --outdated."))
    stated = Stated(speakers_of(speakers), kind, lang, mend)  # type: ignore[arg-type]
    wish = ReadOptions(stated, strict, as_detected)
    who = study.coder(coder)
    recorded = unchanged = 0
    for name in wanted:
        if held := stated_before(study, name, wish):
            tell(tr("{text} is read as stated before: {options}", text=name, options=held), err=True)
        try:
            correction = plan_rereading(study, name, wish)
        except NothingToCorrect as nothing:
            tell(str(nothing), err=True)
            unchanged += 1
            continue
        show_problems(correction.problems)
        if as_json:
            print_json(move.as_json() for move in correction.moves)
        else:
            show_correction(correction)
        if not yes and not asked(tr("Record this reading?")):
            tell(tr("Nothing was recorded."), err=True)
            continue
        commit(study, correction, coder=who)
        recorded += 1
        if not as_json:
            version = tr("version {number}", number=correction.version)
            done = styled("[green]{done}[/green]", done=tr("read anew"))
            console().print(done, titled(correction.old.id, version))
    if len(wanted) > 1 and not as_json:
        tell(tr_n("{n} text was read anew.", "{n} texts were read anew.", recorded))
    return 0 if recorded + unchanged == len(wanted) else 1
