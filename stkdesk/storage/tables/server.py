"""What a server adds: knowing whether a save took hold when the line went dead."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from stkdesk.storage.tables.base import Base


class Commit(Base, kw_only=True):
    """One save, by an id the program made; what is here has taken hold."""

    __tablename__ = "commits"

    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
