print([last := i for i in 'abc'], last)
print(any((hit := n) > 3 for n in [1, 5, 2]), hit)
