classes = [object]
for i in range(60):
    classes.append(type('C%d' % i, (classes[-1],), {'v%d' % i: i}))
c = classes[-1]()
print(c.v0, c.v59, len(classes[-1].__mro__))
classes[1].late = 'late'
print(c.late)
classes[30].late = 'nearer'
print(c.late)
del classes[30].late
print(c.late)
