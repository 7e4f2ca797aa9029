for i, (a, b) in enumerate(zip('ab', 'cd')):
    print(i, a, b)
