from collections import deque
d = deque([1, 2, 3])
try:
    for x in d:
        d.append(x)
except RuntimeError as e:
    print(e)
try:
    for x in d:
        d.popleft()
except RuntimeError as e:
    print(e)
for x in deque([1]):
    print(x)
class Evil:
    def __eq__(self, o):
        d2.clear()
        return False
d2 = deque([Evil(), 1])
try:
    d2.index(5)
except (RuntimeError, ValueError) as e:
    print(type(e).__name__, e)
d2 = deque([Evil(), 1])
try:
    d2.remove(5)
except (IndexError, RuntimeError) as e:
    print(type(e).__name__, e)
