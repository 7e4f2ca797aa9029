x = "global"


class A:
    print(x)
    x = "class"
    print(x)

    def method(self):
        return x

    y = [i for i in range(3)]
    del x
    print(x)


print(A().method(), A.y, hasattr(A, "x"))


def outer():
    x = "outer"

    class B:
        print(x)
        z = x
        x = "inner"
        print(x, z)

        def method(self):
            return x

    return B


print(outer()().method())


class C:
    try:
        missing
    except NameError as error:
        print(error)
    global created
    created = 5


print(created)


def function():
    class D:
        def who(self):
            return __class__.__name__

    return D


print(function()().who())
for __name in (1,):
    pass


class Mangled:
    __private = 1

    def get(self):
        return self.__private


print(Mangled().get(), Mangled._Mangled__private)
