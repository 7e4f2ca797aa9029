from dataclasses import dataclass, field, fields, make_dataclass

C = make_dataclass("C", [("x", int), "y", ("z", int, field(default=5))], namespace={"add": lambda self: self.x + 1})
print(C(1, 2), C(1, 2).add(), [f.type for f in fields(C)], C.__name__, C.__qualname__)
D = make_dataclass("D", ["a", "b"], bases=(C,), frozen=False) if False else make_dataclass("D", ["a"], frozen=True)
print(D(3), hash(D(3)) == hash(D(3)))
for bad in (["class"], ["a b"], ["x", "x"], [("x", int, 5, 4)], [3]):
    try:
        make_dataclass("E", bad)
    except TypeError as error:
        print(error)
