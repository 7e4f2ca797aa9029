from dataclasses import dataclass, field, fields

@dataclass
class C:
    x: int = field(default=1, metadata={"unit": "cm"})

f = fields(C)[0]
print(f.metadata["unit"], len(f.metadata), repr(f).split(",default=")[0])
try:
    f.metadata["a"] = 1
except TypeError as error:
    print(error)
print(C.__dataclass_params__)
try:
    fields(3)
except TypeError as error:
    print(error)
