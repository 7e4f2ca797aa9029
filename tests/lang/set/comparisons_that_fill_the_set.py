class Evil:
    n = 0
    def __hash__(self):
        return 7
    def __eq__(self, other):
        Evil.n += 1
        if Evil.n < 50:
            s.add(Evil.n * 16 + 7)
            s.discard((Evil.n - 3) * 16 + 7)
        return False
s = {7}
s.add(Evil())
s.add(Evil())
print(sum(1 for x in s if isinstance(x, Evil)), len(s) == len(list(s)))
while s:
    s.pop()
print(s)
