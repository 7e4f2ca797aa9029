e = ValueError("v")
try:
    e.__notes__
except AttributeError as err:
    print(err)
e.add_note("first")
e.add_note("second")
print(e.__notes__, str(e), e.args)
for f in [lambda: e.add_note(5), lambda: e.add_note(), lambda: e.add_note("a", "b")]:
    try:
        f()
    except TypeError as err:
        print(err)
e.__notes__ = ["x"]
print(e.__notes__)
