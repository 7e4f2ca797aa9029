class C:
    def __complex__(self):
        return 3 + 4j
class F:
    def __float__(self):
        return 1.5
class I:
    def __index__(self):
        return 7
print(complex(C()), complex(F()), complex(I()), complex(1, F()), complex(C(), 1))
for f in [lambda: complex("1", 2), lambda: complex(1, "2"), lambda: complex(None), lambda: complex([]), lambda: complex(1, None), lambda: complex(1, 2, 3), lambda: complex(1, C())]:
    try:
        print(f())
    except TypeError as e:
        print(e)
