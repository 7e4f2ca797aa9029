s = {1, 2}
print(s.add(3), s.add(3), s)
print(s.discard(9), s.discard(1), s)
print(s.remove(2), s)
try:
    s.remove(2)
except KeyError as e:
    print(repr(e), e.args)
try:
    s.add([1])
except TypeError as e:
    print(e)
