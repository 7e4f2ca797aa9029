class S(str):
    def __add__(self, o): return S(str.__add__(self, o))
    def __mul__(self, n): return S('*' * n)
    def __mod__(self, a): return ('mod', a)
    def __eq__(self, o): return str.__eq__(self, str(o).lower())
    __hash__ = str.__hash__
print(S('a') + 'b', type(S('a') + 'b').__name__, 'b' + S('a'), S('a') * 3, S('x') % 1, S('ab') == 'AB', 'AB' == S('ab'), S('ab') != 'AB', {S('k'): 1}['k'])
