"""The trail: who has read and done what in the register (on screen: Logg).

Source: pasientjournalforskriften § 14 (log at least who, on what basis, and in which
period; the person the data are about may see it), pasientjournalloven § 22, taken as
the standard for this register too; hol § 12-1.
"""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """What was done. Stored by value: a value is never given another meaning."""

    ADDED = "added"  # a record was saved for the first time
    CHANGED = "changed"
    REMOVED = "removed"
    OPENED = "opened"  # one record was opened and read
    CLOSED = "closed"  # and put away; ``reference`` is the event it ends
    LISTED = "listed"
    SEARCHED = "searched"
    PRINTED = "printed"
    EXPORTED = "exported"
    ISSUED = "issued"  # a decision was made final
    BROKE_GLASS = "broke_glass"  # opened a blocked client in need, with a reason
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    REFUSED_SIGN_IN = "refused_sign_in"  # somebody tried and failed
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    REFUSED = "refused"  # a right was missing
    KEYS_CHANGED = "keys_changed"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    UPGRADED = "upgraded"
    MOVED = "moved"
    CHECKED = "checked"
    ERASED = "erased"  # a person's rows were deleted for good
