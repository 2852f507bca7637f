"""Those who work in the office (on screen: ansatte), and what each may do.

Never to be mixed up with clients: on screen, *bruker* is always the client.

Source: pasientjournalforskriften § 13 (authorisation is documented, limited in time
and looked at again when duties change), taken as the standard for this register too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from stkdesk.domain.errors import Problem
from stkdesk.domain.names import fold


class Role(StrEnum):
    """The parts a member of the staff may play; one person may play several."""

    CASEWORKER = "caseworker"
    PAYROLL = "payroll"
    LEADER = "leader"
    READER = "reader"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """One thing a member of the staff may be let do."""

    READ_CASES = "read_cases"  # clients, decisions and their letters: case text
    EDIT_CASES = "edit_cases"
    ISSUE_DECISIONS = "issue_decisions"
    READ_CONTACTS = "read_contacts"  # support contacts and their pay facts
    EDIT_CONTACTS = "edit_contacts"
    READ_RECRUITING = "read_recruiting"  # references, certificates, how they came in
    READ_HOURS = "read_hours"  # assignments, months and timesheets
    EDIT_HOURS = "edit_hours"
    CHECK_HOURS = "check_hours"  # attest: the work was done, the sums are right
    APPROVE_HOURS = "approve_hours"
    RUN_PAY = "run_pay"  # make payroll runs, and take them back
    CONFIRM_PAY = "confirm_pay"  # say that payroll has paid a run
    MAKE_PAPERS = "make_papers"  # print, mark as mailed or returned
    EDIT_OFFICE = "edit_office"  # sender, periods, rules of the office
    EDIT_RATES = "edit_rates"  # what an hour and a kilometre pay
    MANAGE_STAFF = "manage_staff"
    KEEP_REGISTER = "keep_register"  # backup, restore, keys, moving, checking
    READ_TRAIL = "read_trail"  # who has read and done what
    EXPORT_PERSON = "export_person"  # everything about one person, for innsyn
    OVERRIDE_GATES = "override_gates"  # let an assignment start past a rule
    ERASE = "erase"  # propose, hold and carry out deletion


ROLE_WORDS = {
    Role.CASEWORKER: "Saksbehandler",
    Role.PAYROLL: "Lønn",
    Role.LEADER: "Leder",
    Role.READER: "Innsyn",
    Role.ADMINISTRATOR: "Administrator",
}

#: What each role is for, in a line.
ROLE_DUTIES = {
    Role.CASEWORKER: "Brukere, vedtak, oppdrag, timer og brev",
    Role.PAYROLL: "Timer, kilometer, konto og satser; ser ikke saken",
    Role.LEADER: "Som saksbehandler, og logg, regler, unntak og sletting",
    Role.READER: "Leser alt, endrer ingenting",
    Role.ADMINISTRATOR: "Ansatte, registeret og sikkerhetskopier; ser ingen personer",
}

_READS = frozenset(
    {
        Right.READ_CASES,
        Right.READ_CONTACTS,
        Right.READ_RECRUITING,
        Right.READ_HOURS,
    }
)
_CASEWORK = _READS | {
    Right.EDIT_CASES,
    Right.EDIT_CONTACTS,
    Right.EDIT_HOURS,
    Right.CHECK_HOURS,
    Right.APPROVE_HOURS,
    Right.RUN_PAY,
    Right.CONFIRM_PAY,
    Right.ISSUE_DECISIONS,
    Right.MAKE_PAPERS,
    Right.EXPORT_PERSON,
}

#: Payroll sees hours and never case text; an administrator keeps the register and the
#: staff, and needs another role as well to see a case.
RIGHTS_OF_ROLE: dict[Role, frozenset[Right]] = {
    Role.CASEWORKER: _CASEWORK,
    Role.PAYROLL: frozenset(
        {
            Right.READ_HOURS,
            Right.READ_CONTACTS,
            Right.EDIT_RATES,
            Right.CONFIRM_PAY,
        }
    ),
    Role.LEADER: _CASEWORK
    | {
        Right.EDIT_OFFICE,
        Right.EDIT_RATES,
        Right.READ_TRAIL,
        Right.OVERRIDE_GATES,
        Right.ERASE,
    },
    Role.READER: _READS,
    Role.ADMINISTRATOR: frozenset(
        {
            Right.EDIT_OFFICE,
            Right.EDIT_RATES,
            Right.MANAGE_STAFF,
            Right.KEEP_REGISTER,
        }
    ),
}


def roles_with(right: Right) -> tuple[Role, ...]:
    """Return the roles that give ``right``."""
    return tuple(role for role in Role if right in RIGHTS_OF_ROLE[role])


def rights_of(roles: Iterable[Role]) -> frozenset[Right]:
    """Return everything those who play ``roles`` may do."""
    return frozenset().union(*(RIGHTS_OF_ROLE[role] for role in roles))


def roles_text(roles: Iterable[Role]) -> str:
    """Return the roles in words: ``Saksbehandler, leder``."""
    played = frozenset(roles)
    words = [ROLE_WORDS[role] for role in Role if role in played]
    return ", ".join(words).capitalize()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is at work: a member of the staff, signed in, or the program itself.

    ``number`` is the short number in the staff list; None for the program.
    ``sees_protected``: may see the address of a person who lives at a secret one, and
    that it is secret (folkeregisterloven § 10-4).
    """

    number: int | None
    name: str
    roles: frozenset[Role]
    sees_protected: bool = False

    @property
    def rights(self) -> frozenset[Right]:
        """Everything this actor may do."""
        return frozenset(Right) if self.is_program else rights_of(self.roles)

    @property
    def is_program(self) -> bool:
        """Whether nobody in particular is at work: building, upgrading, checking."""
        return self.number is None

    def may(self, *rights: Right) -> bool:
        """Tell whether this actor may do one of ``rights``; without any, everybody."""
        return not rights or not self.rights.isdisjoint(rights)


#: The program at work on nobody's behalf: building, upgrading, checking, practice data.
PROGRAM = Actor(None, "stkdesk", frozenset(), sees_protected=True)


@dataclass(frozen=True, slots=True)
class StaffDraft:
    """A member of the staff, as the form has it."""

    name: str = ""
    login: str = ""  # what is typed to sign in; often the name of the Windows account
    roles: frozenset[Role] = frozenset()
    sees_protected: bool = False
    authorised_from: date | None = None
    authorised_to: date | None = None  # None: until the office ends it


#: The first who signs in: keeps the register and does the casework.
FIRST_ROLES = frozenset({Role.CASEWORKER, Role.LEADER, Role.ADMINISTRATOR})
FIRST_STAFF = StaffDraft(
    name="Kontoret", login="kontoret", roles=FIRST_ROLES, sees_protected=True
)


class StaffStatus(Enum):
    """Whether somebody is let in on a day."""

    IN = "Har tilgang"
    COMING = "Begynner senere"
    ENDED = "Avsluttet"


def staff_status(draft: StaffDraft, today: date) -> StaffStatus:
    """Return whether ``draft`` is let in on ``today``."""
    if draft.authorised_to is not None and draft.authorised_to < today:
        return StaffStatus.ENDED
    if draft.authorised_from is not None and draft.authorised_from > today:
        return StaffStatus.COMING
    return StaffStatus.IN


def suggested_login(name: str) -> str:
    """Return a user name made from ``name``: ``kari.lunde`` for Kari Marie Lunde."""
    words = [fold(word).replace(" ", "") for word in name.split()]
    words = [word for word in words if word]
    return ".".join(words[:: len(words) - 1] if len(words) > 1 else words)


def staff_problems(draft: StaffDraft) -> tuple[Problem, ...]:
    """Return what stands in the way of this member of the staff."""
    found: list[Problem] = []
    if not draft.name.strip():
        found.append(Problem("name", "Skriv navnet på den ansatte."))
    if not draft.login.strip():
        found.append(
            Problem("login", "Skriv brukernavnet den ansatte skal logge inn med.")
        )
    if not draft.roles:
        found.append(Problem("roles", "Velg minst én rolle."))
    first, last = draft.authorised_from, draft.authorised_to
    if first and last and last < first:
        found.append(
            Problem("authorised_to", "Tilgangen kan ikke slutte før den begynner.")
        )
    return tuple(found)
