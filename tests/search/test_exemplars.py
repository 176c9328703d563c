"""Whom a name is of: examples and recipients of awards together, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.folder import open_reading
from corpus.queries.documents import Filters
from models.answers.people import People
from models.errors import UsageError
from search.lookups.exemplars import exemplar, exemplar_list
from search.lookups.intents import intent
from search.terminal.people import print_people
from tests.search.archives import Draft, put

UNIT = "UBND huyện Suối Vàng"
AN = "Lường Văn An"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put(
        tmp_path_factory.mktemp("exemplars") / "archive",
        [
            Draft("a.txt", UNIT, "2019").praise(AN, "xã Bình Minh", deed="nuôi cá lồng"),
            Draft("b.txt", UNIT, "2020", number="31/QĐ-UBND", doc_type="Quyết định")
            .grant(AN, "Giấy khen", "thôn 3, xã Bình Minh", role="Trưởng thôn")
            .grant("Hội Nông dân xã Đông Sơn", "Giấy khen", kind="collective")
            .grant("Vi Thị Bưởi", "Bằng khen", "trường Tiểu học Đông Sơn"),
            Draft("c.txt", UNIT, "2021").praise("Vi Thị Buổi", unit="trường Tiểu học Đông Sơn", deed="dạy giỏi"),
        ],
    )


@pytest.fixture
def found(archive: Path) -> Iterator[People]:
    with closing(open_reading(archive)) as connection:
        yield exemplar(connection, "luong van an", Filters())


def test_a_commendation_belongs_to_the_person_it_names(found: People) -> None:
    (person,) = found.people
    assert [(named.award, named.decision) for named in person.mentions] == [(None, None), ("Giấy khen", "31/QĐ-UBND")]
    assert person.years == (2019, 2020)
    assert person.reasons == ("cùng tên, cùng xã Bình Minh",)
    assert [named.where.document.name for named in person.mentions] == ["a.txt", "b.txt"]
    assert all(AN in named.where.quote for named in person.mentions)


@pytest.mark.parametrize(
    ("name", "kind", "names"),
    [
        pytest.param(
            "hội nông dân xã đông sơn", None, ["Hội Nông dân xã Đông Sơn"], id="a body that received an award"
        ),
        pytest.param("hội nông dân", "collective", ["Hội Nông dân xã Đông Sơn"], id="part of its name"),
        pytest.param("hội nông dân", "person", [], id="of another kind"),
        pytest.param("Vi Thị Bưởi", None, ["Vi Thị Bưởi"], id="a person named in a decision alone"),
        pytest.param("Trần Văn Không", None, [], id="nobody"),
    ],
)
def test_recipients_are_found_by_name(archive: Path, name: str, kind: str | None, names: list[str]) -> None:
    with closing(open_reading(archive)) as connection:
        assert [person.name for person in exemplar(connection, name, Filters(), kind).people] == names


def test_a_recipient_is_offered_as_a_look_alike(archive: Path) -> None:
    with closing(open_reading(archive)) as connection:
        (offer,) = exemplar(connection, "Vi Thị Buổi", Filters()).look_alikes
        assert (offer.person.name, offer.person.mentions[0].award) == ("Vi Thị Bưởi", "Bằng khen")


def test_who_received_an_award_is_plainly_asked_for(archive: Path) -> None:
    with closing(open_reading(archive)) as connection:
        people = intent(connection, "Vi Thị Bưởi").people
        assert people
        assert [person.name for person in people.people] == ["Vi Thị Bưởi"]


def test_the_list_is_of_examples(archive: Path) -> None:
    with closing(open_reading(archive)) as connection:
        assert [person.name for person in exemplar_list(connection, Filters()).people] == [AN, "Vi Thị Buổi"]


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_of_the_list_make_up_the_whole(archive: Path, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.lookups.exemplars._NAMES_AT_ONCE", 1)
    with closing(open_reading(archive)) as connection:
        whole = exemplar_list(connection, Filters())
        pages = [exemplar_list(connection, Filters(), None, limit, offset) for offset in range(0, 3, limit)]
    assert tuple(person for page in pages for person in page.people) == whole.people
    assert [page.more for page in pages] == [offset + limit < len(whole.people) for offset in range(0, 3, limit)]


def test_a_page_of_those_who_bear_a_name(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(open_reading(archive)) as connection:
        page = exemplar(connection, "dong son", Filters(), None, 1, 0)
        assert (len(page.people), page.more) == (1, False)
        last = exemplar(connection, "luong van an", Filters(), None, 1, 1)
    assert (last.people, last.offset, last.more) == ((), 1, False)
    print_people(last, AN)
    assert "Trang này không có ai" in capsys.readouterr().out


def test_an_award_is_told(found: People, capsys: pytest.CaptureFixture[str]) -> None:
    print_people(found, AN)
    assert "được khen: Giấy khen (Quyết định 31/QĐ-UBND)" in capsys.readouterr().out


def test_a_place_within_a_fuller_one_is_not_told_again(found: People, capsys: pytest.CaptureFixture[str]) -> None:
    print_people(found, AN)
    assert "1. Lường Văn An (cá nhân; thôn 3, xã Bình Minh)" in capsys.readouterr().out


def test_no_name(archive: Path) -> None:
    with closing(open_reading(archive)) as connection, pytest.raises(UsageError, match="no name"):
        exemplar(connection, "123", Filters())
