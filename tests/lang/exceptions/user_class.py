class MyError(Exception):
    pass
class Sub(MyError):
    pass
for e in [MyError(), MyError("a"), MyError("a", 2), Sub("s")]:
    print(repr(e), str(e), e.args, type(e).__name__)
try:
    raise Sub("x")
except MyError as e:
    print("caught", repr(e))
try:
    MyError(x=1)
except TypeError as e:
    print(e)
