def numbers(n):
    for i in range(n):
        yield i


def evens(source):
    for i in source:
        if i % 2 == 0:
            yield i


def flatten(tree):
    if isinstance(tree, list):
        for item in tree:
            yield from flatten(item)
    else:
        yield tree


def work():
    assert sum(evens(numbers(100_000))) == 2_499_950_000
    tree = [[[i, [i + 1]] for i in range(50)] for _ in range(40)]
    assert sum(flatten(tree)) == 100_000
    assert sum(i * i for i in range(50_000) if i & 1)
