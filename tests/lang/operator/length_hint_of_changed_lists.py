import operator as o
a = [1, 2, 3]
r = reversed(a)
print(o.length_hint(r))
a.pop()
print(o.length_hint(r), list(r))
a[:] = [1]
print(o.length_hint(iter(a)), o.length_hint(reversed(a)))
