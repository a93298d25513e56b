"""`./dev bench [--quick]`: measure at several sizes, print one table, keep the figures in var/bench/results.json."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from tests.benchmark.town import town_of

SIZES, QUICK = (4_000, 40_000, 400_000), (4_000, 40_000)
RESULTS = Path("var/bench/results.json")
GROWTH = 1.5  # times the smallest size that no page should pass
SLOW = 150  # ms that the slowest of twenty should not pass


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="the two smaller sizes, fewer repetitions")
    quick = arguments.parse_args().quick
    figures = {size: _measured(size, times=10 if quick else 30) for size in (QUICK if quick else SIZES)}
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(figures, ensure_ascii=False, indent=1))
    _print(figures)


def _measured(size: int, *, times: int) -> dict[str, dict[str, float]]:
    print(f"{size} children …", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "tests.benchmark.measure", str(times)]
    told = subprocess.run(command, env=town_of(size), check=True, stdout=subprocess.PIPE)
    return json.loads(told.stdout)


def _print(figures: dict[int, dict[str, dict[str, float]]]) -> None:
    """Milliseconds (p50, p95, of which SQL) and queries at each size; the growth from the smallest to the largest."""
    smallest, largest = min(figures), max(figures)
    sizes = " | ".join(f"{size}: p50 / p95 / SQL / queries" for size in figures)
    print(f"| | {sizes} | growth |\n|{'---|' * (len(figures) + 2)}")
    for name, least in figures[smallest].items():
        cells = [figures[size][name] for size in figures]
        told = " | ".join(f"{c['p50']} / {c['p95']} / {c['sql']} / {c['queries']:g}" for c in cells)
        growth = figures[largest][name]["p50"] / least["p50"]
        marks = "!" * (growth > GROWTH) + "!" * (figures[largest][name]["p95"] > SLOW)
        print(f"| {name} | {told} | {growth:.1f}{marks} |")


if __name__ == "__main__":
    main()
