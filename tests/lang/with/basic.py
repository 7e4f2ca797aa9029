class M:
    def __enter__(self):
        print('enter')
        return 'value'
    def __exit__(self, *a):
        print('exit', a)
with M() as v:
    print(v)
