from collections import deque
a, b = deque([1, 2]), deque([3])
print(a + b, a * 2, 2 * b, a * 0, a == deque([1, 2]), a != b, a < b, a <= a, a > b, a == [1, 2], deque([1, 2], 5) == a)
a += [9]
a *= 2
print(a, deque([1, 2], maxlen=3) * 2, deque([1], maxlen=2) + deque([2, 3]))
for f in (lambda: a + [1], lambda: a * "a"):
    try:
        f()
    except TypeError as e:
        print(e)
