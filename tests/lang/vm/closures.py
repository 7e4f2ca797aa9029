def counter():
    n = 0

    def bump(by=1):
        nonlocal n
        n += by
        return n

    def read():
        return n

    return bump, read


bump, read = counter()
bump()
bump(5)
print(read(), bump.__closure__[0].cell_contents)

functions = []
for i in range(3):
    functions.append(lambda: i)
print([f() for f in functions])
print([f() for f in [lambda i=i: i for i in range(3)]])


def unset(flag):
    if flag:
        x = 1

    def get():
        return x

    return get


print(unset(True)())
try:
    unset(False)()
except NameError as error:
    print(type(error).__name__, error)


def local():
    try:
        print(y)
    except UnboundLocalError as error:
        print(error)
    y = 1
    del y
    try:
        y
    except UnboundLocalError as error:
        print(error)


local()


def outer(a, *, b=2):
    def inner(c):
        def innermost():
            return a, b, c

        return innermost

    return inner


print(outer(1)(3)(), outer(4, b=5)(6)())
try:
    undefined_name
except NameError as error:
    print(error)
try:
    del undefined_name
except NameError as error:
    print(error)
