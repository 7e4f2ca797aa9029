x, a = 12345, []
for _ in range(5000):
    x = (x * 1103515245 + 12345) % 2**31
    a.append(x % 1000)
b = sorted(a)
print(b[:5], b[-5:], all(p <= q for p, q in zip(b, b[1:])), sum(b) == sum(a))
c = sorted(enumerate(a), key=lambda t: t[1])
print(all(p[1] < q[1] or p[0] < q[0] for p, q in zip(c, c[1:])), c[:3])
d = sorted(enumerate(a), key=lambda t: t[1], reverse=True)
print(all(p[1] > q[1] or (p[1] == q[1] and p[0] < q[0]) for p, q in zip(d, d[1:])))
