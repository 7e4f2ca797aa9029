e = ValueError("v")
print(e.__traceback__, e.with_traceback(None) is e)
try:
    raise e
except ValueError as caught:
    print(caught is e, e.__traceback__ is not None, type(e.__traceback__).__name__)
    tb = e.__traceback__
    print(tb.tb_next is None, tb.tb_lineno > 0)
try:
    e.with_traceback(5)
except TypeError as err:
    print(err)
e.__traceback__ = None
print(e.__traceback__)
