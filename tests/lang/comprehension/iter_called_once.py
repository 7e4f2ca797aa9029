class It:
    def __iter__(self):
        print('iter')
        return iter([1, 2])
print([x for x in It()], [a for a in [1] for b in It()])
