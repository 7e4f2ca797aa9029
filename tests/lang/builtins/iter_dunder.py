class Countdown:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n
print(list(Countdown(3)), sum(Countdown(4)), sorted(Countdown(3)), tuple(Countdown(2)), 1 in Countdown(3), [*Countdown(2)])
class Bad:
    def __iter__(self):
        return 5
try:
    iter(Bad())
except TypeError as e:
    print(e)
class NoNext:
    def __iter__(self):
        return iter("ab")
a, b = NoNext()
print(a, b)
