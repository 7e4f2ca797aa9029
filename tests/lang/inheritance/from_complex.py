class C(complex): pass
c = C(1, 2)
print(c, c.real, c + 1, type(c).__name__, abs(C(3, 4)), c == 1 + 2j, c.conjugate())
