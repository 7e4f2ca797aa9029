print(range(3) == range(0, 3, 1), range(0) == range(5, 2), range(0, 3, 2) == range(0, 4, 2), range(3) == [0, 1, 2], range(1) == range(0, 1, 7))
print(hash(range(3)) == hash(range(0, 3, 1)), hash(range(0, 3, 2)) == hash(range(0, 4, 2)), len({range(3), range(0, 3), range(0, 3, 1)}))
print(range(2**70) == range(2**70), range(2**70) != range(2**70 + 1))
try:
    range(1) < range(2)
except TypeError as e:
    print(e)
