def f(x):
    for i in x:
        match i:
            case [1, *r]:
                return r
            case _:
                pass
print(f([0, [1, 2]]), f([0]))
