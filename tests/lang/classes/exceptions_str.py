class E(ValueError):
    def __str__(self): return 'E:' + ','.join(map(str, self.args))
try:
    raise E(1, 2)
except ValueError as e:
    print(e, repr(e))
class K(KeyError): pass
print(K('x'), repr(K('x')))
