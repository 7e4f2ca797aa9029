# What mro() says may not give instances methods for memory that they do not have.
class Slotted:
    __slots__ = ("a", "b", "c")


for order in ([list], [Slotted], [int], [dict, object], 5, [], [3], ["x"]):
    class Meta(type):
        def mro(cls):
            return [cls, *order] if order and order != 5 else order

    try:
        class A(metaclass=Meta):
            pass

        print(A.__mro__)
    except TypeError as error:
        print(error)


class Bare(type):
    def mro(cls):
        return [cls]


class B(metaclass=Bare):
    x = 1


print(B.__mro__, B.x)
try:
    B()
except TypeError as error:
    print(error)
