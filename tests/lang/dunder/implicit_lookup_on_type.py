class A:
    def __repr__(self): return 'type repr'
    def __len__(self): return 1
    def __eq__(self, o): return 'type eq'
    def __add__(self, o): return 'type add'
a = A()
a.__repr__ = lambda: 'instance'
a.__len__ = lambda: 99
a.__add__ = lambda o: 'instance'
print(repr(a), len(a), a == 1, a + 1, a.__repr__(), a.__len__())
