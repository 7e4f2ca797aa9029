class Done(StopIteration):
    pass
print(Done(3).value, repr(Done(3)))
class It:
    def __iter__(self):
        return self
    def __next__(self):
        raise Done(1)
print(list(It()))
