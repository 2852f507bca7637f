"""What a session saves, gathered row by row into one event for each record.

Heard from SQLAlchemy for every row it writes, rows deleted with their parent included.
A statement on many rows at once is not heard, so it is refused unless the errand says
that it notes the change itself: ``.execution_options(noted=True)``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import TextClause, event, inspect
from sqlalchemy.orm import InstanceState, Mapper, ORMExecuteState, Session

from stkdesk.domain.trail import Action
from stkdesk.storage.tables.base import Base
from stkdesk.storage.trail_chain import Entry

#: Rows that are told of as a part of the record they belong to, and their way to it.
PARTS = {
    "addresses": ("people", "person_number"),
    "client_relations": ("clients", "client_number"),
    "timesheet_lines": ("timesheets", "sheet_number"),
    "case_pauses": ("applications", "application_number"),
    "decision_items": ("decisions", "decision_number"),
    "complaint_arguments": ("complaints", "complaint_number"),
    "journal_parties": ("journal_entries", "entry_number"),
    "contact_references": ("recruitments", "recruitment_number"),
    "assignment_pauses": ("assignments", "assignment_number"),
    "group_leaders": ("activity_groups", "group_number"),
    "meeting_leaders": ("group_meetings", "meeting_number"),
    "sheet_returns": ("timesheets", "sheet_number"),
    "report_answers": ("month_reports", "report_number"),
    "pay_run_files": ("pay_runs", "run_number"),
}
#: Tables whose rows are records of their own, and the columns that lead to the person
#: they are about.
OWNERS: dict[str, tuple[tuple[str, str], ...]] = {
    "people": (("people", "number"),),
    "clients": (("people", "person_number"),),
    "contacts": (("people", "person_number"),),
    "assignments": (("clients", "client_number"),),
    "timesheets": (("assignments", "assignment_number"),),
    "decisions": (("clients", "client_number"),),
    "papers": (("clients", "client_number"), ("contacts", "contact_number")),
    "applications": (("clients", "client_number"),),
    "assessments": (("clients", "client_number"),),
    "complaints": (("clients", "client_number"),),
    "letters": (("clients", "client_number"),),
    "enclosures": (("letters", "letter_number"), ("decisions", "decision_number")),
    "cases": (("clients", "client_number"),),
    "journal_entries": (("cases", "case_number"),),
    "attachments": (("journal_entries", "entry_number"),),
    "not_same_people": (("people", "first_person"),),
    "recruitments": (("contacts", "contact_number"),),
    "police_certificates": (("contacts", "contact_number"),),
    "declarations": (("contacts", "contact_number"),),
    "contact_letters": (  # what is about an assignment names the client
        ("assignments", "assignment_number"),
        ("contacts", "contact_number"),
    ),
    "contact_merges": (("contacts", "kept_number"),),
    "agreements": (("assignments", "assignment_number"),),
    "gate_overrides": (("assignments", "assignment_number"),),
    "attendances": (("assignments", "assignment_number"),),
    "waits": (("clients", "client_number"),),
    "match_wishes": (("clients", "client_number"),),
    "inquiries": (("clients", "client_number"),),
    "vetoes": (("clients", "client_number"),),
    "client_access": (("clients", "client_number"),),
    "legal_holds": (("people", "person_number"),),
    "erasures": (("people", "person_number"),),
    "organisations": (),
    "office": (),
    "period_rules": (),
    "periods": (),
    "rates": (),
    "staff": (),
    "four_eyes": (),
    "retention_rules": (),
    "letter_texts": (),
    "citations": (),
    "case_rules": (),
    "gate_rules": (),
    "activity_groups": (),
    "group_meetings": (),
    "sheet_reminders": (("assignments", "assignment_number"),),
    "month_reports": (("assignments", "assignment_number"),),
    "leader_sheets": (("contacts", "contact_number"),),
    "own_rates": (("contacts", "contact_number"),),
    "pay_runs": (),
    "payroll_layouts": (),
    "pay_codes": (),
    "report_topics": (),
}
AUDITED = frozenset(OWNERS) | frozenset(PARTS)
#: Tables the trail does not hear of, and why.
NOT_AUDITED = {
    "events": "the trail itself",
    "event_details": "the trail itself",
    "event_head": "the trail itself",
    "assignment_names": "kept by the database from what is audited",
    "client_names": "kept by the database from what is audited",
    "contact_names": "kept by the database from what is audited",
    "paper_names": "kept by the database from what is audited",
    "contact_words": "made from what is audited, for finding",
    "client_words": "made from what is audited, for finding",
    "counters": "says nothing but how many there are of what is audited",
    "drafts": "not saved yet; what comes of it is audited",
    "presence": "who has what open now; the opening itself is in the trail",
    "commits": "says nothing but that a save took hold",
    "register_facts": "the program's own; holds the key of the trail",
    "paper_files": "the bytes of a paper whose row is audited with their SHA-256",
    "deletions": "a receipt; the errand notes the deletion itself",
    "pay_lines": "worked out from the sheet's lines and the rates, which are audited",
    "pay_run_sheets": "each sheet's own event names the run it went with",
}
#: What the program works out from the rest, or what nobody may read in a log.
_SILENT = frozenset(
    {
        "number",
        "version",
        "changed_at",
        "changed_by",
        "entered_by",
        "sort_key",
        "search_text",
        "slot",
        "last_signed_in_at",
    }
)
#: Long, or what two people said before a merge; size and SHA-256 tell enough.
_AS_DIGEST = frozenset({"content", "data", "detail"})
#: Of somebody else than the person the record is about: that it was there is enough.
_OF_ANOTHER = {"contact_references": frozenset({"name", "phone", "relation", "note"})}
SAVES = frozenset({Action.ADDED, Action.CHANGED, Action.REMOVED, Action.ISSUED})

Fields = dict[str, list[Any]]  # before, after


@dataclass(slots=True)
class Change:
    """What happened to one record."""

    action: Action
    fields: Fields = field(default_factory=dict)
    owner: tuple[str, int] | None = None
    #: Of each kind of part: what went and what came, as they were.
    parts: dict[str, tuple[list[Any], list[Any]]] = field(default_factory=dict)

    @property
    def says_something(self) -> bool:
        """Whether anything is another than it was."""
        return self.action is not Action.CHANGED or bool(self.fields or self.parts)

    def detail(self) -> dict[str, Any] | None:
        """Return what to tell of it."""
        told: dict[str, Any] = {"fields": self.fields} if self.fields else {}
        parts = {name: list(pair) for name, pair in self.parts.items() if any(pair)}
        return told | ({"parts": parts} if parts else {}) or None


class Changes:
    """What one session has saved so far."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.are_noted = False  # the errand under way notes its changes itself
        self._found: dict[tuple[str, Any], Change] = {}

    def row(self, action: Action, table: str, row: Any) -> None:
        """Hear that a row was written."""
        if self.are_noted:
            return
        state: InstanceState[Any] = inspect(row)
        if table in PARTS:
            self._part(action, table, state)
            return
        change = self._change(table, _identity(state), action)
        if change.action is Action.CHANGED and action is Action.REMOVED:
            change.action = action
        _merge(change.fields, _fields(action, state))
        for owner, column in OWNERS[table]:
            if (number := state.dict.get(column)) is not None:
                change.owner = (owner, number)
                break

    def told_with(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return the events of all changes, then ``entries``.

        The person behind a client or a support contact is told of with it. What an
        errand notes of a record it also saves is one event, not two.
        """
        self._join_people()
        noted = {
            (e.table, e.record): e for e in entries if e.action in SAVES and e.record
        }
        events = []
        for (table, key), change in self._found.items():
            if not change.says_something:
                continue
            detail = change.detail()
            if (entry := noted.get((table, key))) is not None:
                entry.detail = {**(detail or {}), **(entry.detail or {})} or None
                entry.owner = entry.owner or change.owner
                continue
            record = key if isinstance(key, int) else None
            if record is None:
                detail = {"key": str(key), **(detail or {})}
            events.append(
                Entry(
                    action=change.action,
                    table=table,
                    record=record,
                    owner=change.owner,
                    detail=detail,
                )
            )
        self._found.clear()
        return [*events, *entries]

    def _change(self, table: str, key: Any, action: Action) -> Change:
        return self._found.setdefault((table, key), Change(action))

    def _part(self, action: Action, table: str, state: InstanceState[Any]) -> None:
        parent, column = PARTS[table]
        number = state.dict.get(column)
        if number is None:  # a part taken out of its record
            number = state.committed_state.get(column)
        change = self._change(parent, number, Action.CHANGED)
        gone, come = change.parts.setdefault(table, ([], []))
        before, after = _values(action, state, leaving=column)
        for value, here, there in ((before, gone, come), (after, come, gone)):
            if value in there:  # taken out and put back as it was
                there.remove(value)
            elif value is not None:
                here.append(value)
        if not gone and not come:
            del change.parts[table]

    def _join_people(self) -> None:
        roles = {
            change.owner[1]: change
            for (table, _), change in self._found.items()
            if table in ("contacts", "clients") and change.owner
        }
        for number, role in roles.items():
            person = self._found.pop(("people", number), None)
            if person is not None:
                _merge(role.fields, person.fields)
                role.parts |= person.parts


def _identity(state: InstanceState[Any]) -> Any:
    keys = [
        state.dict.get(state.mapper.get_property_by_column(column).key)
        for column in state.mapper.primary_key
    ]
    return keys[0] if len(keys) == 1 else tuple(keys)


def _columns(state: InstanceState[Any]) -> list[str]:
    return [a.key for a in state.mapper.column_attrs if a.key not in _SILENT]


def _fields(action: Action, state: InstanceState[Any]) -> Fields:
    """Return what is another than before, by column."""
    fields: Fields = {}
    for name in _columns(state):
        value = state.dict.get(name)
        if action is Action.CHANGED:
            history = state.attrs[name].history
            if history.has_changes():
                before = history.deleted[0] if history.deleted else None
                fields[name] = [plain(name, before), plain(name, value)]
        elif value is not None and value != "":
            told = plain(name, value)
            fields[name] = [None, told] if action is Action.ADDED else [told, None]
    return fields


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Fields:
    """Return what is another in ``after``, for an errand that notes it itself."""
    return {
        name: [plain(name, before[name]), plain(name, value)]
        for name, value in after.items()
        if before[name] != value
    }


def _values(action: Action, state: InstanceState[Any], *, leaving: str) -> list[Any]:
    """Return a part as it was and as it is; None where it was or is not."""
    columns = [name for name in _columns(state) if name != leaving]
    after = {name: plain(name, state.dict.get(name)) for name in columns}
    before = dict(after)
    for name in columns:
        history = state.attrs[name].history
        if history.deleted:
            before[name] = plain(name, history.deleted[0])
    filled = [
        {name: value for name, value in each.items() if value not in (None, "")}
        for each in (before, after)
    ]
    is_same = filled[0] == filled[1]
    if (hidden := _OF_ANOTHER.get(state.mapper.local_table.name)) is not None:  # type: ignore[attr-defined]
        filled = [_veiled(each, hidden) for each in filled]
    if action is Action.CHANGED:
        return [None, None] if is_same else filled
    return [None, filled[1]] if action is Action.ADDED else [filled[0], None]


def _veiled(part: dict[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    return {
        name: {"size": len(str(value))} if name in hidden else value
        for name, value in part.items()
    }


def _merge(into: Fields, fields: Fields) -> None:
    """Add later changes to earlier ones of the same record."""
    for name, (before, after) in fields.items():
        into[name] = [into[name][0] if name in into else before, after]
        if into[name][0] == into[name][1]:
            del into[name]


def plain(name: str, value: Any) -> Any:
    """Return ``value`` of the column ``name`` as a log may hold it."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes) or name in _AS_DIGEST:
        data = value if isinstance(value, bytes) else str(value).encode()
        return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return str(value)


def refuse_unnoted(state: ORMExecuteState) -> None:
    """Refuse a statement that changes audited rows past the trail.

    Raises RuntimeError: that is a fault of the program.
    """
    if state.is_select or state.execution_options.get("noted"):
        return
    if gathered_of(state.session).are_noted:
        return
    statement = state.statement
    if isinstance(statement, TextClause):
        if statement.text.lstrip()[:6].upper() != "SELECT":
            raise RuntimeError("a statement in text escapes the trail")
        return
    name = getattr(getattr(statement, "table", None), "name", None)
    if name in AUDITED:
        raise RuntimeError(f"a statement on many rows of {name} escapes the trail")


def gathered_of(session: Session) -> Changes:
    """Return what ``session`` has saved so far."""
    changes: Changes = session.info["trail"].changes
    return changes


def _hear(action: Action) -> Any:
    def heard(_mapper: Mapper[Any], _connection: object, row: Any) -> None:
        session = inspect(row).session
        if session is None or "trail" not in session.info:
            return
        table = row.__tablename__
        if table in AUDITED:
            gathered_of(session).row(action, table, row)

    return heard


for _moment, _action in (
    ("after_insert", Action.ADDED),
    ("after_update", Action.CHANGED),
    ("after_delete", Action.REMOVED),
):
    event.listen(Base, _moment, _hear(_action), propagate=True)
