
def g():
    try:
        raise ValueError("in g")
    except ValueError:
        yield 1
        try:
            raise
        except ValueError as error:
            print("again", error)
        yield 2


try:
    raise KeyError("outer")
except KeyError:
    it = g()
    print(next(it))
    try:
        raise
    except KeyError as error:
        print("outer still", error)
print(next(it))
print(list(it))


def context():
    try:
        yield
    except KeyError as error:
        raise ValueError("v") from None


def plain():
    try:
        yield
    except KeyError as error:
        raise ValueError("v")


for make in (context, plain):
    it = make()
    next(it)
    try:
        it.throw(KeyError("k"))
    except ValueError as error:
        print(repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
