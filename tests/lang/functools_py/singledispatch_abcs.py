from functools import singledispatch
from collections.abc import Container, Iterable, MutableMapping, Sized

@singledispatch
def f(x):
    return "base"

f.register(Sized, lambda x: "sized")
f.register(Iterable, lambda x: "iterable")
class Both(Sized):
    def __len__(self):
        return 0
    def __iter__(self):
        return iter(())
print(f(Both()))
class Neither:
    pass
print(f(Neither()))
class Duck:
    def __len__(self):
        return 0
    def __iter__(self):
        return iter(())
try:
    f(Duck())
except RuntimeError as error:
    print(error)
f.register(MutableMapping, lambda x: "mm")
print(f({}))
class D(dict):
    pass
f.register(dict, lambda x: "dict")
print(f(D()))
