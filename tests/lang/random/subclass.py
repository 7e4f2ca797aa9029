import random


class Loud(random.Random):
    def random(self):
        return super().random() / 2

    def getrandbits(self, k):
        return super().getrandbits(k)


r = Loud(3)
print(r.random(), r.randint(1, 100), r.choice("xyz"), isinstance(r, random.Random))
r.note = "kept"
print(r.note, r.sample([1, 2, 3, 4], 2))
