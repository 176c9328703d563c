"""What the tests of the archive share: small reports in plain text, and `sovang` as a process of its own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
MAIN = [sys.executable, "-c", "from search.cli import main; main()"]


def report_text(number: int) -> str:
    """A short report; each number gives other bytes."""
    return f"""ỦY BAN NHÂN DÂN
XÃ BÌNH MINH
Số: {number}/BC-UBND

Bình Minh, ngày 12 tháng 12 năm 2022

BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2022

Thực hiện Kế hoạch số {number}/KH-UBND ngày 10/01/2022 của UBND tỉnh Hòa Lạc về phong trào thi đua năm 2022, xã đã phát
động phong trào thi đua "Chung tay vì quê hương sạch đẹp" tới các thôn, bản.

I. KẾT QUẢ KHEN THƯỞNG
Chủ tịch UBND huyện tặng Giấy khen cho {number} tập thể và {number + 3} cá nhân.
Tiêu biểu như ông Lê Văn Thắng, thôn Đồng Tâm với mô hình trồng bưởi.

Trên đây là Báo cáo kết quả công tác thi đua, khen thưởng năm 2022 của UBND xã Bình Minh.
"""


def write_reports(folder: Path, count: int, first: int = 1) -> list[Path]:
    """`count` reports in `folder`, named by number."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"report-{number:03}.txt" for number in range(first, first + count)]
    for number, path in enumerate(paths, first):
        path.write_text(report_text(number), "utf-8")
    return paths


def sovang(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `sovang` with `arguments` to its end."""
    command = [*MAIN, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env={**os.environ, **environment})


def start(*arguments: object) -> subprocess.Popen[str]:
    """Start `sovang` in a process group of its own, as a terminal does."""
    command = [*MAIN, *map(str, arguments)]
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def rows(archive: Path, query: str) -> list[tuple[Any, ...]]:
    """The rows that `query` gives, read as any SQLite tool would."""
    connection = sqlite3.connect(archive / "archive.db")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file in `folder` with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def unprivileged(command: list[str]) -> list[str]:
    """`command` run so that permissions bind it: as it is, or where the tests run as root, without root's powers.

    Another user would do as well, but may not be allowed to run this very Python.
    """
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
