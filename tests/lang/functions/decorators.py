def deco(n):
    print('make', n)
    def d(f):
        print('apply', n, f.__name__)
        return f
    return d
@deco(1)
@deco(2)
def f(): return 'f'
@deco('class')
class C: pass
print(f(), C)
