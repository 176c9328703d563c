"""Bodies: where a name ends, how it is kept, and its level."""

from __future__ import annotations

import pytest

from extractor.bodies import bodies, find_body

CASES = [
    ("UBND tỉnh Sơn La về việc", "UBND tỉnh Sơn La", "tỉnh"),  # ends before the subject
    (
        "Uỷ ban nhân dân huyện Ea H'leo đã ban hành",
        "UBND huyện Ea H'leo",
        "huyện",
    ),  # long form, an apostrophe in the name
    ("UBND tỉnh Sửa đổi, bổ sung", "UBND tỉnh", "tỉnh"),  # a subject that begins with a capital is no name
    ("Chủ tịch UBND huyện tặng", "Chủ tịch UBND huyện", "huyện"),
    ("UBND TP. HCM, 94 tập thể", "UBND TP. HCM", "tỉnh"),  # a city under the central government
    ("UBND thành phố Vinh khen", "UBND thành phố Vinh", "huyện"),  # any other city
    (
        "UBND xã Nà Tông, huyện Mộc Hạ tặng",
        "UBND xã Nà Tông, huyện Mộc Hạ",
        "xã",
    ),  # the wider place belongs to the name
    ("UBND xã Nà Tông, xã Chiềng Lề", "UBND xã Nà Tông", "xã"),  # the next xã is the next of a list
    ("Ủy ban nhân dân thành phố Điện Biên Phủ.", "UBND thành phố Điện Biên Phủ", "huyện"),  # not the province Điện Biên
    ("Thủ tướng Chính phủ ngày", "Thủ tướng Chính phủ", "nhà nước"),
    ("thủ tướng Chính phủ phát động", "thủ tướng Chính phủ", "nhà nước"),  # a small letter
    ("Bộ Giáo dục và Đào tạo và các", "Bộ Giáo dục và Đào tạo", None),  # "và" inside and after a name
    ("Bộ trưởng Bộ Nội vụ Quy định biện pháp", "Bộ trưởng Bộ Nội vụ", None),
    ("Sở Nội vụ phối hợp", "Sở Nội vụ", None),  # the verb is no part
    ("Giám đốc Sở Nội vụ thành phố Hà Nội tại", "Giám đốc Sở Nội vụ thành phố Hà Nội", None),
    ("Văn phòng Chính phủ Kết luận Phiên họp", "Văn phòng Chính phủ", "nhà nước"),
    ("Ban Thường vụ Huyện ủy Mường Lát về", "Ban Thường vụ Huyện ủy Mường Lát", None),
    ("Chủ tịch Hội Nông dân Việt Nam cho 30", "Chủ tịch Hội Nông dân Việt Nam", None),
    ("Tổng Liên đoàn Lao động Việt Nam tặng", "Tổng Liên đoàn Lao động Việt Nam", None),
    ("Ban Dân vận Tỉnh ủy Bắc Giang về việc", "Ban Dân vận Tỉnh ủy Bắc Giang", None),  # with its committee
    ("Chủ tịch UBND tỉnh Bùi Đình Khương đã", "Chủ tịch UBND tỉnh", "tỉnh"),  # the chairman's name is no province's
    ("UBND thành phố Hồ Chí Minh tặng", "UBND thành phố Hồ Chí Minh", "tỉnh"),  # a city with a person's name
    ("UBND huyện Dương Minh Châu tặng", "UBND huyện Dương Minh Châu", "huyện"),  # and a district
    ("Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Phú Yên về", "Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Phú Yên", None),
    ("Đảng ủy các xã, thị trấn đã", "Đảng ủy các xã, thị trấn", None),  # of several places
    ("Chủ tịch UBND thành phố. Ảnh", "Chủ tịch UBND thành phố", "tỉnh"),  # the sentence ends, no "tp."
    ("Viện kiểm sát nhân dân tối cao hướng dẫn", "Viện kiểm sát nhân dân tối cao", None),
    ("Bộ Tư lệnh Quân khu 2 tặng", "Bộ Tư lệnh Quân khu 2", None),
    ("Ban Chỉ huy Bộ đội Biên phòng tặng", "Ban Chỉ huy Bộ đội Biên phòng", None),  # of the army, not of a district
    (
        "Chủ tịch Hội đồng thành viên Tổng công ty Điện lực miền Nam ký",
        "Chủ tịch Hội đồng thành viên Tổng công ty Điện lực miền Nam",
        None,
    ),
    ("Hiệu trưởng Trường Đại học Cần Thơ trao", "Hiệu trưởng Trường Đại học Cần Thơ", None),  # "Đại" is no small word
    ("Đảng ủy Khối các cơ quan tỉnh về", "Đảng ủy Khối các cơ quan tỉnh", None),  # "các" inside a name
    ("Ủy ban Mặt trận Tổ quốc Việt Nam các cấp", "Ủy ban Mặt trận Tổ quốc Việt Nam", None),  # and after one
    ("Chủ tịch Công đoàn ngành Giáo dục trao", "Chủ tịch Công đoàn ngành Giáo dục", None),
    ("Ngân hàng Chính sách xã hội huyện tặng", "Ngân hàng Chính sách xã hội huyện", None),
]


@pytest.mark.parametrize(("text", "name", "level"), CASES)
def test_bodies(text: str, name: str, level: str | None) -> None:
    body = find_body(f"của {text}", 4)
    assert body is not None
    assert (body.name, body.level) == (name, level)


@pytest.mark.parametrize(
    "text", ["các cấp, các ngành", "hội nghị tổng kết", "bộ máy chính quyền", "năm 2020", "phòng chống dịch"]
)
def test_common_nouns_are_no_bodies(text: str) -> None:
    assert find_body(text, 0) is None


def test_all_of_a_sentence() -> None:
    text = "Chủ tịch UBND tỉnh tặng Bằng khen, UBND huyện Sông Mã tặng Giấy khen theo đề nghị của Phòng Nội vụ."
    found = list(bodies(text))
    assert [b.name for b in found] == ["Chủ tịch UBND tỉnh", "UBND huyện Sông Mã", "Phòng Nội vụ"]
    assert [text[b.start : b.end] for b in found] == [b.name for b in found]
