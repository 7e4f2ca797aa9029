from enum import Enum, Flag, IntEnum

Animal = Enum("Animal", "ANT BEE CAT DOG")
print(list(Animal), Animal.ANT, Animal.__module__)
print(list(Enum("A", ["X", "Y"], start=5)), list(Enum("B", [("P", "p"), ("Q", "q")])), list(Enum("C", {"M": 1, "N": 2})))
Flags = Flag("Flags", "R W X")
print(list(Flags), Flags.R | Flags.X)
Num = IntEnum("Num", "ONE, TWO", module="numbers_mod", qualname="Outer.Num")
print(Num.TWO + 1, Num.__module__, Num.__qualname__, repr(Num.ONE))
T = Enum("T", "A B", type=str)
print(repr(T.A), isinstance(T.A, str))
