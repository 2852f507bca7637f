"""The fields of an applicant's way through the office, in the order of the steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from stkdesk.domain.recruiting import RecruitmentDraft, RecruitOutcome
from stkdesk.ui import theme
from stkdesk.ui.fields import TextArea, TextField
from stkdesk.ui.form import Form
from stkdesk.ui.recruiting.day_field import DayField
from stkdesk.ui.recruiting.references_field import ReferencesField
from stkdesk.ui.recruiting.time_field import TimeField
from stkdesk.ui.unsaid_fields import MaybeField
from stkdesk.ui.widgets.texts import label

#: Where the cursor goes for each part a remedy can name.
PARTS = {
    "application": "applied_on",
    "interview": "interview_on",
    "assessment": "outcome",
    "course": "course_on",
    "exceptions": "age_exception",
}


class Sections:
    """Adds the fields to a form, fills them, and reads them back."""

    def __init__(self, form: Form, today: Callable[[], date], references: int) -> None:
        """Add nothing yet; so many ``references`` stand ready to be written."""
        self._form = form
        self._heads: dict[str, QWidget] = {}
        self.applied, self._about = DayField(today), TextArea(3)
        self.references = ReferencesField(today, references)
        self.interview_on, self._minute = DayField(today), TimeField()
        self._place, self.interviewed = TextField(), DayField(today)
        self._note = TextArea(3)
        self.outcome = MaybeField(tuple(RecruitOutcome), "Ikke vurdert ennå")
        self.assessed = DayField(today)
        self._age, self._car = TextField(), TextField()
        self._course, self._course_on = TextField(), DayField(today)
        self.outcome.activated.connect(self._on_outcome)

    def add_application(self) -> None:
        """Add what the application says, and whom the office may call."""
        add = self._form.add
        self._head("application", "Søknaden")
        add("applied_on", "Søknaden &kom", self.applied, width=150)
        add(
            "about",
            "Om s&økeren",
            self._about,
            optional=True,
            hint="Det søkeren forteller om seg selv, og hva hun eller han ønsker.",
        )
        self._form.body.addSpacing(theme.u(10))
        self._heads["references"] = add("references", "Referanser", self.references)

    def add_course_of_it(self) -> None:
        """Add what comes after the application: each step where it belongs."""
        add, row = self._form.add, self._form.add_row
        self._head("interview", "Samtale")
        row(
            add("interview_on", "Avtalt d&ag", self.interview_on, width=150),
            add("interview_minute", "&Tid", self._minute, optional=True, width=90),
            add("interview_place", "Ste&d", self._place, optional=True, width=270),
        )
        add(
            "interviewed_on",
            "Samtalen ble &holdt",
            self.interviewed,
            width=150,
        )
        add("interview_note", "&Notat fra samtalen", self._note, optional=True)
        self._head("assessment", "Vurdering")
        row(
            add("outcome", "&Vurdering", self.outcome, width=200),
            add("assessed_on", "Vurdert da&g", self.assessed, width=150),
        )
        self._head("exceptions", "Unntak fra kontorets krav")
        add(
            "age_exception",
            "Hvorfor a&lderen er i orden",
            self._age,
            optional=True,
            hint="Bare for en søker under aldersgrensen. Skriv begrunnelsen.",
        )
        add(
            "car_exception",
            "Hvorfor det går uten &bil",
            self._car,
            optional=True,
            hint="Bare når kontoret krever bil. Skriv begrunnelsen.",
        )
        self._head("course", "Kurs")
        row(
            add("course_on", "K&ursbevis fra", self._course_on, width=150),
            add("course", "Kurset h&eter", self._course, optional=True, width=376),
        )

    def go_to(self, part: str) -> None:
        """Put the cursor where ``part`` is written: a part, or a field by its name."""
        name = PARTS.get(part, part)
        field = self._form.fields.get(name)
        if field is None:
            return
        if part == "interview" and self.interview_on.value() is not None:
            field = self._form.fields["interviewed_on"]
        head = self._heads.get(part)
        if part == "references":
            self.references.begin()
        else:
            field.editor.setFocus()
        self._form.reveal(self._form.focusWidget() or field)
        if head is not None:
            self._form.reveal(head)

    def fill(self, draft: RecruitmentDraft) -> None:
        """Show ``draft`` in the fields."""
        self.applied.set_value(draft.applied_on)
        self._about.set_value(draft.about)
        self.references.set_value(draft.references)
        self.interview_on.set_value(draft.interview_on)
        self._minute.set_value(draft.interview_minute)
        self._place.set_value(draft.interview_place)
        self.interviewed.set_value(draft.interviewed_on)
        self._note.set_value(draft.interview_note)
        self.outcome.set_value(draft.outcome)
        self.assessed.set_value(draft.assessed_on)
        self._age.set_value(draft.age_exception)
        self._car.set_value(draft.car_exception)
        self._course_on.set_value(draft.course_on)
        self._course.set_value(draft.course)

    def read(self) -> RecruitmentDraft:
        """Return what has been filled in."""
        return RecruitmentDraft(
            applied_on=self.applied.value(),
            about=self._about.value(),
            references=self.references.value(),
            interview_on=self.interview_on.value(),
            interview_minute=self._minute.value(),
            interview_place=self._place.value(),
            interviewed_on=self.interviewed.value(),
            interview_note=self._note.value(),
            assessed_on=self.assessed.value(),
            outcome=self.outcome.value(),
            age_exception=self._age.value(),
            car_exception=self._car.value(),
            course_on=self._course_on.value(),
            course=self._course.value(),
        )

    def _head(self, part: str, text: str) -> None:
        self._form.body.addSpacing(theme.u(10))
        self._heads[part] = label(text, "h3")
        self._form.body.addWidget(self._heads[part])

    def _on_outcome(self) -> None:
        """Let an outcome be of today, unless a day is written."""
        if self.outcome.value() is not None:
            self.assessed.put_today_if_empty()
