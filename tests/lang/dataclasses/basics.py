from dataclasses import dataclass, field, fields, is_dataclass

@dataclass
class Point:
    x: int
    y: int = 0

p = Point(1)
print(p, p.x, p.y, p == Point(1, 0), p != Point(2), Point(y=3, x=4), is_dataclass(Point), is_dataclass(p), is_dataclass(3))
p.x = 10
print(p, [f.name for f in fields(p)], Point.__match_args__, Point.__doc__)
for call in (lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(1, z=2), lambda: Point(1, x=2), lambda: p < p, lambda: hash(p)):
    try:
        print(call())
    except TypeError as error:
        print(error)
