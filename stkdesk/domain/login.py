"""The name a member of the staff signs in with."""

from __future__ import annotations

import unicodedata


def fold_login(login: str) -> str:
    """Return ``login`` as it is compared: case, spaces around it and spelling of å."""
    folded = unicodedata.normalize("NFKC", login.strip()).casefold()
    return unicodedata.normalize("NFKC", folded)
