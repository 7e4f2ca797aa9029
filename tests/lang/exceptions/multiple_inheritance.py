class NotFound(KeyError, AttributeError):
    pass
e = NotFound("k")
print(str(e), repr(e), isinstance(e, LookupError), isinstance(e, AttributeError), [c.__name__ for c in NotFound.__mro__])
try:
    raise e
except AttributeError as caught:
    print("attribute", caught.args)
class Mixin:
    def describe(self):
        return "described " + str(self)
class M(Mixin, ValueError):
    pass
print(M("a").describe())
