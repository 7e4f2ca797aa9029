class A:
    @classmethod
    def __init_subclass__(cls, **kw):
        print(cls.__name__, sorted(kw))
class B(A, x=1, y=2): pass
print(type(A.__dict__['__init_subclass__']).__name__)
