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
    ANSWERED = "answered"  # an answer to who asks for insight was made
    ISSUED = "issued"  # a decision or a letter was made final
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

    @property
    def label(self) -> str:
        """The words on screen for what somebody did."""
        return _LABELS[self]


_LABELS = {
    Action.ADDED: "Registrerte",
    Action.CHANGED: "Endret",
    Action.REMOVED: "Slettet",
    Action.OPENED: "Åpnet",
    Action.CLOSED: "La bort",
    Action.LISTED: "Så liste",
    Action.SEARCHED: "Søkte",
    Action.PRINTED: "Skrev ut",
    Action.EXPORTED: "Lagret som fil",
    Action.ANSWERED: "Laget innsynssvar",
    Action.ISSUED: "Ferdigstilte",
    Action.BROKE_GLASS: "Nødtilgang",
    Action.SIGNED_IN: "Logget inn",
    Action.SIGNED_OUT: "Logget ut",
    Action.REFUSED_SIGN_IN: "Feil passord",
    Action.LOCKED: "Låste",
    Action.UNLOCKED: "Låste opp",
    Action.REFUSED: "Ble nektet",
    Action.KEYS_CHANGED: "Endret nøkler",
    Action.BACKED_UP: "Tok sikkerhetskopi",
    Action.RESTORED: "Gjenopprettet",
    Action.UPGRADED: "Oppgraderte",
    Action.MOVED: "Flyttet registeret",
    Action.CHECKED: "Kontrollerte",
    Action.ERASED: "Slettet for godt",
}


class ActionKind(StrEnum):
    """What a leader looks for in the log: a filter of its list."""

    READ = "read"
    CHANGED = "changed"
    PRINTED = "printed"
    SIGN_IN = "sign_in"
    IN_NEED = "in_need"
    REGISTER = "register"

    @property
    def label(self) -> str:
        """The words on the filter."""
        return _KIND_LABELS[self]

    @property
    def actions(self) -> tuple[Action, ...]:
        """What belongs to it."""
        return _KINDS[self]


_KIND_LABELS = {
    ActionKind.READ: "Lest",
    ActionKind.CHANGED: "Endret",
    ActionKind.PRINTED: "Skrevet ut",
    ActionKind.SIGN_IN: "Innlogging",
    ActionKind.IN_NEED: "Nødtilgang",
    ActionKind.REGISTER: "Drift",
}
_KINDS = {
    ActionKind.READ: (Action.OPENED, Action.LISTED, Action.SEARCHED),
    ActionKind.CHANGED: (
        Action.ADDED,
        Action.CHANGED,
        Action.REMOVED,
        Action.ISSUED,
        Action.ERASED,
    ),
    ActionKind.PRINTED: (Action.PRINTED, Action.EXPORTED, Action.ANSWERED),
    ActionKind.SIGN_IN: (
        Action.SIGNED_IN,
        Action.SIGNED_OUT,
        Action.REFUSED_SIGN_IN,
        Action.LOCKED,
        Action.UNLOCKED,
    ),
    ActionKind.IN_NEED: (Action.BROKE_GLASS, Action.REFUSED),
    ActionKind.REGISTER: (
        Action.KEYS_CHANGED,
        Action.BACKED_UP,
        Action.RESTORED,
        Action.UPGRADED,
        Action.MOVED,
        Action.CHECKED,
    ),
}
#: Told with the opening they end, and not on their own.
ENDINGS = (Action.CLOSED,)
