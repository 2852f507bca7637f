"""The tables of the register, one file for each room."""

from stkdesk.storage.tables.applications import Application, Assessment, CasePause
from stkdesk.storage.tables.assignments import Assignment, Organisation
from stkdesk.storage.tables.base import Base
from stkdesk.storage.tables.clients import Client, ClientRelation, NotSamePerson
from stkdesk.storage.tables.complaints import Complaint, ComplaintArgument
from stkdesk.storage.tables.contacts import Contact
from stkdesk.storage.tables.decisions import Decision, DecisionItem
from stkdesk.storage.tables.journal import (
    Attachment,
    Case,
    JournalEntry,
    JournalParty,
)
from stkdesk.storage.tables.letters import (
    CaseRuleRow,
    Citation,
    Enclosure,
    Letter,
    LetterText,
)
from stkdesk.storage.tables.names import (
    AssignmentNames,
    ClientNames,
    ContactNames,
    PaperNames,
)
from stkdesk.storage.tables.office import (
    Counter,
    Draft,
    Office,
    PeriodRule,
    Rate,
    RegisterFact,
    SheetPeriod,
)
from stkdesk.storage.tables.papers import Paper, PaperFile
from stkdesk.storage.tables.people import Person, PersonAddress
from stkdesk.storage.tables.retention import Deletion, Erasure, LegalHold, RetentionRule
from stkdesk.storage.tables.server import Commit
from stkdesk.storage.tables.staff import ClientAccess, FourEyes, Presence, Staff
from stkdesk.storage.tables.timesheets import Timesheet, TimesheetLine, sheet_hours
from stkdesk.storage.tables.trail import Event, EventDetail, EventHead

__all__ = [
    "Application",
    "Assessment",
    "Assignment",
    "AssignmentNames",
    "Attachment",
    "Base",
    "Case",
    "CasePause",
    "CaseRuleRow",
    "Citation",
    "Client",
    "ClientAccess",
    "ClientNames",
    "ClientRelation",
    "Commit",
    "Complaint",
    "ComplaintArgument",
    "Contact",
    "ContactNames",
    "Counter",
    "Decision",
    "DecisionItem",
    "Deletion",
    "Draft",
    "Enclosure",
    "Erasure",
    "Event",
    "EventDetail",
    "EventHead",
    "FourEyes",
    "JournalEntry",
    "JournalParty",
    "LegalHold",
    "Letter",
    "LetterText",
    "NotSamePerson",
    "Office",
    "Organisation",
    "Paper",
    "PaperFile",
    "PaperNames",
    "PeriodRule",
    "Person",
    "PersonAddress",
    "Presence",
    "Rate",
    "RegisterFact",
    "RetentionRule",
    "SheetPeriod",
    "Staff",
    "Timesheet",
    "TimesheetLine",
    "sheet_hours",
]
