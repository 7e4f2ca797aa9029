def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


print(down(500))


def forever():
    return forever()


try:
    forever()
except RecursionError as error:
    print(type(error).__name__, str(error).startswith("maximum recursion depth exceeded"))


class Node:
    def __init__(self):
        self.value = Node()


try:
    Node()
except RecursionError:
    print("init")


def gen():
    yield from gen()


try:
    list(gen())
except RecursionError:
    print("generator")


class Repr:
    def __repr__(self):
        return repr(self)


try:
    repr(Repr())
except RecursionError:
    print("repr")


def in_finally(n):
    try:
        in_finally(n + 1)
    finally:
        pass


try:
    in_finally(0)
except RecursionError:
    print("finally")
print(down(500))
