"""The first schema: its tables, and triggers that refuse to change or remove an entry.

It is stamped 0002 because the ledgers made before the first release are: they hold the same tables, some of them made
by a second step, and one more that was never used (`memos`).

On PostgreSQL words have no longest length and are ordered by their code points, as SQLite has it, and a sequence gives
entries their positions, so that nobody waits for the position of another's entry.
"""

from alembic import op
from sqlalchemy import Boolean, Column, Integer, LargeBinary
from sqlalchemy import String as PlainString
from sqlalchemy import Text as PlainText
from sqlalchemy.dialects.postgresql import TEXT
from sqlalchemy.types import TypeEngine

revision = "0002"
down_revision = None

GUARDED = ("entries", "blobs")


def String(length: int) -> TypeEngine[str]:  # noqa: N802 - named as the type that it stands for
    """Words of that length at most; of any length on PostgreSQL, which would insist."""
    return PlainString(length).with_variant(TEXT(collation="C"), "postgresql")


Text = PlainText().with_variant(TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables and guard the append-only ones."""
    _ledger_tables()
    _index_tables()
    for table in GUARDED:
        _guard(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE SEQUENCE entries_position AS integer")


def _ledger_tables() -> None:
    op.create_table(
        "entries",
        Column(
            "position",
            Integer,
            primary_key=True,
            autoincrement=False,
            comment="order of arrival here, from 1",
        ),
        Column("id", String(64), nullable=False, unique=True, comment="SHA-256 of all the rest"),
        Column("coder", String(200), nullable=False),
        Column("previous", String(64), comment="the same coder's entry before this one"),
        Column("time", String(32), nullable=False, comment="UTC, ISO 8601 with microseconds"),
        Column("kind", String(20), nullable=False),
        Column("subject", String(64), comment="id of the record it makes or speaks about"),
        Column("payload", Text, nullable=False, comment="canonical JSON"),
        comment="append-only: one act of one coder a row",
    )
    op.create_index("entries_by_subject", "entries", ["subject"])
    op.create_index("entries_by_kind", "entries", ["kind", "position"])
    op.create_table(
        "blobs",
        Column("id", String(64), primary_key=True, comment="SHA-256 of the content"),
        Column("content", LargeBinary, nullable=False),
        comment="append-only: texts, codebooks and case lists, whole",
    )
    op.create_table(
        "heads",
        Column("coder", String(200), primary_key=True),
        Column("entry", String(64), nullable=False, comment="the coder's last entry"),
        Column("entries", Integer, nullable=False, comment="how many the coder has made"),
        comment="index: the end of each chain",
    )


def _index_tables() -> None:
    op.create_table(
        "codings",
        Column("id", String(64), primary_key=True, comment="the entry that made it"),
        *_place(),
        Column("code", String(300), nullable=False),
        Column("case", String(300)),
        Column("degree", String(60)),
        *_signature(),
        Column("memo", Text),
        Column("suggested", Boolean, nullable=False),
        Column("value", Text, comment="a name, number or date given with it"),
        comment="index: codings that hold",
    )
    op.create_index("codings_by_text", "codings", ["text", "coder"])
    op.create_index("codings_by_code", "codings", ["code"])
    op.create_index("codings_by_case", "codings", ["case"])
    op.create_table(
        "rejections",
        Column("id", String(64), primary_key=True),
        *_place(),
        Column("code", String(300), nullable=False),
        *_signature(),
        Column("reason", Text),
        comment="index: suggestions refused",
    )
    op.create_index("rejections_by_text", "rejections", ["text", "coder"])
    op.create_table(
        "classifications",
        Column("id", String(64), primary_key=True),
        *_place(),
        Column("typology", String(100), nullable=False),
        Column("class_id", String(100), nullable=False),
        Column("case", String(300), nullable=False),
        *_signature(),
        Column("memo", Text),
        comment="index: classes of cases that hold",
    )
    op.create_table(
        "unclassed",
        Column("id", String(64), primary_key=True),
        Column("typology", String(100), nullable=False),
        Column("said", String(20), nullable=False, comment="not_classified or no_evidence"),
        Column("case", String(300), nullable=False),
        *_signature(),
        Column("memo", Text),
        comment="index: cases looked at and put into no class",
    )
    op.create_table(
        "readings",
        Column("id", String(64), primary_key=True),
        *_place()[:3],
        *_signature(),
        comment="index: what each coder has gone through",
    )
    op.create_index("readings_by_text", "readings", ["text", "coder"])


def _place() -> list[Column[object]]:
    return [
        Column("text", String(300), nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("quote", Text, nullable=False),
    ]


def _signature() -> list[Column[object]]:
    return [Column("coder", String(200), nullable=False), Column("time", String(32), nullable=False)]


def _guard(table: str) -> None:
    refusal = f"the ledger is append-only: {table} are never changed or removed"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION refuse_{table}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER keep_{table} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_{table}()"
        )
        return
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER keep_{table}_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )
