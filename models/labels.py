"""What a report's particulars are called in Vietnamese, for people to read."""

from __future__ import annotations

from models.knowledge import load

FIELDS = {
    "doc_type": "Loại văn bản",
    "number": "Số, ký hiệu",
    "issuer": "Cơ quan ban hành",
    "place": "Địa danh",
    "date": "Ngày",
    "title": "Trích yếu",
    "period": "Kỳ báo cáo",
    "signer": "Người ký",
    "signer_title": "Chức vụ",
}
"""The fields of a header."""

RECORD_FIELDS = {
    **FIELDS,
    "year": "Năm",
    "recipients": "Nơi nhận",
    "subject": "Về việc",
    "role": "Vai trò",
    "award": "Hình thức khen",
    "awarder": "Người khen",
    "level": "Cấp",
    "collectives": "Tập thể",
    "individuals": "Cá nhân",
    "households": "Hộ",
    "occasion": "Dịp",
    "locality": "Của nơi",
    "status": "Tình trạng",
    "counted": "Đếm gì",
    "name": "Tên",
    "kind": "Loại",
    "honorific": "Cách gọi",
    "unit": "Đơn vị",
    "field": "Lĩnh vực",
    "achievement": "Thành tích",
    "decision": "Quyết định",
    "means": "Chỉ văn bản",
}
"""The fields of headers and records, as they are called beside what a person has corrected."""

VERDICTS = {"accepted": "xác nhận", "changed": "sửa", "rejected": "bác bỏ"}
"""What a person does with a record."""

STANDINGS = {"proposed": "đề nghị", "quota": "chỉ tiêu", "revoked": "thu hồi"}
"""How an award count stands that is none of awards granted."""


def unsure(confidence: float | None) -> str:
    """What is said of a record that a person should look at: `chưa chắc (0,62)`; of any other nothing."""
    doubtful = confidence is not None and confidence < load("review")["threshold"]
    return f"chưa chắc ({confidence:.2f})".replace(".", ",") if doubtful else ""
