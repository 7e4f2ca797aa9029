class R:
    def __round__(self, n=None):
        return ("rounded", n)
    def __abs__(self):
        return "abs"
print(round(R()), round(R(), 2), round(R(), None), abs(R()))
