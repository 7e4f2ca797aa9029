def show(x):
    print(x, end=' ')
    return x
class O: pass
o = O()
d = {}
x: show('ann') = show('value')
o.attr: show('ann2') = show('value2')
d[show('key')]: show('ann3') = show('value3')
o.other: show('ann4')
d[show('unused key')]: show('ann5')
(y): show('ann6') = show('value6')
print()
print(__annotations__, o.attr, d, y, hasattr(o, 'other'))
