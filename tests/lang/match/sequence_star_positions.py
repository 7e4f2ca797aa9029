def f(x):
    match x:
        case [a, *m, b, c]: return a, m, b, c
        case [*m, b]: return m, b
        case [*all]: return all
print(f([1, 2, 3]), f([1, 2, 3, 4, 5]), f([1, 2]), f([]))
