print([].append.__name__, 'a'.upper(), {}.get.__name__, (5).bit_length(), (1.5).is_integer(), dict.fromkeys('ab', 1), str.maketrans('a', 'b'), {}.fromkeys([1]))
print(type([].append).__name__, type(list.append).__name__, type(int.__add__).__name__, type((5).__add__).__name__, type(dict.__dict__['fromkeys']).__name__, type(int.real).__name__, type(len).__name__)
print(list.__dict__['append'] is list.append, 'append' in vars(list), 'append' in dir(list), '__len__' in dir([]))
