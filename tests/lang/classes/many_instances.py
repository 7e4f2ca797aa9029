class Node:
    def __init__(self, v, next=None):
        self.v = v
        self.next = next
head = None
for i in range(500):
    head = Node(i, head)
n, total = head, 0
while n:
    total += n.v
    n = n.next
print(total)
head = n = None
print('done')
