"""What is judged and summed as documents come is what judging all of them at once would give."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

import corpus.identities.bodies
import corpus.migrations
import search.lookups.awards
from corpus.archive import Archive
from corpus.folder import open_reading
from corpus.tallies import judging
from corpus.tallies.rules import KNOWLEDGE
from corpus.tallies.store import behind, years
from models.answers.awards import AwardTable
from search.lookups.awards import AwardFilters, awards, tally_what_changed
from tests.search.archives import Draft, put

PERIODS = (None, "2019", "2020", "2020-H1", "2020-H2", "2020-9M", "2018-2020", "2020-05")
UNITS = (None, "UBND huyện Suối Vàng", "huyện Suối Vàng", "UBND tỉnh Hòa Lạc", "UBND xã Bản Mới")

counted = st.fixed_dictionaries(
    {
        "award": st.sampled_from(("Giấy khen", "Giấy Khen", "Bằng khen")),
        "collectives": st.sampled_from((None, 3, 5, 8)),
        "individuals": st.sampled_from((None, 7)),
        "level": st.sampled_from(("huyện", "tỉnh", None)),
        "period": st.sampled_from(PERIODS),
        "locality": st.sampled_from(UNITS),
        "occasion": st.sampled_from((None, "phòng chống dịch")),
        "status": st.sampled_from(("granted", "granted", "proposed")),
    }
)
reports = st.lists(
    st.tuples(st.sampled_from(UNITS), st.sampled_from(PERIODS), st.lists(counted, max_size=4)), min_size=1, max_size=6
)
FILTERS = (
    AwardFilters(),
    AwardFilters(year=2020),
    AwardFilters(year=2019, award="giay khen"),
    AwardFilters(level="tỉnh"),
    AwardFilters(award="Bằng khen"),
)


def draft(number: int, unit: str | None, period: str | None, rows: list[dict[str, object]]) -> Draft:
    made = Draft(f"{number}.txt", unit, period, date=f"2020-12-{number + 10}")
    for row in rows:
        made.award(**row)  # type: ignore[arg-type]
    return made


def tallied_and_judged(archive: Path, filters: AwardFilters, *shown: int) -> tuple[AwardTable, AwardTable]:
    """The table from the tallies, and by judging all there is."""
    with closing(open_reading(archive)) as connection, pytest.MonkeyPatch.context() as patch:
        assert not behind(connection)
        tallied = awards(connection, filters, *shown)
        patch.setattr(search.lookups.awards, "behind", lambda _: True)
        return tallied, awards(connection, filters, *shown)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports, st.data())
def test_tallies_are_as_judged_at_once(told: list[tuple[str | None, str | None, list[dict[str, object]]]], data: st.DataObject) -> None:  # fmt: skip
    with TemporaryDirectory() as folder:
        drafts = [draft(number, *report) for number, report in enumerate(told)]
        split = data.draw(st.integers(0, len(drafts)))
        archive = Path(folder) / "archive"
        put(archive, drafts[:split])
        put(archive, drafts[split:])
        with Archive.open(archive) as writer:
            writer.remove(data.draw(st.integers(1, len(drafts))))
        for filters in FILTERS:
            tallied, judged = tallied_and_judged(archive, filters)
            assert tallied == judged
            assert tallied.size == len(tallied.rows)
            page, _ = tallied_and_judged(archive, filters, 3, 2)
            assert page == replace(tallied, rows=tallied.rows[2:5], offset=min(2, tallied.size))


def test_a_removed_document_leaves_the_totals_and_comes_back(tmp_path: Path) -> None:
    archive = put(tmp_path / "archive", [draft(1, UNITS[1], "2020", []).award("Giấy khen", 5)])

    def collectives() -> list[int | None]:
        with closing(open_reading(archive)) as connection:
            assert not behind(connection)
            return [total.collectives for total in awards(connection, AwardFilters(2020)).totals]

    assert collectives() == [5]
    with Archive.open(archive) as writer:
        writer.remove(1)
    assert collectives() == []
    with Archive.open(archive) as writer:
        writer.restore(1)
    assert collectives() == [5]


def test_a_table_is_right_while_documents_come(tmp_path: Path) -> None:
    archive = put(tmp_path / "archive", [draft(1, UNITS[1], "2020", []).award("Giấy khen", 5)])
    with Archive.open(archive) as writer, closing(open_reading(archive)) as connection:
        writer.remove(1)
        assert behind(connection)
        assert awards(connection, AwardFilters()).size == 0


def test_an_interrupted_writer_is_made_up_for_by_the_next(tmp_path: Path) -> None:
    archive = put(tmp_path / "archive", [draft(1, UNITS[1], "2020", []).award("Giấy khen", 5)])
    with pytest.raises(KeyboardInterrupt), Archive.open(archive) as writer:
        writer.remove(1)
        raise KeyboardInterrupt
    with Archive.open(archive), closing(open_reading(archive)) as connection:
        assert not behind(connection)
        assert awards(connection, AwardFilters()).size == 0


def test_a_lookup_tallies_what_a_writer_left(tmp_path: Path) -> None:
    archive = put(tmp_path / "archive", [draft(1, UNITS[1], "2020", []).award("Giấy khen", 5)])
    with pytest.raises(KeyboardInterrupt), Archive.open(archive) as writer:
        writer.remove(1)
        raise KeyboardInterrupt
    tally_what_changed(archive)
    with closing(open_reading(archive)) as connection:
        assert not behind(connection)


def test_a_lookup_leaves_it_to_who_is_writing(tmp_path: Path) -> None:
    archive = put(tmp_path / "archive", [draft(1, UNITS[1], "2020", []).award("Giấy khen", 5)])
    with Archive.open(archive) as writer, closing(open_reading(archive)) as connection:
        writer.remove(1)
        tally_what_changed(archive)
        assert behind(connection)


def test_an_archive_from_before_tallies_is_tallied_when_it_is_read(tmp_path: Path) -> None:
    before = corpus.migrations._STEPS.index(corpus.migrations._tallies)
    with closing(sqlite3.connect(tmp_path / "archive.db")) as connection:
        database = Database(connection)
        for step in corpus.migrations._STEPS[:before]:
            step(database)
        connection.execute(f"PRAGMA user_version = {before}")
        connection.execute(
            "INSERT INTO documents (id, name, origin, state, added, change, issuer, period, year, text) "
            "VALUES (1, 'a.txt', '/in/a.txt', 'ready', '2020-01-01', 1, ?, '2020', 2020, 'Giấy khen')",
            (UNITS[1],),
        )
        connection.execute(
            "INSERT INTO awards (document, position, award, level, collectives, status, counted, mention, page, start) "
            "VALUES (1, 0, 'Giấy khen', 'huyện', 5, 'granted', 'recipients', 'Giấy khen', 1, 0)"
        )
        connection.commit()
    tallied, judged = tallied_and_judged(tmp_path, AwardFilters(2020))
    assert [total.collectives for total in tallied.totals] == [5]
    assert tallied == judged


def test_other_rules_have_all_judged_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = put(tmp_path / "archive", [draft(1, UNITS[1], "2020", []).award("Giấy khen", 5)])
    monkeypatch.setattr("corpus.tallies.store.rules_version", lambda: "others")
    monkeypatch.setattr(judging, "_REGISTERED", "")
    with closing(open_reading(archive)) as connection:
        assert behind(connection)
    with Archive.open(archive), closing(open_reading(archive)) as connection:
        assert not behind(connection)
        assert [row.left_out for row in awards(connection, AwardFilters()).rows] == ["mới đăng ký"]


@pytest.mark.parametrize("module", [corpus.identities.bodies, judging])
def test_the_version_of_the_rules_knows_what_they_read(module: object) -> None:
    source = Path(module.__file__).read_text("utf-8")  # type: ignore[attr-defined]
    # Symbols of numbers name issuers; no count of awards has one.
    assert set(re.findall(r'load\("(\w+)"\)', source)) - {"issuing_symbols"} <= set(KNOWLEDGE)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2020-H1", [0, 2020]),
        ("2018-2020", [0, 2018, 2019, 2020]),
        ("2020-05", [0, 2020]),  # no span of years
        ("", [0]),
        ("không rõ", [0]),
        ("1-3000", [0]),
        ("0001-9999", [0, *range(1900, 2101)]),  # no more than can be asked for
    ],
)
def test_years_of_a_count(stated: str, expected: list[int]) -> None:
    assert years(stated) == expected
