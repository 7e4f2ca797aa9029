print(*[1 if x else 0 for x in (True, False)], sep='-' if True else '+')
