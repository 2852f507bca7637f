"""What was printed, kept as text: a content as JSON, and back again.

A content is a frozen dataclass, of others and of tuples, dates, words of an enumeration
and plain values. Its own annotations say how it is read back, so that no list of its
fields stands beside it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from stkdesk.documents.own_words import OwnWords, from_plain, to_plain

Content = TypeVar("Content")


def frozen(content: object, *, without: Collection[str] = ()) -> str:
    """Return ``content`` as JSON text; the same content always gives the same text.

    ``without``: fields that are printed and not kept; they have a default value.
    """
    plain = {
        each.name: _plain(getattr(content, each.name))
        for each in fields(content)  # type: ignore[arg-type]
        if each.name not in without
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1)


def thawed(kind: type[Content], stored: Mapping[str, Any]) -> Content:
    """Return the content of ``kind`` that was frozen as ``stored``.

    A field that was added since gets its default value.

    Raises:
        ValueError: if that is not what was frozen.

    """
    try:
        found: Content = _thawed(kind, stored)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a frozen {kind.__name__}") from error
    return found


def _plain(value: object) -> object:
    """Return ``value`` as what JSON knows."""
    match value:
        case OwnWords():
            return to_plain(value)
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(item) for item in value]
        case _ if is_dataclass(value):
            return {
                each.name: _plain(getattr(value, each.name)) for each in fields(value)
            }
    return value


def _thawed(kind: Any, value: Any) -> Any:
    """Return what ``_plain`` made ``value`` from, which was of ``kind``."""
    if value is None:
        return None
    if get_origin(kind) is tuple:
        each, *_rest = get_args(kind)
        return tuple([_thawed(each, item) for item in value])
    if inside := [each for each in get_args(kind) if each is not NoneType]:
        return _thawed(inside[0], value)  # of what may be None
    if kind is OwnWords:
        return from_plain(value)
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    if is_dataclass(kind):
        return _built(kind, value)
    return value


def _built(kind: Any, stored: Mapping[str, Any]) -> Any:
    kinds = _kinds_of(kind)
    return kind(**{name: _thawed(kinds[name], stored[name]) for name in stored})


@lru_cache(maxsize=32)
def _kinds_of(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
