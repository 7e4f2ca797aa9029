def adder(n):
    def add(x, *, scale=1):
        return x * scale + n

    return add


def compose(*functions):
    def run(value):
        for function in functions:
            value = function(value)
        return value

    return run


def spread(a, b=2, *rest, **options):
    return a + b + len(rest) + len(options)


def work(n):
    run = compose(adder(1), adder(2), lambda x: x ^ 3)
    scaled = adder(5)
    total = 0
    for i in range(n):
        total += run(i) & 15
        total += scaled(i, scale=2) & 7
        total += spread(i) + spread(i, 1, 2, 3, x=4)
    return sum(map(adder(1), range(n))) + total + len(sorted(range(n), key=lambda x: -x))


print(work(150000))
