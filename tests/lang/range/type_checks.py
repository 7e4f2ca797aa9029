r = range(3)
print(isinstance(r, range), type(r) is range, bool(range(0)), bool(range(1)), r is range(3), repr(r), str(range(1, 2)))
try:
    class R(range):
        pass
except TypeError as e:
    print(e)
