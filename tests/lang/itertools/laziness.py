from itertools import accumulate, chain, count, filterfalse, islice, starmap, takewhile
def noisy(n):
    for i in range(n):
        print("make", i)
        yield i
c = chain(noisy(2), noisy(1))
print("made")
print(next(c), next(c), next(c))
print(list(islice(filterfalse(lambda x: x % 3, count()), 4)), list(takewhile(lambda x: x < 30, accumulate(count(1)))))
