table = str.maketrans("abc", "xyz", "d")
print(table, "aabbccdd".translate(table))
print("hello".translate({ord("l"): "LL", ord("h"): None, ord("o"): 0x1F600}))
print("abc".translate({97: "", 98: 233}), str.maketrans({"a": 1, 98: None}))
class Table:
    def __getitem__(self, key):
        if key == 97:
            raise LookupError
        return chr(key + 1)
print("abc".translate(Table()))
