"""Draws the world once: Natural Earth geometry (TopoJSON of world-atlas) into `comity/insight/world_paths.json`.

Run it when the geometry changes: `python tools/make_world_map.py countries-50m.json`, the file from the npm package
world-atlas 2.0.2. Nothing at run time needs it or the geometry; what it writes is all that the pages read.
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from comity.core.gazetteer import load_gazetteer
from comity.law.states import Gazetteer

Point = tuple[float, float]
Ring = list[Point]
Arcs = tuple[int, ...]

TARGET = Path(__file__).resolve().parent.parent / "src" / "comity" / "insight" / "world_paths.json"
WIDTH = 1600  # units of the drawing from the westernmost to the easternmost point
SOUTH, NORTH = -56.5, 83.8  # degrees; Antarctica is nobody's territory here and is left out
ROUGHNESS = 1.2  # square units a corner must span to be kept
SMALLEST = 5.0  # square units a further island must span to be drawn
DOT = 36.0  # square units below which a State also gets a dot, so that it can be seen

# Areas the geometry draws apart, placed as the United Nations places them on its maps; disputed
# ground that belongs to neither side there is drawn without a State.
PLACED = {"Somaliland": "SOM", "N. Cyprus": "CYP", "Kosovo": "SRB", "Taiwan": "CHN"}
# Antarctica, and islands drawn as one that are two territories (their dots are in PLACES).
LEFT_OUT = {"Antarctica", "Indian Ocean Ter."}
NOBODY = "-"
# The geometry shows who controls Crimea; General Assembly resolution 68/262 says whose it is.
CRIMEA = (32.3, 44.3, 36.7, 46.3)  # west, south, east, north
# Participants and territories the geometry does not show: longitude, latitude of the capital or main island.
PLACES = {
    "TUV": (179.2, -8.5),
    "BES": (-68.3, 12.2),
    "BVT": (3.4, -54.4),
    "CCK": (96.8, -12.2),
    "CXR": (105.7, -10.5),
    "GIB": (-5.35, 36.1),
    "GLP": (-61.5, 16.2),
    "GUF": (-53.0, 4.0),
    "MTQ": (-61.0, 14.6),
    "MYT": (45.2, -12.8),
    "REU": (55.5, -21.1),
    "SJM": (18.0, 78.5),
    "TKL": (-171.8, -9.2),
}


def equal_earth(longitude: float, latitude: float) -> Point:
    """Equal Earth (Šavrič, Patterson and Jenny, 2018): degrees to plane coordinates, areas kept in proportion."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2, t6 = t * t, t**6
    stretch = 2 * math.sqrt(3) * math.cos(t) / (3 * (9 * a4 * t2 * t6 + 7 * a3 * t6 + 3 * a2 * t2 + a1))
    return math.radians(longitude) * stretch, t * (a4 * t2 * t6 + a3 * t6 + a2 * t2 + a1)


SCALE = WIDTH / (2 * equal_earth(180, 0)[0])
TOP = equal_earth(0, NORTH)[1]


def place(longitude: float, latitude: float) -> Point:
    """Degrees to units of the drawing, from its top left corner."""
    x, y = equal_earth(longitude, latitude)
    return x * SCALE + WIDTH / 2, (TOP - y) * SCALE


HEIGHT = math.ceil(place(0, SOUTH)[1])


class Topology:
    """A TopoJSON file: borders shared by two countries are one arc, so thinning an arc keeps the two together."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.geometries: list[dict[str, Any]] = data["objects"]["countries"]["geometries"]
        self._whole = [unrolled(arc) for arc in _decode(data)]
        self._thin = [thin(arc) for arc in self._whole]

    def rings(self, geometry: dict[str, Any]) -> Iterator[Arcs]:
        """The rings of a geometry (holes too) as numbers of arcs, complemented where an arc runs backwards."""
        nested = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        return (tuple(ring) for polygon in nested for ring in polygon)

    def degrees(self, ring: Arcs) -> Ring:
        """A ring's points, thinned unless nothing would be left of it."""
        thinned = _join(self._thin, ring)
        return unrolled(thinned if len(set(thinned)) > 2 else _join(self._whole, ring))

    def dissolved(self, rings: list[Arcs]) -> list[Arcs]:
        """The rings without the arcs that run between two of them, so that no line is drawn inside a State."""
        arcs = [arc for ring in rings for arc in ring]
        inner = {arc for arc in arcs if ~arc in arcs}
        joined = [ring for ring in rings if inner.isdisjoint(ring)]
        loose = [arc for ring in rings if not inner.isdisjoint(ring) for arc in ring if arc not in inner]
        while loose:
            chain = [loose.pop()]
            while (
                follows := next((arc for arc in loose if self._from(arc) == self._from(~chain[-1])), None)
            ) is not None:
                loose.remove(follows)
                chain.append(follows)
            joined.append(tuple(chain))
        return joined

    def _from(self, arc: int) -> Point:
        return self._whole[arc][0] if arc >= 0 else self._whole[~arc][-1]


def _decode(data: dict[str, Any]) -> Iterator[Ring]:
    (sx, sy), (tx, ty) = data["transform"]["scale"], data["transform"]["translate"]
    for arc in data["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def _join(arcs: list[Ring], numbers: Iterable[int]) -> Ring:
    ring: Ring = []
    for number in numbers:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(points[1:] if ring else points)
    return ring


def unrolled(points: Ring) -> Ring:
    """The same line with longitudes that run on past 180 degrees instead of jumping to the other side."""
    line: Ring = []
    for longitude, latitude in points:
        turns = round((line[-1][0] - longitude) / 360) if line else 0
        line.append((longitude + 360 * turns, latitude))
    return line


def cut(ring: Ring) -> Iterator[Ring]:
    """An unrolled ring as one ring for each side of the 180th meridian it touches, all within it."""
    for turn in (-1, 0, 1):
        west, east = 360 * turn - 180, 360 * turn + 180
        inside = _half(_half(ring, west, 1), east, -1)
        if len(inside) > 2:
            yield [(longitude - 360 * turn, latitude) for longitude, latitude in inside]


def _half(ring: Ring, meridian: float, side: int) -> Ring:
    """The part of a ring to the east (side 1) or to the west (-1) of a meridian (Sutherland and Hodgman)."""
    kept: Ring = []
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (ax - meridian) * side >= 0:
            kept.append((ax, ay))
        if (ax - meridian) * (bx - meridian) < 0:
            kept.append((meridian, ay + (by - ay) * (meridian - ax) / (bx - ax)))
    return kept


def thin(degrees: Ring) -> Ring:
    """The points without the corners that span less than `ROUGHNESS` (Visvalingam and Whyatt); the ends stay."""
    points = [place(*p) for p in degrees]
    left, right = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    gone: set[int] = set()
    heap = [(corner(points[i - 1], points[i], points[i + 1]), i) for i in range(1, len(points) - 1)]
    heapq.heapify(heap)
    current = {i: size for size, i in heap}
    while heap and heap[0][0] < ROUGHNESS:
        size, i = heapq.heappop(heap)
        if i in gone or size != current[i]:
            continue
        gone.add(i)
        right[left[i]], left[right[i]] = right[i], left[i]
        for j in (left[i], right[i]):
            if 0 < j < len(points) - 1:
                # A corner never counts less than the one whose removal shaped it.
                current[j] = max(size, corner(points[left[j]], points[j], points[right[j]]))
                heapq.heappush(heap, (current[j], j))
    return [p for i, p in enumerate(degrees) if i not in gone]


def corner(a: Point, b: Point, c: Point) -> float:
    """The area of the triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def area(ring: Ring) -> float:
    """The area a ring encloses."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def centre(ring: Ring) -> Point:
    """The centre of gravity of a ring's corners' bounding box: good enough to place a dot."""
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def path(rings: Iterable[Ring]) -> str:
    """SVG path data of whole numbers, relative to the point before."""
    parts = []
    x = y = 0
    for ring in rings:
        corners = _whole(ring)
        if len(corners) < 3:
            continue
        steps = []
        for number, (px, py) in enumerate(corners):
            steps.append(("m" if number == 0 else "l" if number == 1 else "") + _pair(px - x, py - y, number > 1))
            x, y = px, py
        parts.append("".join(steps) + "z")
        x, y = corners[0]
    return "".join(parts)


def _pair(dx: int, dy: int, follows: bool) -> str:
    first = f" {dx}" if follows and dx >= 0 else f"{dx}"
    return first + (f" {dy}" if dy >= 0 else f"{dy}")


def _whole(ring: Ring) -> list[tuple[int, int]]:
    corners: list[tuple[int, int]] = []
    for x, y in ring:
        point = (round(x), round(y))
        if corners and corners[-1] == point:
            continue
        if len(corners) > 1 and corner(corners[-2], corners[-1], point) == 0:
            corners[-1] = point  # on the way already
            continue
        corners.append(point)
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    return corners


def owner(geometry: dict[str, Any], ring: Ring, by_m49: dict[str, str]) -> str:
    """The code of the State or territory a ring belongs to, empty for ground that is drawn without a State."""
    name = geometry["properties"]["name"]
    if name in LEFT_OUT:
        return NOBODY
    code = PLACED.get(name) or by_m49.get(geometry.get("id", ""), "")
    if code == "RUS":
        west, south, east, north = CRIMEA
        if all(west <= x <= east and south <= y <= north for x, y in ring):
            return "UKR"
    return code


def draw(topology: Topology, gazetteer: Gazetteer) -> dict[str, Any]:
    """The drawing: `shapes` path data by code, `dots` whole coordinates of what is too small to see, its size."""
    by_m49 = {state.m49: state.code for state in gazetteer.states.values() if state.m49}
    arcs: dict[str, list[Arcs]] = defaultdict(list)
    for geometry in topology.geometries:
        for ring in topology.rings(geometry):
            arcs[owner(geometry, topology.degrees(ring), by_m49)].append(ring)
    arcs.pop(NOBODY)
    shapes, dots = {}, {}
    for code, rings in sorted(arcs.items()):
        whole = (part for ring in topology.dissolved(rings) for part in cut(topology.degrees(ring)))
        found = [[place(*point) for point in ring] for ring in whole]
        largest = max(found, key=area)
        kept = path(r for r in found if r is largest or area(r) >= SMALLEST)
        if kept:
            shapes[code] = kept
        if code and (not kept or sum(map(area, found)) < DOT):
            dots[code] = [round(v) for v in centre(largest)]
    for code, degrees in PLACES.items():
        dots.setdefault(code, [round(v) for v in place(*degrees)])
    return {"width": WIDTH, "height": HEIGHT, "shapes": shapes, "dots": dict(sorted(dots.items()))}


def main(source: Path, target: Path = TARGET) -> None:
    """Reads `source`, writes `target` and says how much of the world is on it; exits with 1 if a State is missing."""
    drawing = draw(Topology(json.loads(source.read_text(encoding="utf-8"))), load_gazetteer())
    lines = ",\n".join(f' "{key}": {_lines(value)}' for key, value in drawing.items())
    target.write_text("{\n" + lines + "\n}\n", encoding="utf-8")
    drawn = drawing["shapes"].keys() | drawing["dots"].keys()
    missing = [s.code for s in load_gazetteer().party_candidates() if s.m49 and s.code not in drawn]
    print(f"{target.name}: {len(drawn)} States and territories, {target.stat().st_size} bytes")
    if missing:
        sys.exit(f"not on the map: {', '.join(missing)}")


def _lines(value: Any) -> str:
    if not isinstance(value, dict):
        return json.dumps(value)
    return "{\n" + ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in value.items()) + "\n }"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
