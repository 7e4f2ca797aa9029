import random

r = random.Random(99)
print(r.gauss(0, 1), r.gauss(1, 2), r.normalvariate(0, 1), r.expovariate(1.5), r.betavariate(1, 2))
print(r.gammavariate(2, 1), r.gammavariate(0.5, 1), r.gammavariate(1, 3), r.triangular(0, 1, 0.3), r.lognormvariate(0, 1))
print(r.paretovariate(3), r.vonmisesvariate(0, 4), r.weibullvariate(1, 2), r.randbytes(5))
