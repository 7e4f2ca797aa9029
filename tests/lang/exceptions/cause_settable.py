e = ValueError()
print(e.__cause__, e.__context__, e.__suppress_context__)
e.__cause__ = KeyError(1)
print(repr(e.__cause__), e.__suppress_context__)
e.__suppress_context__ = False
e.__context__ = IndexError(2)
print(repr(e.__context__), e.__suppress_context__)
e.__cause__ = None
e.__context__ = None
print(e.__cause__, e.__context__, e.__suppress_context__)
for f in ["e.__cause__ = 5", "e.__context__ = ValueError", "e.__suppress_context__ = 1", "del e.__cause__", "del e.__context__", "e.__traceback__ = 5", "del e.__traceback__"]:
    try:
        exec(f)
    except TypeError as err:
        print(err)
