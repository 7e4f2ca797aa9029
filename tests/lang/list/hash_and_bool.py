for f in (lambda: hash([1]), lambda: {[]: 1}, lambda: {[1]}):
    try:
        f()
    except TypeError as e:
        print(e)
print(bool([]), bool([0]), not [], [] or "e", [1] and "t", [] == [], [] is [])
