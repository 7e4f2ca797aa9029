from enum import CONFORM, EJECT, KEEP, STRICT, Flag

class Strict(Flag, boundary=STRICT):
    A = 1
    B = 2

class Conform(Flag, boundary=CONFORM):
    A = 1
    B = 2

class Eject(Flag, boundary=EJECT):
    A = 1
    B = 2

class Keep(Flag, boundary=KEEP):
    A = 1
    B = 2

for cls in (Strict, Conform, Eject, Keep):
    for value in (3, 5, 8):
        try:
            print(cls.__name__, value, repr(cls(value)))
        except ValueError as error:
            print(cls.__name__, value, error)
print(STRICT, repr(KEEP))
