"""The scorer counts as the annotation guidelines say, comparisons tell gains from losses, and the command shows both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from extractor.evaluation import alike
from extractor.evaluation.changes import changes
from extractor.evaluation.cli import evaluate
from extractor.evaluation.reliability import Verdict, by_confidence, by_rule
from extractor.evaluation.score import score, wrong_fields
from models.language import recogniser
from tests.extractor.scripted import Scripted

Row = dict[str, Any]


def citation(number: str | None = "12/QĐ-UBND", **fields: object) -> Row:
    return {"doc_type": "Quyết định", "number": number, "date": None, **fields}


def award(individuals: int | None = 3, **fields: object) -> Row:
    return {"award": "Giấy khen", "collectives": None, "individuals": individuals, "households": None, **fields}


def disagreement(stated: float = 10, computed: float = 9, **fields: object) -> Row:
    return {"kind": "sum", "stated": stated, "computed": computed, "agrees": False, **fields}


# list, gold, found, (hit, missed, spurious), why
MATCHES = [
    ("citations", [citation()], [citation("số 12/QĐ-ubnd.")], (1, 0, 0), "case, 'số' and a final stop say nothing"),
    ("citations", [citation()], [citation("12/QĐ–UBND")], (1, 0, 0), "a dash of another width"),
    ("citations", [citation()], [citation("12/QĐ-HĐND")], (0, 1, 1), "of another body"),
    ("citations", [citation()], [citation(doc_type="Kế hoạch")], (0, 1, 1), "of another type"),
    ("citations", [citation(doc_type="QĐ")], [citation()], (1, 0, 0), "an abbreviated type"),
    ("citations", [citation(None, date="2003")], [citation(None, date="2003")], (1, 0, 0), "a law by its date"),
    ("citations", [], [citation(None)], (0, 0, 0), "found without number and date: names no document, counts not"),
    ("citations", [citation(scored=False)], [citation()], (0, 0, 0), "what gold leaves in doubt counts neither way"),
    ("citations", [citation(scored=False)], [citation()] * 2, (0, 0, 1), "each doubtful row excuses one"),
    ("citations", [citation()] * 2, [citation()], (1, 1, 0), "stated twice, found once"),
    ("awards", [award()], [award(4)], (0, 1, 1), "another number"),
    ("awards", [award()], [award(award="giấy  khen")], (1, 0, 0), "blanks and case"),
    ("awards", [award()], [award(status="proposed")], (0, 1, 0), "only what was granted is scored"),
    ("exemplars", [{"name": "Lò Văn Hưng"}], [{"name": "Lò Văn Hùng"}], (1, 0, 0), "marks aside; name_exact tells"),
    ("exemplars", [{"name": "Tổ 1 bản Co"}], [{"name": "Tổ 2 bản Co"}], (0, 1, 1), "other digits are another name"),
    ("exemplars", [{"name": "Lò Văn An"}], [{"name": "Quàng Thị Bó"}], (0, 1, 1), "another person"),
    ("movements", ["Chung tay vì bản làng"], [{"name": "“Chung tay vì bản làng”"}], (1, 0, 0), "quotation marks"),
    ("grants", [{"name": "Vừ A Lử"}], [{"name": "Vừ A Lử"}], (1, 0, 0), "who received"),
    ("checks", [disagreement()], [disagreement()], (1, 0, 0), "a disagreement found"),
    ("checks", [], [disagreement()], (0, 0, 1), "a false alarm"),
    ("checks", [disagreement(agrees=True)], [], (0, 0, 0), "what agrees is not asked for"),
    ("checks", [disagreement(kind="repeat")], [disagreement(9, 10, kind="repeat")], (1, 0, 0), "either may come first"),
]


@pytest.mark.parametrize(("name", "gold", "found", "counted", "why"), MATCHES, ids=[row[-1] for row in MATCHES])
def test_what_matches(name: str, gold: list[Any], found: list[Row], counted: tuple[int, int, int], why: str) -> None:
    tally = score({name: gold}, {name: found})[name]
    assert (len(tally.pairs), len(tally.missed), len(tally.spurious)) == counted, why


def test_of_several_partners_the_likest_is_taken() -> None:
    """The name decides, then the equal fields, then the order."""
    gold = [{"name": "Lò Văn An", "place": "bản Co"}, {"name": "Lò Văn An", "place": "bản Phiêng"}]
    found = [{"name": "Lò Văn An", "place": "bản Phiêng"}, {"name": "Lò Văn Ân", "place": "bản Co"}]
    tally = score({"exemplars": gold}, {"exemplars": found})["exemplars"]
    assert [(one["place"], other["place"]) for one, other in tally.pairs] == [("bản Phiêng",) * 2, ("bản Co",) * 2]
    assert tally.fields["place"] == [2, 2]
    assert tally.fields["name_exact"] == [1, 2]


HEADER = [
    ("number", "Số: 12/BC-UBND", "12/BC- UBND", True, "blanks and 'Số' aside"),
    ("number", "/BC-UBND", "12/BC-UBND", False, "a blank number is not any number"),
    ("date", "2021-07", "2021-07-01", False, "a date as far as it is printed"),
    ("issuer", "UBND huyện Tuần Giáo", "Ủy ban nhân dân huyện Tuần Giáo", True, "written out"),
    ("recipients", ["Như trên", "Lưu: VT"], ["Như trên.", "Lưu VT"], True, "as many lines"),
    ("recipients", ["Như trên", "Lưu: VT"], ["Như trên"], False, "a line is missing"),
]


@pytest.mark.parametrize(("field", "gold", "found", "right", "why"), HEADER, ids=[row[-1] for row in HEADER])
def test_header(field: str, gold: object, found: object, right: bool, why: str) -> None:
    tally = score({"header": {field: gold, "place": None}}, {"header": {field: found}})["header"]
    assert (len(tally.pairs), len(tally.missed)) == (right, not right), why


def test_a_list_that_gold_lacks_is_not_scored() -> None:
    assert score({"awards": []}, {"citations": [citation()]}).keys() == {"awards"}


def test_fields_count_where_either_side_states_them() -> None:
    pair = citation(issuer="UBND tỉnh", date="2020-01-02"), citation(date="2020-01-03", subject="về thi đua")
    tally = score({"citations": [pair[0]]}, {"citations": [pair[1]]})["citations"]
    assert tally.fields == {"date": [0, 1], "issuer": [0, 1], "subject": [0, 1]}
    assert wrong_fields("citations", pair)["issuer"] == ("UBND tỉnh", None)


@given(st.text(), st.text())
def test_likeness_is_a_share_and_full_for_the_same(one: str, other: str) -> None:
    assert 0 <= alike.likeness(one, other) <= 1
    assert alike.likeness(one, one) == 1


def test_reliability() -> None:
    found = [Verdict("awards: x", 0.9, True)] * 9 + [
        Verdict("awards: x", 0.92, False),
        Verdict("grants: y", 0.55, True),
    ]
    low, high = by_confidence(found)
    assert (low.name, low.records, low.share) == ("0.50 to 0.60", 1, 1.0)
    assert (high.name, high.records, high.right, high.share) == ("0.90 to 0.95", 10, 9, 0.9)
    assert high.stated == pytest.approx(0.902)
    assert [(one.name, one.records) for one in by_rule(found)] == [("awards: x", 10), ("grants: y", 1)]


def records(found: dict[str, dict[str, list[str | None]]], spurious: tuple[str, ...] = ()) -> dict[str, Any]:
    hits = [{"record": name, "wrong": wrong} for name, wrong in found.items()]
    return {"documents": {"bao-cao": {"records": {"exemplars": {"found": hits, "missed": [], "spurious": spurious}}}}}


# before, after, the changes as (what, record, better), why
CHANGES = [
    (records({}), records({"An": {}}), [("found", "An", True)], "found anew"),
    (records({"An": {}}), records({}), [("lost", "An", False)], "found no more"),
    (records({}), records({}, ("Bó",)), [("spurious", "Bó", False)], "a new false one"),
    (records({}, ("Bó",)), records({}), [("dropped", "Bó", True)], "a false one less"),
    (records({}, ("Bó", "Bó")), records({}, ("Bó",)), [("dropped", "Bó", True)], "twice, and once now"),
    (
        records({"An": {"place": ["bản Co", None]}}),
        records({"An": {}}),
        [("field", "An: place None for 'bản Co'", True)],
        "a field right now",
    ),
    (
        records({"An": {}}),
        records({"An": {"place": ["bản Co", "bản"]}}),
        [("field", "An: place 'bản' for 'bản Co'", False)],
        "a field wrong now",
    ),
    (records({"An": {}}), records({"An": {}}), [], "nothing"),
    ({"documents": {}}, records({"An": {}}), [], "a document that the earlier run had not"),
]


@pytest.mark.parametrize(("before", "after", "expected", "why"), CHANGES, ids=[row[-1] for row in CHANGES])
def test_gains_and_losses(before: Row, after: Row, expected: list[tuple[str, str, bool]], why: str) -> None:
    assert [(one.what, one.record, one.better) for one in changes(before, after)] == expected, why


TEXT = """ỦY BAN NHÂN DÂN
XÃ BÌNH MINH
Số: 7/BC-UBND

Bình Minh, ngày 12 tháng 12 năm 2022

BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2022

Thực hiện Kế hoạch số 31/KH-UBND ngày 10/01/2022 của UBND tỉnh Hòa Lạc về phong trào thi đua năm 2022.
Chủ tịch UBND huyện tặng Giấy khen cho 7 tập thể và 10 cá nhân.
"""
GOLD: Row = {
    "document": "bao-cao.txt",
    "header": {"number": "7/BC-UBND", "date": "2022-12-12"},
    "citations": [
        {"doc_type": "Kế hoạch", "number": "31/KH-UBND", "date": "2022-01-10", "issuer": "UBND tỉnh Hòa Lạc"},
    ],
    "awards": [
        {"award": "Giấy khen", "collectives": 7, "individuals": 10, "households": None, "level": "huyện"},
        {"award": "Bằng khen", "collectives": 1, "individuals": None, "households": None},
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "bao-cao.txt").write_text(TEXT, "utf-8")
    (gold / "bao-cao.gold.json").write_text(json.dumps(GOLD), "utf-8")
    return gold


def run(*arguments: object) -> Result:
    return CliRunner().invoke(evaluate, list(map(str, arguments)))


def test_the_command_prints_and_keeps(folder: Path) -> None:
    kept = json.loads(run(folder, "--json").output)
    assert kept["lists"]["header"]["f1"] == 1
    assert kept["lists"]["awards"] | {"fields": {}, "stated": {}} == {
        "precision": 1.0, "recall": 0.5, "f1": 0.6667, "hit": 1, "missed": 1, "spurious": 0, "fields": {}, "stated": {},
    }  # fmt: skip
    assert kept["documents"]["bao-cao"]["records"]["awards"]["missed"] == ["Bằng khen, 1"]
    assert kept["seconds"] > 0
    shown = run(folder, "--show").output
    assert "- bao-cao awards: Bằng khen, 1\n" in shown
    assert "citations   1.000  1.000  1.000      1      0      0" in shown
    assert "1 documents of 1 pages in " in shown


def test_the_command_compares_with_an_earlier_run(folder: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    before.write_text(run(folder, "--json").output, "utf-8")
    text = folder / "bao-cao.txt"
    text.write_text(
        TEXT.replace("7 tập thể và 10 cá nhân", "10 cá nhân") + "Một tập thể được tặng Bằng khen.\n", "utf-8"
    )
    shown = run(folder, "--base", before).output
    assert "- bao-cao awards: Giấy khen, 7, 10 (found no more)" in shown
    kept = json.loads(run(folder, "--base", before, "--json").output)
    assert [row["record"] for row in kept["lost"] if row["what"] == "lost"] == ["Giấy khen, 7, 10"]


def test_the_command_shows_what_the_recogniser_gains(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here it names one whom gold has and no rule finds."""
    line = "Nói tới Y Wơn Ayŭn, bà con ai cũng quý tấm lòng ấy."
    (folder / "bao-cao.txt").write_text(TEXT + line + "\n", "utf-8")
    gold = {**GOLD, "exemplars": [{"name": "Y Wơn Ayŭn", "kind": "person"}]}
    (folder / "bao-cao.gold.json").write_text(json.dumps(gold), "utf-8")
    monkeypatch.setattr(recogniser, "load", lambda: Scripted(("person", "Y Wơn Ayŭn", 1.0)))
    shown = run(folder, "--without", "recogniser").output
    assert "exemplars   1.000  1.000  1.000      1      0      0" in shown
    apart = shown.split("Without the recogniser:")[1]
    assert "exemplars   1.000  0.000  0.000      0      1      0" in apart
    assert "+ bao-cao exemplars: Y Wơn Ayŭn (found now)" in apart
    kept = json.loads(run(folder, "--without", "recogniser", "--json").output)
    assert kept["without"]["recogniser"]["exemplars"]["f1"] == 0


def test_documents_of_one_run_only_are_named_and_not_compared(folder: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    before.write_text(run(folder, "--json").output, "utf-8")
    for suffix in (".txt", ".gold.json"):
        (folder / f"moi{suffix}").write_bytes((folder / f"bao-cao{suffix}").read_bytes().replace(b"bao-cao", b"moi"))
    shown = run(folder, "--base", before).output
    assert "  compared are the documents of both; of one run only: moi\n" in shown
    assert "\n0 gained\n0 lost\n" in shown


def test_documents_elsewhere(folder: Path, tmp_path: Path) -> None:
    """In a folder next to the gold's without a word, in any other by option; by stem where the name is another."""
    beside = tmp_path / "texts"
    beside.mkdir()
    (folder / "bao-cao.txt").rename(beside / "bao-cao.txt")
    assert run(folder).exit_code == 0
    far = tmp_path / "far" / "away"
    far.mkdir(parents=True)
    (beside / "bao-cao.txt").rename(far / "bao-cao.md")
    assert run(folder, "--documents", far).exit_code == 0
    missing = run(folder)
    assert "its document bao-cao.txt is not there; lay it beside the gold, or name its folder" in str(missing.exception)


def test_what_cannot_be_read_counts_as_empty(folder: Path) -> None:
    (folder / "bao-cao.txt").write_bytes(b"")
    found = run(folder)
    assert found.exit_code == 1
    assert "citations   1.000  0.000  0.000      0      1      0" in found.output
    assert "it is empty" in found.output


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bao-cao.gold.json", "{", "it cannot be read as JSON"),
        ("bao-cao.gold.json", "[]", "it holds no JSON object"),
        ("bao-cao.gold.json", '{"header": []}', "its header is no JSON object"),
        ("bao-cao.gold.json", '{"header": {"number": ["7"]}}', "its header's number is no text"),
        ("bao-cao.gold.json", '{"citations": 5}', "its citations are no list"),
        ("bao-cao.gold.json", '{"awards": ["Giấy khen"]}', "row 1 of its awards is no JSON object"),
        (
            "bao-cao.gold.json",
            '{"exemplars": [{"name": "An"}, {"nam": "Bó"}]}',
            "row 2 of its exemplars states no name",
        ),
        ("bao-cao.gold.json", '{"exemplars": [{"name": "An", "place": []}]}', "states no text for place"),
        ("bao-cao.gold.json", '{"checks": [{"kind": "sum", "stated": "7", "computed": 7}]}', "states no stated"),
        ("bao-cao.gold.json", '{"movements": [7]}', "row 1 of its movements is no JSON object"),
        ("old.json", "{}", "it is no earlier evaluation"),
        ("old.json", "7", "it is no earlier evaluation"),
        ("old.json", '{"version": "1", "seconds": 1, "lists": {}, "documents": []}', "it is no earlier evaluation"),
        (
            "old.json",
            '{"version": "1", "seconds": 1, "lists": {}, "documents": {"khac": {"records": {}}}}',
            "it is of other documents; compare with an earlier run on the same GOLD_DIR",
        ),
    ],
)
def test_one_sentence_for_what_is_wrong(name: str, content: str, said: str, folder: Path) -> None:
    (folder / name).write_text(content, "utf-8")
    base = ["--base", folder / name] if name == "old.json" else []
    assert said in str(run(folder, *base).exception)


def test_no_gold(tmp_path: Path) -> None:
    assert "there is no *.gold.json in it" in str(run(tmp_path).exception)
