def f(limit):
    i = 0
    while i < 5:
        if i == limit:
            break
        i += 1
    else:
        return 'done', i
    return 'broke', i
print(f(3), f(9))
