def f(x):
    match x:
        case [[a, {'k': [b, 1]}], c]: return 1
        case [[a, {'k': [b, *c]}], d]: return a, b, c, d
        case [a, b]: return a, b
print(f([[1, {'k': [2, 1]}], 3]), f([[1, {'k': [2, 5]}], 3]), f([1, 2]))
