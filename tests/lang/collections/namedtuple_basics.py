from collections import namedtuple

Point = namedtuple("Point", ["x", "y"])
p = Point(11, y=22)
print(p, p[0] + p[1], p.x, p.y, Point._fields, Point._field_defaults, p == (11, 22), hash(p) == hash((11, 22)))
x, y = p
print(x, y, p._asdict(), p._replace(x=33), Point._make([1, 2]), len(p), p.index(22), Point.__doc__, Point.x.__doc__)
print(isinstance(p, tuple), Point.__name__, Point.__match_args__, p + (1,), sorted([Point(2, 1), Point(1, 2)]), getattr(p, "x"))
for bad in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, z=1), lambda: Point(1, 2, x=3), lambda: Point._make([1]),
            lambda: p._replace(q=1), lambda: setattr(p, "x", 1)):
    try:
        print(bad())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
