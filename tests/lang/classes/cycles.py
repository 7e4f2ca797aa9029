class A: pass
a, b = A(), A()
a.other, b.other = b, a
a.self = a
print(a.other.other is a, a.self.self is a)
