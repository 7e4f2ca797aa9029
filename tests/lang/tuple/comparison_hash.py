print((1, 2) < (1, 3), (1,) < (1, 0), () == (), (1, 2) == (1.0, 2.0), (1, (2, 3)) == (1, (2, 3)), (1, 2) != [1, 2])
print(hash(()), hash((1,)), hash((1, 2, 3)), hash((1.5, True)), hash((1, (2, (3,)))))
try:
    hash((1, []))
except TypeError as e:
    print(e)
