class E(Exception):
    default = 5
e = E("m")
e.extra = [1]
print(e.extra, e.default, e.__dict__, hasattr(e, "nope"))
v = ValueError("m")
v.extra = 1
print(v.extra, v.__dict__)
del v.extra
try:
    v.extra
except AttributeError as err:
    print(err)
