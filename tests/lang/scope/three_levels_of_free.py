def a(p):
    def b(q):
        def c(r):
            def d():
                return p, q, r
            return d
        return c
    return b
print(a(1)(2)(3)())
