class G:
    def __getitem__(self, k): return k
t = (1, 2)
print(G()[*t], G()[0, *t], G()[*t, 3])
