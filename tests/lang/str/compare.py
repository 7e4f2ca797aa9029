words = ["b", "a", "B", "é", "z", "aa", "", "ab", "\U0001f600", "\uffff", "Z"]
print(sorted(words), max(words), min(words))
print("a" < "b", "a" < "", "abc" <= "abc", "a" == "a", "a" != "A", "a" == 1, "\uffff" < "\U00010000")
try:
    "a" < 1
except TypeError as e:
    print(e)
