def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


def two(value):
    a, b = value
    return a, b


def star(value):
    a, *b, c = value
    return a, b, c


def nested(value):
    (a, b), [c, *d] = value
    return a, b, c, d


for value in ((1, 2), [1], (1, 2, 3), "ab", 5, None, range(2), {1: 2, 3: 4}, (i for i in range(2))):
    attempt(lambda: two(value))
for value in ((1, 2), [1], (1, 2, 3, 4), "abcd", 5, range(5), (i for i in range(3))):
    attempt(lambda: star(value))
attempt(lambda: nested(((1, 2), (3, 4, 5))))
attempt(lambda: nested(((1, 2), ())))
a = b = [1, 2]
a[0], a[1] = a[1], a[0]
print(b)
(x), y = 1, 2
*rest, = "xyz"
print(x, y, rest)
print([*range(3), *"ab"], (*[1], 2), {*[1, 1]}, {**{"a": 1}, "b": 2, **{"a": 3}})
attempt(lambda: [*5])
attempt(lambda: {**5})
attempt(lambda: {*5})
for i, (j, k) in enumerate([(1, 2), (3, 4)]):
    print(i, j, k)


class Items:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * 10


attempt(lambda: star(Items()))
