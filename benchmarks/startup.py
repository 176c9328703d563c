"""How long a person waits for one command: each as a multiple of `python -c "import click"` in the same run.

    python benchmarks/startup.py [--archive demo/archive] [--runs 15]

Whole processes, wall time, the commands taken in turn so that the machine's drift falls on all of them; medians.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

LOOKUPS = {
    "sovang --help": ["--help"],
    "sovang search": ["search", "nông thôn mới"],
    "sovang decree": ["decree", "34-CT/TW"],
    "sovang awards": ["awards"],
    "sovang exemplar": ["exemplar", "nguyen"],
    "sovang documents": ["documents"],
    "sovang show": ["show", "1"],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=Path, default=Path("demo/archive"))
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    sovang = str(Path(sys.executable).with_name("sovang"))
    commands = {"import click": [sys.executable, "-c", "import click"]}
    commands |= {name: [sovang, *words] for name, words in LOOKUPS.items()}
    os.environ["SOVANG_ARCHIVE"] = str(arguments.archive)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(arguments.runs + 1):
        for name, command in commands.items():
            times[name].append(_seconds(command))
    base = statistics.median(times["import click"][1:])
    for name, taken in times.items():
        middle = statistics.median(taken[1:])  # the first round warms the disk's cache
        print(f"{name:18} {1000 * middle:6.0f} ms  {middle / base:5.1f} x")


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
