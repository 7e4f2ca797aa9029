class D(dict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value
d = D()
print(d['ab'], d, d.get('zz'), 'zz' in d)
class E(dict):
    def __missing__(self, key): raise LookupError(key)
try:
    E()['k']
except LookupError as e:
    print(type(e).__name__, e)
print('%(x)s' % D())
