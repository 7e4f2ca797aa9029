class M:
    def __enter__(self): return self
    def __exit__(self, *a): print('exit')
def f():
    try:
        with M():
            try:
                raise KeyError(1)
            finally:
                print('inner')
    except KeyError:
        return 'caught'
    finally:
        print('outer')
print(f())
