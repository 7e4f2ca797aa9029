import math


def work():
    total, x = 0.0, 0.5
    for i in range(1, 80_000):
        x = 3.9 * x * (1.0 - x)
        total += math.sqrt(x) / i + abs(math.sin(x)) * 0.5
    assert total > 0
