from functools import cached_property

class C:
    def __init__(self):
        self.calls = 0

    @cached_property
    def value(self):
        """the value"""
        self.calls += 1
        return self.calls * 10

c = C()
print(c.value, c.value, c.calls, C.value.__doc__, "value" in c.__dict__)
del c.value
print(c.value, c.calls)
c.value = 99
print(c.value)

class S:
    __slots__ = ("x",)

    @cached_property
    def v(self):
        return 1

try:
    S().v
except TypeError as error:
    print(error)
cp = cached_property(lambda self: 1)
class N:
    pass
N.late = cp
try:
    N().late
except TypeError as error:
    print(error)
