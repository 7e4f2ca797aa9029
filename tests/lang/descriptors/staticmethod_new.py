class A:
    def __new__(cls): return object.__new__(cls)
print(type(A.__dict__['__new__']).__name__, type(A.__new__).__name__, type(A.__new__(A)).__name__)
