d = {"a": 1}
for key in ("b", 5, None, (1, 2), "it's", 2.5):
    try:
        d[key]
    except KeyError as e:
        print(repr(e), str(e))
try:
    del d["zz"]
except KeyError as e:
    print(e)
