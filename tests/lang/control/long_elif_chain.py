src = 'def f(n):\n    if n == 0: return 0\n'
def f(n):
    if n == 0: return 'zero'
    elif n == 1: return 'one'
    elif n == 2: return 'two'
    elif n == 3: r = 'three'
    elif n == 4: r = 'four'
    else: r = 'many'
    return r
print([f(i) for i in range(7)])
