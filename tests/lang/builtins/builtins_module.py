import builtins
print(builtins.len([1]), builtins.print is print, hasattr(builtins, "range"), "ValueError" in dir(builtins), builtins.__name__)
builtins.extra = 42
print(extra)
del builtins.extra
try:
    extra
except NameError as e:
    print(e)
