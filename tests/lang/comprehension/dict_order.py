def s(x):
    print(x, end=' ')
    return x
print({s('k%d' % i): s('v%d' % i) for i in range(2)})
