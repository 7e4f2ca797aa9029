class S:
    def __set__(self, o, v): print('set', v)
class A:
    s = S()
a = A()
a.s = 1
print(type(a.s).__name__)
a.__dict__['s'] = 'own'
print(a.s)
try:
    del a.s
except AttributeError as e:
    print(e)
