class O: pass
o = O()
l = [0]
print([o.x for o.x in range(3)], o.x, [l[0] for l[0] in 'ab'], l)
