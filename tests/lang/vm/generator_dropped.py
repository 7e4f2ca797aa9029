def watched(name):
    try:
        yield 1
        yield 2
    finally:
        print("finally", name)


g = watched("deleted")
next(g)
del g
print("after del")
for value in watched("broken loop"):
    break
print("after loop")


def early():
    for value in watched("returned"):
        return value


early()
print("after return")
unstarted = watched("unstarted")
del unstarted
print("end")


class Manager:
    def __enter__(self):
        print("enter")

    def __exit__(self, *args):
        print("exit", args[0] and args[0].__name__)


def with_manager():
    with Manager():
        yield 1


g = with_manager()
next(g)
g = None
print("last")
