e = AttributeError("m", name="n", obj=5)
print(e.name, e.obj, AttributeError("x").name, AttributeError().obj)
class A:
    pass
a = A()
try:
    a.missing
except AttributeError as e:
    print(e, e.name, e.obj is a)
try:
    (5).nope
except AttributeError as e:
    print(e, e.name, e.obj)
