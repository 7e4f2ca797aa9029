class D(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name)
    def __setattr__(self, name, value):
        self[name] = value
d = D(a=1, b=2)
d.c = 3
print(d, d.a, d.c, len(d), 'a' in d, sorted(d), type(d).__name__, d == {'a': 1, 'b': 2, 'c': 3})
try:
    d.zzz
except AttributeError as e:
    print(e)
print(D([('x', 1)]), D({'y': 2}), {**d}, dict(d), list(d.items()), d.get('q', 'dflt'), hasattr(d, 'b'))
