from dataclasses import dataclass

@dataclass
class Point:
    x: int
    y: int

def where(p):
    match p:
        case Point(0, 0):
            return "origin"
        case Point(0, y):
            return f"on y at {y}"
        case Point(x=x, y=0):
            return f"on x at {x}"
        case Point(x, y) if x == y:
            return "diagonal"
        case Point():
            return "somewhere"

for p in (Point(0, 0), Point(0, 2), Point(3, 0), Point(4, 4), Point(1, 2)):
    print(where(p))
