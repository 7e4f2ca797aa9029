import random

for call in [lambda: random.choice([]), lambda: random.randrange(0), lambda: random.randint(5, 1), lambda: random.sample([1], 2), lambda: random.choices([], k=1), lambda: random.sample({1, 2}, 1), lambda: random.choices([1, 2], weights=[0, 0])]:
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
