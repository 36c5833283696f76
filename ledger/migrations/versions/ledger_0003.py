"""A table of signatures beside the entries, guarded as they are; nothing that was recorded before is touched."""

from alembic import op
from sqlalchemy import Column
from sqlalchemy import String as PlainString
from sqlalchemy.dialects.postgresql import TEXT
from sqlalchemy.types import TypeEngine

revision = "0003"
down_revision = "0002"

REFUSAL = "the ledger is append-only: signatures are never changed or removed"


def String(length: int) -> TypeEngine[str]:  # noqa: N802 - named as the type that it stands for
    """Words of that length at most; of any length on PostgreSQL, which would insist."""
    return PlainString(length).with_variant(TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table and its guards."""
    op.create_table(
        "signatures",
        Column("entry", String(64), primary_key=True, comment="the entry that is signed"),
        Column("key", String(64), nullable=False, comment="fingerprint of the key"),
        Column("signature", String(128), nullable=False, comment="Ed25519, in hexadecimal"),
        comment="append-only: signatures of entries",
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION refuse_signatures() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER keep_signatures BEFORE UPDATE OR DELETE OR TRUNCATE ON signatures "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_signatures()"
        )
        return
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER keep_signatures_{act.lower()} BEFORE {act} ON signatures "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
