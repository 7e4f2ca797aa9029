class Registry(type):
    all = {}
    def __init__(cls, name, bases, ns):
        super().__init__(name, bases, ns)
        if bases: Registry.all[name] = cls
class Base(metaclass=Registry): pass
class X(Base): pass
class Y(X): pass
print(sorted(Registry.all), Registry.all['Y'].__mro__)
