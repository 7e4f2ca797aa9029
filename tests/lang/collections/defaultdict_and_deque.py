from collections import defaultdict, deque

d = defaultdict(list)
d["a"].append(1)
d["b"]
print(d, dict(d), d.default_factory, d.get("z"), "z" in d)
n = defaultdict(int, x=5)
for ch in "hello":
    n[ch] += 1
print(n, defaultdict(None, {1: 2}), n.copy() == n)
try:
    defaultdict(None)[3]
except KeyError as error:
    print(error)
q = deque([1, 2, 3], maxlen=4)
q.append(4)
q.append(5)
q.appendleft(0)
print(q, q.maxlen, q.pop(), q.popleft(), list(q), q[0], q[-1], len(q))
q.rotate(1)
q.extend([7, 8, 9])
print(q, q.index(8), q.count(7), deque("abc") + deque("d"), deque("ab") * 2, deque([1]) < deque([2]))
try:
    deque().pop()
except IndexError as error:
    print(error)
