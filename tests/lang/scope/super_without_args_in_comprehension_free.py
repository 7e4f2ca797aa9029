class A:
    v = [1, 2]
    def f(self):
        s = super()
        return [x for x in self.v if s is not None]
print(A().f())
