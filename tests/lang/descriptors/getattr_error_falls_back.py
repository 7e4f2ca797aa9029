class A:
    @property
    def p(self): raise AttributeError('inner')
    def __getattr__(self, name): return 'fallback ' + name
print(A().p, A().q)
class B:
    @property
    def p(self): raise ValueError('inner')
    def __getattr__(self, name): return 'fallback ' + name
try:
    B().p
except ValueError as e:
    print(e)
