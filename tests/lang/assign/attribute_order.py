def s(n, v):
    print(n, end=' ')
    return v
class O: pass
o = O()
s('target', o).x = s('value', 5)
print(o.x)
