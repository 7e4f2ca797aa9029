class Bad:
    def __hash__(self):
        raise ValueError("no hash")


for f in (lambda: {Bad()}, lambda: Bad() in {1}, lambda: {1: 2}[Bad()], lambda: set([Bad()])):
    try:
        f()
    except ValueError as e:
        print(e)
