class O: pass
o = O()
o.a, o.b = o.c = 1, 2
print(o.a, o.b, o.c)
