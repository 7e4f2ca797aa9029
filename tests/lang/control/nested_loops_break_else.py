def primes(n):
    out = []
    for a in range(2, n):
        for b in range(2, a):
            if a % b == 0:
                break
        else:
            out.append(a)
    return out
print(primes(30))
