"""Resolved cases in parts, so that a page reads those that it shows"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "snapshots",
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("moment", sa.String(120), nullable=False),
        sa.Column("parts", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_snapshots_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "key", name=op.f("pk_snapshots")),
    )
    op.create_table(
        "snapshot_parts",
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("hash", sa.String(40), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_snapshot_parts_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "hash", name=op.f("pk_snapshot_parts")),
    )


def downgrade() -> None:
    op.drop_table("snapshot_parts")
    op.drop_table("snapshots")
