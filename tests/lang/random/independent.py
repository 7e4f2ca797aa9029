import random

a, b = random.Random(1), random.Random(1)
print(a.random() == b.random(), a.randint(1, 9) == b.randint(1, 9))
random.seed(2)
first = random.random()
a.seed(2)
print(first == a.random())
x, y = random.Random(), random.Random()
print(x.random() != y.random(), 0 <= x.random() < 1)
