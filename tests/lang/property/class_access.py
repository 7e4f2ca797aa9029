class A:
    @property
    def x(self): return 1
print(isinstance(A.x, property), A.x.__get__(A()), A.x.__get__(None, A) is A.x)
A.x.__set_name__(A, 'renamed')
try:
    A().x = 1
except AttributeError as e:
    print(e)
