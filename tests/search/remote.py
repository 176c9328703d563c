"""An engine whose index lives on a server, and the server: what the protocol must have room for.

The server speaks HTTP on this machine and keeps its indexes by name: entries come in portions and are seen once they
are refreshed, as with servers for search. It can be told to fail.
"""

from __future__ import annotations

import json
import pickle
import shutil
import tempfile
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any, ClassVar, Self

from search.engines import EngineBroken, EngineBusy, EngineUnreachable, Entry, Results, Slice
from search.engines.tantivy import TantivyEngine
from search.query.plan import Plan, Vocabulary

_NOTE = "index.json"
_PORTION = 2  # entries a request
TIME_OUT = 20.0  # seconds


class Server:
    """The server: `fault` is asked before each request and says what is to become of it (a status, or seconds)."""

    def __init__(self) -> None:
        self.indexes: dict[str, TantivyEngine] = {}
        self.waiting: dict[str, list[Entry]] = defaultdict(list)
        self.asked: list[str] = []
        self.fault: Callable[[str], int | float | None] = lambda _: None
        self._folder = Path(tempfile.mkdtemp(prefix="sovang-server-"))
        self._lock = Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, said = server.answered(self.path, pickle.loads(body))
                content = pickle.dumps(said)
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._http.server_port
        Thread(target=self._http.serve_forever, daemon=True).start()

    def answered(self, path: str, body: object) -> tuple[int, object]:
        """The status and the answer to one request."""
        name, _, action = path.strip("/").partition("/")
        self.asked.append(action)
        fault = self.fault(action)
        if isinstance(fault, int):
            return fault, None
        time.sleep(fault or 0)
        with self._lock:
            if action != "create" and name not in self.indexes:
                return 404, None
            return 200, getattr(self, f"_{action}")(name, body)

    def _create(self, name: str, _: object) -> None:
        (self._folder / name).mkdir()
        self.indexes[name] = TantivyEngine.open(self._folder / name)

    def _delete(self, name: str, _: object) -> None:
        del self.indexes[name]
        shutil.rmtree(self._folder / name)

    def _bulk(self, name: str, entries: list[Entry]) -> None:
        self.waiting[name] += entries

    def _refresh(self, name: str, body: tuple[list[int], int]) -> None:
        gone, change = body
        self.indexes[name].apply(gone, self.waiting.pop(name, []), change)

    def _change(self, name: str, _: object) -> int:
        return self.indexes[name].change()

    def _search(self, name: str, body: tuple[Plan, Slice]) -> Results:
        return self.indexes[name].search(*body)

    def _words(self, name: str, body: tuple[str, tuple[Any, ...]]) -> object:
        method, arguments = body
        return getattr(self.indexes[name].vocabulary(), method)(*arguments)


@cache
def server() -> Server:
    """The one server of a test run."""
    return Server()


class RemoteEngine:
    """An `Engine` whose index is on the server, under a name that is noted in its folder."""

    name: ClassVar[str] = "remote"
    version: ClassVar[str] = "1"
    keeps_pickles: ClassVar[bool] = False

    def __init__(self, index: str) -> None:
        self._index = index

    @classmethod
    def open(cls, folder: Path) -> Self:
        """See `Engine.open`."""
        note = folder / _NOTE
        if not note.exists():
            name = f"sovang-{uuid.uuid4().hex}"
            _ask(name, "create")
            note.write_text(json.dumps({"index": name}), "utf-8")
        try:
            opened = cls(json.loads(note.read_text("utf-8"))["index"])
        except (ValueError, KeyError, TypeError) as error:
            raise EngineBroken(str(error)) from error
        opened.change()
        return opened

    @classmethod
    def drop(cls, folder: Path) -> None:
        """See `Engine.drop`."""
        with suppress(OSError, ValueError, KeyError, TypeError, EngineBroken):  # there is none
            _ask(json.loads((folder / _NOTE).read_text("utf-8"))["index"], "delete")
        shutil.rmtree(folder, ignore_errors=True)

    def change(self) -> int:
        """See `Engine.change`."""
        return int(_ask(self._index, "change"))

    def apply(self, gone: Collection[int], entries: Iterable[Entry], change: int) -> None:
        """See `Engine.apply`."""
        latest = list(entries)
        for at in range(0, len(latest), _PORTION):
            _ask(self._index, "bulk", latest[at : at + _PORTION])
        _ask(self._index, "refresh", (list(gone), change))

    def vocabulary(self) -> Vocabulary:
        """See `Engine.vocabulary`."""
        return _Words(self._index)

    def search(self, plan: Plan, wanted: Slice) -> Results:
        """See `Engine.search`."""
        found: Results = _ask(self._index, "search", (plan, wanted))
        return found

    def close(self) -> None:
        """See `Engine.close`: nothing is held."""


class _Words:
    """The folded words of an index."""

    def __init__(self, index: str) -> None:
        self._index = index

    def size(self) -> int:
        """See `Vocabulary.size`."""
        return int(_ask(self._index, "words", ("size", ())))

    def count(self, word: str) -> int:
        """See `Vocabulary.count`."""
        return int(_ask(self._index, "words", ("count", (word,))))

    def written(self, word: str) -> int:
        """See `Vocabulary.written`."""
        return int(_ask(self._index, "words", ("written", (word,))))

    def known(self, words: Iterable[str]) -> Mapping[str, int]:
        """See `Vocabulary.known`."""
        found: dict[str, int] = _ask(self._index, "words", ("known", (list(words),)))
        return found

    def meanings(self, key: str) -> Sequence[str]:
        """See `Vocabulary.meanings`."""
        found: list[str] = _ask(self._index, "words", ("meanings", (key,)))
        return found

    def beginning(self, prefix: str, most: int) -> Sequence[tuple[str, int]]:
        """See `Vocabulary.beginning`."""
        found: list[tuple[str, int]] = _ask(self._index, "words", ("beginning", (prefix, most)))
        return found


_MEANS: dict[int, Callable[[str], Exception]] = {404: EngineBroken, 409: EngineBusy}


def _ask(index: str, action: str, body: object = None) -> Any:  # noqa: ANN401  whatever the server says
    address = f"127.0.0.1:{server().port}"
    connection = HTTPConnection(address, timeout=TIME_OUT)
    try:
        connection.request("POST", f"/{index}/{action}", pickle.dumps(body))
        answer = connection.getresponse()
        said = answer.read()
    except TimeoutError as error:
        raise EngineUnreachable(f"{address} took longer than {TIME_OUT:.0f} s") from error
    except (OSError, HTTPException) as error:
        raise EngineUnreachable(f"{address}: {error}") from error
    finally:
        connection.close()
    if answer.status != 200:
        raise _MEANS.get(answer.status, EngineUnreachable)(f"{address} says {answer.status} {answer.reason}")
    return pickle.loads(said)
