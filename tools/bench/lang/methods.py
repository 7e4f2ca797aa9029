class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def moved(self, dx, dy):
        return Point(self.x + dx, self.y + dy)

    @property
    def norm(self):
        return self.x * self.x + self.y * self.y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


class Point3(Point):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


def work():
    point, step, total = Point(0, 0), Point(1, 2), 0
    for i in range(20_000):
        point = point.moved(1, -1) + step
        total += point.norm
        if i % 10 == 0:
            total += Point3(i, i, i).z
    assert total
