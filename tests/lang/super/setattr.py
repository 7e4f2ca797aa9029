class A:
    def __setattr__(self, n, v):
        print('A.set', n)
        super().__setattr__(n, v)
class B(A):
    def __setattr__(self, n, v):
        print('B.set', n)
        super().__setattr__(n, v)
b = B()
b.x = 1
print(b.x)
try:
    super(B, b).y = 2
except AttributeError as e:
    print(e)
