"""Two people changed the same record: what each did, and one draft of both.

    differences = compare(before, mine, theirs)
    draft = merged(mine, theirs, differences, keep_mine=chosen)

Drafts are frozen dataclasses, one inside another or None in its place. ``before`` is
what both began with. A field is named by its path: ``("person", "phone")``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
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
        draft = getattr(draft, name)
    return draft


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
        if len(kinds) == 1 and is_dataclass(inner[0]):
            yield from ((field.name, *rest) for rest in _leaves(*inner))
        else:
            yield (field.name,)


def _within(path: Path, unit: Unit) -> bool:
    return any(path[: len(each)] == each for each in unit)


def _with(draft: Any, path: Path, value: object) -> Any:
    """Return ``draft`` with ``value`` at ``path``."""
    name, *rest = path
    if rest:
        value = _with(getattr(draft, name), tuple(rest), value)
    return replace(draft, **{name: value})
