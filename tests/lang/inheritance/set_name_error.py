class D:
    def __set_name__(self, owner, name):
        raise ValueError('no')
try:
    class A:
        x = D()
except RuntimeError as e:
    print(e, type(e.__cause__).__name__, e.__cause__)
