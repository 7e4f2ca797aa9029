def f(flag):
    if flag:
        v = 1
    try:
        return v
    except UnboundLocalError:
        return 'unbound'
print(f(True), f(False))
