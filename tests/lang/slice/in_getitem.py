class C:
    def __getitem__(self, k):
        return k
c = C()
print(c[1], c[1:2], c[::], c[1:2:3], c[1, 2:3], c[..., None], c[:, 0], c["a":"b"], c[-1:])
