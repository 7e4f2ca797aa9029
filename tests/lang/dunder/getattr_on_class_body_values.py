class Meta(type):
    def __getattr__(cls, n): return 'meta ' + n
class A(metaclass=Meta):
    x = 1
print(A.x, A.y)
try:
    A().y
except AttributeError as e:
    print(e)
