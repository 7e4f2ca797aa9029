from collections import Counter
c = Counter("mississippi")
print(c, c.most_common(2), c["z"], sum(c.values()), sorted(c.elements())[:3])
c.update("sip")
c.subtract("mm")
print(c, +c, c + Counter(s=1), c - Counter(s=2), c & Counter(s=3), c | Counter(q=1), Counter(a=1) == Counter(a=1), Counter([1, 1, 2]), Counter(x=2).total())
