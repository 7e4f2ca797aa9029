def f(): return [1, 2, 3]
a = f(); a.append(4)
print(f(), a)
def g(): return {'k': []}
g()['k'].append(1)
print(g())
