class A:
    def __add__(self, o): raise ValueError('add')
    def __eq__(self, o): raise KeyError('eq')
    def __bool__(self): raise OSError('bool')
    def __hash__(self): raise RuntimeError('hash')
    def __len__(self): raise LookupError('len')
    def __getitem__(self, i): raise TypeError('item')
    def __contains__(self, i): raise ArithmeticError('in')
a = A()
for f in [lambda: a + 1, lambda: a == 1, lambda: bool(a), lambda: {a}, lambda: len(a), lambda: a[0], lambda: 1 in a, lambda: [a] == [0], lambda: not a]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
