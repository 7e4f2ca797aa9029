s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), slice(1, 2), slice("a", "b"))
print(slice(1, 2) == slice(1, 2), slice(1, 2) == slice(1, 3), slice(1) != slice(2), slice(1, 2) == slice(1, 2, None))
try:
    hash(slice(1))
except TypeError as e:
    print(e)
