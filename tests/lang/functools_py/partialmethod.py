from functools import partialmethod

class Cell:
    def __init__(self):
        self.state = None

    def set_state(self, state, how="x"):
        self.state = (state, how)
        return self

    alive = partialmethod(set_state, True)
    dead = partialmethod(set_state, False, how="gone")
    both = partialmethod(alive, how="nested")

    @classmethod
    def build(cls, n):
        return cls.__name__, n

    five = partialmethod(build, 5)

c = Cell()
print(c.alive().state, c.dead().state, c.both().state, Cell.five(), c.five(), Cell.alive(c).state)
try:
    partialmethod(3)
except TypeError as error:
    print(error)
