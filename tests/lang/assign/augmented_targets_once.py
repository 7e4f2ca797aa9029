def s(n, o):
    print(n, end=' ')
    return o
class O: v = 1
o = O()
d = {'k': [1]}
s('o', o).v += s('r', 1)
s('d', d)[s('k', 'k')] += s('l', [2])
print(o.v, d)
