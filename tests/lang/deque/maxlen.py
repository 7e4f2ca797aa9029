from collections import deque
d = deque(maxlen=3)
for i in range(5):
    d.append(i)
    print(d)
d.appendleft(9)
print(d, d.maxlen, deque([1, 2, 3], 2), deque([1, 2], maxlen=0), deque([1]).maxlen)
d.extend([7, 8])
d.extendleft([5, 6])
print(d)
for f in (lambda: deque([], -1), lambda: deque([], "a"), lambda: deque(5), lambda: deque([], 1, 2), lambda: d.insert(0, 1), lambda: deque(x=1)):
    try:
        f()
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
try:
    d.maxlen = 5
except AttributeError as e:
    print("readonly")
