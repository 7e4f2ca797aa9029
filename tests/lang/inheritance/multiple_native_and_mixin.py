class Mixin:
    def hello(self): return 'hello ' + repr(self)
class A(Mixin, list): pass
class B(dict, Mixin): pass
print(A([1]).hello(), B(x=1).hello(), A.__mro__ == (A, Mixin, list, object))
class ReprMixin:
    def __repr__(self): return 'mixed'
    def __len__(self): return 77
class C(ReprMixin, list): pass
class D(list, ReprMixin): pass
print(C([1]), D([1]), len(C()), len(D()))
