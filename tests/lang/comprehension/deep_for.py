print([a + b + c + d for a in 'ab' for b in 'c' for c in 'de' for d in 'f' if a != 'b' or c != 'e'])
