"""The quality of the register on a map of tiles: one tile per neighbourhood, darker where more is to be mended."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from urllib.parse import urlencode

from django.urls import reverse

from agencies.models import Neighbourhood
from children.quality.figures import Quality
from children.quality.missing import Rule
from vietnamese.formats import format_number, format_percent

SHADES = ("k0", "k1", "k2", "k3", "k4")  # classes of the style sheet, from all in order to the worst
STEPS = len(SHADES)


@dataclass(frozen=True)
class Measure:
    """What the map shows: the children in order, and where those are listed that are not."""

    code: str
    title: str
    wrong: str  # the filter of the list, as its address has it

    def faults(self, row: dict[str, int]) -> int:
        """Of a neighbourhood's counts (`quality.py`)."""
        if self is VERIFIED:
            return row["children"] - row["verified"]
        return row["flawed"] if self is WHOLE else row[f"n_{self.code}"]


WHOLE = Measure("whole", "Hồ sơ không còn điều phải sửa", "missing=anything")
VERIFIED = Measure("id", "Số định danh đã xác thực", "id=open")


def measure_of(code: str, rules: Iterable[Rule]) -> Measure:
    """The one an address names; whole records, if it names none."""
    if code == VERIFIED.code:
        return VERIFIED
    found = next((rule for rule in rules if rule.code == code), None)
    return Measure(found.code, f"Không mắc: {found.title}", f"missing={found.code}") if found else WHOLE


@dataclass(frozen=True)
class Tile:
    """A neighbourhood: how many children, how many of them are to be mended, and how dark that is."""

    neighbourhood: Neighbourhood
    children: int
    faults: int
    shade: str
    url: str

    @property
    def number(self) -> int:
        return self.neighbourhood.number

    @property
    def share(self) -> float:
        return 100 * (self.children - self.faults) / self.children if self.children else 100.0

    @property
    def percent(self) -> str:
        """Never rounded up to all of them."""
        return format_percent(floor(10 * self.share) / 10) if self.children else "–"

    @property
    def words(self) -> str:
        """Tổ dân phố 7: 92,5% đạt, còn 6 trong 80 trẻ"""
        if not self.children:
            return f"{self.neighbourhood.name}: không có trẻ đang cư trú"
        counts = f"{format_number(self.faults)} trong {format_number(self.children)} trẻ"
        return f"{self.neighbourhood.name}: {self.percent} đạt, còn {counts}"


@dataclass(frozen=True)
class Scale:
    """Shades between the best and the worst neighbourhood, in whole points of percent that are to be mended."""

    least: int
    width: int  # of one shade

    @classmethod
    def of(cls, shares: Collection[float]) -> "Scale":
        least = min(floor(min(shares, default=0)), 99)
        return cls(least, max(ceil((max(shares, default=0) - least) / STEPS), 1))

    def shade(self, share: float) -> str:
        return SHADES[min(int((share - self.least) / self.width), STEPS - 1)]

    @property
    def legend(self) -> list[tuple[str, str]]:
        """Shade → which shares in order it stands for, the best first."""
        tops = [100 - self.least - self.width * step for step in range(STEPS)]
        between = [f"{max(top - self.width, 0)}–{top}%" if top else "0%" for top in tops[:-1]]
        spoken = zip(SHADES, [*between, f"dưới {tops[-1]}%" if tops[-1] else "0%"], tops, strict=True)
        return [(shade, words) for shade, words, top in spoken if top >= 0]


@dataclass(frozen=True)
class QualityMap:
    measure: Measure
    tiles: list[Tile]  # by number, as one finds them
    scale: "Scale"

    @property
    def worst_first(self) -> list[Tile]:
        return sorted((tile for tile in self.tiles if tile.children), key=lambda tile: (tile.share, tile.number))

    @property
    def summary(self) -> str:
        """Cả phường 87,3%; thấp nhất Tổ dân phố 12: 61,0%"""
        children = sum(tile.children for tile in self.tiles)
        if not children:
            return "Chưa có trẻ đang cư trú"
        whole = 100 * (children - sum(tile.faults for tile in self.tiles)) / children
        worst = self.worst_first[0]
        return f"Cả phường {format_percent(whole)}; thấp nhất {worst.neighbourhood.name}: {worst.percent}"


def map_of(quality: Quality, measure: Measure, on: date) -> QualityMap:
    counts = {row["neighbourhood"]: (row["children"], measure.faults(row)) for row in quality.rows}
    scale = Scale.of([100 * faults / children for children, faults in counts.values()])
    places = sorted(quality.places.values(), key=lambda place: (place.number, place.pk))
    tiles = [_tile(place, *counts.get(place.pk, (0, 0)), measure, scale, on) for place in places]
    return QualityMap(measure, tiles, scale)


def _tile(place: Neighbourhood, children: int, faults: int, measure: Measure, scale: Scale, on: date) -> Tile:
    where = place.number if place.in_force(on) else place.public_id
    url = f"{reverse('children')}?{measure.wrong}&{urlencode({'tdp': where})}"
    shade = scale.shade(100 * faults / children) if children else SHADES[0]
    return Tile(place, children, faults, shade, url)
