print(NotImplemented, Ellipsis, ..., __debug__, None, True, False, Ellipsis is ...)
print(type(NotImplemented).__name__, type(None).__name__, bool(...))
assert __debug__
