def f():
    log = []
    for i in range(4):
        try:
            try:
                if i == 0: continue
                if i == 2: break
                log.append('body%d' % i)
            finally:
                log.append('in%d' % i)
        finally:
            log.append('out%d' % i)
    else:
        log.append('else')
    return log
print(f())
