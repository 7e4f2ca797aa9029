class A:
    def __reversed__(self): return iter('rev')
class B:
    def __len__(self): return 2
    def __getitem__(self, i): return i
class C:
    __reversed__ = None
    def __len__(self): return 2
    def __getitem__(self, i): return i
print(list(reversed(A())), list(reversed(B())))
for c in (C, object):
    try:
        reversed(c())
    except TypeError as e:
        print(e)
