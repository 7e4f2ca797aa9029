import random

r = random.Random(7)
r.random()
state = r.getstate()
print(state[0], len(state[1]), state[2], state[1][:2], state[1][-1])
a = [r.random() for _ in range(3)]
r.setstate(state)
print(a == [r.random() for _ in range(3)])
r.gauss(0, 1)
state = r.getstate()
b = r.gauss(0, 1)
r.setstate(state)
print(b == r.gauss(0, 1))
for bad in [(3, (1, 2), None), (3, [0] * 625, None), (9, (), None)]:
    try:
        r.setstate(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
