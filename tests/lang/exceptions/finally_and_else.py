log = []
def f(x):
    try:
        if x == 1:
            raise ValueError
        if x == 2:
            return "returned"
    except ValueError:
        log.append("except")
    else:
        log.append("else")
    finally:
        log.append("finally")
    return "end"
print([f(i) for i in range(3)], log)
