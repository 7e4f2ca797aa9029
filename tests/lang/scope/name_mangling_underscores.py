class _A:
    __v = 1
class __B:
    __v = 2
class ___:
    __v = 3
print(_A._A__v, __B._B__v, ___.__dict__['__v'])
