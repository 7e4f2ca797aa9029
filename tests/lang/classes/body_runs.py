print('before')
class A:
    print('in body')
    x = 1
    y = x + 1
    for i in range(3):
        z = i
    if y > 1:
        def f(self):
            return self.y
print(A.x, A.y, A.z, A.i, A().f())
