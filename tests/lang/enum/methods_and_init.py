from enum import Enum
import math

class Planet(Enum):
    MERCURY = (3.303e23, 2.4397e6)
    EARTH = (5.976e24, 6.37814e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def surface_gravity(self):
        return round(6.67300e-11 * self.mass / (self.radius * self.radius), 3)

    @classmethod
    def heaviest(cls):
        return max(cls, key=lambda p: p.mass)

    @staticmethod
    def unit():
        return "m/s2"

    def __str__(self):
        return self.name.title()

print(Planet.EARTH.value, Planet.EARTH.surface_gravity, Planet.MERCURY.surface_gravity, Planet.heaviest(), Planet.unit())
print(repr(Planet.EARTH), f"{Planet.EARTH}")
