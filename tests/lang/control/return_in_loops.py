def f():
    for i in range(5):
        for j in range(5):
            while True:
                if i * j == 6:
                    return i, j
                break
print(f())
