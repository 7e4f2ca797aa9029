import operator as o
a = [1]
b = o.iadd(a, [2])
print(a, b is a, o.iadd(1, 2), o.isub(5, 1), o.imul([1], 2), o.itruediv(1, 4), o.ifloordiv(7, 2), o.imod(7, 4), o.ipow(2, 3), o.ilshift(1, 3), o.irshift(8, 1), o.iand(6, 3), o.ior(6, 1), o.ixor(6, 5), o.iconcat([1], (2,)))
s = {1, 2}
print(o.ior(s, {3}), s, o.isub(s, {1}), s)
class C:
    def __iadd__(self, x):
        return ("iadd", x)
print(o.iadd(C(), 5))
