print(all([]), any([]), all([1, "a"]), any([0, ""]), all([1, 0]), any([0, 2]))
def gen():
    for x in (0, 1, 2):
        print("got", x)
        yield x
print(any(gen()))
print(all(gen()))
for f in (lambda: all(1), lambda: any(), lambda: all([], [])):
    try:
        f()
    except TypeError as e:
        print(e)
