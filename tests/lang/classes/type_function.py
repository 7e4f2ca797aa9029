def f(self): return self.x * 2
C = type('C', (), {'x': 4, 'f': f})
print(C, C().f(), C.__name__, C.__module__)
D = type('D', (C,), {})
print(D().f(), D.__bases__)
print(type(3), type(D), type(D()) is D, type(type))
