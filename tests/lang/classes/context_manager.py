class M:
    def __enter__(self):
        print('enter')
        return 'value'
    def __exit__(self, t, v, tb):
        print('exit', t and t.__name__, v)
        return t is KeyError
with M() as m:
    print(m)
with M():
    raise KeyError('k')
try:
    with M():
        raise ValueError('v')
except ValueError as e:
    print('out', e)
