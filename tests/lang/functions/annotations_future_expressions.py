from __future__ import annotations
a: (1, 2)
b: [1, 'x', *rest]
c: {1: 2, **d}
d: {1, 2}
e: x + y * z - (a - b) ** -c ** d
f: not a and b or (c or d)
g: a < b <= c is not d
h: f(1, *a, k=2, **kw)
i: (yield_ for yield_ in x if y if z)
j: a[b, c:d, ::e]
k: lambda x, /, y=1, *z, w, **v: x
l: f'a{b!r:>{w}}c{{}}'
m: -1 + ~x
n: a @ b // c % d << e >> f & g | h ^ i
o: "it's" 'x'
p: 1.5e300 + 2j + 1e400
q: b'bytes'
r: x if y else z
s: x.y.z().w
t: {k: v for k, v in x}
u: (a, b) if c else (d,)
v: ()
for name, text in __annotations__.items():
    print(name, '|', text)
