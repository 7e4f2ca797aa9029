class A:
    def __new__(cls, *a):
        print('A.new', cls.__name__, a)
        return super().__new__(cls)
class B(A):
    def __new__(cls, *a):
        print('B.new')
        return super().__new__(cls, *a)
    def __init__(self, *a): print('init', a)
B(1, 2)
