"""Values given with codings, and cases put into no class: both are of the index."""

from alembic import op
from sqlalchemy import Column, String, Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column of values and the table of cases in no class; ledgers from before have neither."""
    op.add_column("codings", Column("value", Text, comment="a name, number or date given with it"))
    op.create_index("codings_by_case", "codings", ["case"])
    op.create_table(
        "unclassed",
        Column("id", String(64), primary_key=True),
        Column("typology", String(100), nullable=False),
        Column("said", String(20), nullable=False, comment="not_classified or no_evidence"),
        Column("case", String(300), nullable=False),
        Column("coder", String(200), nullable=False),
        Column("time", String(32), nullable=False),
        Column("memo", Text),
        comment="index: cases looked at and put into no class",
    )
