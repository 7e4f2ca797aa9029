from dataclasses import dataclass, field

@dataclass
class Node:
    value: int
    next: "Node" = None
    children: list = field(default_factory=list)

n = Node(1)
n.next = n
n.children.append(n)
print(n)
print(Node(1, Node(2, Node(3))))
