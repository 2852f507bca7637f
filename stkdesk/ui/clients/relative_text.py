"""Those beside a client as text: for a draft that is kept, and for the eye."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from stkdesk.domain.client import Relation, RelativeDraft
from stkdesk.domain.formats import phone_text, short_date
from stkdesk.domain.names import full_name
from stkdesk.domain.person import PersonDraft, Protection

_DATES = ("authority_on", "valid_from", "valid_to")


def to_text(relatives: tuple[RelativeDraft, ...], typing: Mapping[str, Any]) -> str:
    """Return them as JSON, with what is typed of one and not finished."""
    kept: dict[str, Any] = {"relatives": [asdict(each) for each in relatives]}
    if typing:
        kept["typing"] = dict(typing)
    return json.dumps(kept, default=date.isoformat)


def from_text(text: str) -> tuple[tuple[RelativeDraft, ...], dict[str, Any]]:
    """Return what ``to_text`` was given."""
    kept = json.loads(text) if text else {}
    return tuple(map(_relative, kept.get("relatives", ()))), kept.get("typing", {})


def name_of(relative: RelativeDraft) -> str:
    """Return the whole name."""
    return full_name(relative.person.given_name, relative.person.family_name)


def line_of(relative: RelativeDraft) -> str:
    """Return what there is to know of somebody beside a client, on one line."""
    person = relative.person
    place = f"{person.postal_code} {person.city}".strip()
    told = [
        relative.relation.label,
        phone_text(person.phone),
        ", ".join(part for part in (person.street, place) if part),
        "får brevene" if relative.gets_letters else "",
        _days(relative),
    ]
    return " · ".join(each for each in told if each)


def reach_of(relative: RelativeDraft) -> str:
    """Return the mandate of a guardian, or what an authority is about; "" if none."""
    if not relative.relation.speaks_for:
        return ""
    word = "Mandat" if relative.relation is Relation.GUARDIAN else "Fullmakt"
    of = f" av {short_date(relative.authority_on)}" if relative.authority_on else ""
    mandate = " ".join(relative.mandate.split())
    return f"{word}{of}: {mandate}" if mandate else f"{word}{of}" if of else ""


def shown(relative: RelativeDraft | None) -> str:
    """Return all of it as a person reads it; "" for nobody."""
    if relative is None:
        return ""
    told = [name_of(relative), line_of(relative), reach_of(relative)]
    return "\n".join(each for each in told if each)


def _days(relative: RelativeDraft) -> str:
    first, last = relative.valid_from, relative.valid_to
    if first and last:
        return f"{short_date(first)}–{short_date(last)}"
    if last:
        return f"til {short_date(last)}"
    return f"fra {short_date(first)}" if first else ""


def _relative(kept: dict[str, Any]) -> RelativeDraft:
    person = kept["person"]
    born = person["birth_date"]
    return RelativeDraft(
        **{
            **kept,
            **{name: _day(kept[name]) for name in _DATES},
            "relation": Relation(kept["relation"]),
            "person": PersonDraft(
                **{
                    **person,
                    "birth_date": _day(born),
                    "protection": Protection(person["protection"]),
                }
            ),
        }
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
