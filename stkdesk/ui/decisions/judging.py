"""How a decision stands as it is typed: what it lacks, by the rules and in the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from stkdesk.domain.decision import DecisionDraft
from stkdesk.domain.decision_facts import Addressee, DecisionFacts
from stkdesk.domain.decision_gate import gate
from stkdesk.domain.rule import Broken, Remedy
from stkdesk.ui.decisions.recipients_box import RecipientsBox
from stkdesk.ui.form_field import Field


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known, and what is not as it must be or is worth a look."""

    facts: DecisionFacts
    broken: tuple[Broken, ...]

    @property
    def reason(self) -> str:
        """Why it cannot be approved, a line for each reason; "" when it can."""
        return "\n".join(each.sentence for each in self.broken if each.blocks)


def judge(
    fields: Mapping[str, Field],
    known: DecisionFacts,
    draft: DecisionDraft,
    recipients: RecipientsBox,
) -> Judged:
    """Judge ``draft`` by what is known; quick enough for every key that is pressed."""
    facts = replace(
        known,
        draft=draft,
        addressees=tuple(
            Addressee(one.relation, one.has_address) for one in recipients.chosen
        ),
    )
    unread = tuple(_unreadable(fields))
    told = {each.key for each in unread}
    rules = [each for each in gate(facts) if each.key not in told]
    return Judged(facts, (*unread, *rules, *_unanswered(recipients)))


def _unreadable(fields: Mapping[str, Field]) -> Iterator[Broken]:
    for name, field in fields.items():
        if field.isEnabled() and (complaint := field.complaint()):
            yield Broken(name, complaint, Remedy("Rett", f"field/{name}"), blocks=True)


def _unanswered(recipients: RecipientsBox) -> Iterator[Broken]:
    for sentence in recipients.unanswered():
        yield Broken(
            "recipients",
            sentence,
            Remedy("Svar", "recipients"),
            blocks=True,
            source="forvaltningsloven § 27",
        )
