class A:
    def __getitem__(self, i): return ('A', i)
    def __len__(self): return 3
    def __eq__(self, o): return 'A.eq'
class B(A):
    def __getitem__(self, i): return super().__getitem__(i)
    def __len__(self): return super().__len__() + 1
    def __eq__(self, o): return super().__eq__(o)
    def __repr__(self): return super().__repr__()[:12]
    def __hash__(self): return super().__hash__ is None
print(B()[1], len(B()), B() == 1, B(), hash(B()))
