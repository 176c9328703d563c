"""The commands as a person runs them: what they print, how they end."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.archive_tools import unprivileged
from tests.search.archives import Draft, put

UNIT = "UBND huyện Suối Vàng"
MAIN = [sys.executable, "-c", "from search.cli import main; main()"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    drafts = [
        Draft(
            "a.txt",
            UNIT,
            "2020",
            doc_type="Báo cáo",
            number="9/BC-UBND",
            title="Công tác thi đua năm 2020",
            inferred=("issuer", "title"),
        )
        .cite("Theo Quyết định số 77/QĐ-UBND ngày 01/02/2020", "77/QĐ-UBND", "2020-02-01", "UBND huyện", "về việc khen")
        .award("Giấy khen", 978, 1940)
        .praise("Lường Văn Bình", "xã Đông Sơn", deed="trồng chè"),
        Draft("b.txt", UNIT, "2021").praise("Lương Văn Bình", "xã Đông Sơn", deed="trồng chè"),
        Draft("c.txt", "UBND huyện Mường Khê", "2021")
        .praise("Trường Mầm non 20/7", "xã Tây Sơn", deed="nuôi dạy trẻ", kind="collective")
        .praise("Bùi An", "xã Tây Sơn", deed="dạy học")
        .cite("Quyết định số 77/QĐ-UBND", "77/QĐ-UBND", "2021-03-04", "UBND huyện")
        .award("Giấy khen", 3, 4),
    ]
    return put(tmp_path_factory.mktemp("commands") / "archive", drafts)


def sovang(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*MAIN, *map(str, words)], capture_output=True, text=True, timeout=60, env={**os.environ, **environment}
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(["search", ""], 2, "no word to look for", id="empty query"),
        pytest.param(["search"], 2, "Missing argument", id="no query"),
        pytest.param(
            ["search", "-5%"], 2, "put -- before it: sovang search -- -5%", id="a query that looks like an option"
        ),
        pytest.param(["search", "khen", "--year", "abc"], 2, "'abc' is not a valid integer", id="no year"),
        pytest.param(["search", "khen", "--limit", "0"], 2, "--limit", id="no limit"),
        pytest.param(["decree", "xin chào"], 2, "names no document", id="no reference"),
        pytest.param(["decree", "QĐ 77", "--pick", "9"], 2, "there are 2 to choose from", id="no such choice"),
        pytest.param(["awards", "--json", "--csv"], 2, "cannot be had together", id="two formats"),
        pytest.param(["awards", "--level", "trời"], 2, "no level", id="no level"),
        pytest.param(["awards", "--level", ""], 2, "no level", id="an empty level"),
        pytest.param(["awards", "--award", "trời"], 2, "no award", id="no award"),
        pytest.param(["awards", "--award", ""], 2, "no award", id="an empty award"),
        pytest.param(["search", "khen", "--type", "trời"], 2, "no type", id="no type"),
        pytest.param(["documents", "--type", "trời"], 2, "no type", id="no type of documents"),
        pytest.param(["exemplar", "123"], 2, "no name", id="no name"),
        pytest.param(["exemplar", "--kind", "cat"], 2, "'cat' is not one of", id="no kind"),
        pytest.param(["show", "99"], 2, "none with this ID", id="unknown document"),
        pytest.param(["show", 10**30], 2, "none with this ID", id="a number beyond SQLite's"),
        pytest.param(["remove", 10**30], 2, "there is none", id="to remove a number beyond SQLite's"),
        pytest.param(["retry", 10**30], 2, "there is none", id="to read again a number beyond SQLite's"),
        pytest.param(["retry", "--wait", "nan"], 2, "--wait", id="no number of seconds"),
        pytest.param(["retry", "--wait", "inf"], 2, "--wait", id="no end of seconds"),
        pytest.param(["show", "x"], 2, "'x' is not a valid integer", id="no number"),
        pytest.param(["dance"], 2, "No such command 'dance'", id="unknown command"),
        pytest.param(["--dance"], 2, "No such option", id="unknown option"),
    ],
)
def test_wrong_usage_is_one_sentence(archive: Path, words: list[object], code: int, said: str) -> None:
    done = sovang(*words, SOVANG_ARCHIVE=str(archive))
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert done.stderr.startswith("sovang: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words", [["search", "khen"], ["decree", "QĐ 1"], ["awards"], ["exemplar"], ["documents"], ["show", 1]]
)
def test_no_archive(tmp_path: Path, words: list[object]) -> None:
    done = sovang("--archive", tmp_path / "nowhere", *words)
    assert done.returncode == 3
    assert "sovang ingest" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("words", [["search", "khen"], ["documents"], ["status"], ["ingest", "."]])
def test_a_file_where_the_archive_should_be(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "file").write_text("kept")
    for environment, option in (
        ({}, ["--archive", tmp_path / "file"]),
        ({"SOVANG_ARCHIVE": str(tmp_path / "file")}, []),
    ):
        done = sovang(*option, *words, **environment)
        assert (done.returncode, done.stderr.count("\n")) == (3, 1)
        assert "it is a file, not a folder" in done.stderr
    assert (tmp_path / "file").read_text() == "kept"


@pytest.mark.parametrize(
    "words", [["search", "khen"], ["decree", "QĐ 1"], ["awards"], ["exemplar"], ["exemplar", "An"], ["documents"]]
)
def test_an_empty_archive_is_an_answer(tmp_path: Path, words: list[object]) -> None:
    folder = put(tmp_path / "archive", [])
    done = sovang(*words, "--archive", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Không" in done.stdout
    assert json.loads(sovang(*words, "--archive", folder, "--json").stdout) is not None


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        pytest.param(["search", "(???"], ["Không có từ nào để tìm."], id="nothing but signs"),
        pytest.param(["search", '"không ai"  năm:2020'], ['Không báo cáo nào ứng với: "không ai" năm:2020'], id="nothing"),
        pytest.param(["documents", "--type", "tờ trình"], ["Không có văn bản nào."], id="a type that none is of"),
        pytest.param(["awards", "--award", "Huân chương Sao vàng"], ["Không có số liệu"], id="an award that none gave"),
        pytest.param(["search", "hội", "--", "-x"], ["Không báo cáo nào"], id="a minus after two"),
        pytest.param(["search", "giay khen"], ["2 báo cáo", "«Giấy khen»", "tr. 2 · I. Kết quả"], id="search"),
        pytest.param(["search", "Quyết", "định", "77"], ["Có 2 văn bản", "Mọi đoạn có các từ này: 2 báo cáo"], id="search that names a document"),
        pytest.param(["decree", "QĐ 77"], ["Có 2 văn bản", "01/02/2020", "04/03/2021"], id="choice"),
        pytest.param(["decree", "QĐ 77", "--pick", "1"],
                     ["Quyết định 77/QĐ-UBND", "Về việc: khen\n", "Ngày: 01/02/2020", UNIT, "Năm 2020", "“Theo Quyết định số 77/QĐ-UBND"], id="card"),
        pytest.param(["decree", "QĐ 78"], ["Không báo cáo nào viện dẫn “QĐ 78”.", "Gần nhất", "77/QĐ-UBND"], id="none"),
        pytest.param(["awards"], ["Giấy khen · cấp huyện", "1.940", "978", "#1 tr. 2", "2 đơn vị cấp huyện, 2 số", "981"], id="awards"),
        pytest.param(["exemplar", "luong van binh"], ["1. Lường Văn Bình", "2. Lương Văn Bình", "có thể là một người với số 1"],
                     id="exemplar"),
        pytest.param(["exemplar", "--year", "2021"], ["Lương Văn Bình (cá nhân; xã Đông Sơn) · 2021 · #2 tr. 1"], id="list"),
        pytest.param(["documents", "--type", "bc"], ["Báo cáo 9/BC-UBND"], id="documents"),
        pytest.param(["show", 1], ["Công tác thi đua năm 2020", "Suy ra: cơ quan ban hành, trích yếu", "Văn bản viện dẫn (1)", "Điển hình (1)"], id="show"),
    ],
)  # fmt: skip
def test_answers_for_people(archive: Path, words: list[object], lines: list[str]) -> None:
    done = sovang(*words, SOVANG_ARCHIVE=str(archive))
    assert (done.returncode, done.stderr) == (0, "")
    for line in lines:
        assert line in done.stdout
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize("words", [["awards"], ["documents"], ["decree", "QĐ 77"], ["search", "khen"], ["exemplar"]])
def test_a_narrow_terminal(archive: Path, words: list[str]) -> None:
    shown = sovang(*words, SOVANG_ARCHIVE=str(archive), COLUMNS="40").stdout
    assert max(map(len, shown.splitlines())) <= 40
    if words == ["awards"]:
        assert "2020 · UBND huyện Suối Vàng · 978 tập\nthể, 1.940 cá nhân · #1 tr. 2" in shown


def test_the_list_of_exemplars_is_by_name(archive: Path) -> None:
    named = [line.split(" (")[0] for line in sovang("exemplar", SOVANG_ARCHIVE=str(archive)).stdout.splitlines()]
    assert named == ["Bùi An", "Lương Văn Bình", "Lường Văn Bình", "Trường Mầm non 20/7"]


def test_answers_for_programs(archive: Path) -> None:
    def answer(*words: object) -> dict[str, object]:
        return dict(json.loads(sovang(*words, "--json", "--archive", archive).stdout))

    assert answer("decree", "QĐ 77", "--pick", "2")["cards"][0]["date"] == "2021-03-04"  # type: ignore[index]
    assert answer("awards", "--year", "2020")["rows"][0]["individuals"] == 1940  # type: ignore[index]
    assert answer("search", "giay khen")["total"] == 2
    assert answer("exemplar", "luong van binh")["look_alikes"][0]["likely"] is True  # type: ignore[index]
    assert answer("show", "1")["citations"][0]["number"] == "77/QĐ-UBND"  # type: ignore[index]


def test_csv(archive: Path) -> None:
    done = sovang("awards", "--csv", "--archive", archive)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["collectives"], row["individuals"], row["households"]) for row in rows] == [
        ("978", "1940", ""),
        ("3", "4", ""),
    ]


def test_the_archive_of_the_root_and_of_the_command(archive: Path) -> None:
    assert sovang("--archive", archive, "documents").stdout == sovang("documents", "--archive", archive).stdout


def test_help_lists_every_command_and_exit_code() -> None:
    shown = sovang("--help").stdout
    for word in ("search", "decree", "awards", "exemplar", "documents", "show", "ingest", "status", "retry", "refresh", "review", "remove",
                 "verify", "reindex", "extract", "evaluate", "sample", "Exit codes", "the archive cannot be used"):  # fmt: skip
        assert word in shown


def test_version() -> None:
    assert sovang("--version").stdout.startswith("sovang, version ")


def test_bytes_that_are_no_text(archive: Path) -> None:
    done = subprocess.run(
        [*MAIN, "--archive", str(archive), "search", b"khen \xff\xfe"], capture_output=True, timeout=60
    )
    assert done.returncode == 0


def test_a_query_in_a_terminal_without_unicode(archive: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "utf-8"}
    assert "«Giấy khen»" in sovang("search", "giấy khen", "--archive", archive, **plain).stdout


def test_a_terminal_without_unicode(archive: Path) -> None:
    done = sovang("documents", "--archive", archive, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("words", [["show", "1", "--json"], ["show", "1"], ["awards", "--csv"], ["status"], ["--help"]])
def test_a_reader_that_goes_away_is_no_error(archive: Path, words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*MAIN, "--archive", archive, *words], stdout=writer, stderr=subprocess.PIPE, timeout=60)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("words", [["show", "1", "--json"], ["show", "1"], ["status"]])
def test_no_room_for_the_answer(archive: Path, words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*MAIN, "--archive", archive, *words], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60
        )
    assert done.returncode == 1
    assert done.stderr == "sovang: standard output: no room to write the answer; make room and run again\n"


@pytest.mark.slow
def test_from_a_folder_that_is_gone(archive: Path, tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("Quyết định số 7/QĐ-UBND ngày 01/02/2020 của UBND huyện Suối Vàng")

    def there(*words: object) -> subprocess.CompletedProcess[str]:
        command = " ".join(f"'{word}'" for word in [*MAIN, *words])
        gone = f"mkdir '{tmp_path}/gone' && cd '{tmp_path}/gone' && rmdir ../gone && {command}"
        return subprocess.run(["sh", "-c", gone], capture_output=True, text=True, timeout=60)

    assert there("documents", "--archive", archive).returncode == 0
    assert there("documents").returncode == 3
    done = there("extract", report)
    assert (done.returncode, done.stderr) in [
        (0, ""),
        (1, "sovang: the folder you are in is gone; change to another and run again\n"),
    ]


def test_a_folder_that_may_not_be_entered(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        command = unprivileged([*MAIN, "documents", "--archive", str(closed / "archive")])
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    finally:
        closed.chmod(0o700)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "Permission denied" in done.stderr


def test_no_standard_output_at_all(archive: Path) -> None:
    command = " ".join(f"'{word}'" for word in [*MAIN, "--archive", str(archive), "documents"])
    done = subprocess.run(["sh", "-c", f"{command} >&-"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_json_loads_no_table_library(archive: Path) -> None:
    code = (
        "import sys; from search.cli import main\ntry: main()\nfinally: sys.stderr.write(repr('rich' in sys.modules))"
    )
    for command in (["awards"], ["decree", "QĐ 77"], ["search", "khen"]):
        words = [*command, "--json", "--archive", str(archive)]
        done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, timeout=60)
        assert done.stderr == "False"


def test_no_command_shows_the_help() -> None:
    done = sovang()
    assert done.returncode == 2
    assert "Exit codes" in done.stderr


def test_an_index_for_which_there_is_no_room(tmp_path: Path) -> None:
    archive = put(tmp_path / "archive", [Draft("a.txt", UNIT, "2020").say("khen thưởng " * 400)])
    words = " ".join(f"'{word}'" for word in [*MAIN, "search", "khen", "--archive", str(archive)])
    done = subprocess.run(["sh", "-c", f"ulimit -f 1; {words}"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    assert "the search index cannot be written" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "1 báo cáo" in sovang("search", "khen", "--archive", archive).stdout


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        pytest.param("KeyboardInterrupt()", 130, "sovang: stopped;", id="Ctrl-C"),
        pytest.param("ValueError('two\\nlines')", 1, "sovang: unexpected ValueError: two lines;", id="a fault of ours"),
        pytest.param("ValueError()", 1, "sovang: unexpected ValueError: ValueError;", id="a fault without words"),
    ],
)
def test_whatever_ends_a_run_is_one_sentence(raised: str, code: int, said: str) -> None:
    program = (
        "import corpus.folder\n"
        "from search.cli import main\n"
        f"def fails(root): raise {raised}\n"
        "corpus.folder.open_reading = fails\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", program, "documents"], capture_output=True, text=True, timeout=60)
    assert done.returncode == code
    assert done.stderr.strip().splitlines()[-1].startswith(said)
    assert "Traceback" not in done.stderr
    debug = {**os.environ, "SOVANG_DEBUG": "1"}
    traced = subprocess.run([sys.executable, "-c", program, "documents"], capture_output=True, text=True, env=debug)
    assert ("Traceback" in traced.stderr) is (code == 1)
