print(list.append, str.upper, list.append.__name__, list.append.__qualname__, list.append.__objclass__)
l = []
list.append(l, 3)
print(l, str.upper('a'), list.append.__get__(l)(4), l, dict.get({1: 2}, 1))
for f in [lambda: list.append(), lambda: list.append(3, 4), lambda: str.upper(3), lambda: list.append.__get__(3), lambda: list.append([])]:
    try:
        f()
    except TypeError as e:
        print(e)
