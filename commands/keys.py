"""glose keys: the keys that coders sign their entries with."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from commands.options import Steps, coder_option, in_study, json_option
from commands.printing import console, print_json, styled, tell
from wording.messages import apart, tr, tr_n

if TYPE_CHECKING:
    from workbench.coders_keys import CoderKey
    from workbench.study import Study

lost_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--lost", is_flag=True, help="The old private key is lost and cannot sign for this."
)
reason_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--reason", metavar="WORDS", help="Why; it is kept in the ledger."
)


@click.group(
    cls=Steps, default="list", short_help="Sign entries: make, show, replace, revoke and vouch for coders' keys."
)
def keys() -> None:
    """Sign what you record, so that a ledger and its seals tell who recorded it. Needs: pip install 'glose[keys]'.

    The private key stays in your own configuration folder; the study holds the public one. From then on everything
    that you record on this computer is signed, and `glose check` tells what is unsigned, foreign or forged.

    \b
    Example:
      glose keys make --coder anna
      glose keys
      glose keys replace --coder anna --reason "new laptop"
    """


@keys.command("list", short_help="List the keys of the study.")
@json_option
@in_study
def list_keys(study: "Study", as_json: bool) -> None:
    """List whose keys are registered in the study, since when, and which are on this computer.

    \b
    Example:
      glose keys
      glose keys list --json
    """
    from workbench.coders_keys import coders_keys

    found = coders_keys(study)
    if as_json:
        print_json(one.as_json() for one in found)
        return
    if not found:
        tell(tr("No coder has a key in this study; nothing is signed. `glose keys make` makes one."))
        return
    out = console()
    for one in found:
        out.print(styled("[bold]{coder}[/bold]  {key}  {words}", coder=one.coder, key=_groups(one), words=_words(one)))


def _groups(one: "CoderKey") -> str:
    from coding.records.keys import in_groups

    return in_groups(one.key)


def _words(one: "CoderKey") -> str:
    state = {"current": tr("current"), "replaced": tr("replaced"), "revoked": tr("revoked")}[one.state]
    since = tr("since {day}", day=one.entry.time[:10])
    here = [tr("on this computer")] if one.here else []
    vouched = [tr("vouched for by {coders}", coders=apart(one.vouched_by))] if one.vouched_by else []
    return ", ".join((state, since, *here, *vouched))


@keys.command("make", short_help="Make a key for a coder and register it.")
@coder_option
@in_study
def make(study: "Study", coder: str | None) -> None:
    """Make a key for a coder: the private half for this computer, the public half for the study's ledger.

    A passphrase is asked for (Enter for none) or taken from GLOSE_KEY_PASSPHRASE. Then tell the others the fingerprint,
    by voice: whoever can write to the ledger could have registered a key under your name.

    \b
    Example:
      glose keys make --coder anna
    """
    from workbench.coders_keys import make_key

    who = study.coder(coder)
    _tell_made(make_key(study, coder=who, passphrase=_new_passphrase()))


@keys.command("replace", short_help="Let a new key take over from now on.")
@lost_option
@reason_option
@coder_option
@in_study
def replace(study: "Study", lost: bool, reason: str | None, coder: str | None) -> None:
    """Make a new key that takes over from now on. What the old key signed stays valid, and it signs for the new one.

    If the old one is lost say --lost: `glose check` will then say that nobody vouched for the new key, and the others
    compare its fingerprint with you by voice.

    \b
    Example:
      glose keys replace --coder anna --reason "new laptop"
      glose keys replace --coder anna --lost --reason "laptop stolen"
    """
    from workbench.coders_keys import replace_key

    who = study.coder(coder)
    _tell_made(replace_key(study, coder=who, passphrase=_new_passphrase(), lost=lost, reason=reason))


@keys.command("revoke", short_help="Let a coder's key sign nothing more.")
@lost_option
@reason_option
@coder_option
@in_study
def revoke(study: "Study", lost: bool, reason: str | None, coder: str | None) -> None:
    """Let a key sign nothing from now on, with no other in its place. What it signed before stays valid.

    \b
    Example:
      glose keys revoke --coder anna --reason "has left the team"
    """
    from workbench.coders_keys import revoke_key

    gone = revoke_key(study, coder=study.coder(coder), lost=lost, reason=reason)
    tell(tr("The key {key} of {coder} signs nothing from now on.", key=_groups(gone), coder=gone.coder))


@keys.command("vouch", short_help="Vouch for a key that took over from a lost one.")
@click.argument("owner", metavar="OWNER")
@reason_option
@coder_option
@in_study
def vouch(study: "Study", owner: str, reason: str | None, coder: str | None) -> None:
    """Say that OWNER's change of keys after a loss is theirs, and sign for it: `glose check` warns of it no more.

    Compare the fingerprint that `glose keys` shows with OWNER first, by voice. You need a key of your own here.

    \b
    Example:
      glose keys vouch anna --coder basile --reason "read to each other by telephone"
    """
    from workbench.coders_keys import vouch_for

    who = study.coder(coder)
    made = vouch_for(study, owner, coder=who, reason=reason)
    words = tr_n(
        "{by} vouches for {n} change of keys of {owner}.",
        "{by} vouches for {n} changes of keys of {owner}.",
        len(made),
        by=who,
        owner=owner,
    )
    tell(words)


@keys.command("show", short_help="Show a coder's key and where its private half lies.")
@coder_option
@in_study
def show(study: "Study", coder: str | None) -> None:
    """Show a coder's current key: its fingerprint, its public half, and the file of the private one if it is here.

    \b
    Example:
      glose keys show --coder anna
    """
    from workbench.coders_keys import current_key, has_passphrase, no_key
    from workbench.key_files import file_of_key

    who = (coder or study.viewer or "").strip() or study.coder(coder)
    held = current_key(study, who)
    if held is None:
        raise no_key(who)
    tell(tr("Fingerprint: {key}", key=_groups(held)))
    tell(tr("Public key: {public}", public=held.public))
    if not held.here:
        tell(tr("The private key is not on this computer."))
        return
    locked = tr("with a passphrase") if has_passphrase(held) else tr("without a passphrase")
    tell(tr("Private key: {file} ({locked})", file=file_of_key(held.key), locked=locked))


@keys.command("prepare", short_help="Give the ledger of an earlier version its table of signatures.")
@in_study
def prepare(study: "Study") -> None:
    """Give a ledger that an earlier version of Glose made its table of signatures. `make` does this by itself.

    On PostgreSQL only the owner of the ledger's tables may do it: then a coder cannot, and the owner runs this once,
    and the roles.sql that it writes.

    \b
    Example:
      glose keys prepare
    """
    from ledger.address import is_server
    from workbench.moving import write_roles

    study.ledger.make_room_for_signatures()
    tell(tr("The ledger can keep signatures."))
    if is_server(study.ledger.url):
        file = write_roles(study, study.ledger.url)
        tell(tr("Rights of readers, reviewers, analysts and leads: {file}.", file=file), err=True)


def _new_passphrase() -> str | None:
    """The passphrase for a new key; None for none."""
    from workbench.signing import PASSPHRASE

    if PASSPHRASE in os.environ:
        return os.environ[PASSPHRASE] or None
    if not sys.stdin.isatty():
        return None
    question = tr("Passphrase for the new key (Enter for none)")
    again = tr("Once more")
    given = click.prompt(question, default="", show_default=False, hide_input=True, confirmation_prompt=again, err=True)
    return str(given) or None


def _tell_made(made: "CoderKey") -> None:
    from workbench.coders_keys import has_passphrase
    from workbench.key_files import file_of_key

    tell(_groups(made))
    tell(tr("What {coder} records on this computer is signed from now on.", coder=made.coder), err=True)
    tell(tr("The private key: {file}. Keep a copy where only you can read it.", file=file_of_key(made.key)), err=True)
    if not has_passphrase(made):
        tell(tr("It has no passphrase: whoever reads the file can sign for {coder}.", coder=made.coder), err=True)
    tell(tr("Tell the others the fingerprint above by voice, so that they know it is yours."), err=True)
