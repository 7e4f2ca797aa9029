class I:
    def __init__(self): self.log = []
    def __iadd__(self, o): self.log.append(('iadd', o)); return self
    def __isub__(self, o): self.log.append(('isub', o)); return self
    def __imul__(self, o): self.log.append(('imul', o)); return self
    def __itruediv__(self, o): self.log.append(('itruediv', o)); return self
    def __ior__(self, o): self.log.append(('ior', o)); return self
    def __imatmul__(self, o): self.log.append(('imatmul', o)); return self
    def __ipow__(self, o): self.log.append(('ipow', o)); return self
i = j = I()
i += 1; i -= 2; i *= 3; i /= 4; i |= 5; i @= 6; i **= 7
print(i is j, i.log)
class J:
    def __iadd__(self, o): return 'replaced'
k = J()
k += 1
print(k)
class L(list):
    def __iadd__(self, o): return NotImplemented
l = L([1])
l += [2]
print(l, type(l).__name__)
