print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), {}.fromkeys((1,), "x"))
class D(dict):
    def __setitem__(self, k, v):
        dict.__setitem__(self, k, v * 2)
print(D.fromkeys("ab", 3), type(D.fromkeys("ab")if False else D.fromkeys("", 1)))
try:
    dict.fromkeys()
except TypeError as e:
    print(e)
try:
    dict.fromkeys(1)
except TypeError as e:
    print(e)
