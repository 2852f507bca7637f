"""Two people changed the same record: what each did, and one draft of both.

    differences = compare(before, mine, theirs)
    draft = merged(mine, theirs, differences, keep_mine=chosen)

Drafts are frozen dataclasses, one inside another or None in its place. ``before`` is
what both began with. A field is named by its path: ``("person", "phone")``. A draft
may also hold several records, a tuple of drafts with a ``number``; each of them is one
field, ``("relatives", "#12")``, or ``("relatives", "+0")`` while it has no number; and
texts by key, each of which is one field, ``("fields", "reason")``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

Draft = TypeVar("Draft")
Path = tuple[str, ...]
Unit = tuple[Path, ...]  # fields, or whole drafts, that only make sense together


class Changed(Enum):
    """Who made it differ from what both began with."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"  # and not to the same; somebody must choose


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, or a few that belong together, that we do not both have alike.

    ``before``, ``mine`` and ``theirs`` hold a value for each of ``paths``.
    """

    paths: tuple[Path, ...]
    by: Changed
    before: tuple[object, ...]
    mine: tuple[object, ...]
    theirs: tuple[object, ...]


def compare(
    before: Draft, mine: Draft, theirs: Draft, together: Sequence[Unit] = ()
) -> tuple[Difference, ...]:
    """Return where ``mine`` and ``theirs`` differ, in the order of the fields.

    What both changed to the same is no difference. Fields of one unit in ``together``
    are never mixed: when each of us has changed a part of it, that is one difference
    made by both. A path in a unit stands for all that is under it.
    """
    units: dict[Unit | Path, list[Path]] = {}
    for path in _leaves(before, mine, theirs):
        unit = next((each for each in together if _within(path, each)), path)
        units.setdefault(unit, []).append(path)
    found = (_difference(paths, before, mine, theirs) for paths in units.values())
    return tuple(each for each in found if each is not None)


def merged(
    mine: Draft,
    theirs: Draft,
    differences: Sequence[Difference],
    keep_mine: Collection[Difference] = (),
) -> Draft:
    """Return ``theirs`` with what only I changed, and with mine where ``keep_mine``."""
    result = theirs
    for each in differences:
        if each.by is Changed.MINE or each in keep_mine:
            for path in each.paths:
                result = _with(result, path, value_at(mine, path))
    return result


def value_at(draft: Any, path: Path) -> Any:
    """Return what stands at ``path`` in ``draft``."""
    for name in path:
        draft = _part(draft, name)
    return draft


def is_record(path: Path) -> bool:
    """Tell whether ``path`` leads to one of several records."""
    return path[-1][:1] in _RECORD


def _difference(
    paths: Sequence[Path], before: Any, mine: Any, theirs: Any
) -> Difference | None:
    """Return how we differ in one unit; None when we do not."""
    apart = [each for each in paths if value_at(mine, each) != value_at(theirs, each)]
    if not apart:
        return None
    i_did = any(value_at(mine, each) != value_at(before, each) for each in apart)
    they_did = any(value_at(theirs, each) != value_at(before, each) for each in apart)
    if i_did and they_did:
        by = Changed.BOTH
    else:
        by = Changed.MINE if i_did else Changed.THEIRS
    # A choice is shown whole: what one of us kept of the unit belongs to it.
    touched = [
        each
        for each in paths
        if any(value_at(one, each) != value_at(before, each) for one in (mine, theirs))
    ]
    shown = touched if by is Changed.BOTH else apart
    return Difference(
        tuple(shown),
        by,
        *(
            tuple(value_at(each, path) for path in shown)
            for each in (before, mine, theirs)
        ),
    )


def _leaves(before: Any, mine: Any, theirs: Any) -> Iterator[Path]:
    """Yield the path of every field; a draft that one of us has not is a field."""
    for field in fields(before):
        inner = [getattr(each, field.name) for each in (before, mine, theirs)]
        kinds = {type(each) for each in inner}
        if all(isinstance(each, Mapping) for each in inner):
            keys = dict.fromkeys(key for each in inner for key in each)
            yield from ((field.name, key) for key in keys)
        elif any(_holds_records(each) for each in inner):
            yield from ((field.name, key) for key in _record_keys(*inner))
        elif len(kinds) == 1 and is_dataclass(inner[0]):
            yield from ((field.name, *rest) for rest in _leaves(*inner))
        else:
            yield (field.name,)


def _within(path: Path, unit: Unit) -> bool:
    return any(path[: len(each)] == each for each in unit)


def _with(draft: Any, path: Path, value: object) -> Any:
    """Return ``draft`` with ``value`` at ``path``."""
    name, *rest = path
    if rest:
        value = _with(_part(draft, name), tuple(rest), value)
    if isinstance(draft, tuple):
        return _with_record(draft, name, value)
    if isinstance(draft, Mapping):
        return {**draft, name: value}
    return replace(draft, **{name: value})


_RECORD = ("#", "+")


def _part(draft: Any, name: str) -> Any:
    if isinstance(draft, tuple):
        return dict(_by_key(draft)).get(name)
    if isinstance(draft, Mapping):
        return draft.get(name, "")
    return getattr(draft, name)


def _holds_records(value: Any) -> bool:
    return isinstance(value, tuple) and any(hasattr(each, "number") for each in value)


def _by_key(records: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    new = 0
    for each in records:
        if each.number is None:
            yield f"+{new}", each
            new += 1
        else:
            yield f"#{each.number}", each


def _record_keys(before: Any, mine: Any, theirs: Any) -> list[str]:
    """Return every record of the three; not one that we have both added alike."""
    known = {each.number for each in before}
    added = [replace(each, number=None) for each in theirs if each.number not in known]
    keys: dict[str, None] = {}
    for key, each in (*_by_key(before), *_by_key(mine), *_by_key(theirs)):
        if key[0] == "#" or each not in added:
            keys[key] = None
    return [*keys]


def _with_record(records: Sequence[Any], key: str, value: Any) -> tuple[Any, ...]:
    """Return ``records`` with the one of ``key`` put in or changed; None: taken out."""
    by_key = dict(_by_key(records))
    if key[0] == "+":  # mine and new: never in the place of one of theirs
        by_key[f"mine {key}"] = value
    elif value is None:
        by_key.pop(key, None)
    else:
        by_key[key] = value
    kept = (each for each in by_key.values() if each is not None)
    # In the order of the register; what is new comes last there too.
    return tuple(sorted(kept, key=lambda each: (each.number is None, each.number or 0)))
