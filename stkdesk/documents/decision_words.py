"""The sentences of a decision, made from its content and the office's texts."""

from __future__ import annotations

from stkdesk.documents.decision_content import DecisionContent
from stkdesk.documents.decision_fields import amount, fields_of, said_before, said_now
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.formats import long_date
from stkdesk.domain.office import LawVersion

MISSING = "[ … ]"  # stands in a draft where something is not filled in yet
GRANTING = "granted"  # the section of the texts that all kinds with hours share


class DecisionWords:
    """Fills the texts of one language with the content of one decision.

    Every text comes back as paragraphs of markup; those that name something this
    decision has not, are left out.
    """

    def __init__(self, content: DecisionContent) -> None:
        """Take ``content``; nothing else is looked up."""
        self._content, self._kind = content, content.kind
        self._texts = content.own.texts("decision", content.language)
        self.fields = fields_of(content, self._texts)
        if content.draft:
            lacking = [key for key in self._wanted if not self.fields[key]]
            self.fields |= dict.fromkeys(lacking, MISSING)

    def heading(self, key: str) -> str:
        """Return the heading of a section."""
        return self._texts[f"headings.{key}"]

    @property
    def summary(self) -> str:
        """What the fact box is called, for those who have it read aloud."""
        return self._texts["summary"]

    @property
    def title(self) -> str:
        """The main message."""
        return self._texts[f"{self._part}.title"]

    @property
    def lead(self) -> list[str]:
        """The opening sentence."""
        return self._filled(f"{self._part}.{self._lead}")

    @property
    def notes(self) -> list[str]:
        """Who "you" is when it goes to another, and whether it is a copy."""
        found: list[str] = []
        if self._content.recipient is not None:
            found += self._filled("recipient")
        if self._content.is_copy:
            found += self._filled("copy")
        return found

    @property
    def correction(self) -> list[str]:
        """Which decision this puts right; what was wrong, the office has written."""
        return self._filled("correction.text") if self._content.corrected else []

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The rows of the fact box; what is changed stands with what it was."""
        words, filled = self._texts, self.fields
        rows = [("party", self._party), ("service", words["service_name"])]
        if self._kind is not DecisionKind.GRANTED:
            rows += [
                ("applied", filled["applied"]),
                ("applied_amount", filled["applied_amount"]),
                ("complained", filled["complained"]),
                ("earlier", "".join(self._filled("earlier_row"))),
                ("outcome", words[f"{self._part}.outcome"]),
            ]
        if self._kind.grants:
            rows += self._grant_rows()
        if self._kind is DecisionKind.ENDED:
            rows.append(("last_day", filled["last_day"]))
        return [(words[key], value) for key, value in rows if value]

    @property
    def decided(self) -> list[str]:
        """What was decided, in full sentences."""
        content, lines = self._content, []
        if self._kind is not DecisionKind.GRANTED:
            lines += self._filled(f"{self._part}.decision")
        if not self._kind.grants:
            return lines
        key = "decision_closed" if content.valid_to else "decision_open"
        lines += self._filled(f"{GRANTING}.{key}")
        several = len(content.items) > 1
        had = {
            item.solution for item in (content.changed.items if content.changed else ())
        }
        for item in content.items:
            if item.solution in had and not several:
                continue
            said = self._filled(f"solution_texts.{item.solution.value}")
            if several:
                hours = amount(item.minutes, content.hours_unit, self._texts)
                said = [f"<b>{hours}:</b> {line}" for line in said]
            lines += said
        if content.expense_cap_ore or content.drive_cap_metres:
            lines += self._filled(f"{GRANTING}.frames")
        return lines

    @property
    def no_grounds(self) -> list[str]:
        """That the reasons are not written, and how to get them (fvl § 24)."""
        return self._filled("no_grounds.text")

    @property
    def basis(self) -> list[str]:
        """What lets the office change its decision, and that it has told of it."""
        content = self._content
        if content.is_own_wish:
            return self._filled("change.own_wish")
        lines: list[str] = []
        if content.change_basis is not None:
            lines += self._filled(f"change.{content.change_basis.value}")
        if content.noticed_on is not None:
            lines += self._filled("change.noticed")
        return lines

    @property
    def next_steps(self) -> list[str]:
        """What happens now; names the unit that runs the service when another."""
        runs = self._filled(f"{GRANTING}.runs") if self._kind.grants else []
        first, *more = self._filled(f"{self._part}.next")
        return [" ".join([*runs, first]), *more]

    @property
    def appeal(self) -> list[str]:
        """How to appeal: four weeks, by pasient- og brukerrettighetsloven § 7-5."""
        first = "appeal.hours" if self._kind.grants else "appeal.deadline"
        electronic = "electronic" if self.fields["electronic"] else "paper"
        where = [*self._filled("appeal.text"), *self._filled(f"appeal.{electronic}")]
        return [
            *self._filled(first),
            " ".join(where),
            *self._filled("appeal.help"),
        ]

    @property
    def suspension(self) -> list[str]:
        """How to ask that the decision waits for the appeal (fvl § 42)."""
        return self._filled("suspension.text") if self._content.may_wait else []

    @property
    def costs(self) -> list[str]:
        """That expenses of the appeal are covered (fvl § 36), after a reversal."""
        reversed_ = self._kind is DecisionKind.REVERSED
        return self._filled("costs.text") if reversed_ else []

    @property
    def rights(self) -> list[str]:
        """What the act of 2025 wants told besides (§ 59 tredje ledd)."""
        if self._content.act is not LawVersion.ACT_2025:
            return []
        waits = [] if self._content.may_wait else self._filled("rights.wait")
        return [*self._filled("rights.text"), *waits]

    @property
    def insight(self) -> list[str]:
        """The right to see the documents."""
        return self._filled("insight.text")

    @property
    def questions(self) -> list[str]:
        """Who to ask; the act of 2025 wants the names of two (§ 59 andre ledd)."""
        key = "questions.call" if self.fields["officer"] else "questions.write"
        named = self._content.act is LawVersion.ACT_2025
        return [
            *self._filled(key),
            *(self._filled("questions.names") if named else []),
        ]

    @property
    def rules(self) -> list[str]:
        """The rules of the case and, after them, those of every decision; plain text.

        Those a text of the letter rests on are among them.
        """
        content = self._content
        keys = ["procedure", "appeal"]
        if self.basis and not content.is_own_wish:
            keys.insert(0, "change")
        if content.may_wait:
            keys.append("suspension")
        if self.costs:
            keys.append("costs")
        if content.corrected is not None:
            keys += ["correcting"] if "correcting" in self.fields else []
        lines = [line.strip() for line in content.legal_basis.splitlines()]
        for key in keys:
            rule = content.own.law(key, content.act, content.decided_on)
            about = rule.about[content.language]
            reference = rule.reference[content.language]
            lines.append(f"{reference} ({about})" if about else reference)
        return [line for line in lines if line]

    @property
    def _part(self) -> str:
        """The section of the texts that is about this kind."""
        if self._kind is DecisionKind.DISMISSED and self._content.complained_on is None:
            return "dismissed_application"
        return self._kind.value

    @property
    def _wanted(self) -> tuple[str, ...]:
        """The fields that a letter of this kind cannot do without."""
        return {
            DecisionKind.GRANTED: ("amount", "first"),
            DecisionKind.PARTLY: ("amount", "first", "applied_amount"),
            DecisionKind.CHANGED: ("amount", "first", "changed", "changed_reference"),
            DecisionKind.ENDED: ("first", "last_day", "changed", "changed_reference"),
            DecisionKind.REVERSED: ("amount", "first", "changed", "complained"),
        }.get(self._kind, ())

    @property
    def _lead(self) -> str:
        content, filled = self._content, self.fields
        match self._kind:
            case DecisionKind.GRANTED | DecisionKind.REFUSED:
                return "lead_applied" if content.applied_on else "lead"
            case DecisionKind.PARTLY:
                return "lead_applied" if filled["applied_amount"] else "lead"
            case DecisionKind.CHANGED:
                same = filled["old_amount"] in ("", filled["amount"])
                return "lead_same" if same else "lead"
            case DecisionKind.ENDED:
                return "lead_wish" if content.is_own_wish else "lead"
            case DecisionKind.REVERSED:
                return "lead" if filled["changed"] else "lead_unnamed"
        return "lead"

    @property
    def _party(self) -> str:
        content = self._content
        if content.client_birth_date is None:
            return content.client_name
        return self._texts["party_born"].format(
            name=content.client_name, born=long_date(content.client_birth_date)
        )

    def _filled(self, key: str) -> list[str]:
        return self._texts.filled(key, self.fields)

    def _grant_rows(self) -> list[tuple[str, str]]:
        words, now = self._texts, said_now(self._content, self._texts)
        was = said_before(self._content, words) if self._kind.changes_another else None
        none = words["none_now"] if was else ""

        def _row(name: str) -> tuple[str, str]:
            new = getattr(now, name)
            old = getattr(was, name) if was else new
            if name in ("expenses", "driving"):
                new = new or (none if old != words["none_before"] else "")
                old = old if new else ""
            if not new or new == old:
                return name, new
            return name, f"{new}\n{words['before'].format(old=old)}"

        return [
            _row("amount"),
            _row("period"),
            ("review", self.fields["review"]),
            _row("solution"),
            ("own_payment", words["own_payment_text"]),
            _row("expenses"),
            _row("driving"),
        ]
