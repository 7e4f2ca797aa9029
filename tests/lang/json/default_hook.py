import json


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


def to_json(o):
    if isinstance(o, Point):
        return {"x": o.x, "y": o.y}
    if isinstance(o, set):
        return sorted(o)
    raise TypeError(f"no {type(o).__name__}")


print(json.dumps([Point(1, {3, 2})], default=to_json), json.dumps(Point(Point(1, 2), 3), default=to_json, indent=1))
try:
    json.dumps(object(), default=to_json)
except TypeError as e:
    print(e)
