n = 3
class A:
    n = 10
    first = [i for i in range(n)]
    def f(self):
        return [i for i in range(n)]
print(len(A.first), A().f())
