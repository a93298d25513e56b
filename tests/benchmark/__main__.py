"""`./dev bench [--quick]`: measure at several sizes, print tables, keep the figures in var/bench/results.json."""

import argparse
import gzip
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
    arguments.add_argument("--quick", action="store_true", help="the two smaller sizes, fewer repetitions and rows")
    quick = arguments.parse_args().quick
    figures = {size: _measured(size, quick=quick) for size in (QUICK if quick else SIZES)}
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(figures, ensure_ascii=False, indent=1))
    _print_pages(figures)
    _print_writing(figures)
    _print_weight()


def _measured(size: int, *, quick: bool) -> dict:
    """Pages as the application and as the owner, whom row-level security does not bind; then what writing costs."""
    print(f"{size} children …", file=sys.stderr, flush=True)
    town, times = town_of(size), 10 if quick else 30
    return {
        **_told_by("measure", times, town=town),
        "without row security": _told_by("measure", times, town=town | {"DATABASE_ROLE": "owner"})["pages"],
        "writing": _told_by("writing", 2_000 if quick else 10_000, times, town=town),
    }


def _told_by(module: str, *arguments: int, town: dict[str, str]) -> dict:
    command = [sys.executable, "-m", f"tests.benchmark.{module}", *map(str, arguments)]
    return json.loads(subprocess.run(command, env=town, check=True, stdout=subprocess.PIPE).stdout)


def _print_pages(figures: dict[int, dict]) -> None:
    """Milliseconds (p50, p95, of which SQL) and queries at each size; the growth from the smallest to the largest; how
    many times as long as without row-level security, and the kilobytes of the page, at the largest.
    """
    smallest, largest = min(figures), max(figures)
    sizes = " | ".join(f"{size}: p50 / p95 / SQL / queries" for size in figures)
    print(f"| | {sizes} | growth | row security | kB |\n|{'---|' * (len(figures) + 4)}")
    for name, least in figures[smallest]["pages"].items():
        most = figures[largest]["pages"][name]
        cells = [figures[size]["pages"][name] for size in figures]
        told = " | ".join(f"{c['p50']} / {c['p95']} / {c['sql']} / {c['queries']:g}" for c in cells)
        growth = most["p50"] / least["p50"]
        marks = "!" * (growth > GROWTH) + "!" * (most["p95"] > SLOW)
        unbound = figures[largest]["without row security"].get(name)
        times = f"{most['p50'] / unbound['p50']:.1f}" if unbound else ""
        print(f"| {name} | {told} | {growth:.1f}{marks} | {times} | {most['kB']} |")
    print(
        f"\nPeak of memory of the process that served them: {', '.join(str(f['peak MB']) for f in figures.values())} MB"
    )


def _print_writing(figures: dict[int, dict]) -> None:
    print(f"\n| | {' | '.join(map(str, figures))} |\n|{'---|' * (len(figures) + 1)}")
    for name in figures[min(figures)]["writing"]:
        print(f"| {name} | {' | '.join(str(each['writing'][name]) for each in figures.values())} |")


def _print_weight() -> None:
    """What a browser loads once and keeps, packed as the server sends it."""
    for what, pattern in (("scripts", "*.js"), ("styles", "*.css")):
        files = [path for path in Path("static").rglob(pattern) if "vendor/axe" not in str(path)]
        packed = sum(len(gzip.compress(path.read_bytes())) for path in files)
        print(f"\n{what}: {len(files)} files, {packed / 1024:.0f} kB packed", end="")
    print()


if __name__ == "__main__":
    main()
