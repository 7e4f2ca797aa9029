from typing import Annotated, Any, ClassVar, Dict, List, Optional, Union, get_type_hints

class Node:
    value: int
    next: "Optional[Node]" = None
    kids: "List[Node]"
    both: "int | str"
    tag: ClassVar["str"]
    ann: Annotated["int", "m"]

class Sub(Node):
    extra: "Dict[str, 'Node']"
    value: str

def f(a: int, b: "List[str]" = None, *args: "float", c: None = None, **kw: "Any") -> "Union[int, None]":
    pass

for hints in (get_type_hints(Node), get_type_hints(Sub), get_type_hints(f), get_type_hints(Node, include_extras=True), get_type_hints(len), get_type_hints(lambda x: x)):
    print(hints)
def g(x: "Missing"):
    pass
try:
    get_type_hints(g)
except NameError as error:
    print(error)
try:
    get_type_hints(3)
except TypeError as error:
    print(error)
print(get_type_hints(g, {"Missing": int}))
