from functools import singledispatchmethod

class Negator:
    @singledispatchmethod
    def neg(self, arg):
        raise NotImplementedError("Cannot negate a")

    @neg.register
    def _(self, arg: int):
        return -arg

    @neg.register
    def _(self, arg: bool):
        return not arg

    @singledispatchmethod
    @classmethod
    def make(cls, arg):
        return cls.__name__ + " object"

    @make.register
    @classmethod
    def _(cls, arg: str):
        return cls.__name__ + " str"

n = Negator()
print(n.neg(5), n.neg(True), Negator.make(1), n.make("s"), Negator.make("s"))
try:
    n.neg("x")
except NotImplementedError as error:
    print(error)
