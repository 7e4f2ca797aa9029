t = tuple(range(1000))
print(len(t), t[999], t[-1000], sum(t), t[::250], hash(t) == hash(tuple(range(1000))), t.count(5), t.index(998))
n = ()
for i in range(5):
    n = (n, i)
print(n)
