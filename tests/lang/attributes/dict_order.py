class A:
    def __init__(self):
        self.b = 1
        self.a = 2
        self.c = 3
a = A()
del a.a
a.a = 4
print(list(a.__dict__), a.__dict__)
