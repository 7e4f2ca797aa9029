def make(): 
    def f(): pass
    return f
print(make() is make(), make.__code__ == make.__code__)
