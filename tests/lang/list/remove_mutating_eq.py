class Evil:
    def __eq__(self, other):
        a.clear()
        return True
a = [Evil(), 2]
try:
    a.remove(3)
except (ValueError, IndexError) as e:
    print(type(e).__name__)
print(a)
