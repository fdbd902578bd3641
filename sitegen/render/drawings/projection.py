"""Where a point of the earth lies on a map: Lambert's conformal conic projection, on a sphere.

Shapes keep their angles, and between the two parallels on which it is true the scale hardly changes: right for a region
in the middle latitudes, and of no use for the world. (Snyder, Map Projections: A Working Manual, 1987, pages 104 to 110.)
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, log, pi, radians, sin, tan


@dataclass(frozen=True, slots=True)
class Conic:
    """The projection that is true on the parallels `south` and `north`, with the origin at a latitude and longitude.

    All in degrees; the parallels are two, on the same side of the equator.
    """

    south: float
    north: float
    latitude: float
    longitude: float

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """How far a point lies east and north of the origin, in radii of the earth."""
        cone, factor = self._cone()
        turned = (longitude - self.longitude + 180) % 360 - 180
        far, origin = (factor / _stretch(degrees) ** cone for degrees in (latitude, self.latitude))
        angle = cone * radians(turned)
        return far * sin(angle), origin - far * cos(angle)

    def _cone(self) -> tuple[float, float]:
        south, north = radians(self.south), radians(self.north)
        cone = log(cos(south) / cos(north)) / log(_stretch(self.north) / _stretch(self.south))
        return cone, cos(south) * _stretch(self.south) ** cone / cone


def _stretch(latitude: float) -> float:
    return tan(pi / 4 + radians(latitude) / 2)


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a projection that a map shows: its western and northern edge and its size, in radii of the earth."""

    west: float
    north: float
    width: float
    height: float

    def share(self, point: tuple[float, float]) -> tuple[float, float] | None:
        """Where a projected point lies, from 0 to 100 rightward and downward; None beyond the edge."""
        x, y = (point[0] - self.west) / self.width, (self.north - point[1]) / self.height
        return (x * 100, y * 100) if 0 <= x <= 1 and 0 <= y <= 1 else None
