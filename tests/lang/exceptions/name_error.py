e = NameError("m", name="x")
print(e.name, e.args, NameError().name, UnboundLocalError("u", name="v").name)
try:
    undefined_name
except NameError as e:
    print(e, e.name)
