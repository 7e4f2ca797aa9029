class A:
    def __new__(cls):
        return 5
    def __init__(self):
        print('not called')
print(A())
class B:
    pass
class C(B):
    def __new__(cls):
        return B()
    def __init__(self):
        print('not called')
print(type(C()).__name__)
