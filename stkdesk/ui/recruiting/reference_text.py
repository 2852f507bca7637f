"""References as text: for a draft that is kept, and for the eye."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from stkdesk.domain.formats import phone_text, short_date
from stkdesk.domain.recruiting import ReferenceAnswer, ReferenceDraft

NOBODY = ReferenceDraft()


def to_text(references: Sequence[ReferenceDraft]) -> str:
    """Return them as JSON; "" when nothing is written about anybody."""
    if not any(is_written(each) for each in references):
        return ""
    return json.dumps([asdict(each) for each in references], default=date.isoformat)


def from_text(text: str) -> tuple[ReferenceDraft, ...]:
    """Return what ``to_text`` was given."""
    return tuple(map(_reference, json.loads(text))) if text else ()


def is_written(reference: ReferenceDraft) -> bool:
    """Tell whether anything is written about the reference."""
    told = (reference.name, reference.phone, reference.relation, reference.note)
    return any(told) or reference.answer is not None or reference.called_on is not None


def shown(reference: ReferenceDraft | None) -> str:
    """Return all of it as a person reads it; "" for nobody."""
    if reference is None:
        return ""
    answer = reference.answer.label if reference.answer else ""
    if reference.called_on:
        answer = f"{answer or 'ringt'} {short_date(reference.called_on)}"
    told = (
        reference.name,
        phone_text(reference.phone),
        reference.relation,
        answer,
        reference.note,
    )
    return " · ".join(each for each in told if each)


def _reference(kept: dict[str, Any]) -> ReferenceDraft:
    called, answer = kept["called_on"], kept["answer"]
    return ReferenceDraft(
        **{
            **kept,
            "called_on": date.fromisoformat(called) if called else None,
            "answer": ReferenceAnswer(answer) if answer else None,
        }
    )
