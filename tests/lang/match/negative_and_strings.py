def f(x):
    match x:
        case -0.5: return 1
        case 'a' 'b': return 2
        case -1 - 2j: return 3
        case r'\n': return 4
print(f(-0.5), f('ab'), f(-1 - 2j), f('\\n'), f(0))
