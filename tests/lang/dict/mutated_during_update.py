class Evil:
    def __hash__(self):
        return 1
    def __eq__(self, other):
        src[len(src) + 100] = 1
        return False
src = {Evil(): 1, 2: 2}
dst = {1: 0}
try:
    dst.update(src)
except RuntimeError as e:
    print(e)
