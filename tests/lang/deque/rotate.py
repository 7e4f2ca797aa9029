from collections import deque
d = deque(range(6))
for n in (1, -1, 2, -3, 7, 0, 100, -100):
    d.rotate(n)
    print(n, d)
d.rotate()
print(d)
e = deque()
e.rotate(5)
print(e, deque([1]))
try:
    d.rotate("a")
except TypeError as err:
    print(err)
