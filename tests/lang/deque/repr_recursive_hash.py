from collections import deque
d = deque([1])
d.append(d)
print(d, deque([deque()]), deque(["a"], 1))
print(isinstance(d, deque), deque.__name__)
class D(deque):
    pass
print(D([1, 2]), D([1], 3), type(D([1]).copy()).__name__)
