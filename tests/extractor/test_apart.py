"""Documents in processes of their own: what becomes of one that dies, fails or never comes back."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractor.apart import Pieces, apart, died
from extractor.workers import OUT_OF_MEMORY, Death
from models.errors import ReadError, SovangError


@dataclass(frozen=True)
class Paper:
    """A document whose name says what it does to its process."""

    path: Path


def read(paper: Paper) -> str:
    """The task of these tests."""
    kind = paper.path.stem
    if kind == "bad":
        raise ReadError(paper.path, "it is bad", "leave it out")
    if kind == "fault":
        raise TypeError("no\nsuch thing")
    if kind == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "abort":
        os.kill(os.getpid(), signal.SIGABRT)
    return kind


def pieces(paper: Paper) -> Iterator[str]:
    """The name sign by sign; what `read` does comes last."""
    yield from paper.path.stem
    yield read(paper)


SENTENCES = [
    ("bad.txt", "bad.txt: it is bad; leave it out"),
    ("fault.txt", "fault.txt: a fault of this program (TypeError: no such thing); report it with the file"),
    ("kill.txt", "kill.txt: reading it ended the process (signal SIGKILL); it may need more memory"),
    ("abort.txt", "abort.txt: reading it takes more memory than it may have; raise SOVANG_MAX_MEMORY_MB"),
]


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_has_its_own_sentence_in_order(jobs: int) -> None:
    names = ["a.txt", *(name for name, _ in SENTENCES), "b.txt"]
    with closing(apart(read, (Paper(Path(name)) for name in names), jobs, in_order=True)) as results:
        found = [(paper.path.name, result) for paper, result in results]
    assert [name for name, _ in found] == names
    assert (found[0][1], found[-1][1]) == ("a", "b")
    for (name, result), (_, sentence) in zip(found[1:-1], SENTENCES, strict=True):
        assert isinstance(result, SovangError), name
        assert str(result).startswith(sentence)


def test_in_order_few_wait_for_one_that_takes_long() -> None:
    asked: list[int] = []

    def papers() -> Iterator[Paper]:
        for number in range(60):
            asked.append(number)
            yield Paper(Path(f"{number}.txt"))

    with closing(apart(read, papers(), 2, in_order=True)) as results:
        next(results)
        assert len(asked) <= 20
        assert [result for _, result in results] == [str(number) for number in range(1, 60)]


@pytest.mark.parametrize(("name", "sentence"), SENTENCES)
def test_pieces_come_until_something_is_wrong(name: str, sentence: str) -> None:
    source = Pieces(pieces)
    found = []
    with pytest.raises(SovangError) as caught:
        for piece in source.of(Paper(Path(name))):
            found.append(piece)
    assert "".join(found) == Path(name).stem
    assert str(caught.value).startswith(sentence)
    assert list(source.of(Paper(Path("ab.txt")))) == ["a", "b", "ab"], "the next one is not harmed"


def test_pieces_that_are_not_wanted_are_not_made() -> None:
    source = Pieces(pieces)
    with closing(source.of(Paper(Path("kill.txt")))) as found:
        assert next(found) == "k"
    assert list(source.of(Paper(Path("a.txt")))) == ["a", "a"]


@pytest.mark.parametrize(
    ("death", "what"),
    [
        (Death(-9, hung=True), "it takes too long to read"),
        (Death(OUT_OF_MEMORY), "reading it takes more memory than it may have"),
        (Death(-11), "reading it ended the process (signal SIGSEGV)"),
        (Death(255), "reading it ended the process (exit code 255)"),
    ],
)
def test_deaths_in_words(death: Death, what: str) -> None:
    assert died(Path("a.pdf"), death).what == what
