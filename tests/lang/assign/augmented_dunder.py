class A:
    def __iadd__(self, o): return ('iadd', o)
    def __add__(self, o): return ('add', o)
    def __sub__(self, o): return ('sub', o)
a = A(); a += 1
b = A(); b -= 1
print(a, b)
try:
    c = A(); c *= 2
except TypeError as e: print(e)
