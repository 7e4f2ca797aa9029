class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def describe(value):
    match value:
        case 0 | 1:
            return "small"
        case -1:
            return "minus one"
        case "text":
            return "text"
        case None:
            return "none"
        case True:
            return "true"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [1, *rest]:
            return f"one then {rest}"
        case [x, y] if x == y:
            return f"equal {x}"
        case (x, [y, *_]):
            return f"nested {x} {y}"
        case {"kind": "a", "n": n}:
            return f"mapping {n}"
        case {"kind": kind, **rest}:
            return f"kind {kind} {sorted(rest)}"
        case Point(x=0, y=0):
            return "origin"
        case Point(0, y):
            return f"on y {y}"
        case Point(x, y) as p:
            return f"point {x} {y} {p is value}"
        case int(n) | float(n):
            return f"number {n}"
        case str() as s:
            return f"str {s}"
        case _:
            return "other"


for value in (0, 1, True, -1, "text", None, [], [5], [1, 2, 3], (2, 2), (1,), [4, [5, 6]], {"kind": "a", "n": 1},
              {"kind": "b", "z": 1}, {}, Point(0, 0), Point(0, 5), Point(1, 2), 7, 2.5, "abc", b"ab", {1}, range(1)):
    print(describe(value))
