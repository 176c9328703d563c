"""Citations: every form in which offices print them, and what looks like one and is none."""

from __future__ import annotations

import pytest

from extractor.citations import find_citations, find_references
from models.records import Header
from tests.extractor.sources import source

# The sentence; then for each citation: type, number, date, issuer, subject ("*": not looked at here).
CASES = [
    pytest.param(
        "Thực hiện Quyết định số 245/QĐ-UBND ngày 07/3/2019 của UBND huyện Mường Chà về việc giao chỉ tiêu thi đua, "
        "phòng Nội vụ đã tham mưu đầy đủ.",
        [("Quyết định", "245/QĐ-UBND", "2019-03-07", "UBND huyện Mường Chà", "về việc giao chỉ tiêu thi đua")],
        id="the common form; the main clause is not subject",
    ),
    pytest.param(
        "Căn cứ Kế hoạch 88/KH-UBND ngày 5 tháng 11 năm 2018 của Uỷ ban nhân dân tỉnh Hoà Bình phát động thi đua;",
        [("Kế hoạch", "88/KH-UBND", "2018-11-05", "UBND tỉnh Hòa Bình", "phát động thi đua")],
        id="no số, worded date, old tone placement, subject without về",
    ),
    pytest.param(
        "Theo QĐ số 12/QĐ-SYT, ngày 3.4.2017 của Giám đốc Sở Y tế.",
        [("Quyết định", "12/QĐ-SYT", "2017-04-03", "Giám đốc Sở Y tế", None)],
        id="abbreviated type, comma before a dotted date",
    ),
    pytest.param(
        "Triển khai Chỉ thị số 34/CT-TW và Chỉ thị 05-CT/TW ngày 15-5-2016 của Bộ Chính trị.",
        [("Chỉ thị", "34/CT-TW", None, "Bộ Chính trị", None), ("Chỉ thị", "05-CT/TW", "2016-05-15", "Bộ Chính trị", None)],
        id="Party symbols, a slip in one kept as printed, one issuer for the list",
    ),
    pytest.param(
        "Thực hiện Chương trình hành động số 10-CTr/TU ngày 12/02/2021 của Tỉnh ủy; Kế hoạch hành động số 469-KH/TU.",
        [("Chương trình", "10-CTr/TU", "2021-02-12", "Tỉnh ủy", None), ("Kế hoạch", "469-KH/TU", None, None, None)],
        id="types of action are their plain types",
    ),
    pytest.param(
        "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022;",
        [("Luật", "06/2022/QH15", "2022-06-15", None, "Thi đua, khen thưởng")],
        id="a law's name stands before its number",
    ),
    pytest.param(
        "Căn cứ Luật số 97/2025/QH15 ngày 27/6/2025 sửa đổi, bổ sung một số điều của Luật Công đoàn và Luật Thanh niên;",
        [("Luật", "97/2025/QH15", "2025-06-27", None, "sửa đổi, bổ sung một số điều của Luật Công đoàn và Luật Thanh niên")],
        id="a law by its number; the laws it amends are its subject",
    ),
    pytest.param(
        "Căn cứ Luật Thi đua, Khen thưởng ngày 26/11/2003; Luật sửa đổi, bổ sung một số điều của Luật Thi đua, Khen thưởng "
        "ngày 16/11/2013;",
        [
            ("Luật", None, "2003-11-26", None, "Thi đua, Khen thưởng"),
            ("Luật", None, "2013-11-16", None, "sửa đổi, bổ sung một số điều của Luật Thi đua, Khen thưởng"),
        ],
        id="laws by their dates",
    ),
    pytest.param(
        "Theo Công văn số 9120/EVN SPC-TCNS ngày 12/10/2023 của Tổng công ty Điện lực miền Nam và Quyết định số 88/QĐ-EVN HCMC "
        "ngày 01/02/2023.",
        [
            ("Công văn", "9120/EVNSPC-TCNS", "2023-10-12", "Tổng công ty Điện lực miền Nam", None),
            ("Quyết định", "88/QĐ-EVNHCMC", "2023-02-01", None, None),
        ],
        id="an organ of two words in the number; a company with its region",
    ),
    pytest.param(
        "Căn cứ các Nghị định: số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ quy định chi tiết; số 78/2025/NĐ-CP ngày 1/4/2025.",
        [
            ("Nghị định", "98/2023/NĐ-CP", "2023-12-31", "Chính phủ", "quy định chi tiết"),
            ("Nghị định", "78/2025/NĐ-CP", "2025-04-01", "Chính phủ", None),
        ],
        id="an issuer named once holds for the rest of a list under one type",
    ),
    pytest.param(
        "Thực hiện ý kiến của Thường trực Tỉnh ủy tại Công văn 318-CV/VPTU ngày 09/9/2025, của Chủ tịch UBND tỉnh tại Công văn "
        "1204/UBND-NC.",
        [
            ("Công văn", "318-CV/VPTU", "2025-09-09", "Thường trực Tỉnh ủy", None),
            ("Công văn", "1204/UBND-NC", None, "Chủ tịch UBND tỉnh", None),
        ],
        id="a body that speaks at the next document issued that one",
    ),
    pytest.param(
        "Kết luận số 127-KL/TW ngày 28/2/2025 của Bộ Chính trị, Ban Bí thư về sắp xếp tổ chức bộ máy.",
        [("Kết luận", "127-KL/TW", "2025-02-28", "Bộ Chính trị, Ban Bí thư", "về sắp xếp tổ chức bộ máy")],
        id="two bodies right before the subject",
    ),
    pytest.param(
        "Hằng năm Bộ CHQS tỉnh đều có hướng dẫn riêng: số 112/HD-BCH ngày 06/01/2016, số 97/HD-BCH ngày 05/01/2017.",
        [
            ("Hướng dẫn", "112/HD-BCH", "2016-01-06", "Bộ CHQS tỉnh", None),
            ("Hướng dẫn", "97/HD-BCH", "2017-01-05", "Bộ CHQS tỉnh", None),
        ],
        id="a body that has guidance issues it",
    ),
    pytest.param(
        "Kế hoạch liên tịch số 14/KHLT-TTYT-CĐ giữa Trung tâm và Công đoàn cơ sở về lao động sáng tạo.",
        [("Kế hoạch", "14/KHLT-TTYT-CĐ", None, "Trung tâm và Công đoàn cơ sở", "về lao động sáng tạo")],
        id="a plan between two bodies",
    ),
    pytest.param(
        "UBND huyện ban hành Quyết định số 1204/QĐ-UBND ngày 12/9/2021 và Kế hoạch số 98/KH-UBND cùng ngày.",
        [
            ("Quyết định", "1204/QĐ-UBND", "2021-09-12", "UBND huyện", None),
            ("Kế hoạch", "98/KH-UBND", "2021-09-12", "UBND huyện", None),
        ],
        id="of the same day as the one before",
    ),
    pytest.param(
        "Theo Công văn số 45/ UBND - NV ngày 3/4/2023; Hướng dẫn số 12 - HD/BTG ngày 2/3/2020.",
        [("Công văn", "45/UBND-NV", "2023-04-03", None, None), ("Hướng dẫn", "12-HD/BTG", "2020-03-02", None, None)],
        id="blanks on both sides of a dash, before the organ that ends the number",
    ),
    pytest.param(
        "Quyết định số 12/QĐ-UBND - UBND huyện đã triển khai; QUYẾT ĐỊNH SỐ 13/QĐ-UBND NGÀY 27/4/2018.",
        [("Quyết định", "12/QĐ-UBND", None, None, None), ("Quyết định", "13/QĐ-UBND", "2018-04-27", None, None)],
        id="a dash between words, and words in capitals, are not the number's",
    ),
    pytest.param(
        "Tuyên truyền Luật Giáo dục 2019; Bộ luật Lao động 2019 và Luật An toàn thực phẩm cho 2019 người.",
        [("Luật", None, "2019", None, "Giáo dục"), ("Bộ luật", None, "2019", None, "Lao động")],
        id="a year right behind a law's name; a number of people is none",
    ),
    pytest.param(
        'Thực hiện Chương trình số 06-CTr/TU ngày 17/3/2021 của Thành ủy về "Phát triển văn hóa; xây dựng con người thanh lịch", nhiều '
        "tập thể được khen.",
        [
            (
                "Chương trình",
                "06-CTr/TU",
                "2021-03-17",
                "Thành ủy",
                'về "Phát triển văn hóa; xây dựng con người thanh lịch"',
            )
        ],
        id="a semicolon within straight quotes ends no subject",
    ),
    pytest.param(
        "Luật Thi đua, khen thưởng năm 2003, năm 2005 và năm 2013 đã được phổ biến.",
        [("Luật", None, year, None, "Thi đua, khen thưởng") for year in ("2003", "2005", "2013")],
        id="several years of one law",
    ),
    pytest.param(
        "Căn cứ các Nghị định của Chính phủ: số 78/2025/NĐ-CP ngày 01/4/2025; số 187/2025/NĐ-CP ngày 01/7/2025;",
        [
            ("Nghị định", "78/2025/NĐ-CP", "2025-04-01", "Chính phủ", None),
            ("Nghị định", "187/2025/NĐ-CP", "2025-07-01", "Chính phủ", None),
        ],
        id="a shared head gives type and issuer",
    ),
    pytest.param(
        "Thông tư liên tịch số 73/2006/TTLT-BTC-BNV ngày 15/8/2006 của Bộ Tài chính và Bộ Nội vụ hướng dẫn lập Quỹ.",
        [
            (
                "Thông tư liên tịch",
                "73/2006/TTLT-BTC-BNV",
                "2006-08-15",
                "Bộ Tài chính và Bộ Nội vụ",
                "hướng dẫn lập Quỹ",
            )
        ],
        id="a joint document has all its issuers",
    ),
    pytest.param(
        "Quy chế phối hợp số 02/QCPH-LĐLĐ-UBND ngày 01/02/2020 giữa Liên đoàn Lao động tỉnh và UBND tỉnh.",
        [("Quy chế", "02/QCPH-LĐLĐ-UBND", "2020-02-01", "Liên đoàn Lao động tỉnh và UBND tỉnh", None)],
        id="between two bodies",
    ),
    pytest.param(
        "Văn bản liên tịch số 235/VBLT-NHCS-HND ngày 15/3/2023.",
        [("Văn bản liên tịch", "235/VBLT-NHCS-HND", "2023-03-15", None, None)],
        id="a joint text is no letter",
    ),
    pytest.param(
        "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, Khen thưởng ngày 14/6/2005 và ngày 16/11/2013;",
        [
            ("Luật", None, day, None, "sửa đổi, bổ sung một số điều của Luật Thi đua, Khen thưởng")
            for day in ("2005-06-14", "2013-11-16")
        ],
        id="several dates of one law",
    ),
    pytest.param(
        "Căn cứ Luật số 97/2025/QH15 sửa đổi, bổ sung một số điều của Luật Công đoàn, Luật Thanh niên và Luật Trẻ em;",
        [
            (
                "Luật",
                "97/2025/QH15",
                None,
                None,
                "sửa đổi, bổ sung một số điều của Luật Công đoàn, Luật Thanh niên và Luật Trẻ em",
            )
        ],
        id="laws that are amended together are one subject",
    ),
    pytest.param(
        "Thông tư số 01/2024/TT-BNV hướng dẫn thi hành Luật Thi đua, khen thưởng và Nghị định số 98/2023/NĐ-CP;",
        [
            (
                "Thông tư",
                "01/2024/TT-BNV",
                None,
                None,
                "hướng dẫn thi hành Luật Thi đua, khen thưởng và Nghị định số 98/2023/NĐ-CP",
            ),
            ("Nghị định", "98/2023/NĐ-CP", None, None, None),
        ],
        id="a circular carries out the law and its decree",
    ),
    pytest.param(
        "Bãi bỏ Quyết định số 33/QĐ-UBND ngày 17/10/2018 và Điều 3 Quyết định số 05/QĐ-UBND của UBND tỉnh Kon Tum.",
        [
            ("Quyết định", "33/QĐ-UBND", "2018-10-17", "UBND tỉnh Kon Tum", None),
            ("Quyết định", "05/QĐ-UBND", None, "UBND tỉnh Kon Tum", None),
        ],
        id="a provision between two documents of one issuer",
    ),
    pytest.param(
        "UBND xã đã quán triệt Nghị định số 39/2012/NĐ-CP; xây dựng Kế hoạch số 12/KH-UBND ngày 20/2/2012.",
        [
            ("Nghị định", "39/2012/NĐ-CP", None, None, None),
            ("Kế hoạch", "12/KH-UBND", "2012-02-20", "UBND xã", None),
        ],
        id="the subject of the sentence issues in a later clause",
    ),
    pytest.param(
        "Phối hợp với UBND huyện ký Chương trình số 02-CTPH/BDV ngày 18/3/2022.",
        [("Chương trình", "02-CTPH/BDV", "2022-03-18", None, None)],
        id="who one signs with is not the issuer",
    ),
    pytest.param(
        "Tại Tờ trình số 214/TTr-SNV ngày 17/8/2016, QUYẾT ĐỊNH: Điều 1.",
        [("Tờ trình", "214/TTr-SNV", "2016-08-17", None, None)],
        id="the line that ends a preamble is no subject",
    ),
    pytest.param(
        "Kế hoạch số 24-KH/BDVTU về phong trào thi đua “Dân vận khéo”, việc quán triệt được quan tâm.",
        [("Kế hoạch", "24-KH/BDVTU", None, None, "về phong trào thi đua “Dân vận khéo”")],
        id="the clause after a quoted name is the sentence's own",
    ),
    pytest.param(
        "Căn cứ Quyết định số 411/QĐ-TTg của Thủ tướng Chính phủ ngày 31/3/2022 phê duyệt Chiến lược quốc gia;",
        [("Quyết định", "411/QĐ-TTg", "2022-03-31", "Thủ tướng Chính phủ", "phê duyệt Chiến lược quốc gia")],
        id="issuer before the date",
    ),
    pytest.param(
        "Báo cáo tiến độ thực hiện theo Công văn số 90/UBND-NV ngày 02/3/2020 của UBND huyện về đôn đốc thực hiện Kế hoạch "
        "số 17/KH-UBND ngày 09/01/2020 của UBND tỉnh.",
        [
            ("Công văn", "90/UBND-NV", "2020-03-02", "UBND huyện", "*"),
            ("Kế hoạch", "17/KH-UBND", "2020-01-09", "UBND tỉnh", None),
        ],
        id="one citation nested in the other's subject",
    ),
    pytest.param(
        "Ngày 06/4/2022, UBND thị xã Nghĩa Lộ ban hành Kế hoạch số 61/KH-UBND về thi đua cao điểm.",
        [("Kế hoạch", "61/KH-UBND", "2022-04-06", "UBND thị xã Nghĩa Lộ", "về thi đua cao điểm")],
        id="date and issuer are the sentence's",
    ),
    pytest.param(
        "Theo đề nghị của Trưởng phòng Nội vụ tại Tờ trình số 31/TTr-NV ngày 20/01/2023;",
        [("Tờ trình", "31/TTr-NV", "2023-01-20", "Trưởng phòng Nội vụ", None)],
        id="who speaks in a document issues it",
    ),
    pytest.param(
        "UBND huyện Krông Bông đã ban hành Kế hoạch số 9/KH-UBND ngày 10/01/2019 về thi đua; Chỉ thị số 2/CT-UBND ngày 11/01/2019.",
        [
            ("Kế hoạch", "9/KH-UBND", "2019-01-10", "UBND huyện Krông Bông", "về thi đua"),
            ("Chỉ thị", "2/CT-UBND", "2019-01-11", "UBND huyện Krông Bông", None),
        ],
        id="one issuing subject for the whole list",
    ),
    pytest.param(
        "Quyết định số 15/2014/QĐ- UBND ngày 02/6/2014, Quyết định 22/2015 /QĐ-UBND ngày 16/6 2015, Thông tư số số 08/2017/TT-BNV.",
        [
            ("Quyết định", "15/2014/QĐ-UBND", "2014-06-02", None, None),
            ("Quyết định", "22/2015/QĐ-UBND", "2015-06-16", None, None),
            ("Thông tư", "08/2017/TT-BNV", None, None, None),
        ],
        id="blanks in numbers and dates, số twice",
    ),
    pytest.param(
        "theo Công văn số 3129/TTr-SNV ngày 27 năm 12 năm 2019 của Sở Nội vụ",
        [("Công văn", "3129/TTr-SNV", "2019-12-27", "Sở Nội vụ", None)],
        id="type and symbol contradict each other: the printed type counts; a slip in the date",
    ),
    pytest.param(
        "Quyết định 597/2003/QĐ-UB, Quyết định số 924/2001/QĐ/CTN, Quyết định số 5064_QĐ-SYT, Công văn 9086/BNV-CTTN&BĐG, "
        "Hướng dẫn số 56/TĐKT-HD-V1, Đề án số 04/ĐA-MTTW-BTT.",
        [
            ("Quyết định", "597/2003/QĐ-UB", None, None, None),
            ("Quyết định", "924/2001/QĐ/CTN", None, None, None),
            ("Quyết định", "5064_QĐ-SYT", None, None, None),
            ("Công văn", "9086/BNV-CTTN&BĐG", None, None, None),
            ("Hướng dẫn", "56/TĐKT-HD-V1", None, None, None),
            ("Đề án", "04/ĐA-MTTW-BTT", None, None, None),
        ],
        id="old and odd symbols",
    ),
    pytest.param(
        "Kế hoạch 63/KH-UBND ngày 04/6/2021 của UBND tỉnh và Kế hoạch số 31/KH-UBND ngày 22/6/2021 của UBND huyện về nhân rộng "
        "điển hình.",
        [
            ("Kế hoạch", "63/KH-UBND", "2021-06-04", "UBND tỉnh", "về nhân rộng điển hình"),
            ("Kế hoạch", "31/KH-UBND", "2021-06-22", "UBND huyện", "về nhân rộng điển hình"),
        ],
        id="two plans with one subject",
    ),
    pytest.param(
        "Chỉ thị 05-CT/TW ngày 15/5/2016 về “Đẩy mạnh học tập và làm theo Bác”, nhằm tạo chuyển biến.",
        [("Chỉ thị", "05-CT/TW", "2016-05-15", None, "về “Đẩy mạnh học tập và làm theo Bác”")],
        id="a quoted subject ends with its quote",
    ),
    pytest.param(
        "tiếp tục thực hiện Chỉ thị số 05/CT-UBND ngày 19/5/2014 của UBND tỉnh về đổi mới công tác khen thưởng theo tinh thần "
        "Chỉ thị 34-CT/TW.",
        [
            ("Chỉ thị", "05/CT-UBND", "2014-05-19", "UBND tỉnh", "về đổi mới công tác khen thưởng"),
            ("Chỉ thị", "34-CT/TW", None, None, None),
        ],
        id="a subject ends before theo tinh thần",
    ),
    pytest.param(
        "Thông báo Kết luận số 50-TB/TW của Ban Bí thư ngày 17/7/2018 đã được quán triệt.",
        [("Thông báo", "50-TB/TW", "2018-07-17", "Ban Bí thư", None)],
        id="a notice of conclusions is a Thông báo",
    ),
    pytest.param(
        "(Quyết định số 77/QĐ-UBND ngày 01/02/2022 của UBND xã Ia Blang về khen thưởng) và các văn bản khác.",
        [("Quyết định", "77/QĐ-UBND", "2022-02-01", "UBND xã Ia Blang", "về khen thưởng")],
        id="a bracket that was open before the citation ends it",
    ),
    pytest.param(
        "Xét đề nghị của Chủ tịch UBND tỉnh Nghệ An (Tờ trình số 81/TTr-UBND ngày 05/5/2009) và ý kiến của các đơn vị;",
        [("Tờ trình", "81/TTr-UBND", "2009-05-05", "Chủ tịch UBND tỉnh Nghệ An", None)],
        id="who proposes, with the paper in brackets",
    ),
    pytest.param(
        "Căn cứ Luật thi đua, khen thưởng ngày 26 tháng 11 năm 2003;",
        [("Luật", None, "2003-11-26", None, "thi đua, khen thưởng")],
        id="a law's name in small letters",
    ),
    pytest.param(
        "Thực hiện Kế hoạch số 12/KH-UBND, 13/KH-UBND và 14/KH-UBND của UBND huyện.",
        [("Kế hoạch", f"{n}/KH-UBND", None, "UBND huyện", None) for n in (12, 13, 14)],
        id="one type and one issuer for three numbers",
    ),
    pytest.param(
        "Theo Quyết định số 12/QĐ-UBND ngày 01/5/2021 của UBND tỉnh về việc chia cụm, khối thi đua thuộc tỉnh, huyện tổ chức ký kết.",
        [("Quyết định", "12/QĐ-UBND", "2021-05-01", "UBND tỉnh", "*")],
        id="khối thi đua is no speaker",
    ),
    pytest.param(
        "Phổ biến Kế hoạch số 25/KH-UBND ngày 16/06/2021 của UBND tỉnh về nhân rộng điển hình tiên tiến bằng nhiều hình thức.",
        [("Kế hoạch", "25/KH-UBND", "2021-06-16", "UBND tỉnh", "về nhân rộng điển hình tiên tiến")],
        id="how it was made known is no subject",
    ),
    pytest.param("Chương trình của Chính phủ thực hiện Nghị quyết số 57-NQ/TW.", [("Nghị quyết", "57-NQ/TW", None, None, None)],
                 id="the number belongs to the nearest type"),
    pytest.param("Giảm nghèo theo Đề án 06 và Nghị định 108, Quyết định trên có hiệu lực.", [], id="vague mentions and references back"),
    pytest.param("Quyết định số /2025/QĐ-UBND về thi đua được dự thảo.", [], id="a blank number"),
    pytest.param("Số: 125/KH-UBND", [], id="the document's own number"),
    pytest.param("Ngày 20/7, 19/19 xã, 295/295 ha, đạt 100%, tỷ lệ 3/4, điện thoại 0912-345-678.", [], id="numbers that are none"),
    pytest.param("Đơn vị đạt 15/19 tiêu chí NTM; xe 27A-012; TCVN ISO 9001:2015.", [], id="signs of other things"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_citations(sentence: str, expected: list[tuple[str | None, ...]]) -> None:
    found = find_citations(source(sentence), Header())
    rows = [(c.doc_type, c.number, c.date, c.issuer, c.subject) for c in found]
    wanted = [(*row[:4], got[4]) if row[4] == "*" else row for row, got in zip(expected, rows, strict=False)]
    assert rows == wanted + expected[len(wanted) :]


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("Căn cứ ", "căn cứ"),
        ("Tiếp tục triển khai thực hiện ", "thực hiện"),
        ("Điều 2. Bãi bỏ ", "bãi bỏ"),
        ("có hiệu lực từ ngày ký và thay thế ", "thay thế"),
        ("Quy chế ban hành kèm theo ", "ban hành kèm theo"),
        ("sửa đổi, bổ sung một số điều của ", "sửa đổi"),
        ("Hội nghị đã thông qua ", None),
    ],
)
def test_roles(before: str, role: str | None) -> None:
    (citation,) = find_citations(source(f"{before}Quyết định số 12/QĐ-UBND ngày 01/02/2020."), Header())
    assert citation.role == role


def test_evidence_quotes_the_printed_words() -> None:
    made = source("Mở đầu.", "Thực hiện Quyết định số 9/QĐ-UBND ngày 01/02/2020 của UBND xã Hoà Sơn về tổng kết.")
    (citation,) = find_citations(made, Header())
    evidence = citation.evidence
    assert made.text[evidence.start : evidence.end] == evidence.quote == citation.mention
    assert citation.mention == "Quyết định số 9/QĐ-UBND ngày 01/02/2020 của UBND xã Hoà Sơn"


def test_the_documents_own_number_is_no_citation() -> None:
    made = source("(Kèm theo Quyết định số 95/QĐ-UBND ngày 01/02/2020 và Quyết định số 9/QĐ-UBND)")
    found = find_citations(made, Header(doc_type="Quyết định", number="95/QĐ-UBND"))
    assert [c.number for c in found] == ["9/QĐ-UBND"]


def test_a_bracket_opened_before_the_citation_is_not_its_own() -> None:
    made = source(
        "theo đề nghị (Tờ trình số 81/TTr-UBND ngày 05/5/2009) và Công văn số 9/SNV-TĐKT (ngày 06/5/2009) đã nhận."
    )
    found = [c.mention for c in find_citations(made, Header())]
    assert found == ["Tờ trình số 81/TTr-UBND ngày 05/5/2009", "Công văn số 9/SNV-TĐKT (ngày 06/5/2009)"]


def test_what_is_inferred_says_so() -> None:
    (citation,) = find_citations(
        source("Ngày 06/4/2022, UBND xã Pa Ham ban hành Kế hoạch số 61/KH-UBND về thi đua."), Header()
    )
    assert citation.inferred == ("issuer", "date")


@pytest.mark.parametrize(
    ("sentence", "kind", "means"),
    [
        ("Dự thảo Quyết định số /2025/QĐ-UBND.", "blank", None),
        ("Căn cứ Quyết định số 9/QĐ-UBND, Quyết định này có hiệu lực.", "back", "9/QĐ-UBND"),
        ("Thực hiện Luật Thi đua, khen thưởng.", "vague", None),
        ("Tinh giản theo Nghị định 108.", "vague", None),
    ],
)
def test_references(sentence: str, kind: str, means: str | None) -> None:
    made = source(sentence)
    found = [(r.kind, r.means) for r in find_references(made, Header(), None, find_citations(made, Header()))]
    assert (kind, means) in found


DECISION = Header(doc_type="Quyết định", number="99/QĐ-UBND")


@pytest.mark.parametrize(
    ("sentence", "header", "mention", "means"),
    [
        # "này" is the document itself, "trên" what was cited before it
        ("Kế hoạch số 1/KH-UBND; Kế hoạch trên đã xong.", Header("Kế hoạch", "2/KH-UBND"), "Kế hoạch trên", "1/KH-UBND"),
        ("Kế hoạch số 1/KH-UBND; Kế hoạch này kéo dài.", Header("Kế hoạch", "2/KH-UBND"), "Kế hoạch này", "2/KH-UBND"),
        # what a decision issues is known by the decision's number
        ("Ban hành kèm theo Quyết định này Quy chế khen. Quy chế này mới.", DECISION, "Quy chế này", "99/QĐ-UBND"),
        ("Theo Quy chế ban hành kèm theo Quyết định này.", DECISION, "Quy chế ban hành kèm theo Quyết định này", "99/QĐ-UBND"),
        # an article of a document whose header is lost means that document, not the decree cited before
        ("Điều 1. Theo Nghị định số 5/2010/NĐ-CP, Nghị định này quy định mức chi.", Header(), "Nghị định này", None),
        ("Quyết định số 5/QĐ-UBND; Quyết định đó đã hết hạn.", Header(), "Quyết định đó", "5/QĐ-UBND"),
        # nothing was cited that it could mean
        ("Thông tư nêu trên còn hiệu lực.", Header(), "Thông tư nêu trên", None),
    ],
)  # fmt: skip
def test_references_back(sentence: str, header: Header, mention: str, means: str | None) -> None:
    made = source(sentence)
    found = find_references(made, header, None, find_citations(made, header))
    assert (mention, means) in [(r.mention, r.means) for r in found if r.kind == "back"]


def test_what_is_issued_with_a_decision_is_known_on_its_own_page() -> None:
    made = source("(Ban hành kèm theo Quyết định số 5/QĐ-UBND)", "Điều 1. Quy chế này quy định việc khen.")
    (back,) = (r for r in find_references(made, Header(), None, find_citations(made, Header())) if r.kind == "back")
    assert (back.mention, back.means) == ("Quy chế này", "5/QĐ-UBND")


@pytest.mark.parametrize(
    "mention",
    [
        "Nghị quyết Đại hội Đảng bộ huyện lần thứ XX",  # a congress's resolution
        "Công văn ngày 5/6/2020",  # without a number
        "Luật Thi đua, khen thưởng",  # the comma is part of the name
        "Hiến pháp năm 2013",
        "Nghị định 108",
    ],
)
def test_vague_mentions(mention: str) -> None:
    made = source(f"Theo {mention}, các đơn vị đã học tập; Kế hoạch 5 năm 2021-2025.")
    found = find_references(made, Header(), None, find_citations(made, Header()))
    assert [(r.kind, r.mention) for r in found] == [("vague", mention)]
