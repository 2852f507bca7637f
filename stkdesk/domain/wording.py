"""What may stand in the office's own wording of a letter, and what must not go.

Sources: forvaltningsloven § 27 (how to complain, and the right to see the documents,
stand in every decision); pasient- og brukerrettighetsloven § 7-5 (four weeks, never
the three of forvaltningsloven § 29); domain reference 0.1 on § 7-6.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from stkdesk.domain.errors import Problem
from stkdesk.domain.language import Language
from stkdesk.domain.language_words import strangers
from stkdesk.domain.letter_papers import Part
from stkdesk.domain.merge_fields import field_called, keys_in, slips

LONGEST = 8_000  # signs
_FIELD = re.compile(r"{\w+}")
_BETWEEN = re.compile(r"\n\s*\n")
_TAG = re.compile(r"</?b>")
_OTHER_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")
_FOUR = re.compile(r"\b(?:fire|4)\s+(?:uker|veker)\b", re.I)
_NUMBER = "(?:to|tre|fem|seks|sju|syv|åtte|ti|[1235-9]|[1-9][0-9])"
_WRONG_WEEKS = re.compile(rf"\b{_NUMBER}\s+(?:uker|veker)\b", re.I)
_COSTS = re.compile(r"\bkrav|kostnad|utgift", re.I)
NOT_SEVEN_SIX = (
    "§ 7-6 handler nå om varsel om alvorlige hendelser. Klagereglene står i pasient- "
    "og brukerrettighetsloven §§ 7-2, 7-3 og 7-5, og § 7-7 sier at forvaltningsloven "
    "gjelder."
)
_SEVEN_SIX = re.compile(r"(?<![\d-])7-6(?![\d-])")


@dataclass(frozen=True, slots=True)
class Standard:
    """The standard text a wording stands instead of, and what it may name."""

    part: Part
    language: Language
    body: str  # paragraphs of a list have an empty line between them
    allowed: frozenset[str]  # keys of the fields that can be filled in here


def wording_problems(
    body: str, standard: Standard, *, where: str = "body"
) -> tuple[Problem, ...]:
    """Return what is wrong with ``body``; ``where`` is the field it is typed in."""
    if not body.strip():
        text = "Skriv en tekst, eller gå tilbake til standardteksten."
        return (Problem(where, text),)
    found = [
        Problem(where, message)
        for message in (
            *_shape(body, standard),
            *_unknown(body, standard.allowed),
            *_missing(body, standard),
            *_may_vanish(body, standard),
            *_rules(body, standard.body),
        )
    ]
    found += [
        Problem(where, message, blocks=False) for message in _looks(body, standard)
    ]
    return tuple(found)


def _shape(body: str, standard: Standard) -> list[str]:
    text = body.strip()
    found: list[str] = []
    if len(text) > LONGEST:
        found.append(f"Teksten er for lang: høyst {LONGEST} tegn.")
    if standard.part is Part.HEADING and ("\n" in text or _TAG.search(text)):
        found.append("En overskrift er én linje, uten fet skrift.")
    if standard.part is Part.TEXT and _BETWEEN.search(text):
        found.append("Dette er ett avsnitt. Ta bort den tomme linjen.")
    open_tags = 0
    for tag in _TAG.findall(text):
        open_tags += 1 if tag == "<b>" else -1
        if open_tags not in (0, 1):
            break
    if open_tags or "\n\n" in "".join(re.findall(r"<b>.*?</b>", text, re.S)):
        found.append("Fet skrift er begynt uten å bli avsluttet i samme avsnitt.")
    return found


def _unknown(body: str, allowed: Collection[str]) -> list[str]:
    found = []
    for key in keys_in(body):
        if key not in allowed:
            token = field_called(key).token
            found.append(
                f"{token} finnes ikke i dette brevet. Velg et av flettefeltene."
            )
    if re.search(r"[{}]", _FIELD.sub("", body)):
        found.append("Ta bort krøllparentesen. Flettefelt settes inn fra listen.")
    for name, meant in slips(body, allowed):
        if meant:
            found.append(f"«{name}» er ikke et flettefelt. Mente du «{meant}»?")
        else:
            found.append(f"«{name}» finnes ikke i dette brevet. Velg et annet felt.")
    return found


def _missing(body: str, standard: Standard) -> list[str]:
    gone = [
        field_called(key)
        for key in keys_in(standard.body)
        if key not in keys_in(body) and not field_called(key).is_optional
    ]
    found = []
    if gone:
        names = " og ".join(field.token for field in gone)
        found.append(f"Teksten må ha med {names}.")
    if _four(standard.body) and not _four(body):
        weeks = "fire uker" if standard.language is Language.BOKMAL else "fire veker"
        found.append(
            f"Klagefristen må stå her: «{weeks}» (pasient- og brukerrettighetsloven "
            "§ 7-5)."
        )
    return found


def _may_vanish(body: str, standard: Standard) -> list[str]:
    """Tell of fields that may be empty, and would take with them what must be said.

    A single text is always needed. In a list, a paragraph may be said on a condition
    unless it holds what must not go; and one, at least, must always be said.
    """
    known = keys_in(standard.body)
    parts = [body] if standard.part is Part.TEXT else _BETWEEN.split(body.strip())
    found, sure = [], 0
    for part in parts:
        shaky = [
            field_called(key)
            for key in keys_in(part)
            if key not in known and not field_called(key).is_always
        ]
        sure += not shaky
        if shaky and (standard.part is Part.TEXT or _is_needed(part, standard.body)):
            found.append(
                f"{shaky[0].token} er tomt i noen saker, og da ville dette falt bort. "
                "Bruk det i et avsnitt som kan utgå."
            )
    if not found and not sure:
        found.append("Skriv også et avsnitt uten flettefelt som kan være tomme.")
    return found


def _is_needed(part: str, standard: str) -> bool:
    """Tell whether a paragraph holds something that must not go."""
    needed = [key for key in keys_in(standard) if not field_called(key).is_optional]
    return any(key in needed for key in keys_in(part)) or (
        _four(standard) and _four(part)
    )


def _rules(body: str, standard: str) -> list[str]:
    found = []
    if names_seven_six(body):
        found.append(NOT_SEVEN_SIX)
    is_appeal = _four(standard)
    for sentence in _SENTENCE.split(_TAG.sub("", body)):
        about = is_appeal or "klag" in sentence.casefold()
        wrong = _WRONG_WEEKS.search(sentence)
        if wrong and about and not _COSTS.search(sentence):
            found.append(
                f"«{wrong[0]}» er ikke klagefristen. Den er fire uker etter pasient- "
                "og brukerrettighetsloven § 7-5; tre uker er regelen i andre saker."
            )
    return found


def names_seven_six(body: str) -> bool:
    """Tell whether § 7-6 is named, alone or among other sections."""
    return _SEVEN_SIX.search(body) is not None


def _four(body: str) -> bool:
    """Tell whether four weeks are named, in bold or not."""
    return _FOUR.search(_TAG.sub("", body)) is not None


def _looks(body: str, standard: Standard) -> list[str]:
    found = []
    if tag := _OTHER_TAG.search(_TAG.sub("", body)):
        found.append(f"{tag[0]} blir stående slik i brevet. Bare fet skrift virker.")
    if wrong := strangers(standard.language, _FIELD.sub("", body))[:4]:
        said = ", ".join(f"«{word}»" for word in wrong)
        other = "nynorsk" if standard.language is Language.BOKMAL else "bokmål"
        found.append(f"{said} ser ut som {other}.")
    return found
