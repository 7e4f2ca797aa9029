def a():
    def b():
        class C:
            def d(self):
                return lambda: 1
        return C
    return b
print(a.__qualname__, a().__qualname__, a()().__qualname__, a()().d.__qualname__, a()()().d().__qualname__)
