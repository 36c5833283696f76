"""The tables: the ledger proper (entries, blobs), and beside it the index of what now holds."""

from sqlalchemy import TEXT, Boolean, Column, Index, Integer, LargeBinary, MetaData, Table
from sqlalchemy import String as PlainString
from sqlalchemy import Text as PlainText
from sqlalchemy.types import TypeEngine

HEAD = "0003"
"""The migration that this schema is the result of."""

WITHOUT_SIGNATURES = "0002"
"""The version of a ledger that has no table of signatures: it is made when the first key is."""

metadata = MetaData()


def String(length: int) -> TypeEngine[str]:  # noqa: N802 - named as the type that it stands for
    """Words of that length at most; on PostgreSQL, which would insist, of any, and in the order of code points."""
    return PlainString(length).with_variant(TEXT(collation="C"), "postgresql")


Text = PlainText().with_variant(TEXT(collation="C"), "postgresql")
"""Words of any length, in the order of code points."""

entries = Table(
    "entries",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False, comment="order of arrival here, from 1"),
    Column("id", String(64), nullable=False, unique=True, comment="SHA-256 of all the rest"),
    Column("coder", String(200), nullable=False),
    Column("previous", String(64), comment="the same coder's entry before this one"),
    Column("time", String(32), nullable=False, comment="UTC, ISO 8601 with microseconds"),
    Column("kind", String(20), nullable=False),
    Column("subject", String(64), comment="id of the record it makes or speaks about"),
    Column("payload", Text, nullable=False, comment="canonical JSON"),
    Index("entries_by_subject", "subject"),
    Index("entries_by_kind", "kind", "position"),
    comment="append-only: one act of one coder a row",
)

blobs = Table(
    "blobs",
    metadata,
    Column("id", String(64), primary_key=True, comment="SHA-256 of the content"),
    Column("content", LargeBinary, nullable=False),
    comment="append-only: texts, codebooks and case lists, whole",
)

signatures = Table(
    "signatures",
    metadata,
    Column("entry", String(64), primary_key=True, comment="the entry that is signed"),
    Column("key", String(64), nullable=False, comment="fingerprint of the key"),
    Column("signature", String(128), nullable=False, comment="Ed25519, in hexadecimal"),
    comment="append-only: signatures of entries",
)

heads = Table(
    "heads",
    metadata,
    Column("coder", String(200), primary_key=True),
    Column("entry", String(64), nullable=False, comment="the coder's last entry"),
    Column("entries", Integer, nullable=False, comment="how many the coder has made"),
    comment="index: the end of each chain",
)


def _place() -> list[Column[object]]:
    return [
        Column("text", String(300), nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("quote", Text, nullable=False),
    ]


codings = Table(
    "codings",
    metadata,
    Column("id", String(64), primary_key=True, comment="the entry that made it"),
    *_place(),
    Column("code", String(300), nullable=False),
    Column("case", String(300)),
    Column("degree", String(60)),
    Column("coder", String(200), nullable=False),
    Column("time", String(32), nullable=False),
    Column("memo", Text),
    Column("suggested", Boolean, nullable=False),
    Column("value", Text, comment="a name, number or date given with it"),
    Index("codings_by_text", "text", "coder"),
    Index("codings_by_code", "code"),
    Index("codings_by_case", "case"),
    comment="index: codings that hold",
)

rejections = Table(
    "rejections",
    metadata,
    Column("id", String(64), primary_key=True),
    *_place(),
    Column("code", String(300), nullable=False),
    Column("coder", String(200), nullable=False),
    Column("time", String(32), nullable=False),
    Column("reason", Text),
    Index("rejections_by_text", "text", "coder"),
    comment="index: suggestions refused",
)

classifications = Table(
    "classifications",
    metadata,
    Column("id", String(64), primary_key=True),
    *_place(),
    Column("typology", String(100), nullable=False),
    Column("class_id", String(100), nullable=False),
    Column("case", String(300), nullable=False),
    Column("coder", String(200), nullable=False),
    Column("time", String(32), nullable=False),
    Column("memo", Text),
    comment="index: classes of cases that hold",
)

unclassed = Table(
    "unclassed",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("typology", String(100), nullable=False),
    Column("said", String(20), nullable=False, comment="not_classified or no_evidence"),
    Column("case", String(300), nullable=False),
    Column("coder", String(200), nullable=False),
    Column("time", String(32), nullable=False),
    Column("memo", Text),
    comment="index: cases looked at and put into no class",
)

readings = Table(
    "readings",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("text", String(300), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("coder", String(200), nullable=False),
    Column("time", String(32), nullable=False),
    Index("readings_by_text", "text", "coder"),
    comment="index: what each coder has gone through",
)

INDEX = (codings, rejections, classifications, unclassed, readings)
"""The tables that replay can rebuild, besides `heads`."""

GUARDED = ("entries", "blobs")
"""The tables whose rows never change and never go."""

KEPT = (*GUARDED, signatures.name)
"""Those and the table that a ledger of an earlier version lacks."""
