import operator as o
print(o.call(max, 1, 5), o.call(dict, a=1), o.__add__(1, 2), o.__lt__(1, 2), o.__getitem__("ab", 1), o.__contains__([1], 1), o.__not__(0), o.__abs__(-1))
for f in (lambda: o.call(), lambda: o.call(5)):
    try:
        f()
    except TypeError as e:
        print(e)
