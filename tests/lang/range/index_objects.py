class I:
    def __index__(self):
        return 3
print(range(I()), list(range(I())), range(10)[I()], range(I(), 9, I()))
print(range(True), range(False, True))
