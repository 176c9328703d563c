"""Records to JSON and back: plain dicts and lists, tuples as lists, None kept."""

from __future__ import annotations

import dataclasses
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_json(value: Any) -> Any:  # noqa: ANN401 - any record, or a part of one
    """`value` as JSON types; a frozen dataclass becomes an object with its field names."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, list | tuple):
        return [to_json(v) for v in value]
    if isinstance(value, dict):
        return {k: to_json(v) for k, v in value.items()}
    return value


def from_json(kind: type[T], data: dict[str, Any]) -> T:
    """The record of class `kind` that `to_json` made `data` from; unknown fields are left out (missing: TypeError)."""
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], value) for name, value in data.items() if name in hints})


def _value(hint: Any, value: Any) -> Any:  # noqa: ANN401 - driven by the annotation
    origin, args = get_origin(hint), get_args(hint)
    if value is None or origin is Literal:
        return value
    if origin in (Union, UnionType):
        return _value(next(a for a in args if a is not type(None)), value)
    if origin is tuple:
        inner = args[0] if len(args) == 2 and args[1] is Ellipsis else None
        return tuple(_value(inner or args[i], v) for i, v in enumerate(value))
    if origin is dict:
        return {k: _value(args[1], v) for k, v in value.items()}
    return from_json(cast(type, hint), value) if dataclasses.is_dataclass(hint) else value
