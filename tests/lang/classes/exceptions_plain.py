class MyError(Exception):
    pass
class Other(MyError): pass
try:
    raise Other('text', 2)
except MyError as e:
    print(type(e).__name__, e, e.args, repr(e))
try:
    raise MyError
except MyError as e:
    print(repr(e), str(e) == '')
