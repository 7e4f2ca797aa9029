class L(list):
    def __init__(self, *items, tag=None):
        super().__init__(items)
        self.tag = tag
l = L(1, 2, tag='t')
print(l, l.tag)
l.__init__(7, 8)
print(l, l.tag)
class M(list):
    def __init__(self): pass
print(M())
try:
    L.__new__(M)
except TypeError as e:
    print(e)
