"""An index that lives on a server: what befalls it there, told in a sentence and mended by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.errors import ArchiveError
from search import filling, index
from search.engines import choice
from tests.search import remote
from tests.search.archives import put
from tests.search.remote import Server, server
from tests.search.test_faults import asked, drafts, folder_of, found


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The server, empty, and its engine among those that can be chosen."""
    monkeypatch.setitem(choice._CLASSES, "remote", ("tests.search.remote", "RemoteEngine"))
    server().indexes.clear()
    yield server()
    server().fault = lambda _: None


@pytest.fixture
def archive(there: Server, tmp_path: Path) -> Path:  # noqa: ARG001  it must be there
    folder = put(tmp_path / "archive", drafts(1, 2, 3))
    index.rebuild(folder, "remote")
    return folder


def at(action: str, fault: float, times: int = 1) -> Callable[[str], float | None]:
    """Fail at the next `times` requests of a kind."""
    left = [fault] * times
    return lambda asked: left.pop() if asked == action and left else None


def always(fault: float) -> Callable[[str], float | None]:
    return lambda _: fault


def test_it_is_made_brought_up_to_date_and_built_anew(archive: Path, there: Server) -> None:
    assert found(archive) == [1, 2, 3]
    put(archive, drafts(4))
    assert found(archive) == [1, 2, 3, 4]
    index.rebuild(archive)
    assert found(archive) == [1, 2, 3, 4]
    assert [path.name for path in folder_of(archive).parent.iterdir() if path.is_dir()] == ["remote.2"]
    assert len(there.indexes) == 1
    index.rebuild(archive, "tantivy")
    assert (found(archive), there.indexes) == ([1, 2, 3, 4], {})


def test_a_rebuild_goes_on_beside_what_answers(archive: Path, there: Server) -> None:
    during: list[list[int]] = []
    index.rebuild(archive, progress=lambda *_: during.append(found(archive)))
    assert during == [[1, 2, 3]] * 2
    assert len(there.indexes) == 1


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        pytest.param(503, "says 503 Service Unavailable", id="it refuses"),
        pytest.param(429, "says 429 Too Many Requests", id="it has too much to do"),
        pytest.param(2.0, "took longer than", id="it does not answer in time"),
    ],
)
def test_a_server_that_does_not_answer(
    archive: Path, there: Server, monkeypatch: pytest.MonkeyPatch, fault: float, said: str
) -> None:
    monkeypatch.setattr(remote, "TIME_OUT", 0.2)
    there.fault = always(fault)
    for ask in (lambda: asked(archive), lambda: index.rebuild(archive), lambda: index.bring_up_to_date(archive)):
        with pytest.raises(ArchiveError) as raised:
            ask()
        assert "its search engine does not answer (127.0.0.1:" in str(raised.value)
        assert said in str(raised.value)
        assert "sovang reindex --engine tantivy" in str(raised.value)
    there.fault = always(0.0)
    requests = len(there.asked)
    assert found(archive) == [1, 2, 3]
    assert "bulk" not in there.asked[requests:]  # nothing was built anew


def test_a_server_that_cannot_be_reached(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server(), "port", 9)
    with pytest.raises(ArchiveError, match=r"does not answer .*Connection refused"):
        asked(archive)
    assert index.rebuild(archive, "tantivy") == 3
    assert found(archive) == [1, 2, 3]


def test_another_engine_answers_until_the_server_does(archive: Path, there: Server) -> None:
    index.rebuild(archive, "tantivy")
    there.fault = at("bulk", 503)
    with pytest.raises(ArchiveError, match="does not answer"):
        index.rebuild(archive, "remote")
    assert found(archive) == [1, 2, 3]
    index.rebuild(archive, "remote")
    assert (found(archive), len(there.indexes)) == ([1, 2, 3], 1)


@pytest.mark.parametrize("action", ["bulk", "refresh"])
def test_what_was_written_in_part_is_written_again(
    archive: Path, there: Server, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    monkeypatch.setattr(filling, "_BATCH", 2)
    put(archive, drafts(4, 5, 6, 7, 8))
    calls: list[str] = []

    def second(asked: str) -> int | None:
        calls.extend([asked] * (asked == action))
        return 503 if len(calls) == 2 and asked == action else None

    there.fault = second
    with pytest.raises(ArchiveError, match="does not answer"):
        asked(archive)
    there.fault = always(0.0)
    answer = asked(archive)
    assert (sorted(hit.document.id for hit in answer.hits), answer.total) == ([1, 2, 3, 4, 5, 6, 7, 8], 8)


def test_an_index_that_is_gone_from_the_server_is_built_anew(archive: Path, there: Server) -> None:
    there.indexes.clear()
    assert found(archive) == [1, 2, 3]
    assert len(there.indexes) == 1


def test_what_cannot_be_dropped_now_is_dropped_later(archive: Path, there: Server) -> None:
    there.fault = at("delete", 503)
    index.rebuild(archive)
    assert (found(archive), len(there.indexes)) == ([1, 2, 3], 2)
    index.rebuild(archive)
    assert (found(archive), len(there.indexes)) == ([1, 2, 3], 1)


def test_a_server_that_is_busy_writing_answers_as_it_stands(archive: Path, there: Server) -> None:
    put(archive, drafts(4))
    there.fault = at("refresh", 409)
    answer = asked(archive)
    assert (answer.total, "1 document is not yet in its search index" in (answer.notice or "")) == (3, True)
    assert found(archive) == [1, 2, 3, 4]
