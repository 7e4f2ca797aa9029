def make():
    global fresh
    fresh = [1]
make()
fresh.append(2)
print(fresh)
