for bases in [(int, str), (list, dict), (int, float), (Exception, list), (tuple, str)]:
    try:
        type('X', bases, {})
    except TypeError as e:
        print(e)
class A: __slots__ = ('a',)
class B: __slots__ = ('b',)
try:
    class C(A, B): pass
except TypeError as e:
    print(e)
class E: __slots__ = ()
class F(A, E): pass
print(F.__mro__)
