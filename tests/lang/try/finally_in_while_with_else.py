def f(stop):
    n = 0
    log = []
    while n < 3:
        try:
            n += 1
            if n == stop: break
        finally:
            log.append(n)
    else:
        log.append('else')
    return log
print(f(2), f(9))
