"""The folders of `index/`: which one answers, which is being built.

Each is called by its engine and a number (`tantivy.3`). `current.json` names the one that answers, `building.json` one
that is to take its place.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from models.errors import UsageError
from search import analysis, seal
from search.engines import Engine, EngineBroken, EngineUnreachable
from search.engines.choice import DEFAULT, engine_named

_CURRENT = "current.json"
_BUILDING = "building.json"
_NAME = re.compile(r"(?P<engine>\w+)\.(?P<number>[0-9]{1,9})")
_NONSENSE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, UsageError)
"""What may be raised in reading a file that holds anything at all."""


def standing(index: Path) -> Path | None:
    """The folder that answers; None where there is none of this program's making."""
    return _named_in(index / _CURRENT)


def begun(index: Path, engine: str) -> Path | None:
    """The folder in which a run that was cut short has begun an index by `engine`."""
    folder = _named_in(index / _BUILDING)
    return folder if folder and folder != standing(index) and _engine_of(folder) == engine else None


def chosen_engine(index: Path) -> str:
    """The engine that was chosen for this archive, as far as it can still be told; else the default."""
    for file in (_CURRENT, _BUILDING):
        with suppress(*_NONSENSE):
            return engine_named(str(_read(index / file)["engine"])).name
    for folder in sorted(_folders(index), key=_number, reverse=True):
        with suppress(UsageError):
            return engine_named(_engine_of(folder)).name
    return DEFAULT


def opened(folder: Path) -> Engine:
    """The index in `folder`, made there if there is none; EngineBroken also where its files were changed."""
    if not seal.is_whole(folder):
        raise EngineBroken("its files were changed")
    return engine_named(_engine_of(folder)).open(folder)


def begin(index: Path, engine: str) -> Path:
    """A new folder for an index by `engine`; all but the one that answers go, to make room."""
    folder = index / f"{engine}.{1 + max(map(_number, _folders(index)), default=0)}"
    clear(index, {standing(index)})
    folder.mkdir()
    (index / _BUILDING).write_text(json.dumps(_stamp(folder)), "utf-8")
    return folder


def settle(folder: Path) -> None:
    """Let the index in `folder` answer from now on, and drop the others."""
    folder.with_name(_BUILDING).replace(folder.with_name(_CURRENT))
    clear(folder.parent, {folder})


def forget(index: Path) -> None:
    """Let no index answer."""
    current = index / _CURRENT
    if current.is_dir():  # whoever put that there
        shutil.rmtree(current)
    current.unlink(missing_ok=True)


def clear(index: Path, kept: Collection[Path | None]) -> None:
    """Drop all indexes but those that are kept. One whose server cannot be reached is dropped the next time."""
    for folder in _folders(index):
        if folder not in kept:
            with suppress(EngineUnreachable):
                drop(folder)


def drop(folder: Path) -> None:
    """Drop the index in `folder`, wherever its engine keeps it; EngineUnreachable."""
    try:
        engine_named(_engine_of(folder)).drop(folder)
    except UsageError:
        shutil.rmtree(folder, ignore_errors=True)


def _folders(index: Path) -> list[Path]:
    return [path for path in index.iterdir() if path.is_dir()] if index.is_dir() else []


def _engine_of(folder: Path) -> str:
    named = _NAME.fullmatch(folder.name)
    return named["engine"] if named else ""


def _number(folder: Path) -> int:
    named = _NAME.fullmatch(folder.name)
    return int(named["number"]) if named else 0


def _named_in(file: Path) -> Path | None:
    """The folder that a file of the index names, if all it says is of this program's making and true."""
    with suppress(*_NONSENSE):
        read = _read(file)
        folder = file.with_name(read["folder"])
        if read == _stamp(folder):
            return folder
    return None


def _read(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text("utf-8")))


def _stamp(folder: Path) -> dict[str, object]:
    """What `current.json` says of a sound index in `folder`.

    The folder's inode tells an index made here from one that was copied here: where an engine keeps pickles, foreign
    ones are never opened.
    """
    engine = engine_named(_engine_of(folder))
    made_here = folder.stat().st_ino if engine.keeps_pickles else None
    versions = {"version": engine.version, "analysis": analysis.VERSION}
    return {"engine": engine.name, "folder": folder.name, "made_here": made_here, **versions}
