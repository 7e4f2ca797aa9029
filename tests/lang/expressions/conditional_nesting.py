f = lambda a, b: 'both' if a and b else 'a' if a else 'b' if b else 'none'
print(f(1, 1), f(1, 0), f(0, 1), f(0, 0))
