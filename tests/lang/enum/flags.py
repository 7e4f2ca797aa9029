from enum import Flag, IntFlag, auto

class Perm(Flag):
    R = 4
    W = 2
    X = 1
    RW = 6

print(Perm.R | Perm.X, repr(Perm.R | Perm.X), Perm.R & Perm.W, repr(Perm(0)), Perm.RW, list(Perm))
print(~Perm.R, Perm.R ^ Perm.RW, Perm.R in Perm.RW, Perm.X in Perm.RW, bool(Perm.R & Perm.X), list(Perm.RW), len(Perm.RW))
print(Perm(7), Perm(7).name, Perm(7).value, [m.name for m in Perm(5)])
try:
    Perm(8)
except ValueError as error:
    print(error)

class I(IntFlag):
    A = 1
    B = 2
    C = 4

print(I.A | I.B, repr(I.A | 8), I.A + 1, I.A | 16, ~I.A, repr(~I.B), I(0), repr(I(9)), isinstance(I.A | I.B, int))
try:
    Perm.R | 1
except TypeError as error:
    print(error)
try:
    3 in Perm.R
except TypeError as error:
    print(error)
