def numbers(n):
    for i in range(n):
        yield i


def evens(source):
    for i in source:
        if i % 2 == 0:
            yield i


def chain(n):
    yield from numbers(n)
    yield from numbers(n)


def averager():
    total = count = 0
    while True:
        value = yield total
        total += value
        count += 1


def work(n):
    total = sum(evens(numbers(n)))
    total += sum(x * x for x in range(n) if x & 1)
    for value in chain(n):
        total ^= value
    box = averager()
    next(box)
    for i in range(n):
        total += box.send(i) & 1
    return total


print(work(300000))
