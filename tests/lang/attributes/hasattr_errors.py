class A:
    @property
    def bad(self): raise ValueError('v')
    @property
    def gone(self): raise AttributeError('g')
print(hasattr(A(), 'gone'), getattr(A(), 'gone', 'default'))
for f in (lambda: hasattr(A(), 'bad'), lambda: getattr(A(), 'bad', 1)):
    try:
        f()
    except ValueError as e:
        print(e)
for bad in (3, None):
    try:
        getattr(A(), bad)
    except TypeError as e:
        print(e)
