e = ValueError(1, 2)
e.args = [3, 4]
print(e.args, str(e), repr(e))
e.args = "ab"
print(e.args)
for f in ["e.args = 5", "del e.args"]:
    try:
        exec(f)
    except TypeError as err:
        print(err)
