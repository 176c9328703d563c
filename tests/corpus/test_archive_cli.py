"""The commands that keep the archive, as a person runs them: what they say, and how they exit."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import corpus.cli
from corpus.cli import Session, archive_option
from corpus.migrations import SCHEMA_VERSION
from tests.corpus.archive_tools import rows, snapshot, sovang, write_reports


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    write_reports(folder, 2)
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.mark.slow
def test_from_ingest_to_verify(folder: Path, inputs: Path) -> None:
    first = sovang("ingest", inputs, "--archive", folder)
    assert (first.returncode, first.stdout) == (1, "2 added, 1 failed\n")
    assert "[3/3]" in first.stderr, "a line for each file where there is no terminal"
    assert "empty.txt: it is empty; get the document again from where it came from" in first.stderr
    assert rows(folder, "SELECT count(*) FROM documents") == [(3,)]  # and SQLite's own side files are put away
    before = snapshot(folder)
    second = sovang("ingest", inputs / "report-001.txt", "--archive", folder)
    assert snapshot(folder) == before, "what is there already changes nothing"
    assert (second.returncode, second.stdout) == (0, "1 already there\n")

    shown = sovang("status", "--archive", folder).stdout.splitlines()
    assert shown[0] == f"{folder} (schema {SCHEMA_VERSION})"
    assert shown[1].split() == ["ready", "2", "(2", "txt)"]
    assert shown[-1].split(" ", 1)[1].startswith("empty.txt: it is empty; ")

    assert sovang("remove", "2", "--archive", folder).stdout == "2 report-001.txt: removed\n"
    assert sovang("remove", "2", "--archive", folder).stdout == "nothing to do\n"
    assert sovang("remove", "--restore", "2", "--archive", folder).stdout == "2 report-001.txt: back again\n"
    again = sovang("retry", "--archive", folder)
    assert (again.returncode, again.stdout) == (1, "1 failed\n")
    assert sovang("verify", "--archive", folder).returncode == 0


@pytest.mark.slow
def test_status_as_json(folder: Path, inputs: Path) -> None:
    sovang("ingest", inputs, "--archive", folder)
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        connection.execute("UPDATE documents SET version = 'an older one' WHERE name = 'report-002.txt'")
        connection.commit()
    status = json.loads(sovang("status", "--json", "--archive", folder).stdout)
    assert status["stale"] == 1
    assert {(count["state"], count["documents"]) for count in status["counts"]} == {("ready", 2), ("failed", 1)}
    [failed] = status["failed"]
    assert failed["origin"] == str(inputs / "empty.txt")
    assert "`sovang refresh` reads them again" in sovang("status", "--archive", folder).stdout
    fresh = sovang("refresh", "--archive", folder)
    assert fresh.stdout == "0 records gained, 0 lost, 0 changed, in 0 of 1 documents\n1 read again\n"
    assert json.loads(sovang("status", "--json", "--archive", folder).stdout)["stale"] == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(["ingest", "no such file"], 2, "does not exist", id="a path that is not there"),
        pytest.param(["ingest"], 2, "PATH", id="no path"),
        pytest.param(["ingest", "--jobs", "0", "."], 2, "--jobs", id="no worker"),
        pytest.param(["ingest", "--jobs", "many", "."], 2, "--jobs", id="a number in words"),
        pytest.param(["ingest", "--fast", "."], 2, "--fast", id="an option there is not"),
        pytest.param(["remove"], 2, "ID", id="nothing to remove"),
        pytest.param(["remove", "seven"], 2, "seven", id="an identifier in words"),
        pytest.param(["status"], 3, "there is no archive here", id="no archive to look at"),
        pytest.param(["verify"], 3, "there is no archive here", id="no archive to check"),
        pytest.param(["retry"], 3, "there is no archive here", id="no archive to retry"),
        pytest.param(["refresh"], 3, "there is no archive here", id="no archive to refresh"),
        pytest.param(["review"], 3, "there is no archive here", id="no archive to review"),
        pytest.param(["review", "accept", "1.year", "--by", "Lan"], 3, "there is no archive here", id="to decide on"),
        pytest.param(["remove", "1"], 3, "there is no archive here", id="no archive to remove from"),
    ],
)
def test_wrong_usage_makes_no_archive(arguments: list[str], code: int, said: str, folder: Path) -> None:
    run = sovang("--archive", folder, *arguments)
    assert run.returncode == code
    assert said in run.stderr
    assert run.stderr.count("\n") == 1
    assert not folder.exists()


def test_a_document_that_is_not_there(folder: Path, inputs: Path) -> None:
    sovang("ingest", inputs / "report-001.txt", "--archive", folder)
    for command in ("remove", "retry", "refresh"):
        run = sovang(command, "1", "99", "--archive", folder)
        assert run.returncode == 2
        assert run.stderr.startswith("sovang: document 99: there is none; ")
    assert rows(folder, "SELECT state FROM documents") == [("ready",)], "nothing is done before all is known"


@click.group()
@click.option("--archive", type=click.Path(path_type=Path))
@click.pass_context
def root(context: click.Context, archive: Path | None) -> None:
    context.obj = Session(archive)


@root.command()
@archive_option
def where(archive: Path) -> None:
    click.echo(archive)


@pytest.mark.parametrize(
    ("arguments", "variable", "found"),
    [
        (["--archive", "of root", "where", "--archive", "own"], "variable", "own"),
        (["--archive", "of root", "where"], "variable", "of root"),
        (["where"], "variable", "variable"),
        (["where"], "", "archive"),
    ],
    ids=["the command's own", "the root's", "the environment's", "the default"],
)
def test_which_archive(arguments: list[str], variable: str, found: str) -> None:
    result = CliRunner().invoke(root, arguments, env={"SOVANG_ARCHIVE": variable})
    assert result.output == f"{found}\n"


@pytest.mark.slow
def test_what_follows_a_change(folder: Path, inputs: Path) -> None:
    """Called once with the folder after a change, never where nothing has changed."""
    called: list[Path] = []
    session = Session(folder, called.append)
    runner = CliRunner()

    def run(command: click.Command, *arguments: str) -> list[Path]:
        called.clear()
        runner.invoke(command, arguments, obj=session)
        return called

    report = str(inputs / "report-001.txt")
    assert run(corpus.cli.ingest, "--jobs", "1", report) == [folder]
    assert run(corpus.cli.ingest, report) == []
    assert run(corpus.cli.remove, "1") == [folder]
    assert run(corpus.cli.remove, "1") == []
    assert run(corpus.cli.ingest, report) == [folder]
    assert run(corpus.cli.refresh, "--jobs", "1", "1") == [folder]
    assert run(corpus.cli.refresh) == []
    assert run(corpus.cli.retry) == []
    assert run(corpus.cli.status) == []
