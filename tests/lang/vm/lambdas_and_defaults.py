def append(item, to=[]):
    to.append(item)
    return to


print(append(1), append(2), append(3, []))
f = lambda a, b=2, *args, c=3, **kw: (a, b, args, c, kw)
print(f(1), f(1, 5, 6, c=7, d=8))
print((lambda: (yield 1))().__next__())
key = 1


def bound(k=key):
    return k


key = 2
print(bound())
print(sorted([(1, "b"), (1, "a"), (0, "c")], key=lambda p: (p[0], p[1])))
compose = lambda *fs: (lambda x: x) if not fs else (lambda x: fs[0](compose(*fs[1:])(x)))
print(compose(lambda x: x + 1, lambda x: x * 2)(5))
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(30))


def keyword_only(*, a, b=1):
    return a, b


print(keyword_only(a=1), keyword_only(b=2, a=3))


def positional_only(a, b=2, /, c=3, **kw):
    return a, b, c, kw


print(positional_only(1, c=5, b=9, a=8))
print((lambda x, /: x)(4))


def decorate(times):
    def wrap(function):
        def inner(*args, **kwargs):
            return [function(*args, **kwargs)] * times

        return inner

    return wrap


@decorate(2)
@decorate(times=1)
def hello(name, punctuation="!"):
    return name + punctuation


print(hello("hi"), hello("hi", punctuation="?"))
