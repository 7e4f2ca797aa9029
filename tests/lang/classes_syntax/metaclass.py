class Meta(type):
    @classmethod
    def __prepare__(m, name, bases, **k):
        print('prepare', name, k)
        return {'injected': 1}
    def __new__(m, name, bases, ns, **k):
        print('new', sorted(n for n in ns if not n.startswith('__')))
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **k):
        super().__init__(name, bases, ns)
    def __call__(cls, *a):
        print('call', a)
        return super().__call__(*a)
class C(metaclass=Meta, flag=True):
    x = injected + 1
print(C().x)
