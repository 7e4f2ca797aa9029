from functools import cmp_to_key
K = cmp_to_key(lambda a, b: a - b)
print(K(1) < K(2), K(1) == K(1), K(3) > K(2), K(1) <= K(1), K(2) >= K(3), K(1) != K(2), K(5).obj)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), min([4, 2], key=K), cmp_to_key(mycmp=max)(obj=1).obj)
for f in (lambda: K(1) < 2, lambda: cmp_to_key(), lambda: K(), lambda: hash(K(1)) if False else cmp_to_key(1)(1) < cmp_to_key(1)(2)):
    try:
        f()
    except TypeError as e:
        print(e)
