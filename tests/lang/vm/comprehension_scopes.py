x = "outer"
print([x for x in range(3)], x)
print([y for x in [[1, 2], [3]] for y in x], x)


def f():
    i = 5
    squares = [i * i for i in range(3)]
    functions = [lambda: i for i in range(3)]
    return i, squares, [g() for g in functions]


print(f())


class C:
    n = 3
    items = [i for i in range(n)]
    try:
        bad = [i * n for i in range(2)]
    except NameError as error:
        print(error)


print(C.items)
print({k: [v for v in range(k)] for k in range(3)})
total = 0
print([total := total + v for v in (1, 2, 3)], total)
gen = (v * total for v in range(3))
total = 100
print(list(gen))
print([(a, b) for a in range(3) if a for b in range(a) if b % 2 == 0])
print([[r * c for c in range(3)] for r in range(2)])
try:
    [1 / v for v in (1, 0)]
except ZeroDivisionError as error:
    print(error)
try:
    print(v)
except NameError as error:
    print(error)
print(sum(a * b for a, b in zip((1, 2), (3, 4))), max((len(w), w) for w in "a bb c".split()))
print([*(c for c in "ab")], {**{str(i): i for i in range(2)}})
nested = [[1, [2]], [3, [4]]]
print([a + b for a, [b] in nested])


def outer():
    n = 2

    def inner():
        return [n * k for k in range(n)]

    return inner()


print(outer())
