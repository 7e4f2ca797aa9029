print(int.__name__, int.__qualname__, int.__module__, int.__bases__, int.__base__, int.__mro__, bool.__mro__, object.__bases__, object.__base__)
print(ValueError.__mro__, type.__mro__, type.__name__, type(int), list.__class__)
class A: pass
class B(A): pass
print(B.__base__, B.__bases__, B.__mro__, B.__dict__.get('zzz'))
for f in [lambda: int.foo, lambda: type.foo, lambda: B.foo, lambda: type('Z', (), {}).foo]:
    try:
        f()
    except AttributeError as e:
        print(e)
