def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
        i += 1
    return [i for i in range(n + 1) if flags[i]]


def matrix(n):
    a = [[i * j % 7 for j in range(n)] for i in range(n)]
    c = [[0] * n for _ in range(n)]
    for i in range(n):
        row, out = a[i], c[i]
        for j in range(n):
            total = 0
            for k in range(n):
                total += row[k] * a[k][j]
            out[j] = total
    return c[n // 2][n // 3]


def push_and_pop(n):
    stack = []
    for i in range(n):
        stack.append(i)
        if i % 3 == 0:
            stack.pop()
    stack.sort(reverse=True)
    return len(stack), stack[0]


print(len(sieve(600000)), matrix(90), push_and_pop(300000))
