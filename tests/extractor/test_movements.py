"""Names of movements in quotes: which quotes name one, whatever marks they bear, each name once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.movements import find_movements, quotes
from extractor.source import Source
from models.records import Place
from tests.extractor.exemplar_passages import passage
from tests.extractor.layout_tools import laid


def names(text: str) -> list[str]:
    return [m.name for m in find_movements(passage(text))]


NAMED = [
    (
        'phát động 02 phong trào thi đua lớn: (1) "Thi đua quyết thắng"; (2) "Dạy tốt, học tốt".',
        ["Thi đua quyết thắng", "Dạy tốt, học tốt"],
        "a numbered list",
    ),
    (
        "Công đoàn hưởng ứng “Giỏi việc nước, đảm việc nhà”; xã duy trì “Dân vận khéo” và “Bản không rác”.",
        ["Giỏi việc nước, đảm việc nhà", "Dân vận khéo", "Bản không rác"],
        "names known everywhere, behind what is done with a movement",
    ),
    ("Phong trào thi đua “Dạy tốt, học tốt” lan rộng.", ["Dạy tốt, học tốt"], "right behind the words"),
    ("Hưởng ứng cuộc vận động ''Biển xanh quê em’’ của tỉnh.", ["Biển xanh quê em"], "two single marks"),
    (
        'phong trào "Xóm làng không rác" và “Nhà sạch vườn đẹp".',
        ["Xóm làng không rác", "Nhà sạch vườn đẹp"],
        "mixed marks",
    ),
    (
        "“Xóm làng không rác” gắn với phong trào “Nhà sạch vườn đẹp”.",
        ["Xóm làng không rác", "Nhà sạch vườn đẹp"],
        "what is tied to a movement is one",
    ),
    ("phong trào ”Giữ rừng đầu nguồn” được duy trì.", ["Giữ rừng đầu nguồn"], "a closing mark that opens"),
    ("thi đua “Văn minh nơi công sở ”, đạt kết quả.", ["Văn minh nơi công sở"], "a blank before the closing mark"),
    ("Phong trào thi đua “Doanh nghiệp vươn khơi: Thực hiện Kế hoạch", ["Doanh nghiệp vươn khơi"], "no closing mark"),
    (
        'Phong trào thi đua giữ vững ổn định, phát triển kinh tế", "Cả xã làm đường".',
        ["giữ vững ổn định, phát triển kinh tế", "Cả xã làm đường"],
        "no opening mark, and a list behind it",
    ),
    (
        "các phong trào trọng tâm năm 2023: “Góp sức làm đường”, “Thắp sáng bản làng”,… và “Tiết kiệm nước”.",
        ["Góp sức làm đường", "Thắp sáng bản làng", "Tiết kiệm nước"],
        "a list behind a colon",
    ),
    (
        "phong trào “Giỏi việc nước” của Công đoàn, “Khéo việc nhà” trong nữ công nhân viên chức.",
        ["Giỏi việc nước", "Khéo việc nhà"],
        "whose it is stands between",
    ),
    (
        "các phong trào như: Công đoàn với “Giỏi việc, khéo tay”; Đoàn Thanh niên với “Vì biển đảo quê hương”.",
        ["Giỏi việc, khéo tay", "Vì biển đảo quê hương"],
        "each behind the body that leads it",
    ),
    ("phong trào “5S” ở phân xưởng.", ["5S"], "one word, called a movement"),
    ("phong trào thi đua do Thủ tướng phát động “Chung tay chống dịch”.", ["Chung tay chống dịch"], "who called it"),
    ("phong trào thi đua yêu nước với chủ đề “Kỷ cương, sáng tạo”.", ["Kỷ cương, sáng tạo"], "by its theme"),
    (
        "gắn với việc “Học tập và làm theo gương Bác Hồ”.",
        ["Học tập và làm theo gương Bác Hồ"],
        "a habit, not called one",
    ),
    ("gắn với việc “đẩy mạnh học tập và làm theo gương Bác”.", ["học tập và làm theo gương Bác"], "without the urging"),
    ("phong trào “Sáng xanh sạch đẹp trên địa bàn huyện Yên Lạc”.", ["Sáng xanh sạch đẹp"], "without where it is done"),
    (
        "phong trào “Hội nhập và vươn lên”. Phong trào “HỘI NHẬP, VƯƠN LÊN”.",
        ["Hội nhập và vươn lên"],
        "letter case, signs and và make no other name",
    ),
    (
        "phong trào “Thi đua làm theo lời Bác”, phong trào “Làm theo lời Bác”.",
        ["Thi đua làm theo lời Bác", "Làm theo lời Bác"],
        "another wording is another name",
    ),
    ("phong trào 'Sạch làng, tốt ruộng' ở làng K'Ho.", ["Sạch làng, tốt ruộng"], "single marks, and an apostrophe"),
    ("phong trào «Sạch làng tốt ruộng».", ["Sạch làng tốt ruộng"], "French marks"),
    (
        "Công an có phong trào “Ba nhất, ba không”; biên phòng có “Bản làng bình yên”.",
        ["Ba nhất, ba không", "Bản làng bình yên"],
        "each body has its own",
    ),
    ("Đợt thi đua cao điểm 60 ngày đêm “Về đích sớm”.", ["Về đích sớm"], "how long it lasts"),
    ("phong trào thi đua năm 2022 “Kỷ cương, sáng tạo”.", ["Kỷ cương, sáng tạo"], "its year"),
    ("- Phong trào thi đua: + “Giỏi tay nghề”; + “Xanh lối xóm”.", ["Giỏi tay nghề", "Xanh lối xóm"], "with bullets"),
    (
        "phong trào “Xung kích giữ làng” (do Đoàn xã phát động), “Ba biết ba lo” (Hội Phụ nữ).",
        ["Xung kích giữ làng", "Ba biết ba lo"],
        "who called it in brackets",
    ),
    (
        "các phong trào thi đua do trung ương và tỉnh phát động (“Góp sức làm đường”, “Vươn khơi bám biển”).",
        ["Góp sức làm đường", "Vươn khơi bám biển"],
        "a list in brackets",
    ),
    ("phong trào “Cải cách, “Vì dân phục vụ” ở xã”.", ["Cải cách, “Vì dân phục vụ” ở xã"], "a quote within"),
    ("phong trào “Góp sức làm đường” (gọi tắt là “làm đường”).", ["Góp sức làm đường"], "a short name of it"),
    (
        "ngành Giáo dục với phong trào “Hai tốt” và các cuộc vận động như “Hai không”, “Mỗi cô giáo một tấm gương”.",
        ["Hai tốt", "Hai không", "Mỗi cô giáo một tấm gương"],
        "two kinds, each with its call",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), NAMED, ids=[row[2] for row in NAMED])
def test_named(text: str, expected: list[str], reason: str) -> None:
    assert names(text) == expected, reason


OTHER_QUOTES = [
    ("Chỉ thị số 05-CT/TW về “Đẩy mạnh học tập và làm theo tư tưởng Hồ Chí Minh”.", "the subject of a document"),
    ("Kế hoạch về việc “Chấn chỉnh kỷ cương hành chính”.", "a subject behind về việc"),
    ("đào tạo nghề theo “Đề án 1956” cho nông thôn.", "a scheme"),
    ("hưởng ứng “Tháng hành động vì trẻ em”.", "a month of action"),
    (
        "phát động phong trào thi đua, thực hiện có hiệu quả “Hai đồng hành, ba hỗ trợ” với dân.",
        "a slogan in a later clause",
    ),
    ("xây dựng xã, thị trấn “An toàn về an ninh, trật tự”.", "a standard"),
    ("phong trào thi đua chào mừng “Tuần lễ biển đảo”.", "what is celebrated"),
    ("danh hiệu “Gia đình văn hóa” và quỹ “Vì người nghèo”.", "a title and a fund"),
    ("Ông nói: “Tôi chỉ làm những việc nên làm”.", "speech"),
    ("phong trào thi đua “A”.", "too short for a name"),
    ("Đăng ký danh hiệu thi đua “Đơn vị quyết thắng”.", "a title of emulation"),
    ("Tặng cờ thi đua “Đơn vị dẫn đầu”.", "a banner of emulation"),
    ("Các hội thi “Tiếng hát công nhân”, “Bàn tay vàng” sôi nổi.", "contests"),
    ("Phong trào thi đua ở cơ sở còn “đầu voi đuôi chuột”.", "a saying"),
    ("Khẩu hiệu “Thi đua là yêu nước” treo ở trụ sở.", "a slogan"),
    ("mô hình “Dân vận khéo”, câu lạc bộ “Liên thế hệ”.", "a model and a club"),
    ("Phong trào thi đua dạy tốt, học tốt được duy trì.", "no quotes"),
]


@pytest.mark.parametrize(("text", "reason"), OTHER_QUOTES, ids=[row[1] for row in OTHER_QUOTES])
def test_other_quotes(text: str, reason: str) -> None:
    assert names(text) == [], reason


def test_a_title_ends_the_list_of_movements() -> None:
    assert names("phong trào “Dạy tốt, học tốt”, danh hiệu “Trường học xanh”.") == ["Dạy tốt, học tốt"]


@pytest.mark.parametrize(
    ("again", "confidence", "found"),
    [
        pytest.param("Xóm làng văn minh không rác thải ven sống", 0.9, 1, id="a tone misread"),
        pytest.param("Xóm làng văn minh không rác thải ven sôn", 0.9, 1, id="a letter lost"),
        pytest.param("Xóm làng văn minh không rác thải ven sôn", None, 2, id="not read by OCR"),
        pytest.param("Xóm làng văn minh không rác thải ven sông 2", 0.9, 2, id="a number makes it another"),
    ],
)
def test_misread_names_on_scans_are_one(again: str, confidence: float | None, found: int) -> None:
    told = passage(f"Phong trào “Xóm làng văn minh không rác thải ven sông” và phong trào “{again}”.")
    scan = replace(told.layout, places=(Place(0, 5, 1, 1, None, confidence),))
    assert len(find_movements(Source(scan))) == found


def test_evidence_is_the_name_where_it_first_stands() -> None:
    text = "Năm qua, phong trào “Giữ rừng đầu nguồn” tiếp tục; phong trào “giữ rừng đầu nguồn” lan rộng."
    [movement] = find_movements(passage(text))
    assert text[movement.evidence.start : movement.evidence.end] == movement.name == "Giữ rừng đầu nguồn"
    assert movement.mention == "“Giữ rừng đầu nguồn”"


@given(
    st.lists(st.tuples(st.sampled_from(["“”", '""', "””", "““", "«»"]), st.sampled_from(["Tám việc tốt", "Năm không"])))
)
def test_marks_of_any_shape_pair_by_where_they_stand(parts: list[tuple[str, str]]) -> None:
    text = ", ".join(f"{marks[0]}{name}{marks[1]}" for marks, name in parts)
    assert [text[q.start : q.end] for q in quotes(text)] == [name for _, name in parts]


@given(st.text(alphabet="abA “”\"'’:.,;", max_size=60))
def test_quotes_lie_in_the_text_and_in_order(text: str) -> None:
    found = list(quotes(text))
    assert all(0 <= q.before <= q.start <= q.end <= q.after <= len(text) for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)


LISTED = [
    (
        "2. Các phong trào\na) “Nhà sạch vườn đẹp”: 40 hộ tham gia, cả thôn ra quân.\nb) “Bản làng không rác”: mỗi tháng một buổi.",
        ["Nhà sạch vườn đẹp", "Bản làng không rác"],
        "entries under a heading on movements",
    ),
    (
        "III. KẾT QUẢ PHONG TRÀO THI ĐUA\n3.1. “Dạy tốt, học tốt”: 20 trường đăng ký, đạt 100%.\n3.2. “Giữ rừng đầu nguồn” - các chốt trực ngày đêm, không để mất rừng.",
        ["Dạy tốt, học tốt", "Giữ rừng đầu nguồn"],
        "numbered entries under a heading in capitals",
    ),
    (
        "Năm qua, xã triển khai các phong trào:\n- “Góp sức làm đường”;\n- “Thắp sáng bản làng”, do Đoàn xã khởi xướng;\n- và cuộc vận động “Tiết kiệm nước”.",
        ["Góp sức làm đường", "Thắp sáng bản làng", "Tiết kiệm nước"],
        "items behind a lead-in",
    ),
    (
        "Năm qua, xã xây dựng các mô hình:\n- “Hàng cây thanh niên”;\n- “Ngôi nhà xanh”.",
        [],
        "items that are models",
    ),
    (
        "2. Các mô hình hay\na) “Ngân hàng bò”: cho vay 20 con.\nb) “Tiếng loa an ninh”: phát mỗi tối.",
        [],
        "entries under a heading on models",
    ),
    (
        "2. Các phong trào\nXã treo khẩu hiệu “Toàn dân chung tay” ở đầu thôn và mở mô hình “Ngân hàng bò”.",
        [],
        "quotes within a sentence under such a heading",
    ),
    (
        "2. Phong trào “Dân vận khéo”\na) “Tổ tự quản số 5”: giữ yên xóm.\nb) “Bếp ăn nghĩa tình”: nấu cháo mỗi sáng.",
        ["Dân vận khéo"],
        "models under a heading that names the movement itself",
    ),
    ("Công an xã dẫn đầu phong trào “Ba nhất” của huyện.", ["Ba nhất"], "who leads a movement"),
    ("Tặng cờ “Đơn vị dẫn đầu phong trào thi đua” cho xã Ea Tar.", [], "a flag's name"),
    ("Trong đợt cao điểm “100 ngày về đích” có 12 tổ vượt mức.", ["100 ngày về đích"], "a push of so many days"),
    ("Danh hiệu thi đua “Đơn vị quyết thắng” được trao cho hai tiểu đoàn.", [], "a title"),
    ("Chiến dịch “Mùa hè xanh” thu hút 300 bạn trẻ.", [], "a campaign of volunteers"),
    ("Câu lạc bộ “Trái tim hồng” vận động hiến máu.", [], "a club"),
    ("Hội thi “Nhà nông đua tài” có 9 đội.", [], "a contest"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row[:2], id=row[2]) for row in LISTED])
def test_movements_of_lists_and_leaders(text: str, expected: list[str], tmp_path: Path) -> None:
    assert [m.name for m in find_movements(Source(laid(text, tmp_path)))] == expected
