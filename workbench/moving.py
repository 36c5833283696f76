"""Moving a study's ledger into another database, either way: copied, compared, and only then named in study.yaml."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.problem import GloseError
from corpus.whole_file import make_folder, write_whole
from ledger.address import file_of, is_server, kept_url, shown
from ledger.carrying import carry, closed, ledger_at, reopened, verify_same
from ledger.connection import file_url
from ledger.roles import roles_script
from ledger.situations import plainly
from wording.messages import tr
from workbench.sealing import sound
from workbench.settings_writing import with_ledger
from workbench.study import Study, default_url

ROLES_FILE = "roles.sql"


class NowhereToMove(GloseError):
    """The ledger is there already."""


@dataclass(frozen=True, slots=True)
class Move:
    """What was moved: the number of entries, from where, to where; `kept` is the old file under its new name.

    `roles` is the script with the rights of the team's roles; `password_left_out` says that the URL had one, which is
    not written into study.yaml.
    """

    entries: int
    source: str
    target: str
    kept: Path | None
    roles: Path | None
    password_left_out: bool


def move(study: Study, where: str) -> Move:
    """Move the study's ledger to that URL, or SQLite file; nobody records meanwhile, and nowhere else afterwards.

    Raises NowhereToMove, UnsoundLedger, NotTheSame, NotWritten, LedgerUnavailable; study.yaml is as it was then.
    """
    url = where if "://" in where else file_url((study.folder / where).resolve())
    bare, had_password = kept_url(url)
    if shown(bare) == shown(kept_url(study.ledger.url)[0]):
        raise NowhereToMove(tr("The ledger is at {url} already.", url=shown(bare)))
    sound(study)
    settings = (study.folder / "study.yaml").read_bytes().decode("utf-8-sig")
    changed = with_ledger(settings, None if url == default_url(study.folder) else bare)
    with ledger_at(url, private=not study.settings.shared) as target:
        reopened(target)
        with study.ledger.recording() as source:
            carry(source, target)
            entries = verify_same(source, target)
            roles = write_roles(study, target.url) if is_server(url) else None
            write_whole(study.folder / "study.yaml", changed, private=not study.settings.shared)
            closed(source, shown(bare))
    kept = _set_aside(study) if file_of(study.ledger.url) is not None else None
    return Move(entries, shown(study.ledger.url), shown(bare), kept, roles, had_password)


def write_roles(study: Study, url: str) -> Path:
    """Write the script with the rights of the roles beside study.yaml."""
    path = study.folder / ROLES_FILE
    with ledger_at(url, private=True) as target:
        target.make_room_for_signatures()
        with plainly(url), target.engine.connect() as connection:
            script = roles_script(connection, url=shown(url), file=ROLES_FILE)
    return write_whole(path, script, private=not study.settings.shared)


def _set_aside(study: Study) -> Path:
    """Put the SQLite file that was left among the backups, where nobody opens it by mistake."""
    file = file_of(study.ledger.url)
    assert file is not None
    study.ledger.close()
    folder = make_folder(study.folder / "backups", private=not study.settings.shared)
    kept = folder / f"{file.stem}-before-move-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.db"
    for ending in ("-wal", "-shm", ""):
        beside = Path(f"{file}{ending}")
        if beside.exists():
            beside.rename(f"{kept}{ending}")
    (study.cache / "ledger-seen").unlink(missing_ok=True)
    return kept
