class C:
    n = 1
c = C()
c.n += 1
print(C.n, c.n)
C.n += 10
print(C.n, c.n)
