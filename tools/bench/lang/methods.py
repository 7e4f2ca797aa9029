class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def add(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def dot(self, other):
        return self.x * other.x + self.y * other.y

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    @property
    def size(self):
        return self.x * self.x + self.y * self.y


class Counter:
    step = 2

    def __init__(self):
        self.value = 0

    def bump(self):
        self.value += self.step
        return self

    def read(self):
        return self.value


class Derived(Counter):
    def bump(self):
        super().bump()
        return self


def work(n):
    total = Vector(0, 0)
    one = Vector(1, 2)
    same = 0
    for _ in range(n):
        total = total.add(one)
        if total.dot(one) % 2 == 0 and not total == one:
            same += 1
    counter = Counter()
    for _ in range(n * 2):
        counter.bump()
    derived = Derived()
    for _ in range(n // 2):
        derived.bump().read()
    return total.size, same, counter.read(), derived.value


print(work(150000))
