from collections import deque
d = deque(range(5))
d[1] = "one"
d[-1] = "last"
del d[0]
del d[-2]
print(d)
for f in (lambda: d[9], lambda: d["a"], lambda: d[0:1], lambda: d.__setitem__(9, 1), lambda: d.__delitem__(9), lambda: deque().pop(), lambda: deque().popleft()):
    try:
        f()
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
