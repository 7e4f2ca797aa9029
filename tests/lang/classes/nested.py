class Outer:
    class Inner:
        def who(self):
            return type(self).__qualname__
    def make(self):
        return self.Inner()
print(Outer().make().who(), Outer.Inner.__name__, Outer.Inner)
def f():
    class Local:
        pass
    return Local
print(f().__qualname__, f())
