"""The tables of the register, one file for each room."""

from stkdesk.storage.tables.agreements import Agreement
from stkdesk.storage.tables.applications import Application, Assessment, CasePause
from stkdesk.storage.tables.assignments import (
    Assignment,
    AssignmentPause,
    Organisation,
)
from stkdesk.storage.tables.base import Base
from stkdesk.storage.tables.clients import Client, ClientRelation, NotSamePerson
from stkdesk.storage.tables.complaints import Complaint, ComplaintArgument
from stkdesk.storage.tables.contacts import Contact
from stkdesk.storage.tables.decisions import Decision, DecisionItem
from stkdesk.storage.tables.gates import GateOverride, GateRuleRow
from stkdesk.storage.tables.groups import (
    ActivityGroup,
    Attendance,
    GroupLeader,
    GroupMeeting,
    MeetingLeader,
)
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
from stkdesk.storage.tables.matching import (
    ClientWord,
    ContactWord,
    Inquiry,
    MatchWish,
    Veto,
    Wait,
)
from stkdesk.storage.tables.month_reports import (
    MonthReport,
    ReportAnswer,
    ReportTopicRow,
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
from stkdesk.storage.tables.pay import (
    LeaderSheet,
    OwnRate,
    PaidLine,
    PayCode,
    PayrollLayout,
    PayRun,
    PayRunFile,
    PayRunSheet,
)
from stkdesk.storage.tables.people import Person, PersonAddress
from stkdesk.storage.tables.recruiting import (
    ContactLetter,
    ContactMerge,
    Declaration,
    PoliceCertificate,
    Recruitment,
    Reference,
)
from stkdesk.storage.tables.retention import Deletion, Erasure, LegalHold, RetentionRule
from stkdesk.storage.tables.server import Commit
from stkdesk.storage.tables.staff import ClientAccess, FourEyes, Presence, Staff
from stkdesk.storage.tables.timesheets import (
    SheetReminder,
    SheetReturn,
    Timesheet,
    TimesheetLine,
    sheet_hours,
)
from stkdesk.storage.tables.trail import Event, EventDetail, EventHead

__all__ = [
    "ActivityGroup",
    "Agreement",
    "Application",
    "Assessment",
    "Assignment",
    "AssignmentNames",
    "AssignmentPause",
    "Attachment",
    "Attendance",
    "Base",
    "Case",
    "CasePause",
    "CaseRuleRow",
    "Citation",
    "Client",
    "ClientAccess",
    "ClientNames",
    "ClientRelation",
    "ClientWord",
    "Commit",
    "Complaint",
    "ComplaintArgument",
    "Contact",
    "ContactLetter",
    "ContactMerge",
    "ContactNames",
    "ContactWord",
    "Counter",
    "Decision",
    "DecisionItem",
    "Declaration",
    "Deletion",
    "Draft",
    "Enclosure",
    "Erasure",
    "Event",
    "EventDetail",
    "EventHead",
    "FourEyes",
    "GateOverride",
    "GateRuleRow",
    "GroupLeader",
    "GroupMeeting",
    "Inquiry",
    "JournalEntry",
    "JournalParty",
    "LeaderSheet",
    "LegalHold",
    "Letter",
    "LetterText",
    "MatchWish",
    "MeetingLeader",
    "MonthReport",
    "NotSamePerson",
    "Office",
    "Organisation",
    "OwnRate",
    "PaidLine",
    "Paper",
    "PaperFile",
    "PaperNames",
    "PayCode",
    "PayRun",
    "PayRunFile",
    "PayRunSheet",
    "PayrollLayout",
    "PeriodRule",
    "Person",
    "PersonAddress",
    "PoliceCertificate",
    "Presence",
    "Rate",
    "Recruitment",
    "Reference",
    "RegisterFact",
    "ReportAnswer",
    "ReportTopicRow",
    "RetentionRule",
    "SheetPeriod",
    "SheetReminder",
    "SheetReturn",
    "Staff",
    "Timesheet",
    "TimesheetLine",
    "Veto",
    "Wait",
    "sheet_hours",
]
