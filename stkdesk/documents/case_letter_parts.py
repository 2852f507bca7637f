"""How each kind of letter is put together: its fact box and its sections, as data."""

from __future__ import annotations

from stkdesk.documents.letter_parts import Build, Part, Turns, typed_after
from stkdesk.domain.letter import LetterKind

NOTE = Part("note", typed="note")

PARTS: dict[LetterKind, tuple[Part, ...]] = {
    LetterKind.RECEIPT: (Part("next", "next.text"), NOTE),
    LetterKind.INTERIM_REPLY: (
        Part("reason", typed="reason"),
        Part("next", "next.text"),
        NOTE,
    ),
    LetterKind.INFORMATION_REQUEST: (
        Part("wanted", "send.text", typed="wanted", as_list=True),
        Part("why", typed="why"),
        Part("wait", "wait"),
        NOTE,
    ),
    LetterKind.ADVANCE_NOTICE: (
        Part("about", "about"),  # of a change, or of an end
        Part("reasons", typed="reasons"),
        Part("facts", typed="facts"),
        Part("say", "say.text"),
        Part("next", "next.text"),
        Part("insight", "insight.text"),
    ),
    LetterKind.COMPLAINT_RECEIPT: (
        Part("missing", "missing.text", typed="missing"),
        Part("next", "next.text"),
        NOTE,
    ),
    LetterKind.FORWARDING: (
        Part("in_time", typed="in_time"),
        Part("wants", typed="wants"),
        Part("facts", typed="facts"),
        Part(
            "legal_basis",
            "legal_basis.text",
            typed="legal_basis",
            as_list=True,
            text_first=True,
        ),
        Part("points", "points.text", is_points=True),
        Part("assessment", typed="assessment"),
        Part("conclusion", "conclusion"),
    ),
    LetterKind.FORWARDING_NOTICE: (
        Part("next", "next.text"),
        Part("comment", "comment.text"),
        NOTE,
    ),
    LetterKind.YOUR_CONTACT: (
        typed_after("meeting", "meeting.text", "meeting"),
        Part("expect", "expect.text"),
        Part("fit", "fit.text"),
        NOTE,
    ),
    LetterKind.ASSIGNMENT_PAUSE: (
        typed_after("meanwhile", "meanwhile.text", "meanwhile"),
        Part("after", "after"),
        NOTE,
    ),
    LetterKind.ASSIGNMENT_END: (
        Part("right", "right"),
        Part("next", "next"),
        NOTE,
    ),
    LetterKind.REVERSAL_NOTICE: (
        Part("costs", "costs.text"),
        Part("claim", "claim.text"),
        NOTE,
    ),
}


TURNS: dict[LetterKind, Turns] = {
    LetterKind.ADVANCE_NOTICE: Turns(("changed", "ended"), ("title", "lead", "about")),
    LetterKind.INTERIM_REPLY: Turns(("application", "complaint"), ("lead",)),
    LetterKind.INFORMATION_REQUEST: Turns(
        ("application", "complaint"), ("lead", "wait")
    ),
    LetterKind.FORWARDING: Turns(("upheld", "partly"), ("lead", "conclusion")),
    LetterKind.FORWARDING_NOTICE: Turns(("upheld", "partly"), ("lead",)),
    LetterKind.ASSIGNMENT_PAUSE: Turns(("until", "open"), ("lead", "after")),
    LetterKind.ASSIGNMENT_END: Turns(("stands", "over"), ("right", "next")),
    LetterKind.REVERSAL_NOTICE: Turns(("office", "governor"), ("lead",)),
}

#: Letters that tell of the right to see the documents where they say whom to ask.
WITH_INSIGHT = {
    LetterKind.RECEIPT,
    LetterKind.COMPLAINT_RECEIPT,
    LetterKind.FORWARDING_NOTICE,
}

#: Rows of the fact box: key of the label, and merge fields or the key of a text.
ROWS: dict[LetterKind, tuple[tuple[str, str], ...]] = {
    LetterKind.RECEIPT: (("received", "{received}"), ("answer_by", "{answer_by}")),
    LetterKind.INTERIM_REPLY: (
        ("received", "{received}"),
        ("answer_by", "{expected}"),
    ),
    LetterKind.INFORMATION_REQUEST: (("deadline", "{deadline}"),),
    LetterKind.ADVANCE_NOTICE: (
        ("now", "{old_amount}"),
        ("considered", "{new_amount}"),
        ("from", "{first}"),
        ("deadline_to_speak", "{deadline}"),
    ),
    LetterKind.COMPLAINT_RECEIPT: (
        ("decision", "decision_of"),
        ("complained", "{received}"),
        ("handled_by", "{answer_by}"),
    ),
    LetterKind.FORWARDING: (
        ("decision", "decision_of_reference"),
        ("complained", "{received}"),
        ("view", "view_{turn}"),
    ),
    LetterKind.FORWARDING_NOTICE: (("forwarded", "{forwarded}"),),
    LetterKind.YOUR_CONTACT: (
        ("contact", "{contact}"),
        ("phone", "{contact_phone}"),
        ("begins", "{start}"),
        ("agreed", "{agreed_amount}"),
    ),
    LetterKind.ASSIGNMENT_PAUSE: (
        ("contact", "{contact}"),
        ("pause_from", "{pause_from}"),
        ("pause_to", "{pause_to}"),
    ),
    LetterKind.ASSIGNMENT_END: (
        ("contact", "{contact}"),
        ("last_day", "{last_day}"),
    ),
    LetterKind.REVERSAL_NOTICE: (("claim_by", "claim_by_text"),),
}

BUILDS: dict[LetterKind, Build] = {
    kind: Build(
        parts,
        ROWS[kind],
        TURNS.get(kind),
        asks=kind is not LetterKind.FORWARDING,
        tells_insight=kind in WITH_INSIGHT,
    )
    for kind, parts in PARTS.items()
}
