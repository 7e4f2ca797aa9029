def adder(n):
    calls = 0

    def add(x, *, scale=1, **extra):
        nonlocal calls
        calls += 1
        return (x + n) * scale + len(extra)

    return add


def apply(function, *args, **kwargs):
    return function(*args, **kwargs)


def work():
    add, total = adder(3), 0
    for i in range(25_000):
        total += add(i) + add(i, scale=2) + apply(add, i, scale=3)
    total += sum(map(lambda x: x + 1, range(40_000)))
    total += len(sorted(range(20_000), key=lambda x: -x))
    assert total
