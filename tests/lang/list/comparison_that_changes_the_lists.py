class X:
    def __eq__(self, other):
        b.clear()
        return NotImplemented
class Y:
    def __eq__(self, other):
        a.clear()
        return NotImplemented
a, b = [X()], [Y()]
print(a == b, a, b)
a, b = [X(), 1], [Y(), 2]
print(a != b, a, b)
