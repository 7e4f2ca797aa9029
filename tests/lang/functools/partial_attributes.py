from functools import partial
p = partial(len, [1, 2])
p.label = "x"
p.__doc__ = "doc"
print(p.label, p(), p.__doc__, sorted(p.__dict__))
del p.label
print(hasattr(p, "label"))
try:
    p.label
except AttributeError:
    print("gone")
