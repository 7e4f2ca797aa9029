from itertools import count, islice
print(list(islice(count(), 3)), list(islice(count(5), 3)), list(islice(count(1, 2), 3)), list(islice(count(0.5, 0.5), 3)), list(islice(count(10, -3), 4)), list(islice(count(2**63 - 2), 4)))
c = count(3)
print(c, next(c), c, count(1, 2), count(1.5), count(step=3), count(0, 1), count(2, 1.0))
try:
    count("a")
except TypeError as e:
    print(e)
