def read(lines):
    for line in lines:
        yield line.strip()


def grep(pattern, lines):
    for line in lines:
        if pattern in line:
            yield line


def number(lines):
    for pair in enumerate(lines, 1):
        yield pair


lines = ["  alpha ", "beta", " gamma", "delta  "]
for i, line in number(grep("a", read(lines))):
    print(i, line)


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


print([next(f) for f in [fibonacci()] for _ in range(10)])


def take(n, source):
    for _, value in zip(range(n), source):
        yield value


print(list(take(5, fibonacci())))


def running():
    total = 0
    while (value := (yield total)) is not None:
        total += value
    return total


g = running()
next(g)
print(g.send(1), g.send(2))
try:
    g.send(None)
except StopIteration as stop:
    print(stop.value)


def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, [4]], 5]])))


def both():
    try:
        yield from (x for x in (1, 2))
    finally:
        print("cleanup")


print(list(both()))
print(dict((k, v) for k, v in zip("ab", fibonacci())), set(take(3, fibonacci())))


def interleave(*sources):
    sources = [iter(s) for s in sources]
    while sources:
        for s in list(sources):
            try:
                yield next(s)
            except StopIteration:
                sources.remove(s)


print(list(interleave("abc", [1], (True, False))))
