from collections import deque
d = deque([1, 2, 3, 2], maxlen=4)
d.reverse()
print(d)
d.remove(2)
e = d.copy()
d.clear()
print(d, e, e.maxlen, type(e).__name__, list(reversed(e)))
import copy
print(copy.copy(e), copy.deepcopy(deque([[1]])))
