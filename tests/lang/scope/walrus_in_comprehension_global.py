def f():
    global total
    total = 0
    return [total := total + i for i in range(5)]
print(f(), total)
