def make():
    def f(): pass
    return f
print(make() is make(), make() == make())
