def f(x):
    match x:
        case n if n < 0: return 'neg', n
        case n if n == 0: return 'zero'
        case n: return 'pos', n
print(f(-1), f(0), f(5))
