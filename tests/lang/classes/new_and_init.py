class A:
    def __new__(cls, *args, **kw):
        print('new', args, kw)
        return super().__new__(cls)
    def __init__(self, *args, **kw):
        print('init', args, kw)
A(1, k=2)
