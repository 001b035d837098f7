"""Where in its original an article stands: a new extraction of it is a new version"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Unknown (NULL) for articles of before. Added in place, so that triggers and index stay.
    op.add_column("articles", sa.Column("original_part", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("articles", "original_part")
