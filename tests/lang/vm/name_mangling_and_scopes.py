g = 1


def f():
    global g
    g += 1

    def inner():
        global g
        g += 10
        return g

    return inner()


print(f(), g)


def shadow():
    g = "local"

    def read():
        return g

    def write():
        nonlocal g
        g = "changed"

    write()
    return read()


print(shadow(), g)


def deep():
    a = 1

    def one():
        b = 2

        def two():
            nonlocal a, b
            a, b = a + 1, b + 1
            return a, b

        return two

    t = one()
    return t(), t(), a


print(deep())


class A:
    __x = 1

    def __m(self):
        return self.__x

    def call(self):
        return self.__m()

    class B:
        __y = 2

        def get(self):
            return self.__y


print(A().call(), A.B().get(), sorted(n for n in dir(A) if "__x" in n or "__m" in n))


def conditional(flag):
    if flag:
        value = 1
    try:
        return value
    except UnboundLocalError as error:
        return str(error)


print(conditional(True), conditional(False))
exec("made_by_exec = 5")
print(made_by_exec)
space = {}
exec("a = 1\ndef f(): return a + b\nb = 2", space)
print(space["f"](), sorted(k for k in space if not k.startswith("__")))
print(eval("a + b", {"a": 1}, {"b": 2}), eval("[x for x in range(n)]", {"n": 3}))


def locals_here():
    a, b = 1, [2]
    return locals()


print(locals_here())
