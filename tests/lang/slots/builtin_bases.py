class L(list):
    __slots__ = ('tag',)
l = L([1, 2])
l.tag = 't'
print(l, l.tag)
try:
    l.other = 1
except AttributeError as e:
    print(e)
class D(dict): __slots__ = ()
d = D(a=1)
try:
    d.x = 1
except AttributeError as e:
    print(e)
class I(int): __slots__ = ()
try:
    I(1).x = 1
except AttributeError as e:
    print(e)
class S(str): __slots__ = ('m',)
s = S('x'); s.m = 1
print(s, s.m)
class E(Exception): __slots__ = ('code',)
e = E('m'); e.code = 5
print(e, e.code)
