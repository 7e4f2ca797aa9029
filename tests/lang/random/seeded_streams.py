import random

random.seed(12345)
print([random.random() for _ in range(4)])
print([random.randint(1, 6) for _ in range(12)], random.randrange(0, 100, 7), random.getrandbits(70))
print(random.uniform(-1, 1), random.choice("abcdef"), random.choices([1, 2, 3], weights=[5, 3, 1], k=6))
print(random.sample(range(1000), 5))
items = list(range(10))
random.shuffle(items)
print(items)
