"""Sample reports: repeatable bytes, truth that stands in the text, a world that offers what the lookups must tell apart."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from corpus.sample.agenda import agenda
from corpus.sample.compose import compose
from corpus.sample.gold import gold
from corpus.sample.people import roster
from corpus.sample.world import provinces, units
from corpus.sample.write import write_samples
from models.text import fold

SEED = 7


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("samples")
    write_samples(made, SEED, 40, ["txt"])
    return made


@pytest.fixture(scope="module")
def truths(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(p.read_text("utf-8")) for p in sorted(folder.glob("*.gold.json"))]


def mended(text: str) -> str:
    """Without white space: line breaks inside a mention or a number make no difference."""
    return re.sub(r"\s+", "", text)


def stands_in(mention: str, text: str) -> bool:
    """Whole, or cut once where a page ends and its footnotes stand between, or with a footnote's mark inside."""
    if mention in text:
        return True
    cuts = [i for i in range(1, len(mention)) if mention[:i] in text and mention[i:] in text]
    return bool(cuts) or re.search(r"\d{0,2}".join(map(re.escape, mention)), text) is not None


def test_every_mention_stands_in_the_text(folder: Path, truths: list[dict[str, Any]]) -> None:
    for truth in truths:
        text = mended((folder / truth["document"]).read_text("utf-8"))
        for kind in ("citations", "awards", "exemplars", "checks", "grants"):
            for record in truth[kind]:
                assert stands_in(mended(record["mention"]), text), (truth["document"], record)
        for name in truth["movements"]:
            assert stands_in(mended(name), text), (truth["document"], name)


def test_what_is_true_is_printed_in_its_mention(truths: list[dict[str, Any]]) -> None:
    """Numbers of documents, names and figures of a record are those of its own mention."""
    for truth in truths:
        for citation in truth["citations"]:
            assert (citation["number"] or "") in citation["mention"]
        for exemplar in truth["exemplars"]:
            assert fold(exemplar["name"]) in fold(exemplar["mention"])
            for field in ("honorific", "role", "unit"):
                assert fold(exemplar[field] or "") in fold(exemplar["mention"])
        for grant in truth["grants"]:
            assert grant["name"] in grant["mention"]


def test_dates_are_days(truths: list[dict[str, Any]]) -> None:
    for truth in truths:
        for citation in truth["citations"]:
            if citation["scored"] and citation["date"]:
                assert date.fromisoformat(citation["date"]).year >= 2003
        assert truth["header"]["date"] is None or re.fullmatch(r"20[12]\d-\d\d(-\d\d)?", truth["header"]["date"])


def test_no_report_cites_what_was_issued_after_it() -> None:
    for job in islice(agenda(SEED), 60):
        truth = gold(compose(SEED, job), "x")
        signed = truth["header"]["date"]
        assert all((c["date"] or "2000") <= f"{signed}-99" for c in truth["citations"])


def test_checks_compute_what_they_say(truths: list[dict[str, Any]]) -> None:
    """The truth of a check follows from its parts; some reports err, most do not."""
    checks = [c for truth in truths for c in truth["checks"]]
    for check in checks:
        if check["kind"] == "sum":
            assert check["computed"] == sum(check["parts"])
            assert check["agrees"] == (check["stated"] == check["computed"])
        elif check["kind"] == "ratio":
            part, whole = check["parts"]
            assert check["computed"] == pytest.approx(100 * part / whole, abs=0.005001)
            assert check["agrees"] == (abs(check["stated"] - check["computed"]) < 0.51)
        else:
            assert check["agrees"] == (check["parts"][0] == check["parts"][1])
    wrong = sum(not c["agrees"] for c in checks)
    assert 0 < wrong < len(checks) / 4


def test_the_world_offers_what_must_be_told_apart(truths: list[dict[str, Any]]) -> None:
    """One decree in several reports, one number of several offices, one person over years, namesakes, look-alikes."""
    cited: dict[tuple[str, str], set[str]] = {}
    issued: dict[str, set[str]] = {}
    for truth in truths:
        for c in truth["citations"]:
            if c["number"] and c["date"]:
                cited.setdefault((c["number"], c["date"]), set()).add(truth["document"])
                issued.setdefault(c["number"], set()).add(c["date"])
    assert max(len(reports) for reports in cited.values()) > 5
    assert sum(len(issued.get(f"{n}/QĐ-UBND", ())) for n in (1244, 1245, 1246)) > 3
    assert any(len(days) > 1 for number, days in issued.items() if number.endswith("/QĐ-UBND"))
    years: dict[str, set[str]] = {}
    for truth in truths:
        for exemplar in truth["exemplars"]:
            if exemplar["kind"] in ("person", "household"):
                years.setdefault(exemplar["name"], set()).add(truth["header"]["period"])
    assert max(map(len, years.values())) > 2


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_district_has_namesakes_and_look_alikes(seed: int) -> None:
    for province in islice(provinces(seed), 6):
        for district in province.districts:
            known = [e for e in roster(seed, district) if e.kind in ("person", "household")]
            homes: dict[str, set[str]] = {}
            for one in known:
                homes.setdefault(one.name, set()).add(one.home.full)
            assert any(len(places) > 1 for places in homes.values())
            folded: dict[str, set[str]] = {}
            for name in homes:
                folded.setdefault(fold(name), set()).add(name)
            assert any(len(names) > 1 for names in folded.values())


def test_every_kind_and_many_peoples(truths: list[dict[str, Any]]) -> None:
    types = {t["header"]["doc_type"] for t in truths}
    assert {"Báo cáo", "Kế hoạch", "Quyết định", None} <= types
    assert any(t["grants"] for t in truths)
    assert any(a["locality"] for t in truths for a in t["awards"])
    assert any(a["households"] for t in truths for a in t["awards"])
    peoples = {p for province in islice(provinces(SEED), 5) for d in province.districts for p in d.peoples}
    assert len(peoples) >= 12


def test_names_of_further_provinces_do_not_run_out() -> None:
    made = list(islice(provinces(SEED), 30))
    assert all(len({u.key for u in units(p)}) == len(units(p)) for p in made)


def test_the_first_reports_are_the_same_however_many_are_asked_for(folder: Path, tmp_path: Path) -> None:
    few = write_samples(tmp_path, SEED, 5, ["txt"])
    assert [p.read_bytes() for p in few] == [(folder / p.name).read_bytes() for p in few]


def test_another_seed_is_another_world(folder: Path, tmp_path: Path) -> None:
    other = write_samples(tmp_path, SEED + 1, 5, ["txt"])
    assert not any((folder / p.name).exists() and (folder / p.name).read_bytes() == p.read_bytes() for p in other)
