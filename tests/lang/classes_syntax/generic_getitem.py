class G:
    def __class_getitem__(cls, item): return cls.__name__, item
print(G[int], G[int, str], G[1:2])
