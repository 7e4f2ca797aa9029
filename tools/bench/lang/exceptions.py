class Odd(Exception):
    def __init__(self, n):
        super().__init__(n)
        self.n = n


def check(n):
    if n % 2:
        raise Odd(n)
    return n


def work():
    caught = 0
    for i in range(30_000):
        try:
            check(i)
        except Odd as error:
            caught += error.n
        finally:
            caught -= 1
    for i in range(30_000):
        try:
            {}[i]
        except KeyError:
            caught += 1
    assert caught
