"""What a report's particulars are called in Vietnamese, for people to read."""

from __future__ import annotations

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

STANDINGS = {"proposed": "đề nghị", "quota": "chỉ tiêu", "revoked": "thu hồi"}
"""How an award count stands that is none of awards granted."""
