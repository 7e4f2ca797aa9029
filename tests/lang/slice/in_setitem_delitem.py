class C:
    def __setitem__(self, k, v):
        print("set", k, v)
    def __delitem__(self, k):
        print("del", k)
c = C()
c[1:2] = "x"
c[::2], c[0] = 1, 2
del c[5:], c["k"]
